import { serveConventionPdf } from '@/server/conventions/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Props) {
  return serveConventionPdf(await currentContext(), (await params).id, new URL(request.url).searchParams);
}
