import { counted } from '@/server/french';
import { searchable } from '@/server/territory/search';
import {
  cellOf,
  type Meaning,
  type Phase,
  phaseLabels,
  phases,
  type RaciMatrix,
  sameMeanings,
} from '../domain';
import { formatLetters, type LetterSet, parseLetters } from '../letters';
import { MAX_LABEL } from '../structure/schema';
import type { ColumnUse } from './columns';

export type ReadRow = { line: number; cells: readonly string[] };

export type PlannedLine = {
  /** Number of the line in the file, from 1. */
  line: number;
  label: string;
  state: 'same' | 'changed' | 'new' | 'error';
  /** What becomes of it, or why it is refused, in French. */
  said: string;
  /** Key of the activity of the matrix; null for a new one. */
  activityKey: string | null;
  phase: Phase | null;
  renamed: boolean;
  /** Cells that would change, by key of the actor; `new:3` for the new actor of the fourth column. */
  cells: { actor: string; before: readonly Meaning[]; after: readonly Meaning[] }[];
};

export type ExchangePlan = {
  lines: PlannedLine[];
  /** Columns that become actors: index in the file and label. */
  newActors: { column: number; label: string }[];
  /** Activities of the matrix that the file does not name: they stay as they are. */
  untouched: number;
  counts: Record<PlannedLine['state'], number> & { cells: number };
};

const phaseByName = new Map<string, Phase>(
  phases.flatMap((phase) => [
    [searchable(phaseLabels[phase]), phase] as const,
    [searchable(phase), phase] as const,
  ]),
);

/**
 * What a table would make of a matrix. Activities are found by their label, then by number for a label that was
 * corrected; what the file does not name stays. A line that cannot be read is refused with its reason, and then
 * nothing at all is written.
 * @param hidden labels of the activities that are hidden: a file may not bring them back beside themselves.
 */
