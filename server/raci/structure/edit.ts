import { conflict, invalid } from '@/server/errors';
import { counted } from '@/server/french';
import { MAX_COLUMNS, MAX_ROWS, type StructureEdit } from './schema';
import {
  arrangedColumns,
  arrangedRows,
  heldBy,
  type Structure,
  type StructureColumn,
  type StructureRow,
} from './structure';

/** What an edit makes of a matrix. */
export type Edited = {
  structure: Structure;
  /** Keys of the rows or columns that it made. */
  made: readonly string[];
  /** What takes it back, when something does. */
  inverse: StructureEdit | null;
};

/** What edits need to know beside the matrix. */
export type Surroundings = {
  /** A key that no row or column has had. */
  newKey: () => string;
  /** Name of a person who may be named here, or undefined. */
  nameOf: (membershipId: string) => string | undefined;
};

export type Of<Kind extends StructureEdit['kind']> = Extract<StructureEdit, { kind: Kind }>;

export const quoted = (label: string) => `«\u00a0${label}\u00a0»`;

/** @throws AppError invalid when there is no such row. */
export function rowOf({ rows }: Structure, key: string, field = 'edit.key'): StructureRow {
  const row = rows.find((one) => one.key === key);
  if (!row) throw invalid({ [field]: 'Cette activité ne figure pas dans cette matrice.' });
  return row;
}

/** @throws AppError invalid when there is no such column. */
export function columnOf({ columns }: Structure, key: string, field = 'edit.key'): StructureColumn {
  const column = columns.find((one) => one.key === key);
  if (!column) throw invalid({ [field]: 'Cet acteur ne figure pas dans cette matrice.' });
  return column;
}

/** A list with something put after one of its members, or first. */
export function inserted<One extends { key: string }>(
  list: readonly One[],
  ones: readonly One[],
  after: string | null,
) {
  const place = after === null ? 0 : list.findIndex(({ key }) => key === after) + 1;
  return [...list.slice(0, place), ...ones, ...list.slice(place)];
}

/** Key of what stands before something in a list, or null. */
export const before = (list: readonly { key: string }[], key: string): string | null =>
  list[list.findIndex((one) => one.key === key) - 1]?.key ?? null;

/** A matrix with other rows, in their order; no more than it may hold. */
export const withRows = (structure: Structure, rows: readonly StructureRow[]): Structure => {
  if (rows.length > MAX_ROWS)
    throw invalid({ edit: `Une matrice porte au plus ${MAX_ROWS}\u00a0activités, masquées comprises.` });
  return { ...structure, rows: arrangedRows(rows) };
};
/** A matrix with other columns, in their order; no more than it may hold. */
export const withColumns = (structure: Structure, columns: readonly StructureColumn[]): Structure => {
  if (columns.length > MAX_COLUMNS)
    throw invalid({ edit: `Une matrice porte au plus ${MAX_COLUMNS}\u00a0colonnes, masquées comprises.` });
  return { ...structure, columns: arrangedColumns(columns) };
};

/** What holds more than letters is hidden rather than removed. */
export const refuseLoss = (what: StructureRow | StructureColumn, rather: string) => {
  if (what.holds.length > 0)
    throw invalid({
      'edit.key': `${quoted(what.label)} porte ${heldBy(what)}\u00a0: ${rather} plutôt, rien ne sera perdu.`,
    });
};
/** What goes is what was announced. */
export const refuseSurprise = (told: number, there: number) => {
  if (told !== there)
    throw conflict(
      `Cette suppression emporterait maintenant ${counted(there, 'lettre')}, et non ${told}\u00a0: quelqu’un a écrit entre-temps. Vérifiez, puis recommencez.`,
      { letters: there },
    );
};
