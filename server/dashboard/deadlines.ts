import { reachOf, type Watch, watch } from '@/server/alerts/facts';
import { addMonths } from '@/server/calendar';
import { fromDbDate } from '@/server/clock';
import { shortOpinionLabels as opinionNames } from '@/server/conventions/review/labels';
import type { Context } from '@/server/trpc/context';
import { currentOpinions } from './convention-tasks';
import { type Deadline, sortDeadlines } from './domain';

/** What ends or falls due, among what this person may read, within so many months. */
export async function deadlinesOf(
  ctx: Pick<Context, 'db' | 'ability' | 'now'>,
  months = 12,
): Promise<Deadline[]> {
  return deadlinesFrom(await watch(ctx.db, reachOf(ctx.ability), ctx.now), months);
}

/**
 * The same from what was already loaded: ends, markets, awaited opinions, planned effect dates, sessions, next
 * steps, activities of matrices. What should be over already and is not comes first, marked late; what is only
 * planned is never late.
 */
export function deadlinesFrom(
  { facts, movingRows, livingRows, projects, steps, activities }: Watch,
  months = 12,
): Deadline[] {
  const { today } = facts;
  const horizon = addMonths(today, months);
  const all: Deadline[] = [];
  const add = (one: Omit<Deadline, 'late' | 'on'> & { on: string | null }, planned = false) => {
    const { on } = one;
    if (on === null || on > horizon || (planned && on < today)) return;
    all.push({ ...one, on, late: on < today });
  };
  for (const one of livingRows) {
    const about = {
      object: one.authority.name,
      detail: `Convention ${one.number}`,
      href: `/conventions/${one.id}`,
    };
    if (one.kind === 'convention')
      add({ ...about, id: `end:${one.id}`, kind: 'convention_end', on: fromDbDate(one.endsOn) });
    if (one.status === 'signed')
      add({ ...about, id: `effect:${one.id}`, kind: 'effect', on: fromDbDate(one.effectiveOn) }, true);
  }
  for (const one of projects)
    add({
      id: `market:${one.id}`,
      kind: 'market_end',
      on: fromDbDate(one.marketEndsOn),
      object: one.name,
      detail: one.marketReference ? `Marché ${one.marketReference}` : 'Marché de la solution',
      href: `/projets/${one.id}`,
    });
  for (const row of movingRows) {
    const detail = `Convention ${row.number}`;
    const href = `/conventions/${row.id}`;
    if (row.status === 'academic_review')
      for (const { kind, round, dueOn, verdict } of currentOpinions(row))
        if (verdict === null)
          add({
            id: `opinion:${row.id}:${kind}:${round}`,
            kind: 'opinion_due',
            on: fromDbDate(dueOn),
            object: `${opinionNames[kind]} · ${row.authority.name}`,
            detail,
            href: `${href}?onglet=avis`,
          });
    const planned = { object: row.authority.name, detail };
    if (row.status === 'suspended') continue;
    add({ ...planned, id: `effect:${row.id}`, kind: 'effect', on: fromDbDate(row.effectiveOn), href }, true);
    add(
      {
        ...planned,
        id: `session:${row.id}`,
        kind: 'session',
        on: fromDbDate(row.deliberation?.sessionOn ?? null),
        href: `${href}?onglet=signatures`,
      },
      true,
    );
  }
  for (const { id, project, what, dueOn } of steps)
    add({
      id: `step:${id}`,
      kind: 'next_step',
      on: dueOn,
      object: project.name,
      detail: what,
      href: `/projets/${project.id}?onglet=suivi`,
    });
  for (const { id, project, label, dueOn } of activities)
    add({
      id: `activity:${id}`,
      kind: 'activity_due',
      on: dueOn,
      object: project.name,
      detail: label,
      href: `/responsabilites/${project.id}/suivi#activite-${id}`,
    });
  return sortDeadlines(all);
}
