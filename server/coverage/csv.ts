import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { natureLabel } from '@/server/territory/natures';
import type { Breakdown, BreakdownRow } from './breakdown';
import { countOf, stageLabels } from './domain';
import type { PublishedFigureView } from './published/queries';
import type { Coverage, CoverageSchool, DepartmentCoverage } from './queries';
import { dimensionLabels } from './schema';

export { answerCsv } from '@/server/files/serve';

const percent = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 1000) / 10);

/** The table of départements: computed figures with their date and scope, then what others published. */
export function coverageCsv(coverage: Coverage, published: PublishedFigureView[]): string {
  const figureOf = ({ code }: DepartmentCoverage) => published.find((one) => one.departmentCode === code);
  const columns: CsvColumn<DepartmentCoverage>[] = [
    { label: 'Code', value: ({ code }) => code },
    { label: 'Département', value: ({ name }) => name },
    { label: 'Académie', value: ({ academyName }) => academyName },
    { label: 'À la date du', value: () => coverage.asOf },
    { label: 'Écoles comptées', value: () => coverage.scope },
    { label: 'Existent', value: ({ counts }) => counts.exists },
    { label: 'Dans un projet', value: ({ counts }) => counts.inProject },
    { label: 'Dans un projet (%)', value: ({ rates }) => percent(rates.inProject.ratio) },
    { label: 'Signées, pas encore en vigueur', value: ({ counts }) => counts.signed },
    { label: 'Conventionnées', value: ({ counts }) => counts.conventioned },
    { label: 'Conventionnées (%)', value: ({ rates }) => percent(rates.conventioned.ratio) },
    { label: 'Accrochées', value: ({ counts }) => counts.attached },
    { label: 'Accrochées (%)', value: ({ rates }) => percent(rates.attached.ratio) },
    { label: 'Utilisées', value: ({ counts }) => counts.used },
    { label: 'Utilisées (%)', value: ({ rates }) => percent(rates.used.ratio) },
    { label: 'Mesurées par la DNMA', value: ({ counts }) => counts.measured },
    { label: 'Démonstration', value: ({ demonstration }) => demonstration },
    { label: 'Publié : tranche', value: (one) => figureOf(one)?.band },
    { label: 'Publié : écoles', value: (one) => figureOf(one)?.rate.numerator },
    {
      label: 'Publié : dénominateur',
      value: (one) => {
        const figure = figureOf(one);
        return figure ? (figure.rate.denominator ?? 'non publié') : null;
      },
    },
    { label: 'Publié : source', value: (one) => figureOf(one)?.source },
    { label: 'Publié : année', value: (one) => figureOf(one)?.year },
  ];
  return toCsv(columns, coverage.departments);
}

/** The detail of a territory: schools and pupils, whatever the screen showed. */
export function breakdownCsv(breakdown: Breakdown): string {
  const columns: CsvColumn<BreakdownRow>[] = [
    { label: dimensionLabels[breakdown.by], value: ({ label }) => label },
    { label: 'Code', value: ({ key }) => key },
    { label: 'À la date du', value: () => breakdown.asOf },
    { label: 'Écoles comptées', value: () => breakdown.scope },
    ...(['exists', 'in_project', 'signed', 'conventioned', 'attached', 'used'] as const).map(
      (stage): CsvColumn<BreakdownRow> => ({
        label: stageLabels[stage].label,
        value: ({ counts }) => countOf(counts, stage),
      }),
    ),
    { label: 'Mesurées par la DNMA', value: ({ counts }) => counts.measured },
    { label: 'Accrochées sans convention', value: ({ counts }) => counts.attachedWithoutConvention },
    { label: 'Écoles dont l’effectif est connu', value: ({ counts }) => counts.pupilsKnown },
    ...(['exists', 'in_project', 'conventioned', 'attached', 'used'] as const).map(
      (stage): CsvColumn<BreakdownRow> => ({
        label: `Élèves : ${stageLabels[stage].label.toLowerCase()}`,
        value: ({ counts }) => countOf(counts, stage, 'pupils'),
      }),
    ),
  ];
  return toCsv(columns, breakdown.rows);
}

/** The schools behind a number; links outside the perimeter of whoever asks stay empty. */
export function schoolsCsv(schools: CoverageSchool[]): string {
  const columns: CsvColumn<CoverageSchool>[] = [
    { label: 'UAI', value: ({ uai }) => uai },
    { label: 'Nom', value: ({ name }) => name },
    { label: 'Commune', value: ({ communeName }) => communeName },
    { label: 'Nature', value: ({ nature }) => natureLabel(nature) },
    {
      label: 'Secteur',
      value: ({ sector }) => (sector === 'public' ? 'public' : sector === 'private' ? 'privé' : ''),
    },
    { label: 'Dans un projet', value: ({ stages }) => stages?.inProject },
    { label: 'Convention signée, pas encore en vigueur', value: ({ stages }) => stages?.signed },
    { label: 'Conventionnée', value: ({ stages }) => stages?.conventioned },
    { label: 'Accrochée', value: ({ stages }) => stages?.attached },
    { label: 'Utilisée', value: ({ stages }) => stages?.used },
    { label: 'Mesurée par la DNMA', value: ({ stages }) => stages?.measured },
  ];
  return toCsv(columns, schools);
}
