import { currentContext } from '@/server/session';
import { serveEvidence } from '@/server/signature/upload';

type Props = { params: Promise<{ id: string }> };

export async function GET(_request: Request, { params }: Props) {
  return serveEvidence(await currentContext(), (await params).id);
}