export function planExchange(
  matrix: RaciMatrix,
  table: { heads: readonly string[]; rows: readonly ReadRow[] },
  columns: readonly ColumnUse[],
  { letters, hidden }: { letters: LetterSet; hidden: readonly string[] },
): ExchangePlan {
  const unseen = new Set(hidden.map(searchable));
  const at = (use: ColumnUse) => columns.indexOf(use);
  const actorColumns = columns.flatMap((use, column) =>
    use.startsWith('actor:')
      ? [{ column, key: use.slice('actor:'.length), label: '' }]
      : use === 'new'
        ? [{ column, key: `new:${column}`, label: table.heads[column] ?? '' }]
        : [],
  );
  const byLabel = new Map(matrix.activities.map((one) => [searchable(one.label), one]));
  const named = new Set(
    table.rows.flatMap(({ cells }) => byLabel.get(searchable(cells[at('activity')] ?? ''))?.key ?? []),
  );
  const seen = new Map<string, number>();
  let band: Phase | null = null;
  const lines = table.rows.flatMap(({ line, cells }): PlannedLine[] => {
    const cell = (use: ColumnUse) => (at(use) < 0 ? '' : (cells[at(use)] ?? '').trim());
    const label = cell('activity').replace(/\s+/g, ' ');
    const written = cell('phase');
    const hasLetters = actorColumns.some(({ column }) => (cells[column] ?? '').trim() !== '');
    // A title above its activities: « Cadrage » alone on its line.
    const title = !hasLetters ? phaseByName.get(searchable(label || written)) : undefined;
    if (title) {
      band = title;
      return [];
    }
    const refuse = (said: string): PlannedLine[] => [
      { line, label, state: 'error', said, activityKey: null, phase: null, renamed: false, cells: [] },
    ];
    if (label === '') return hasLetters ? refuse('L’activité n’est pas nommée.') : [];
    if (label.length > MAX_LABEL) return refuse(`L’activité dépasse ${MAX_LABEL} caractères.`);
    const phase = written === '' ? band : (phaseByName.get(searchable(written)) ?? null);
    if (written !== '' && phase === null)
      return refuse(
        `«\u00a0${written}\u00a0» n’est pas une phase\u00a0: écrivez ${phases.map((one) => phaseLabels[one]).join(', ')}.`,
      );
    if (unseen.has(searchable(label)))
      return refuse(
        'Cette activité est masquée dans la matrice\u00a0: affichez-la d’abord, ou retirez la ligne.',
      );
    const byNumber = matrix.activities.find(({ number }) => String(number) === cell('number'));
    const known =
      byLabel.get(searchable(label)) ?? (byNumber && !named.has(byNumber.key) ? byNumber : undefined);
    const identity = known?.key ?? searchable(label);
    const before = seen.get(identity);
    if (before !== undefined) return refuse(`Cette activité figure déjà à la ligne ${before}.`);
    seen.set(identity, line);
    if (!known && phase === null)
      return refuse(
        'Cette activité est nouvelle et sa phase n’est pas dite\u00a0: ajoutez une colonne «\u00a0Phase\u00a0».',
      );

    const changes: PlannedLine['cells'] = [];
    for (const { column, key } of actorColumns) {
      const parsed = parseLetters(cells[column] ?? '', letters);
      if (!parsed.ok) return refuse(`Colonne «\u00a0${table.heads[column]}\u00a0»\u00a0: ${parsed.message}`);
      const held = known ? cellOf(known, key) : [];
      if (!sameMeanings(held, parsed.meanings))
        changes.push({ actor: key, before: held, after: parsed.meanings });
    }
    const renamed = known !== undefined && known.label !== label;
    const moved = known !== undefined && phase !== null && phase !== known.phase;
    const base = { line, label, activityKey: known?.key ?? null, renamed, cells: changes };
    if (!known)
      return [
        {
          ...base,
          state: 'new',
          phase,
          said: `Nouvelle activité, phase «\u00a0${phase ? phaseLabels[phase] : ''}\u00a0».`,
        },
      ];
    const said = [
      ...(renamed ? [`libellé corrigé (était «\u00a0${known.label}\u00a0»)`] : []),
      ...(moved && phase ? [`passe en phase «\u00a0${phaseLabels[phase]}\u00a0»`] : []),
      ...(changes.length > 0 ? [saidOf(changes, matrix, table.heads, letters)] : []),
    ];
    return [
      {
        ...base,
        phase: moved ? phase : known.phase,
        state: said.length > 0 ? 'changed' : 'same',
        said: said.length > 0 ? said.join('\u00a0; ') : 'Rien ne change.',
      },
    ];
  });
  const count = (state: PlannedLine['state']) => lines.filter((one) => one.state === state).length;
  return {
    lines,
    newActors: actorColumns
      .filter(({ key }) => key.startsWith('new:'))
      .map(({ column, label }) => ({ column, label })),
    untouched: matrix.activities.filter(({ key }) => !seen.has(key)).length,
    counts: {
      same: count('same'),
      changed: count('changed'),
      new: count('new'),
      error: count('error'),
      cells: lines.reduce((sum, { cells }) => sum + cells.length, 0),
    },
  };
}

/** « AC : C devient AR », or how many cells change when there are many. */
function saidOf(
  changes: PlannedLine['cells'],
  matrix: RaciMatrix,
  heads: readonly string[],
  letters: LetterSet,
): string {
  if (changes.length > 4) return `${counted(changes.length, 'case')} changent`;
  const nameOf = (key: string) =>
    matrix.actors.find((actor) => actor.key === key)?.short ?? heads[Number(key.slice('new:'.length))] ?? '';
  const shown = (meanings: readonly Meaning[]) => formatLetters(meanings, letters) || 'vide';
  return changes
    .map(({ actor, before, after }) => `${nameOf(actor)}\u00a0: ${shown(before)} devient ${shown(after)}`)
    .join(', ');
}
