import { formatDateTime } from '@/components/ui/format';
import type { Tone } from '@/components/ui/tone';
import type { WorkState } from '@/server/work/domain';
import type { WorkLine } from '@/server/work/queries';

export const workTones = {
  waiting: 'info',
  running: 'accent',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
} as const satisfies Record<WorkState, Tone>;

const ends: Partial<Record<WorkState, string>> = {
  done: 'terminé',
  failed: 'interrompu',
  cancelled: 'annulé',
};

/** « Demandé le 22/11/2026 à 9 h 03, terminé le 22/11/2026 à 9 h 04 ». */
export function workDates({ state, createdAt, finishedAt }: WorkLine): string {
  const end = ends[state];
  return `Demandé le ${formatDateTime(createdAt)}${end && finishedAt ? `, ${end} le ${formatDateTime(finishedAt)}` : ''}`;
}
