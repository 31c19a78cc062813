import { toCsv } from '@/server/documents/csv';
import { outcomeLabels } from './domain';
import type { BulkReport } from './queries';

type Line = BulkReport['lines'][number];

/** The report of a bulk for spreadsheets. */
export const bulkCsv = (lines: readonly Line[]): string =>
  toCsv<Line>(
    [
      { label: 'Ligne', value: ({ line }) => line },
      { label: 'Liste', value: ({ said }) => said },
      { label: 'Commune', value: ({ authority }) => authority.name },
      { label: 'Code INSEE', value: ({ authority }) => authority.code },
      { label: 'Convention', value: ({ convention }) => convention?.number },
      { label: 'État', value: ({ convention }) => convention?.statusLabel },
      { label: 'Écoles', value: ({ convention }) => convention?.schools },
      { label: 'Projet créé', value: ({ projectMade, convention }) => (convention ? projectMade : null) },
      { label: 'Résultat', value: ({ outcome }) => outcomeLabels[outcome] },
      { label: 'Motif', value: ({ reason }) => reason },
    ],
    lines,
  );
