import { subject } from '@casl/ability';
import type { Objective } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import {
  type CoverageBasis,
  type CoverageSector,
  coverageBases,
  type Degree,
} from '@/server/coverage/domain';
import { isFine, type Territory, territoryKinds } from '@/server/coverage/territory';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import {
  type Course,
  curveDays,
  expectedOn,
  type ObjectiveStage,
  objectiveKinds,
  objectiveStages,
  projected,
  type Trend,
  trendOn,
  wayDone,
} from './domain';
import { type Measure, measureAll, measureOn, ratioOf } from './measure';
import type { ListObjectives } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

export type ObjectiveLine = {
  id: string;
  version: number;
  territory: Territory;
  territoryName: string;
  stage: ObjectiveStage;
  basis: CoverageBasis;
  degree: Degree;
  sector: CoverageSector;
  target: number;
  targetOn: string;
  note: string | null;
  start: Measure & { on: string; ratio: number | null };
  /** On the day asked for, or the day it was closed. */
  now: Measure & { on: string; ratio: number | null };
  expected: number;
  projected: number | null;
  wayDone: number | null;
  trend: Trend;
  /** True when the figures stop at the perimeter of whoever asks. */
  restricted: boolean;
  createdByName: string;
  closedOn: string | null;
  closedReason: string | null;
  canEdit: boolean;
};

/** What a row says, its words checked: they were written by the schema. */
function measuredOf(row: Objective) {
  const kind = territoryKinds.find((one) => one === row.territoryKind) ?? 'academy';
  return {
    territory: { kind, code: row.territoryCode },
    stage: objectiveStages.find((one) => one === row.stage) ?? 'in_project',
    basis: coverageBases.find((one) => one === row.basis) ?? 'schools',
    degree: row.degree,
    sector: row.sector === 'all' ? ('all' as const) : ('public' as const),
  };
}

function courseOf(row: Objective): Course {
  return {
    startOn: fromDbDate(row.startOn),
    start: ratioOf({ numerator: row.startNumerator, denominator: row.startDenominator }),
    targetOn: fromDbDate(row.targetOn),
    target: row.target,
  };
}

/** Where each of these stands on a day, or on the day it was closed: counted in one statement. */
async function linesOf(ctx: Reader, rows: readonly Objective[], asOf: string): Promise<ObjectiveLine[]> {
  const asked = rows.map((row) => {
    const closedOn = row.closedAt ? civilDate(row.closedAt) : null;
    return { ...measuredOf(row), day: closedOn !== null && closedOn < asOf ? closedOn : asOf };
  });
  const measures = await measureAll(ctx.db, ctx.actor, asked);
  return rows.map((row, index) =>
    lineOf(ctx, row, asked[index]?.day ?? asOf, measures[index] ?? { numerator: 0, denominator: 0 }),
  );
}

function lineOf(ctx: Reader, row: Objective, day: string, now: Measure): ObjectiveLine {
  const measured = measuredOf(row);
  const course = courseOf(row);
  const ratio = ratioOf(now);
  return {
    id: row.id,
    version: row.version,
    ...measured,
    territoryName: row.territoryName,
    target: row.target,
    targetOn: course.targetOn,
    note: row.note,
    start: {
      on: course.startOn,
      numerator: row.startNumerator,
      denominator: row.startDenominator,
      ratio: course.start,
    },
    now: { on: day, ...now, ratio },
    expected: expectedOn(course, day),
    projected: projected(course, day, ratio),
    wayDone: wayDone(course, ratio),
    trend: trendOn(course, day, ratio),
    restricted: isFine(measured.territory.kind),
    createdByName: row.createdByName,
    closedOn: row.closedAt ? civilDate(row.closedAt) : null,
    closedReason: row.closedReason,
    canEdit: ctx.ability.can('edit', subject('Objective', row)) && row.closedAt === null,
  };
}

/** Objectives of one's académie, the next due first, each with where it stands. */
export async function listObjectives(ctx: Reader, input: ListObjectives): Promise<ObjectiveLine[]> {
  const rows = await ctx.db.objective.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Objective'),
        input.state === 'open'
          ? { closedAt: null }
          : input.state === 'closed'
            ? { closedAt: { not: null } }
            : {},
      ],
    },
    orderBy: [{ targetOn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take: input.limit,
  });
  return linesOf(ctx, rows, input.asOf ?? civilDate(ctx.now));
}

/** One objective with its curve: the chain as of past days, and the straight line towards the target. */
export async function getObjective(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.objective.findUnique({ where: { id } });
  if (!row) throw notFound('Cet objectif');
  const [line] = await linesOf(ctx, [row], civilDate(ctx.now));
  if (!line) throw notFound('Cet objectif');
  const course = courseOf(row);
  const past = curveDays(course.startOn, line.now.on);
  const measures = await measureOn(ctx.db, ctx.actor, measuredOf(row), past);
  const actual = past.map((day, index) => ({
    day,
    ...(measures[index] ?? { numerator: 0, denominator: 0 }),
  }));
  const days = [...new Set([...past, course.targetOn])].sort();
  return {
    ...line,
    curve: days.map((day) => {
      const at = actual.find((one) => one.day === day);
      return {
        day,
        actual: at ? ratioOf(at) : null,
        numerator: at?.numerator ?? null,
        denominator: at?.denominator ?? null,
        expected: expectedOn(course, day),
      };
    }),
  };
}
export type ObjectiveDetail = Awaited<ReturnType<typeof getObjective>>;

/** Territories of the académie that an objective may be set on. */
export async function objectiveTerritories(ctx: Reader) {
  const academyCode = ctx.actor.academyCode ?? '';
  const inAcademy = { department: { is: { academyCode } } };
  const [academy, departments, epcis, constituencies] = await Promise.all([
    ctx.db.academy.findUnique({ where: { code: academyCode }, select: { code: true, fullName: true } }),
    ctx.db.department.findMany({
      where: { academyCode },
      select: { code: true, name: true },
      orderBy: { code: 'asc' },
    }),
    ctx.db.authority.findMany({
      where: { ...inAcademy, kind: { in: ['epci', 'ept'] }, siren: { not: null } },
      select: { siren: true, name: true },
      orderBy: { name: 'asc' },
    }),
    ctx.db.school.findMany({
      where: { department: { is: { academyCode } }, constituency: { not: null } },
      distinct: ['departmentCode', 'constituency'],
      select: { departmentCode: true, constituency: true },
      orderBy: [{ departmentCode: 'asc' }, { constituency: 'asc' }],
    }),
  ]);
  return {
    kinds: objectiveKinds,
    today: civilDate(ctx.now),
    academy: academy ? [{ code: academy.code, name: academy.fullName }] : [],
    department: departments.map(({ code, name }) => ({ code, name: `${name} (${code})` })),
    epci: epcis.flatMap(({ siren, name }) => (siren ? [{ code: siren, name }] : [])),
    constituency: constituencies.flatMap(({ departmentCode, constituency }) =>
      constituency
        ? [{ code: `${departmentCode}:${constituency}`, name: `${constituency} (${departmentCode})` }]
        : [],
    ),
  };
}
export type ObjectiveTerritories = Awaited<ReturnType<typeof objectiveTerritories>>;
