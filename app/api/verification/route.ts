import { currentContext } from '@/server/session';
import { verifyFromScreen } from '@/server/signature/upload';

/** Says what a dropped file is; nothing of it is kept. */
export async function POST(request: Request): Promise<Response> {
  return verifyFromScreen(await currentContext(), request);
}
