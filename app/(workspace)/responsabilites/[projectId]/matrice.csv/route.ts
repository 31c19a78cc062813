import { serveMatrix } from '@/server/raci/exchange/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ projectId: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { projectId } = await params;
  return serveMatrix(await currentContext(), projectId, 'csv', new URL(request.url).searchParams);
}
