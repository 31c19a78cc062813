import { currentContext } from '@/server/session';
import { serveDeposit } from '@/server/signature/upload';

type Props = { params: Promise<{ id: string; depositId: string }> };

export async function GET(_request: Request, { params }: Props) {
  const { id, depositId } = await params;
  return serveDeposit(await currentContext(), id, depositId);
}
