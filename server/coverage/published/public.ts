import type { Context } from '@/server/trpc/context';
import type { Degree } from '../domain';
import type { OpenAcademy, OpenRow } from '../open/domain';
import { openCoverage } from '../open/queries';
import { type PublishedQuery, publishedQuery } from '../schema';
import { type PublishedFigureView, publishedFigures } from './queries';

export type PublicCoverage = {
  asOf: string;
  degree: Degree;
  published: PublishedFigureView[];
  /** The académie asked for, when it publishes. */
  chosen: OpenAcademy | null;
  /** All those that chose to publish. */
  choices: OpenAcademy[];
  /** Those that are shown, public schools only, as of today. */
  academies: { code: string; name: string; departments: OpenRow[] }[];
};

/** The public page: what others published, and the counts of the académies that chose to show theirs. */
export async function publicCoverage(
  ctx: Pick<Context, 'db' | 'now'>,
  input: PublishedQuery,
): Promise<PublicCoverage> {
  const { degree, academyCode } = publishedQuery.parse(input);
  const [published, { asOf, academies: choices, rows }] = await Promise.all([
    publishedFigures(ctx, input),
    openCoverage(ctx),
  ]);
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
  const chosen = choices.find(({ code }) => code === academyCode) ?? null;
  return { asOf, degree, published, chosen, choices, academies: [...academies.values()] };
}
