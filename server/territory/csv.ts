import { civilDate } from '@/server/clock';
import { toCsv } from '@/server/documents/csv';
import type { ChangeKind } from './directory/change-kinds';
import { aboutWords, changeWords, clueWords, sideWords } from './directory/change-words';
import { reportRows } from './directory/words';
import type { ImportChange, ImportView } from './imports';
import type { SchoolLine } from './queries';
import type { SchoolTaskLine } from './tasks';

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

/** The changes of one kind, all of them. */
export function changesCsv(kind: ChangeKind, changes: readonly ImportChange[]): string {
  return toCsv(
    [
      { label: 'Changement', value: () => changeWords[kind].noun[0] },
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'Nom', value: ({ name }) => name },
      { label: 'Commune', value: ({ communeName }) => communeName },
      { label: 'Département', value: ({ departmentCode }) => departmentCode },
      { label: 'Avant', value: ({ from }) => sideWords(kind, from) },
      { label: 'Après', value: ({ to }) => sideWords(kind, to) },
      { label: 'École d’accueil probable', value: ({ otherUai }) => otherUai },
      { label: 'Indice', value: ({ clue }) => (clue ? (clueWords[clue] ?? clue) : null) },
    ],
    changes,
  );
}

/** What the life of schools asks, as a file. */
export function tasksCsv(tasks: readonly SchoolTaskLine[]): string {
  return toCsv(
    [
      { label: 'Date', value: ({ on }) => on },
      { label: 'Ce qui arrive', value: ({ kind }) => changeWords[kind].noun[0] },
      { label: 'UAI', value: ({ uai }) => uai },
      { label: 'École', value: ({ schoolName }) => schoolName },
      { label: 'Commune', value: ({ communeName }) => communeName },
      { label: 'École d’accueil probable', value: ({ otherUai }) => otherUai },
      { label: 'Où elle figure', value: ({ about }) => aboutWords[about] },
      { label: 'Référence', value: ({ objectName }) => objectName },
      { label: 'Traitée le', value: ({ treatedAt }) => (treatedAt ? civilDate(treatedAt) : null) },
      { label: 'Par', value: ({ treatedByName }) => treatedByName },
      { label: 'Ce qui a été fait', value: ({ reason }) => reason },
    ],
    tasks,
  );
}
