import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { degreeLabels, sectorLabels } from '../domain';
import type { ComparedFigure } from './compare';

const percent = (ratio: number | null | undefined) =>
  ratio === null || ratio === undefined ? null : Math.round(ratio * 1000) / 10;

const columns: CsvColumn<ComparedFigure>[] = [
  { label: 'Code département', value: (one) => one.departmentCode },
  { label: 'Nom', value: (one) => one.departmentName },
  { label: 'Degré', value: (one) => degreeLabels[one.degree] },
  { label: 'Année', value: (one) => one.year },
  { label: 'Date de l’état', value: (one) => one.asOf },
  { label: 'Tranche', value: (one) => one.band },
  { label: 'Nombre compté', value: (one) => one.rate.numerator },
  { label: 'Dénominateur', value: (one) => one.rate.denominator ?? 'non publié' },
  { label: 'Périmètre', value: (one) => one.rate.scope },
  { label: 'Publié (%)', value: (one) => percent(one.rate.ratio) },
  { label: 'Source', value: (one) => one.source },
  { label: 'Adresse de la source', value: (one) => one.sourceUrl },
  { label: 'Date de publication', value: (one) => one.publishedOn },
  { label: 'Calculé à la même date', value: (one) => one.comparison.sameDay?.inProject },
  { label: 'Calculé à la même date (%)', value: (one) => percent(one.comparison.sameDay?.rate?.ratio) },
  { label: 'Écoles comptées par le calcul', value: (one) => sectorLabels[one.comparison.sector] },
  { label: 'Écart (écoles, ou élèves)', value: (one) => one.comparison.gap?.count },
  { label: 'Écart (points)', value: (one) => one.comparison.gap?.points },
  { label: 'Écart calculé au', value: (one) => one.comparison.gap?.asOf },
  { label: 'Calculé aujourd’hui', value: (one) => one.comparison.today.inProject },
  { label: 'Calculé aujourd’hui (%)', value: (one) => percent(one.comparison.today.rate.ratio) },
  { label: 'Explications', value: (one) => one.comparison.reasons.join(' ') },
  { label: 'Retiré le', value: (one) => one.withdrawn?.on },
];

/** Published beside computed, one line per figure; the published columns are read again by the import. */
export function figuresCsv(figures: readonly ComparedFigure[]): string {
  return toCsv(columns, figures);
}
