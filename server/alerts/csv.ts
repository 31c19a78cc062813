import { shortDate } from '@/server/calendar';
import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { kindWords, severityWords } from './domain';
import type { AlertLine } from './queries';

const day = (iso: string | null | undefined) => (iso ? shortDate(iso) : '');

const columns: readonly CsvColumn<AlertLine>[] = [
  { label: 'Nature', value: ({ kind }) => kindWords[kind].label },
  { label: 'Gravité', value: ({ severity }) => severityWords[severity].label },
  { label: 'Objet', value: ({ title }) => title },
  { label: 'Détail', value: ({ detail }) => detail },
  { label: 'Constat', value: ({ sentence }) => sentence },
  { label: 'Départements', value: ({ departmentCodes }) => departmentCodes.join(' ') },
  { label: 'Depuis', value: ({ since }) => day(since) },
  { label: 'Échéance', value: ({ dueOn }) => day(dueOn) },
  { label: 'Pour moi', value: ({ mine }) => mine },
  { label: 'Dernier rappel', value: ({ last }) => day(last?.on) },
  { label: 'Rappelé par', value: ({ last }) => last?.byName },
];

/** The alerts as a table for spreadsheets. */
export const alertsCsv = (lines: readonly AlertLine[]): string => toCsv(columns, lines);
