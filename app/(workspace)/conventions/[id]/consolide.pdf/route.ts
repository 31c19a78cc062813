import { serveConsolidated } from '@/server/amendments/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Props) {
  return serveConsolidated(await currentContext(), (await params).id, new URL(request.url).searchParams);
}
