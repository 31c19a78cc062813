import { answerOpenData } from '@/server/coverage/open/serve';
import { currentContext } from '@/server/session';

export async function GET(request: Request): Promise<Response> {
  return answerOpenData(await currentContext(), request, 'json');
}
