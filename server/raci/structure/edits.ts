import { invalid } from '@/server/errors';
import { addColumn, moveColumn, removeColumn, renameColumn, splitColumn } from './columns';
import { columnOf, type Edited, type Of, rowOf, type Surroundings } from './edit';
import { divideColumn, nameColumn, replacePerson } from './inside';
import { addRow, moveRow, removeRow, renameRow, splitRow } from './rows';
import type { StructureEdit } from './schema';
import type { Structure } from './structure';

/** Hides or shows. What stands inside an organisation is hidden with it, and is not shown without it. */
function setVisibility(structure: Structure, edit: Of<'visibility'>): Edited {
  const { hidden } = edit;
  const rowKeys = new Set(edit.rows.map((key, at) => rowOf(structure, key, `edit.rows.${at}`).key));
  const columnKeys = new Set(
    edit.columns.map((key, at) => columnOf(structure, key, `edit.columns.${at}`).key),
  );
  for (const { key, within } of structure.columns) {
    if (within === null) continue;
    if (hidden && columnKeys.has(within)) columnKeys.add(key);
    if (!hidden && columnKeys.has(key)) columnKeys.add(within);
  }
  const changes = <One extends { key: string; hidden: boolean }>(keys: ReadonlySet<string>, one: One) =>
    keys.has(one.key) && one.hidden !== hidden;
  const rows = structure.rows.filter((row) => changes(rowKeys, row));
  const columns = structure.columns.filter((column) => changes(columnKeys, column));
  return {
    structure: {
      rows: structure.rows.map((row) => (rows.includes(row) ? { ...row, hidden } : row)),
      columns: structure.columns.map((column) => (columns.includes(column) ? { ...column, hidden } : column)),
    },
    made: [],
    inverse: {
      kind: 'visibility',
      rows: rows.map(({ key }) => key),
      columns: columns.map(({ key }) => key),
      hidden: !hidden,
    },
  };
}

function made(structure: Structure, edit: StructureEdit, around: Surroundings): Edited {
  switch (edit.kind) {
    case 'row.add':
      return addRow(structure, edit, around);
    case 'row.rename':
      return renameRow(structure, edit);
    case 'row.move':
      return moveRow(structure, edit);
    case 'row.split':
      return splitRow(structure, edit, around);
    case 'row.remove':
      return removeRow(structure, edit);
    case 'column.add':
      return addColumn(structure, edit, around);
    case 'column.name':
      return nameColumn(structure, edit, around);
    case 'column.rename':
      return renameColumn(structure, edit);
    case 'column.move':
      return moveColumn(structure, edit);
    case 'column.split':
      return splitColumn(structure, edit, around);
    case 'column.divide':
      return divideColumn(structure, edit, around);
    case 'column.replace':
      return replacePerson(structure, edit, around);
    case 'column.remove':
      return removeColumn(structure, edit);
    case 'visibility':
      return setVisibility(structure, edit);
  }
}

/**
 * A matrix after one edit of its rows or columns.
 * @throws AppError invalid for what is not in it or has no place there; conflict when a removal would take other
 * letters than those announced.
 */
export function edited(structure: Structure, edit: StructureEdit, around: Surroundings): Edited {
  const result = made(structure, edit, around);
  const shows = (list: readonly { hidden: boolean }[]) => list.some(({ hidden }) => !hidden);
  if (shows(structure.rows) && !shows(result.structure.rows))
    throw invalid({ edit: 'Il doit rester au moins une activité visible.' });
  if (shows(structure.columns) && !shows(result.structure.columns))
    throw invalid({ edit: 'Il doit rester au moins une colonne visible.' });
  return result;
}
