import { answerCsv } from '@/server/files/serve';
import { phases } from '@/server/raci/domain';
import { loadCsv } from '@/server/raci/work/csv';
import { api } from '@/server/session';

type Props = { params: Promise<{ projectId: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { projectId } = await params;
  const asked = new URL(request.url).searchParams.get('phase');
  const phase = phases.find((one) => one === asked) ?? null;
  return answerCsv(async () => {
    const caller = await api();
    return {
      name: 'charge-par-acteur.csv',
      text: loadCsv(await caller.raci.work.ofProject({ id: projectId }), phase),
    };
  });
}
