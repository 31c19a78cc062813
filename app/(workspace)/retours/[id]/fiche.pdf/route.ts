import { serveExperiencePdf } from '@/server/experience/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  return serveExperiencePdf(await currentContext(), (await params).id);
}
