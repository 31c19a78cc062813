import { renderProgress } from '@/server/documents/progress';
import { currentSession } from '@/server/session';

type Props = { params: Promise<{ name: string }> };

/** Progress of a rendering that this screen started; says nothing of the document itself. */
export async function GET(_request: Request, { params }: Props) {
  if (!(await currentSession())) return Response.json(null, { status: 401 });
  return Response.json(renderProgress((await params).name), { headers: { 'cache-control': 'no-store' } });
}
