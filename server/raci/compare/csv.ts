import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { partyLabels, phaseLabels } from '../domain';
import { formatLetters, type LetterSet } from '../letters';
import { columnOf, rowOf } from './compare';
import type { HeatLine, HeatMap } from './heat';
import type { Comparison } from './queries';
import { columnRemarks, partInWords, rowRemarks } from './words';

type Line = {
  what: string;
  phase?: string;
  number?: number;
  activity?: string;
  actor?: string;
  before?: string;
  after?: string;
  said: string;
};

/** Each difference on a line: of a column, of a row, of a cell. */
export function differencesCsv({ before, after, difference }: Comparison, letters: LetterSet): string {
  const { columns, rows } = difference;
  const lines: Line[] = [
    ...columns.flatMap((column) =>
      columnRemarks(column).map((said) => ({ what: 'Acteur', actor: columnOf(column).label, said })),
    ),
    ...rows.flatMap((row): Line[] => {
      const { phase, number, label } = rowOf(row);
      const activity = { phase: phaseLabels[phase], number, activity: label };
      return [
        ...rowRemarks(row).map((said) => ({ what: 'Activité', ...activity, said })),
        ...row.cells.flatMap((cell, rank) => {
          const column = columns[rank];
          return cell.changed && column
            ? [
                {
                  what: 'Case',
                  ...activity,
                  actor: columnOf(column).label,
                  before: formatLetters(cell.before, letters),
                  after: formatLetters(cell.after, letters),
                  said: `${partInWords(cell.before)} → ${partInWords(cell.after)}`,
                },
              ]
            : [];
        }),
      ];
    }),
  ];
  const heads: CsvColumn<Line>[] = [
    { label: 'Objet', value: ({ what }) => what },
    { label: 'Phase', value: ({ phase }) => phase },
    { label: 'Numéro', value: ({ number }) => number },
    { label: 'Activité', value: ({ activity }) => activity },
    { label: 'Acteur', value: ({ actor }) => actor },
    { label: `Avant\u00a0: ${before.label}`, value: (line) => line.before },
    { label: `Après\u00a0: ${after.label}`, value: (line) => line.after },
    { label: 'En toutes lettres', value: ({ said }) => said },
  ];
  return toCsv(heads, lines);
}

/** The map as a table: an activity a line, a party a column. */
export function heatCsv({ lines, parties }: HeatMap): string {
  const heads: CsvColumn<HeatLine>[] = [
    { label: 'Phase', value: ({ phase }) => phaseLabels[phase] },
    { label: 'Activité', value: ({ label }) => label },
    { label: 'Projets où elle figure', value: ({ projects }) => projects },
    ...parties.map((party, rank) => ({
      label: partyLabels[party],
      value: ({ counts }: HeatLine) => counts[rank],
    })),
  ];
  return toCsv(heads, lines);
}
