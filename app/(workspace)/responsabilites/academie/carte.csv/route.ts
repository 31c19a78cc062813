import { readHeat } from '@/components/raci/compare/heat-address';
import { answerCsv } from '@/server/files/serve';
import { heatCsv } from '@/server/raci/compare/csv';
import { api } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const { filters } = readHeat(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => {
    const caller = await api();
    const map = await caller.raci.compare.heat(filters);
    return { name: `responsabilites-${map.at.slice(0, 10)}.csv`, text: heatCsv(map) };
  });
}
