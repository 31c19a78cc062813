import { stageWordList, stageWords } from '@/components/coverage/address';
import { readDetail } from '@/components/coverage/detail-address';
import { paramChoice } from '@/components/ui/address';
import { answerCsv, schoolsCsv } from '@/server/coverage/csv';
import { homeTerritory } from '@/server/coverage/perimeter';
import { api, currentContext } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const [caller, { actor }] = await Promise.all([api(), currentContext()]);
    const { by: _by, basis: _basis, ...asked } = readDetail(params, homeTerritory(actor));
    const stage = stageWords[paramChoice(params, 'etape', stageWordList) ?? 'existent'];
    const schools = await caller.coverage.schools({ ...asked, stage, limit: 5000 });
    return { name: `ecoles-${stage}.csv`, text: schoolsCsv(schools.items) };
  });
}
