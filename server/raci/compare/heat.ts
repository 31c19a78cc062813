import { Prisma } from '@/prisma/generated/client';
import type { Degree } from '@/prisma/generated/enums';
import { scope } from '@/server/access/scope';
import type { Context } from '@/server/trpc/context';
import { type Meaning, type Phase, parties, phases, type RaciParty } from '../domain';
import { usageOf } from '../queries';
import type { HeatFigure, HeatFilters, HeatMeasure } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** Open projects with a matrix, among those that this person may read and that the filters keep. */
export async function projectsOf(
  ctx: Reader,
  { degree, department }: { degree?: Degree | undefined; department?: string | undefined },
) {
  return ctx.db.project.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Project'),
        {
          closedAt: null,
          raci: { isNot: null },
          ...(degree ? { degree } : {}),
          ...(department ? { departmentCodes: { has: department } } : {}),
        },
      ],
    },
    select: { id: true, departmentCodes: true, academy: { select: { code: true, settings: true } } },
    orderBy: { id: 'asc' },
  });
}

/**
 * The visible activities of these projects, each under the name by which the map knows it: its key when several
 * matrices have it from one template, else its label, so that what two projects added alike is one line.
 */
export const activitiesOf = (projectIds: readonly string[], phase: Phase | undefined) => Prisma.sql`
  SELECT one."id", m."projectId", one."label", one."phase", one."position",
    CASE WHEN one."key" ~ '^a[0-9]+$' OR count(*) OVER (PARTITION BY one."key") > 1
      THEN one."key" ELSE 'nom ' || lower(one."label") END AS "name"
  FROM "RaciActivity" one
  JOIN "RaciMatrix" m ON m."id" = one."matrixId"
  WHERE m."projectId" = ANY(${[...projectIds]}) AND NOT one."hidden"
    ${phase ? Prisma.sql`AND one."phase" = ${phase}::"ProjectPhase"` : Prisma.empty}`;

const measured = (measure: HeatMeasure) =>
  measure === 'any'
    ? Prisma.sql`cardinality(c."meanings") > 0`
    : Prisma.sql`${measure}::"RaciMeaning" = ANY(c."meanings")`;

type LineRow = { name: string; label: string; phase: Phase; projects: number };
type FigureRow = { name: string; party: RaciParty; projects: number };
type LettersRow = { party: RaciParty; projects: number } & Record<Meaning, number>;

/**
 * Which parties hold which activities, in how many projects; and how many letters each party has on average. As
 * many statements for a thousand projects as for ten.
 */
