import { serveActivityDocument } from '@/server/raci/work/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ projectId: string; documentId: string }> };

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { projectId, documentId } = await params;
  return serveActivityDocument(await currentContext(), projectId, documentId);
}
