import { serveRequestFile } from '@/server/aaf/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ requestId: string }> };

export async function GET(_request: Request, { params }: Props) {
  return serveRequestFile(await currentContext(), (await params).requestId);
}
