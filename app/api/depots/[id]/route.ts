import { currentContext } from '@/server/session';
import { receiveFromScreen } from '@/server/signature/upload';

type Props = { params: Promise<{ id: string }> };

/** Takes a file signed outside the application as the body. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return receiveFromScreen(await currentContext(), (await params).id, request);
}
