import { config } from '@/server/config';
import { currentContext } from '@/server/session';
import { serveReport } from '@/server/takeover/downloads';

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  return serveReport(await currentContext(), (await params).id, config().appUrl);
}
