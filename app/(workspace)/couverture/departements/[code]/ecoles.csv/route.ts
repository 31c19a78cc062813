import { readCoverage, stageWordList, stageWords } from '@/components/coverage/address';
import { paramChoice } from '@/components/ui/address';
import { answerCsv, schoolsCsv } from '@/server/coverage/csv';
import { api } from '@/server/session';

type Props = { params: Promise<{ code: string }> };

export function GET(request: Request, { params }: Props): Promise<Response> {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const { code } = await params;
    const { degree, sector, asOf } = readCoverage(search);
    const stage = stageWords[paramChoice(search, 'etape', stageWordList) ?? 'existent'];
    const caller = await api();
    const schools = await caller.coverage.schools({
      degree,
      sector,
      ...(asOf ? { asOf } : {}),
      territory: { kind: 'department', code },
      stage,
      limit: 5000,
    });
    return { name: `ecoles-${code}-${stage}.csv`, text: schoolsCsv(schools.items) };
  });
}
