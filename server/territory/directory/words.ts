import { counted } from '@/server/french';
import { KEPT_LINES } from './limits';
import type { ImportReport, ReportLine } from './report';

type Counts = Pick<
  ImportReport,
  'received' | 'created' | 'updated' | 'unchanged' | 'closed' | 'refused' | 'outside' | 'merged' | 'warned'
>;

/**
 * The counts of a report in French, those that are not nothing; what was received always.
 * @param done false while the file is only compared: it would create, change, close
 */
export function countWords(c: Counts, done = true): { label: string; value: number }[] {
  const school = (count: number, past: string, act: string) =>
    done
      ? `${count >= 2 ? 'écoles' : 'école'} ${past}${count >= 2 ? 's' : ''}`
      : `${count >= 2 ? 'écoles' : 'école'} à ${act}`;
  return [
    { label: c.received >= 2 ? 'lignes reçues' : 'ligne reçue', value: c.received },
    { label: school(c.created, 'créée', 'créer'), value: c.created },
    { label: school(c.updated, 'modifiée', 'modifier'), value: c.updated },
    { label: c.unchanged >= 2 ? 'écoles inchangées' : 'école inchangée', value: c.unchanged },
    { label: school(c.closed, 'fermée', 'fermer'), value: c.closed },
    { label: c.refused >= 2 ? 'lignes refusées' : 'ligne refusée', value: c.refused },
    { label: c.outside >= 2 ? 'lignes hors académie' : 'ligne hors académie', value: c.outside },
    { label: c.merged >= 2 ? 'lignes fusionnées' : 'ligne fusionnée', value: c.merged },
    { label: c.warned >= 2 ? 'avertissements' : 'avertissement', value: c.warned },
  ].filter(({ value }, index) => value > 0 || index === 0);
}

/** « et 1 234 autres, non gardées » when a report had more lines than it keeps; '' otherwise. */
export function beyondKept(count: number): string {
  return count > KEPT_LINES ? `et ${counted(count - KEPT_LINES, 'autre')}, non détaillées` : '';
}

/** The lines of a report as rows of its CSV: refusals, then warnings. */
export function reportRows(report: { refusals: readonly ReportLine[]; warnings: readonly ReportLine[] }) {
  return [
    ...report.refusals.map((row) => ({ kind: 'Refus', ...row })),
    ...report.warnings.map((row) => ({ kind: 'Avertissement', ...row })),
  ];
}
