import { type Meaning, type Phase, phases } from '../domain';
import { ENOUGH_ACTIVITIES } from '../rules';
import { type Progress, progressOf } from './domain';

type Line = {
  phase: Phase;
  state: Parameters<typeof progressOf>[0][number]['state'];
  late: boolean;
  parts: readonly { actorKey: string; meanings: readonly Meaning[] }[];
};
type Column = { key: string; label: string; short: string };

/** What one actor holds in a matrix. */
export type ActorLoad = Column & {
  counts: Record<Meaning, number>;
  /** Letters in all: an activity where it does and answers counts twice. */
  letters: number;
  /** Activities in which it has any part. */
  activities: number;
  /** Part of the activities (0 to 1) for which it answers. */
  share: number;
  /** It answers for more than the académie's setting allows. */
  over: boolean;
  /** How far the activities are that it does or answers for. */
  work: Progress;
};

/** How much each actor carries, in all or in one phase, in the order of the columns. */
export function loadOf(
  actors: readonly Column[],
  lines: readonly Line[],
  share: number,
  phase: Phase | null = null,
): ActorLoad[] {
  const kept = phase ? lines.filter((line) => line.phase === phase) : lines;
  return actors.map(({ key, label, short }) => {
    const own = kept.flatMap((line) => {
      const given = line.parts.find(({ actorKey }) => actorKey === key)?.meanings ?? [];
      return given.length > 0 ? [{ ...line, given }] : [];
    });
    const count = (meaning: Meaning) => own.filter(({ given }) => given.includes(meaning)).length;
    const counts = {
      accountable: count('accountable'),
      doer: count('doer'),
      consulted: count('consulted'),
      informed: count('informed'),
    };
    const part = kept.length === 0 ? 0 : counts.accountable / kept.length;
    return {
      key,
      label,
      short,
      counts,
      letters: counts.accountable + counts.doer + counts.consulted + counts.informed,
      activities: own.length,
      share: part,
      over: phase === null && kept.length >= ENOUGH_ACTIVITIES && part > share,
      work: progressOf(own.filter(({ given }) => given.includes('doer') || given.includes('accountable'))),
    };
  });
}

/** The phases that have an activity, in their order. */
export const phasesIn = (lines: readonly { phase: Phase }[]): Phase[] =>
  phases.filter((phase) => lines.some((line) => line.phase === phase));
