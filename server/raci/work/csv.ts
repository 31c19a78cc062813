import { toCsv } from '@/server/documents/csv';
import { meaningLabels, type Phase } from '../domain';
import { saidOrder } from '../letters';
import { loadOf } from './load';
import type { WorkView } from './queries';

/** The load per actor as the page shows it. */
export function loadCsv({ actors, activities, share, letters }: WorkView, phase: Phase | null): string {
  return toCsv(
    [
      { label: 'Acteur', value: (one) => one.label },
      ...saidOrder.map((meaning) => ({
        label: `${letters[meaning]} (${meaningLabels[meaning]})`,
        value: (one: ReturnType<typeof loadOf>[number]) => one.counts[meaning],
      })),
      { label: 'Activités', value: (one) => one.activities },
      { label: `Part des ${letters.accountable} (%)`, value: (one) => Math.round(one.share * 1000) / 10 },
      { label: 'Au-delà du seuil', value: (one) => one.over },
      { label: 'À réaliser ou à répondre', value: (one) => one.work.total },
      { label: 'Terminées', value: (one) => one.work.done },
      { label: 'Bloquées', value: (one) => one.work.blocked },
      { label: 'En retard', value: (one) => one.work.late },
    ],
    loadOf(actors, activities, share, phase),
  );
}
