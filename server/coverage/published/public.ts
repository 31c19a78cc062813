import type { Context } from '@/server/trpc/context';
import type { Degree } from '../domain';
import type { OpenRow } from '../open/domain';
import { openCoverage } from '../open/queries';
import { type PublishedQuery, publishedQuery } from '../schema';
import { type PublishedFigureView, publishedFigures } from './queries';

export type PublicCoverage = {
  asOf: string;
  degree: Degree;
  published: PublishedFigureView[];
  /** Académies that chose to publish, public schools only, as of today. */
  academies: { code: string; name: string; departments: OpenRow[] }[];
};

/** The public page: what others published, and the counts of the académies that chose to show theirs. */
export async function publicCoverage(
  ctx: Pick<Context, 'db' | 'now'>,
  input: PublishedQuery,
): Promise<PublicCoverage> {
  const { degree, academyCode } = publishedQuery.parse(input);
  const [published, { asOf, rows }] = await Promise.all([publishedFigures(ctx, input), openCoverage(ctx)]);
  const academies = new Map<string, PublicCoverage['academies'][number]>();
  for (const row of rows) {
    if (row.degree !== degree || (academyCode && row.academyCode !== academyCode)) continue;
    const academy = academies.get(row.academyCode) ?? {
      code: row.academyCode,
      name: row.academyName,
      departments: [],
    };
    academy.departments.push(row);
    academies.set(row.academyCode, academy);
  }
  return { asOf, degree, published, academies: [...academies.values()] };
}
