import { z } from 'zod';
import { actorKinds, meanings, parties, phases, type RaciMatrix } from './domain';

const text = z.string().min(1).max(300);

/**
 * A matrix as it is kept in a frozen version or a published template: what was shown, nothing of what was hidden.
 * Read through this schema, for rows of years ago are read by the code of today.
 */
export const snapshotSchema = z.object({
  actors: z.array(
    z.object({
      key: text,
      label: text,
      short: text,
      party: z.enum(parties),
      kind: z.enum(actorKinds),
      within: text.nullable(),
    }),
  ),
  activities: z.array(
    z.object({
      key: text,
      number: z.int().min(1),
      phase: z.enum(phases),
      label: text,
      cells: z.record(z.string(), z.array(z.enum(meanings))),
    }),
  ),
});
export type MatrixSnapshot = z.output<typeof snapshotSchema>;

/** What is kept of a matrix: who has left is a matter of the day, empty cells say nothing. */
export const snapshotOf = ({ actors, activities }: RaciMatrix): MatrixSnapshot => ({
  actors: actors.map(({ key, label, short, party, kind, within }) => ({
    key,
    label,
    short,
    party,
    kind,
    within,
  })),
  activities: activities.map(({ key, number, phase, label, cells }) => ({
    key,
    number,
    phase,
    label,
    cells: Object.fromEntries(
      Object.entries(cells)
        .filter(([, given]) => given.length > 0)
        .map(([actor, given]) => [actor, [...given]]),
    ),
  })),
});
