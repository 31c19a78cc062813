import { serveBoardAct } from '@/server/conventions/downloads';
import { currentContext } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export async function GET(_request: Request, { params }: Props) {
  return serveBoardAct(await currentContext(), (await params).id);
}
