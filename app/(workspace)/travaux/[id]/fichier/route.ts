import { currentContext } from '@/server/session';
import { serveWorkFile } from '@/server/work/downloads';

type Props = { params: Promise<{ id: string }> };

export async function GET(_request: Request, { params }: Props) {
  return serveWorkFile(await currentContext(), (await params).id);
}
