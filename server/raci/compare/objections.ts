import type { Context } from '@/server/trpc/context';
import { type Meaning, type Phase, type RaciParty, sameMeanings } from '../domain';
import { activitiesOf, projectsOf } from './heat';
import type { HeatFilters } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

type AnswerRow = {
  projectId: string;
  name: string;
  label: string;
  phase: Phase;
  actor: string;
  party: RaciParty;
  comment: string | null;
  byName: string;
  at: Date;
  said: Meaning[];
  held: Meaning[];
};
type JournalRow = {
  projectId: string;
  label: string;
  actor: string;
  comment: string | null;
  byName: string;
  at: Date;
};

/** One objection: what was said of which activity, in which project, and whether it still stands. */
export type Objection = {
  projectId: string;
  projectName: string;
  actor: string;
  comment: string | null;
  byName: string;
  at: string;
  /** The cell says what it said then, and the party still objects. */
  stands: boolean;
};

/**
 * The activities most often objected to, whether the objection stands or was settled since: the answers kept tell
 * the first, the journal the others.
 */
export async function objectionsOf(ctx: Reader, filters: HeatFilters) {
  const ids = (await projectsOf(ctx, filters)).map(({ id }) => id);
  const activities = activitiesOf(ids, filters.phase);
  const [names, answers, past, projects] = await Promise.all([
    ctx.db.$queryRaw<{ projectId: string; name: string; label: string; phase: Phase }[]>`
      ${activities}`,
    ctx.db.$queryRaw<AnswerRow[]>`
      WITH activity AS (${activities})
      SELECT a."projectId", a."name", a."label", a."phase", actor."label" AS "actor", actor."party",
        answer."comment", answer."byName", answer."answeredAt" AS "at",
        to_json(answer."meanings") AS "said", coalesce(to_json(c."meanings"), '[]'::json) AS "held"
      FROM "RaciAnswer" answer
      JOIN activity a ON a."id" = answer."activityId"
      JOIN "RaciActor" actor ON actor."id" = answer."actorId" AND NOT actor."hidden"
      LEFT JOIN "RaciCell" c ON c."activityId" = answer."activityId" AND c."actorId" = answer."actorId"
      WHERE answer."stance" = 'objected'`,
    ctx.db.$queryRaw<JournalRow[]>`
      SELECT DISTINCT ON (j."objectId", cell->>'activity', cell->>'actor')
        j."objectId" AS "projectId", cell->>'activity' AS "label", cell->>'actor' AS "actor",
        cell->>'comment' AS "comment", j."actorName" AS "byName", j."at"
      FROM "JournalEntry" j, jsonb_array_elements(j."after"->'cells') cell
      WHERE j."objectType" = 'Project' AND j."objectId" = ANY(${ids}) AND j."action" = 'raci.answered'
        AND cell->>'stance' = 'objected'
      ORDER BY j."objectId", cell->>'activity', cell->>'actor', j."at" DESC`,
    ctx.db.project.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  ]);
  const projectName = new Map(projects.map(({ id, name }) => [id, name]));
  const standing = answers.map((one) => ({ ...one, stands: sameMeanings(one.said, one.held) }));
  const told = new Set(standing.map((one) => `${one.projectId} ${one.label} ${one.actor}`));
  const activityOf = new Map(names.map((one) => [`${one.projectId} ${one.label}`, one]));
  // Of what the journal tells, only rows that are still shown, and not those whose objection is still kept.
  const settled = past.flatMap((one) => {
    const activity = activityOf.get(`${one.projectId} ${one.label}`);
    return activity && !told.has(`${one.projectId} ${one.label} ${one.actor}`)
      ? [{ ...one, name: activity.name, phase: activity.phase, stands: false }]
      : [];
  });
  const lines = new Map<string, { name: string; label: string; phase: Phase; objections: Objection[] }>();
  for (const one of [...standing, ...settled]) {
    const line = lines.get(one.name) ?? {
      name: one.name,
      label: one.label,
      phase: one.phase,
      objections: [],
    };
    line.objections.push({
      projectId: one.projectId,
      projectName: projectName.get(one.projectId) ?? '',
      actor: one.actor,
      comment: one.comment,
      byName: one.byName,
      at: one.at.toISOString(),
      stands: one.stands,
    });
    lines.set(one.name, line);
  }
  return [...lines.values()]
    .map((line) => ({
      ...line,
      standing: line.objections.filter(({ stands }) => stands).length,
      objections: line.objections.sort(
        (a, b) => Number(b.stands) - Number(a.stands) || b.at.localeCompare(a.at),
      ),
    }))
    .sort((a, b) => b.objections.length - a.objections.length || a.label.localeCompare(b.label, 'fr'));
}
export type ObjectedActivity = Awaited<ReturnType<typeof objectionsOf>>[number];
