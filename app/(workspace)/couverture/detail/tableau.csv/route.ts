import { readDetail } from '@/components/coverage/detail-address';
import { answerCsv, breakdownCsv } from '@/server/coverage/csv';
import { homeTerritory } from '@/server/coverage/perimeter';
import { api, currentContext } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const [caller, { actor }] = await Promise.all([api(), currentContext()]);
    const breakdown = await caller.coverage.by({ ...readDetail(params, homeTerritory(actor)), size: 5000 });
    return { name: `couverture-detail-${breakdown.asOf}.csv`, text: breakdownCsv(breakdown) };
  });
}
