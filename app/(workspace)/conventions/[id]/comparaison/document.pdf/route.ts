import { serveComparison } from '@/server/conventions/review/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Props) {
  return serveComparison(await currentContext(), (await params).id, new URL(request.url).searchParams);
}
