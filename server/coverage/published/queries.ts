import type { PublishedFigure } from '@/prisma/generated/client';
import { civilDate, fromDbDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { type Degree, type Rate, rateOf } from '../domain';
import { type PublishedQuery, publishedQuery } from '../schema';
import type { PublishedScope } from './domain';
import { mayWrite } from './rows';
import { type FiguresQuery, figuresQuery } from './schema';

export type PublishedFigureView = {
  id: string;
  departmentCode: string;
  departmentName: string;
  academyCode: string;
  degree: Degree;
  year: number;
  /** Day of the state that it tells, when the source gives one. */
  asOf: string | null;
  /** As published, never recomputed. */
  band: string;
  scopeKind: PublishedScope;
  rate: Rate;
  source: string;
  sourceUrl: string | null;
  publishedOn: string | null;
  version: number;
  /** Day of the last correction; null when it stands as first entered. */
  correctedOn: string | null;
  withdrawn: { on: string; reason: string } | null;
};

type Row = PublishedFigure & { department: { name: string; academyCode: string } };

const viewOf = (row: Row): PublishedFigureView => ({
  id: row.id,
  departmentCode: row.departmentCode,
  departmentName: row.department.name,
  academyCode: row.department.academyCode,
  degree: row.degree,
  year: row.year,
  asOf: fromDbDate(row.asOf),
  band: row.band,
  scopeKind: row.scopeKind,
  rate: rateOf(row.numerator, row.denominator, row.scope),
  source: row.source,
  sourceUrl: row.sourceUrl,
  publishedOn: fromDbDate(row.publishedOn),
  version: row.version,
  correctedOn: row.version > 1 && !row.withdrawnAt ? civilDate(row.updatedAt) : null,
  withdrawn: row.withdrawnAt ? { on: civilDate(row.withdrawnAt), reason: row.withdrawnReason ?? '' } : null,
});

const withDepartment = { department: { select: { name: true, academyCode: true } } } as const;

/** Figures that someone else published, most recent first within each département. Open to everyone. */
export async function publishedFigures(
  ctx: Pick<Context, 'db'>,
  input: PublishedQuery,
  { withdrawn = false } = {},
): Promise<PublishedFigureView[]> {
  const { degree, academyCode, departments } = publishedQuery.parse(input);
  const figures = await ctx.db.publishedFigure.findMany({
    where: {
      AND: [
        { degree },
        withdrawn ? {} : { withdrawnAt: null },
        academyCode ? { department: { academyCode } } : {},
        departments ? { departmentCode: { in: departments } } : {},
      ],
    },
    include: withDepartment,
    orderBy: [
      { departmentCode: 'asc' },
      { withdrawnAt: { sort: 'asc', nulls: 'first' } },
      { year: 'desc' },
      { asOf: { sort: 'desc', nulls: 'last' } },
      { source: 'asc' },
    ],
  });
  return figures.map(viewOf);
}

/** Départements whose figures this person may write, for the choice of the form. */
export async function writableDepartments({ db, actor }: Pick<Context, 'db' | 'actor'>) {
  if (!actor) return [];
  const departments = await db.department.findMany({
    select: { code: true, name: true, academyCode: true },
    orderBy: { code: 'asc' },
  });
  return departments.filter((one) => mayWrite(actor, one)).map(({ code, name }) => ({ code, name }));
}

/** One figure, withdrawn or not. */
export async function publishedFigure(
  ctx: Pick<Context, 'db'>,
  { id }: { id: string },
): Promise<PublishedFigureView> {
  const row = await ctx.db.publishedFigure.findUnique({ where: { id }, include: withDepartment });
  if (!row) throw notFound('Ce chiffre publié');
  return viewOf(row);
}

/** The figures of the page « Chiffres publiés », as its address asks. */
export function listedFigures(ctx: Pick<Context, 'db'>, input: FiguresQuery): Promise<PublishedFigureView[]> {
  const { withdrawn, academyCode, ...query } = figuresQuery.parse(input);
  return publishedFigures(ctx, { ...query, ...(academyCode ? { academyCode } : {}) }, { withdrawn });
}
