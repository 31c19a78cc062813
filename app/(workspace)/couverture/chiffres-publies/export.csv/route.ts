import { readCoverage } from '@/components/coverage/address';
import { civilDate } from '@/server/clock';
import { answerCsv } from '@/server/coverage/csv';
import { figuresCsv } from '@/server/coverage/published/csv';
import { api, currentContext } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return answerCsv(async () => {
    const [caller, { actor, now }] = await Promise.all([api(), currentContext()]);
    const { degree, academyCode } = readCoverage(params, actor?.academyCode ?? null);
    const figures = await caller.coverage.figures.list({
      degree,
      withdrawn: params.retires === 'oui',
      ...(academyCode ? { academyCode } : {}),
    });
    return { name: `chiffres-publies-${civilDate(now)}.csv`, text: figuresCsv(figures) };
  });
}
