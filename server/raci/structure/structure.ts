import { listed } from '@/server/french';
import type { Meaning, Phase, RaciActorKind, RaciParty } from '../domain';
import { phases } from '../domain';

/** A row with all that goes with it when it is copied or removed. */
export type StructureRow = {
  key: string;
  phase: Phase;
  label: string;
  hidden: boolean;
  cells: Readonly<Record<string, readonly Meaning[]>>;
  /** What would be lost with it beside its letters: « 2 réponses », « 1 document ». */
  holds: readonly string[];
};

export type StructureColumn = {
  key: string;
  label: string;
  short: string;
  party: RaciParty;
  kind: RaciActorKind;
  within: string | null;
  membershipId: string | null;
  hidden: boolean;
  holds: readonly string[];
};

/** Rows and columns in the order in which they stand, hidden ones in their place. */
export type Structure = { rows: readonly StructureRow[]; columns: readonly StructureColumn[] };

/** Rows phase by phase, in the order given otherwise. */
export const arrangedRows = (rows: readonly StructureRow[]): StructureRow[] =>
  phases.flatMap((phase) => rows.filter((row) => row.phase === phase));

/** Whether a column stands by itself, with others inside it perhaps. */
export const isRoot = ({ columns }: Structure, column: StructureColumn): boolean =>
  column.within === null || columns.every(({ key }) => key !== column.within);

/** Columns in the order given, those that stand inside an organisation right after it. */
export function arrangedColumns(columns: readonly StructureColumn[]): StructureColumn[] {
  const structure = { rows: [], columns };
  return columns
    .filter((column) => isRoot(structure, column))
    .flatMap((root) => [root, ...columns.filter(({ within }) => within === root.key)]);
}

/** How many letters stand in a row. */
export const lettersOfRow = (row: StructureRow): number =>
  Object.values(row.cells).reduce((sum, given) => sum + given.length, 0);

/** How many letters stand in a column. */
export const lettersOfColumn = ({ rows }: Structure, key: string): number =>
  rows.reduce((sum, { cells }) => sum + (Object.hasOwn(cells, key) ? (cells[key]?.length ?? 0) : 0), 0);

/** « 2 réponses et 1 document ». */
export const heldBy = ({ holds }: { holds: readonly string[] }): string => listed(holds);

const SMALL = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'à', 'au', 'aux', 'en', 'l', 'd']);

/** What stands at the head of a narrow column when nobody chose it: « Service éducation » → « SE », « Mairie » → « MAI ». */
export function shortOf(label: string): string {
  const words = label
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SMALL.has(word.toLocaleLowerCase('fr')));
  const initials = words.map((word) => [...word][0] ?? '').join('');
  const text = words.length > 1 ? initials : [...(words[0] ?? label)].slice(0, 3).join('');
  return [...text.toLocaleUpperCase('fr')].slice(0, 4).join('') || '?';
}
