import { serveTaskFile } from '@/server/reversibility/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string; fileId: string }> };

export async function GET(_request: Request, { params }: Props) {
  const { id, fileId } = await params;
  return serveTaskFile(await currentContext(), id, fileId);
}
