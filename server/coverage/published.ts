import { fromDbDate } from '@/server/clock';
import { academySettings } from '@/server/organisations/settings';
import type { Context } from '@/server/trpc/context';
import { type Rate, rateOf } from './domain';
import { type Coverage, coverageByDepartment } from './queries';
import { type PublishedQuery, publishedQuery } from './schema';

export type PublishedFigureView = {
  id: string;
  departmentCode: string;
  departmentName: string;
  year: number;
  /** As published, never recomputed. */
  band: string;
  rate: Rate;
  source: string;
  sourceUrl: string | null;
  publishedOn: string | null;
};

/** Figures that someone else published, most recent first within each département. Open to everyone. */
export async function publishedFigures(
  ctx: Pick<Context, 'db'>,
  input: PublishedQuery,
): Promise<PublishedFigureView[]> {
  const { degree, academyCode, departments } = publishedQuery.parse(input);
  const figures = await ctx.db.publishedFigure.findMany({
    where: {
      AND: [
        { degree },
        academyCode ? { department: { academyCode } } : {},
        departments ? { departmentCode: { in: departments } } : {},
      ],
    },
    include: { department: { select: { name: true } } },
    orderBy: [{ departmentCode: 'asc' }, { year: 'desc' }, { source: 'asc' }],
  });
  return figures.map((figure) => ({
    id: figure.id,
    departmentCode: figure.departmentCode,
    departmentName: figure.department.name,
    year: figure.year,
    band: figure.band,
    rate: rateOf(figure.numerator, figure.denominator, figure.scope),
    source: figure.source,
    sourceUrl: figure.sourceUrl,
    publishedOn: fromDbDate(figure.publishedOn),
  }));
}

export type PublicCoverage = {
  published: PublishedFigureView[];
  /** Académies that chose to publish, public schools only, as of today. */
  academies: { code: string; name: string; coverage: Coverage }[];
};

/** The public page: what others published, and the counts of the académies that chose to show theirs. */
export async function publicCoverage(
  ctx: Pick<Context, 'db' | 'now'>,
  input: PublishedQuery,
): Promise<PublicCoverage> {
  const { degree, academyCode } = publishedQuery.parse(input);
  const academies = await ctx.db.academy.findMany({
    where: academyCode ? { code: academyCode } : {},
    select: { code: true, name: true, settings: true },
    orderBy: { name: 'asc' },
  });
  const willing = academies.filter((academy) => academySettings(academy.settings).publicCoverage);
  const [published, coverages] = await Promise.all([
    publishedFigures(ctx, input),
    Promise.all(
      willing.map((academy) =>
        coverageByDepartment(ctx, { degree, sector: 'public', academyCode: academy.code }),
      ),
    ),
  ]);
  return {
    published,
    academies: willing.flatMap(({ code, name }, index) => {
      const coverage = coverages[index];
      return coverage ? [{ code, name, coverage }] : [];
    }),
  };
}
