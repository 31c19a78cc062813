import { readCoverage } from '@/components/coverage/address';
import { answerCsv, coverageCsv } from '@/server/coverage/csv';
import { api, currentContext } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const [caller, { actor }] = await Promise.all([api(), currentContext()]);
    const address = readCoverage(params, actor?.academyCode ?? null);
    const { degree, academyCode } = address;
    const [coverage, published] = await Promise.all([
      caller.coverage.byDepartment(address),
      caller.coverage.published({ degree, ...(academyCode ? { academyCode } : {}) }),
    ]);
    return { name: `couverture-${coverage.asOf}.csv`, text: coverageCsv(coverage, published) };
  });
}
