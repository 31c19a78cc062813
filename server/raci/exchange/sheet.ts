import type { SheetColumn } from '@/server/documents/sheet';
import { cellOf, phaseLabels, type RaciActivity, type RaciMatrix } from '../domain';
import { formatLetters, type LetterSet } from '../letters';

/** The columns of a matrix as a spreadsheet; what they write, `recogniseColumns` reads. */
export const matrixColumns = (matrix: RaciMatrix, letters: LetterSet): SheetColumn<RaciActivity>[] => [
  { label: 'Phase', kind: 'text', width: 16, value: ({ phase }) => phaseLabels[phase] },
  { label: 'N°', kind: 'number', width: 6, value: ({ number }) => number },
  { label: 'Activité', kind: 'text', width: 52, value: ({ label }) => label },
  ...matrix.actors.map(
    (actor): SheetColumn<RaciActivity> => ({
      label: `${actor.short} ${actor.label}`,
      kind: 'text',
      width: 12,
      value: (activity) => formatLetters(cellOf(activity, actor.key), letters),
    }),
  ),
];