export async function heatMap(ctx: Reader, filters: HeatFilters) {
  const projects = await projectsOf(ctx, filters);
  const ids = projects.map(({ id }) => id);
  const activities = activitiesOf(ids, filters.phase);
  const [lines, figures, letters, departments] = await Promise.all([
    ctx.db.$queryRaw<LineRow[]>`
      WITH activity AS (${activities})
      SELECT "name", mode() WITHIN GROUP (ORDER BY "label") AS "label",
        mode() WITHIN GROUP (ORDER BY "phase") AS "phase",
        count(DISTINCT "projectId")::int AS "projects"
      FROM activity GROUP BY "name"
      ORDER BY mode() WITHIN GROUP (ORDER BY "phase"), avg("position"), "name"`,
    ctx.db.$queryRaw<FigureRow[]>`
      WITH activity AS (${activities})
      SELECT a."name", actor."party", count(DISTINCT a."projectId")::int AS "projects"
      FROM activity a
      JOIN "RaciCell" c ON c."activityId" = a."id"
      JOIN "RaciActor" actor ON actor."id" = c."actorId" AND NOT actor."hidden"
      WHERE ${measured(filters.measure)}
      GROUP BY a."name", actor."party"`,
    ctx.db.$queryRaw<LettersRow[]>`
      WITH activity AS (${activities})
      SELECT actor."party", count(DISTINCT m."projectId")::int AS "projects",
        count(*) FILTER (WHERE 'doer' = ANY(c."meanings"))::int AS "doer",
        count(*) FILTER (WHERE 'accountable' = ANY(c."meanings"))::int AS "accountable",
        count(*) FILTER (WHERE 'consulted' = ANY(c."meanings"))::int AS "consulted",
        count(*) FILTER (WHERE 'informed' = ANY(c."meanings"))::int AS "informed"
      FROM "RaciActor" actor
      JOIN "RaciMatrix" m ON m."id" = actor."matrixId" AND m."projectId" = ANY(${ids})
      LEFT JOIN ("RaciCell" c JOIN activity a ON a."id" = c."activityId") ON c."actorId" = actor."id"
      WHERE NOT actor."hidden"
      GROUP BY actor."party"`,
    departmentsOf(ctx, filters),
  ]);
  const present = parties.filter((party) => letters.some((one) => one.party === party));
  const count = new Map(figures.map((one) => [`${one.name} ${one.party}`, one.projects]));
  return {
    at: ctx.now.toISOString(),
    projects: projects.length,
    departments,
    letters: lettersFor(ctx, projects),
    parties: present,
    lines: phases
      .flatMap((phase) => lines.filter((line) => line.phase === phase))
      .map((line) => {
        const counts = present.map((party) => count.get(`${line.name} ${party}`) ?? 0);
        // Some party holds it in some projects and not in others: what the map is there to show.
        return { ...line, counts, varies: counts.some((one) => one > 0 && one < line.projects) };
      }),
    averages: present.flatMap((party) => letters.filter((one) => one.party === party)),
  };
}
export type HeatMap = Awaited<ReturnType<typeof heatMap>>;
export type HeatLine = HeatMap['lines'][number];

/** The départements in which these projects are, whatever the one that is looked at. */
async function departmentsOf(ctx: Reader, { degree }: HeatFilters) {
  const projects = await projectsOf(ctx, { degree });
  return ctx.db.department.findMany({
    where: { code: { in: projects.flatMap(({ departmentCodes }) => departmentCodes) } },
    select: { code: true, name: true },
    orderBy: { code: 'asc' },
  });
}

/** The letters of the hat's académie, else those that all these projects' académies share. */
function lettersFor(ctx: Reader, projects: Awaited<ReturnType<typeof projectsOf>>) {
  const own = projects.find(({ academy }) => academy.code === ctx.actor?.academyCode) ?? projects[0];
  return usageOf(own?.academy.settings).letters;
}

type HolderRow = {
  id: string;
  name: string;
  carrierName: string;
  activity: string;
  actor: string;
  meanings: Meaning[];
};

/** The projects behind one figure of the map, with the columns of that party and what they hold there. */
export async function figureOf(ctx: Reader, figure: HeatFigure) {
  const ids = (await projectsOf(ctx, figure)).map(({ id }) => id);
  const rows = await ctx.db.$queryRaw<HolderRow[]>`
    WITH activity AS (${activitiesOf(ids, figure.phase)})
    SELECT p."id", p."name", carrier."name" AS "carrierName", a."label" AS "activity",
      actor."label" AS "actor", to_json(c."meanings") AS "meanings"
    FROM activity a
    JOIN "RaciCell" c ON c."activityId" = a."id"
    JOIN "RaciActor" actor ON actor."id" = c."actorId" AND NOT actor."hidden"
    JOIN "Project" p ON p."id" = a."projectId"
    JOIN "Authority" carrier ON carrier."id" = p."carrierId"
    WHERE a."name" = ${figure.activity} AND actor."party" = ${figure.party}::"RaciParty"
      AND ${measured(figure.measure)}
    ORDER BY p."name", p."id", actor."position"`;
  return rows;
}
export type HeatHolder = Awaited<ReturnType<typeof figureOf>>[number];
