import { invalid } from '@/server/errors';
import {
  before,
  columnOf,
  type Edited,
  inserted,
  type Of,
  quoted,
  refuseLoss,
  refuseSurprise,
  type Surroundings,
  withColumns,
} from './edit';
import { changedColumn, copiedColumn } from './inside';
import { isRoot, lettersOfColumn, type Structure, type StructureColumn, shortOf } from './structure';

export function addColumn(structure: Structure, edit: Of<'column.add'>, { newKey }: Surroundings): Edited {
  const { label, short, party, after } = edit;
  if (after !== null && !isRoot(structure, columnOf(structure, after, 'edit.after')))
    throw invalid({ 'edit.after': 'Une organisation se place après une autre organisation.' });
  const column: StructureColumn = {
    key: newKey(),
    label,
    short: short || shortOf(label),
    party,
    kind: 'organisation',
    within: null,
    membershipId: null,
    hidden: false,
    holds: [],
  };
  return {
    structure: withColumns(structure, inserted(structure.columns, [column], after)),
    made: [column.key],
    inverse: { kind: 'column.remove', key: column.key, letters: 0 },
  };
}

export function moveColumn(structure: Structure, { key, after }: Of<'column.move'>): Edited {
  const column = columnOf(structure, key);
  const root = isRoot(structure, column);
  const siblings = structure.columns.filter((one) =>
    root ? isRoot(structure, one) : one.within === column.within,
  );
  const others = siblings.filter((one) => one !== column);
  if (after !== null && others.every((one) => one.key !== after))
    throw invalid({
      'edit.after': root
        ? 'Une organisation se place après une autre organisation.'
        : 'Une personne ou une fonction se déplace dans son organisation.',
    });
  const rest = structure.columns.filter((one) => !siblings.includes(one));
  return {
    structure: withColumns(structure, [...inserted(others, [column], after), ...rest]),
    made: [],
    inverse: { kind: 'column.move', key, after: before(siblings, key) },
  };
}

/** Another column with the same letters, right after what stands inside the first. A named person is not copied. */
export function splitColumn(
  structure: Structure,
  edit: Of<'column.split'>,
  { newKey }: Surroundings,
): Edited {
  const column = columnOf(structure, edit.key);
  const copy: StructureColumn = {
    ...column,
    key: newKey(),
    label: edit.label,
    short: edit.short || shortOf(edit.label),
    kind: column.kind === 'person' ? 'function' : column.kind,
    membershipId: null,
    holds: [],
  };
  const made = withColumns(structure, inserted(structure.columns, [copy], column.key));
  const copied = { ...made, rows: copiedColumn(structure.rows, column.key, copy.key) };
  return {
    structure: copied,
    made: [copy.key],
    inverse: { kind: 'column.remove', key: copy.key, letters: lettersOfColumn(copied, copy.key) },
  };
}

export function removeColumn(structure: Structure, { key, letters }: Of<'column.remove'>): Edited {
  const column = columnOf(structure, key);
  if (structure.columns.some(({ within }) => within === key))
    throw invalid({
      'edit.key': `Des personnes ou des fonctions sont nommées dans ${quoted(column.label)}\u00a0: retirez-les d’abord, ou masquez la colonne.`,
    });
  refuseLoss(column, 'masquez la colonne');
  refuseSurprise(letters, lettersOfColumn(structure, key));
  return {
    structure: {
      columns: structure.columns.filter((one) => one !== column),
      rows: structure.rows.map((row) => {
        const { [key]: gone, ...cells } = row.cells;
        return gone === undefined ? row : { ...row, cells };
      }),
    },
    made: [],
    inverse: null,
  };
}

export function renameColumn(structure: Structure, { key, label, short }: Of<'column.rename'>): Edited {
  const { label: wasLabel, short: wasShort } = columnOf(structure, key);
  return {
    structure: changedColumn(structure, key, { label, short: short || wasShort }),
    made: [],
    inverse: { kind: 'column.rename', key, label: wasLabel, short: wasShort },
  };
}
