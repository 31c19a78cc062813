import { Prisma } from '@/prisma/generated/client';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { type Degree, noSchools, rateOf } from '../domain';
import { type Coverage, coverageByDepartment } from '../queries';
import { comparedOn } from './domain';
import { type Beside, type Comparison, type Counted, compare } from './explain';
import { type PublishedFigureView, publishedFigure } from './queries';
import { mayWrite } from './rows';

export type ComparedFigure = PublishedFigureView & { comparison: Comparison };

type Known = { departmentCode: string; firstFactOn: string | null; directorySince: string | null };

/** Since when something is known of each département: its first school in a project, its first directory. */
async function knownSince(db: Db, departments: string[], degree: Degree): Promise<Map<string, Known>> {
  const rows = await db.$queryRaw<Known[]>`
    SELECT s."departmentCode", min(p."first")::text AS "firstFactOn",
      min((s."firstSeenAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris')::date)
        FILTER (WHERE NOT s."demonstration")::text AS "directorySince"
    FROM "School" s
    LEFT JOIN (
      SELECT "uai", min("addedOn") AS "first" FROM "ProjectSchool" GROUP BY "uai"
    ) p ON p."uai" = s."uai"
    WHERE s."departmentCode" = ANY(${departments}::text[]) AND s."degree" = ${Prisma.sql`${degree}::"Degree"`}
    GROUP BY s."departmentCode"`;
  return new Map(rows.map((row) => [row.departmentCode, row]));
}

/**
 * Figures beside what is computed, with their differences explained. The number of queries depends on how many
 * days the figures tell (a source gives one a year), not on how many figures there are.
 */
export async function comparedFigures(
  ctx: Pick<Context, 'db' | 'now'>,
  figures: readonly PublishedFigureView[],
): Promise<ComparedFigure[]> {
  const [first] = figures;
  if (!first) return [];
  const today = civilDate(ctx.now);
  const departments = [...new Set(figures.map((one) => one.departmentCode))];
  const { degree } = first;
  const since = await knownSince(ctx.db, departments, degree);
  const isKnown = (figure: PublishedFigureView) => {
    const from = since.get(figure.departmentCode)?.firstFactOn;
    return from !== null && from !== undefined && from <= comparedOn(figure).day;
  };
  const days = new Set(figures.filter(isKnown).map((one) => earliest(comparedOn(one).day, today)));
  days.add(today);
  const coverages = new Map(
    await Promise.all(
      [...days].map(async (asOf) => {
        const ask = (sector: 'public' | 'all') =>
          coverageByDepartment(ctx, { degree, sector, asOf, departments });
        const [ofPublic, ofAll] = await Promise.all([ask('public'), ask('all')]);
        return [asOf, { public: ofPublic, all: ofAll }] as const;
      }),
    ),
  );
  return figures.map((figure) => {
    const day = earliest(comparedOn(figure).day, today);
    const at = (asOf: string): { public: Counted; all: Counted } => {
      const both = coverages.get(asOf);
      return {
        public: countedIn(both?.public, asOf, figure.departmentCode),
        all: countedIn(both?.all, asOf, figure.departmentCode),
      };
    };
    const known = since.get(figure.departmentCode);
    const now = coverages.get(today);
    const sector = figure.scopeKind === 'all' ? 'all' : 'public';
    const own = now?.[sector].departments.find((one) => one.code === figure.departmentCode);
    const beside: Beside = {
      figure,
      sameDay: isKnown(figure) ? at(day) : null,
      today: at(today),
      firstFactOn: known?.firstFactOn ?? null,
      directorySince: known?.directorySince ?? null,
      demonstration: own?.demonstration ?? false,
      bandToday: own?.band ?? null,
    };
    return { ...figure, comparison: compare(beside, rateOf) };
  });
}

/** One figure with its comparison, and whether this person may write it. */
export async function openedFigure(
  ctx: Pick<Context, 'db' | 'now' | 'actor'>,
  { id }: { id: string },
): Promise<ComparedFigure & { canEdit: boolean }> {
  const [figure] = await comparedFigures(ctx, [await publishedFigure(ctx, { id })]);
  if (!figure) throw notFound('Ce chiffre publié');
  const department = { code: figure.departmentCode, academyCode: figure.academyCode };
  return { ...figure, canEdit: ctx.actor !== null && mayWrite(ctx.actor, department) };
}

const earliest = (a: string, b: string) => (a < b ? a : b);

function countedIn(coverage: Coverage | undefined, asOf: string, code: string): Counted {
  const counts = coverage?.departments.find((one) => one.code === code)?.counts ?? noSchools;
  const { inProject, exists, pupilsInProject, pupilsExists, pupilsKnown } = counts;
  return { asOf, inProject, exists, pupilsInProject, pupilsExists, pupilsKnown };
}
