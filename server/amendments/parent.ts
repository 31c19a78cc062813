import type { Prisma } from '@/prisma/generated/client';
import { fromDbDate } from '../clock';
import type { AmendmentFacts, ConventionStatus } from '../conventions/facts';
import {
  conflictSentence,
  type DatedAmendment,
  factsOn,
  kindsOf,
  type LivingFacts,
  type Market,
  problemsOf,
} from './domain';
import { type AmendmentChanges, amendmentChanges, noChanges } from './schema';

/** What is read of a convention to know its facts on any day. */
export const amendedFacts = {
  id: true,
  number: true,
  title: true,
  status: true,
  origin: true,
  effectiveOn: true,
  endsOn: true,
  durationMonths: true,
  productId: true,
  authorityId: true,
  signedAt: true,
  schools: { orderBy: [{ uai: 'asc' }, { entryOn: 'asc' }] },
  life: { select: { signedFacts: true } },
  articles: {
    select: { key: true, number: true, title: true, section: true },
    orderBy: { position: 'asc' },
  },
  children: {
    where: { kind: 'amendment' },
    orderBy: { rank: 'asc' },
    select: {
      id: true,
      number: true,
      rank: true,
      status: true,
      origin: true,
      effectiveOn: true,
      amendment: { select: { changes: true, appliedAt: true, pending: true } },
    },
  },
} as const satisfies Prisma.ConventionSelect;

export type AmendedConvention = Prisma.ConventionGetPayload<{ select: typeof amendedFacts }>;

/** States in which an avenant has changed its convention: it then follows the convention's end. */
export const appliedStatuses = [
  'in_force',
  'expired',
  'terminated',
  'renewed',
  'archived',
] as const satisfies readonly ConventionStatus[];

/** States of an avenant still on its way. */
export const openStatuses = [
  'draft',
  'academic_review',
  'partner_review',
  'awaiting_deliberation',
  'ready_to_sign',
  'partially_signed',
  'signed',
] as const satisfies readonly ConventionStatus[];

/** Changes as they were stored; an empty list when the row has none yet. */
export const changesOf = (stored: { changes: unknown } | null | undefined): AmendmentChanges =>
  stored ? amendmentChanges.parse(stored.changes) : noChanges;

/** Facts of the living row that are kept before the first change. */
export type SignedFacts = Pick<LivingFacts, 'productId' | 'authorityId' | 'endsOn' | 'durationMonths'> & {
  market: Market | null;
};

export const signedFactsOf = (
  row: Pick<AmendedConvention, 'productId' | 'authorityId' | 'endsOn' | 'durationMonths'>,
): SignedFacts => ({
  productId: row.productId,
  authorityId: row.authorityId,
  endsOn: fromDbDate(row.endsOn),
  durationMonths: row.durationMonths,
  market: null,
});

/** The facts as signed: what avenants added or closed is taken out again. */
export function baseOf(row: AmendedConvention): LivingFacts {
  const signed = (row.life?.signedFacts as SignedFacts | null | undefined) ?? signedFactsOf(row);
  return {
    ...signed,
    stays: row.schools
      .filter(({ enteredById }) => enteredById === null)
      .map(({ uai, entryOn, leftOn, leftById }) => ({
        uai,
        entryOn: fromDbDate(entryOn),
        leftOn: leftById === null ? fromDbDate(leftOn) : null,
      })),
    articles: {},
  };
}

type Child = AmendedConvention['children'][number];

/** Avenants as the pure domain takes them; those without an effect date are left out. */
export function datedOf(children: readonly Child[]): DatedAmendment[] {
  return children.flatMap((child) => {
    const effectiveOn = fromDbDate(child.effectiveOn);
    return effectiveOn
      ? [{ number: child.number, rank: child.rank ?? 0, effectiveOn, changes: changesOf(child.amendment) }]
      : [];
  });
}

const statusIn = (statuses: readonly ConventionStatus[]) => (child: Child) => statuses.includes(child.status);

/** Avenants that have taken effect. */
export const appliedAmendments = (row: AmendedConvention) =>
  datedOf(row.children.filter(statusIn(appliedStatuses)));

/** The facts of a convention on a day, avenants in force included. */
export const factsOfDay = (row: AmendedConvention, day: string): LivingFacts =>
  factsOn(baseOf(row), appliedAmendments(row), day, fromDbDate(row.effectiveOn));

/** What the transition table needs to know of an avenant: its changes, its convention, what stands in its way. */
export function amendmentFactsOf(
  id: string,
  mine: { effectiveOn: string | null; changes: AmendmentChanges },
  parent: AmendedConvention,
): AmendmentFacts {
  return {
    changes: kindsOf(mine.changes).length,
    parentNumber: parent.number,
    parentStatus: parent.status,
    problems: checkChanges(id, mine, parent).map(({ message }) => message),
    conflicts: parent.children
      .filter((child) => child.id !== id && statusIn(openStatuses)(child))
      .flatMap(
        (child) =>
          conflictSentence(mine.changes, { number: child.number, changes: changesOf(child.amendment) }) ?? [],
      ),
  };
}

/** What makes these changes impossible on their effect date, other signed avenants included. */
export function checkChanges(
  id: string | null,
  { effectiveOn, changes }: { effectiveOn: string | null; changes: AmendmentChanges },
  parent: AmendedConvention,
) {
  const settled = datedOf(
    parent.children.filter((child) => child.id !== id && statusIn([...appliedStatuses, 'signed'])(child)),
  );
  const parentEffectiveOn = fromDbDate(parent.effectiveOn);
  // Every entry and exit already settled counts, even later than this effect date: nothing enters twice.
  const facts = factsOn(baseOf(parent), settled, '9999-12-31', parentEffectiveOn);
  // A term prolonged since (tacit renewal) is the living one.
  const living = { ...facts, endsOn: fromDbDate(parent.endsOn) ?? facts.endsOn };
  const hasText = parent.articles.some(({ section }) => section === 'article');
  return problemsOf(changes, living, {
    effectiveOn,
    parentEffectiveOn,
    articleKeys: hasText ? parent.articles.map(({ key }) => key) : null,
  });
}
