import { scope } from '@/server/access/scope';
import { addMonths } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Context } from '@/server/trpc/context';
import { type Deadline, sortDeadlines } from './domain';

const opinionNames = { dpo: 'Avis du DPD', legal: 'Avis juridique' } as const;

/**
 * What ends or falls due within twelve months, among what this person may read: conventions, markets, awaited
 * opinions. What should be over already and is not comes first, marked late.
 */
export async function deadlinesOf(
  ctx: Pick<Context, 'db' | 'ability' | 'now'>,
  months = 12,
): Promise<Deadline[]> {
  const today = civilDate(ctx.now);
  const horizon = { lte: toDbDate(addMonths(today, months)) };
  const readable = scope(ctx.ability, 'read', 'Convention');
  const [conventions, projects, opinions] = await Promise.all([
    ctx.db.convention.findMany({
      where: { AND: [readable, { status: { in: ['signed', 'in_force', 'suspended'] }, endsOn: horizon }] },
      select: { id: true, number: true, title: true, endsOn: true, authority: { select: { name: true } } },
    }),
    ctx.db.project.findMany({
      where: {
        AND: [scope(ctx.ability, 'read', 'Project'), { closedAt: null, marketEndsOn: horizon }],
      },
      select: { id: true, name: true, marketEndsOn: true, marketReference: true },
    }),
    ctx.db.opinion.findMany({
      where: {
        verdict: null,
        dueOn: horizon,
        convention: { is: { AND: [readable, { status: 'academic_review' }] } },
      },
      select: {
        id: true,
        kind: true,
        round: true,
        dueOn: true,
        convention: {
          select: {
            id: true,
            number: true,
            authority: { select: { name: true } },
            opinions: { select: { kind: true, round: true } },
          },
        },
      },
    }),
  ]);
  const deadline = (facts: Omit<Deadline, 'late'>): Deadline => ({ ...facts, late: facts.on < today });
  return sortDeadlines([
    ...conventions.flatMap((one) => {
      const on = fromDbDate(one.endsOn);
      if (!on) return [];
      const detail = `Convention ${one.number}`;
      const href = `/conventions/${one.id}`;
      return [
        deadline({
          id: `end:${one.id}`,
          kind: 'convention_end',
          on,
          object: one.authority.name,
          detail,
          href,
        }),
      ];
    }),
    ...projects.flatMap((one) => {
      const on = fromDbDate(one.marketEndsOn);
      if (!on) return [];
      const detail = one.marketReference ? `Marché ${one.marketReference}` : 'Marché de la solution';
      const href = `/projets/${one.id}`;
      return [deadline({ id: `market:${one.id}`, kind: 'market_end', on, object: one.name, detail, href })];
    }),
    ...opinions
      // An opinion of an earlier round is no longer awaited.
      .filter(({ kind, round, convention }) =>
        convention.opinions.every((other) => other.kind !== kind || other.round <= round),
      )
      .map(({ id, kind, dueOn, convention }) =>
        deadline({
          id: `opinion:${id}`,
          kind: 'opinion_due',
          on: fromDbDate(dueOn),
          object: `${opinionNames[kind]} · ${convention.authority.name}`,
          detail: `Convention ${convention.number}`,
          href: `/conventions/${convention.id}?onglet=avis`,
        }),
      ),
  ]);
}
