import { currentContext } from '@/server/session';
import { serveScan } from '@/server/takeover/downloads';

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; scanId: string }> },
) {
  const { id, scanId } = await params;
  return serveScan(await currentContext(), id, scanId);
}
