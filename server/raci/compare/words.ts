import { counted, listed } from '@/server/french';
import { type Meaning, meaningLabels, phaseLabels } from '../domain';
import { saidOrder } from '../letters';
import {
  type ColumnDifference,
  countDifferences,
  type MatrixDifference,
  type RowDifference,
} from './compare';

/** « réalise et répond du résultat », « aucune part ». */
export function partInWords(given: readonly Meaning[]): string {
  const words = saidOrder.filter((one) => given.includes(one)).map((one) => meaningLabels[one]);
  return words.length === 0 ? 'aucune part' : listed(words);
}

/** What happened to an activity as such: « renommée (s’appelait « … ») », « passée de Cadrage à Marché ». */
export function rowRemarks({ before, after, remarks }: RowDifference): string[] {
  return remarks.map((remark) => {
    switch (remark) {
      case 'added':
        return 'ajoutée';
      case 'removed':
        return 'retirée';
      case 'renamed':
        return `renommée\u00a0: s’appelait «\u00a0${before?.label ?? ''}\u00a0»`;
      case 'phase':
        return `passée de «\u00a0${before ? phaseLabels[before.phase] : ''}\u00a0» à «\u00a0${after ? phaseLabels[after.phase] : ''}\u00a0»`;
      default:
        return 'déplacée';
    }
  });
}

/** What happened to an actor as such. */
export function columnRemarks({ before, remarks }: ColumnDifference): string[] {
  return remarks.map((remark) => {
    switch (remark) {
      case 'added':
        return 'ajouté';
      case 'removed':
        return 'retiré';
      case 'renamed':
        return `renommé\u00a0: s’appelait «\u00a0${before?.label ?? ''}\u00a0»`;
      case 'party':
        return 'parle pour une autre partie, ou à un autre titre';
      case 'within':
        return 'rattaché à un autre acteur';
      default:
        return 'déplacé';
    }
  });
}

/** « 3 cases changées, 1 activité ajoutée et 1 acteur renommé. », or that nothing differs. */
export function summaryOf(difference: MatrixDifference): string {
  const { cells, activities, actors } = countDifferences(difference);
  const said = [
    [cells, 'case changée', 'cases changées'],
    [activities.added, 'activité ajoutée', 'activités ajoutées'],
    [activities.removed, 'activité retirée', 'activités retirées'],
    [activities.renamed, 'activité renommée', 'activités renommées'],
    [activities.moved, 'activité déplacée', 'activités déplacées'],
    [actors.added, 'acteur ajouté', 'acteurs ajoutés'],
    [actors.removed, 'acteur retiré', 'acteurs retirés'],
    [actors.renamed, 'acteur renommé', 'acteurs renommés'],
    [actors.moved, 'acteur déplacé', 'acteurs déplacés'],
  ] as const;
  const parts = said.flatMap(([count, one, many]) => (count > 0 ? [counted(count, one, many)] : []));
  return parts.length === 0 ? 'Rien ne diffère.' : `${listed(parts, parts.length)}.`;
}
