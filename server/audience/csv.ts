import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { natureLabel } from '@/server/territory/natures';
import { audienceListLabels } from './domain';
import type { ImportView } from './imports';
import type { AudienceSchools, ListedSchool } from './lists';
import type { ReportLine } from './report';

/** Schools to look at, with the day and the reason. */
export function audienceSchoolsCsv({ items, asOf, list }: AudienceSchools): string {
  const columns: CsvColumn<ListedSchool>[] = [
    { label: 'UAI', value: ({ uai }) => uai },
    { label: 'Nom', value: ({ name }) => name },
    { label: 'Commune', value: ({ communeName }) => communeName },
    { label: 'Département', value: ({ departmentCode }) => departmentCode },
    { label: 'Nature', value: ({ nature }) => natureLabel(nature) },
    { label: 'Conventionnée', value: ({ conventioned }) => conventioned },
    { label: 'Accrochée', value: ({ attached }) => attached },
    { label: 'Mesurée', value: ({ measured }) => measured },
    { label: 'Liste', value: () => audienceListLabels[list].label },
    { label: 'À la date du', value: () => asOf },
  ];
  return toCsv(columns, items);
}

/** The lines of a report: refusals, then warnings. */
export function importReportCsv({ refusals, warnings }: Pick<ImportView, 'refusals' | 'warnings'>): string {
  const columns: CsvColumn<ReportLine & { kind: string }>[] = [
    { label: 'Ligne', value: ({ line }) => line },
    { label: 'UAI', value: ({ uai }) => uai },
    { label: 'Nature', value: ({ kind }) => kind },
    { label: 'Motif', value: ({ reason }) => reason },
  ];
  return toCsv(columns, [
    ...refusals.map((row) => ({ kind: 'Refus', ...row })),
    ...warnings.map((row) => ({ kind: 'Avertissement', ...row })),
  ]);
}
