import { serveExpertPdf } from '@/server/conventions/review/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ token: string }> };

export async function GET(_request: Request, { params }: Props) {
  return serveExpertPdf(await currentContext(), (await params).token);
}
