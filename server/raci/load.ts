import type { Prisma } from '@/prisma/generated/client';
import { type Meaning, numbered, type RaciMatrix } from './domain';
import type { Accepted } from './rules';

/** All that a matrix is, in one read. */
export const whole = {
  actors: {
    orderBy: { position: 'asc' },
    include: {
      parent: { select: { key: true } },
      membership: { select: { validUntil: true, user: { select: { name: true, email: true } } } },
    },
  },
  activities: {
    orderBy: { position: 'asc' },
    include: {
      cells: { include: { actor: { select: { key: true } } } },
      answers: { include: { actor: { select: { key: true } } } },
    },
  },
} as const satisfies Prisma.RaciMatrixInclude;

export type WholeRows = Prisma.RaciMatrixGetPayload<{ include: typeof whole }>;
type ActorRow = WholeRows['actors'][number];

/**
 * A named person whose hat has ended, or who was removed.
 * @param today civil day as a `date` column carries it.
 */
const hasLeft = ({ kind, membership }: ActorRow, today: Date | null): boolean =>
  kind === 'person' &&
  (membership === null ||
    (today !== null && membership.validUntil !== null && membership.validUntil < today));

/** A column as the rules read it. */
export const actorOfRow = (row: ActorRow, today: Date | null = null) => ({
  key: row.key,
  label: row.label,
  short: row.short,
  party: row.party,
  kind: row.kind,
  within: row.parent?.key ?? null,
  hasLeft: hasLeft(row, today),
});

/**
 * What is shown of a matrix, as the rules read it.
 * @param today tells who has left; without it nobody has, except who was removed.
 */
export function matrixOfRows(rows: WholeRows, today: Date | null = null): RaciMatrix {
  return {
    actors: rows.actors.filter(({ hidden }) => !hidden).map((row) => actorOfRow(row, today)),
    activities: numbered(rows.activities.filter(({ hidden }) => !hidden)).map(
      ({ key, number, phase, label, cells }) => ({
        key,
        number,
        phase,
        label,
        cells: Object.fromEntries(cells.map((cell) => [cell.actor.key, cell.meanings as Meaning[]])),
      }),
    ),
  };
}

/** What parties have accepted, with what the cells said then. */
export const acceptedOf = (rows: WholeRows): Accepted[] =>
  rows.activities.flatMap(({ key, answers }) =>
    answers
      .filter(({ stance }) => stance === 'accepted')
      .map(({ actor, meanings }) => ({
        activityKey: key,
        actorKey: actor.key,
        meanings: meanings as Meaning[],
      })),
  );
