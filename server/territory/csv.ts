import { toCsv } from '@/server/documents/csv';
import { reportRows } from './directory/words';
import type { ImportView } from './imports';
import type { SchoolLine } from './queries';

const states = { open: 'ouvert', opening: 'à ouvrir', closing: 'à fermer', closed: 'fermé' } as const;

/** Schools of the directory as a file for spreadsheets. */
export function directoryCsv(schools: readonly SchoolLine[]): string {
  return toCsv(
    [
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'Nom', value: ({ name }) => name },
      { label: 'Nature', value: ({ natureLabel }) => natureLabel },
      {
        label: 'Secteur',
        value: ({ sector }) => (sector === 'public' ? 'public' : sector === 'private' ? 'privé' : ''),
      },
      { label: 'Code postal', value: ({ postalCode }) => postalCode },
      { label: 'Commune', value: ({ communeName }) => communeName },
      { label: 'Code INSEE', value: ({ communeCode }) => communeCode },
      { label: 'Département', value: ({ departmentCode }) => departmentCode },
      { label: 'État', value: ({ state }) => states[state] },
    ],
    schools,
  );
}

/** The report of an import: refusals, then warnings, then the schools that it closed. */
export function reportCsv(report: Pick<ImportView, 'refusals' | 'warnings' | 'closedSchools'>): string {
  const closed = report.closedSchools.map(({ uai, name, communeName }) => ({
    kind: 'Fermeture',
    line: null,
    uai,
    reason: `${name}, ${communeName}\u00a0: absente du fichier.`,
  }));
  return toCsv(
    [
      { label: 'Type', value: ({ kind }) => kind },
      { label: 'Ligne', value: ({ line }) => line },
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'Motif', value: ({ reason }) => reason },
    ],
    [...reportRows(report), ...closed],
  );
}
