import { academySettings } from '@/server/organisations/settings';
import type { Context } from '@/server/trpc/context';
import { type Coverage, coverageByDepartment } from '../queries';
import { type PublishedQuery, publishedQuery } from '../schema';
import { type PublishedFigureView, publishedFigures } from './queries';

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
