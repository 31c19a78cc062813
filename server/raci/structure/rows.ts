import { invalid } from '@/server/errors';
import {
  before,
  type Edited,
  inserted,
  type Of,
  refuseLoss,
  refuseSurprise,
  rowOf,
  type Surroundings,
  withRows,
} from './edit';
import { lettersOfRow, type Structure, type StructureRow } from './structure';

/** Puts a row in its place, after a row of its own phase. */
function placed(structure: Structure, row: StructureRow, after: string | null): Structure {
  const others = structure.rows.filter(({ key }) => key !== row.key);
  if (after !== null && others.every(({ key, phase }) => key !== after || phase !== row.phase))
    throw invalid({ 'edit.after': 'Une activité se place après une autre activité de la même phase.' });
  return withRows(structure, inserted(others, [row], after));
}

export function addRow(structure: Structure, edit: Of<'row.add'>, { newKey }: Surroundings): Edited {
  const { label, phase, after } = edit;
  const row: StructureRow = { key: newKey(), phase, label, hidden: false, cells: {}, holds: [] };
  return {
    structure: placed(structure, row, after),
    made: [row.key],
    inverse: { kind: 'row.remove', key: row.key, letters: 0 },
  };
}

export function moveRow(structure: Structure, { key, phase, after }: Of<'row.move'>): Edited {
  const row = rowOf(structure, key);
  const siblings = structure.rows.filter((one) => one.phase === row.phase);
  return {
    structure: placed(structure, { ...row, phase }, after),
    made: [],
    inverse: { kind: 'row.move', key, phase: row.phase, after: before(siblings, key) },
  };
}

export function splitRow(
  structure: Structure,
  { key, label }: Of<'row.split'>,
  { newKey }: Surroundings,
): Edited {
  const row = rowOf(structure, key);
  const copy: StructureRow = { ...row, key: newKey(), label, hidden: false, holds: [] };
  return {
    structure: placed(structure, copy, key),
    made: [copy.key],
    inverse: { kind: 'row.remove', key: copy.key, letters: lettersOfRow(copy) },
  };
}

export function removeRow(structure: Structure, { key, letters }: Of<'row.remove'>): Edited {
  const row = rowOf(structure, key);
  refuseLoss(row, 'masquez-la');
  refuseSurprise(letters, lettersOfRow(row));
  return {
    structure: withRows(
      structure,
      structure.rows.filter((one) => one !== row),
    ),
    made: [],
    inverse: null,
  };
}

export function renameRow(structure: Structure, { key, label }: Of<'row.rename'>): Edited {
  const row = rowOf(structure, key);
  return {
    structure: { ...structure, rows: structure.rows.map((one) => (one === row ? { ...one, label } : one)) },
    made: [],
    inverse: { kind: 'row.rename', key, label: row.label },
  };
}
