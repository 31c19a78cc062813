import { invalid } from '@/server/errors';
import type { Meaning } from '../domain';
import { columnOf, type Edited, inserted, type Of, quoted, type Surroundings, withColumns } from './edit';
import type { InnerColumn, StructureEdit } from './schema';
import { isRoot, type Structure, type StructureColumn, type StructureRow, shortOf } from './structure';

/** Rows in which a new column holds what another holds. */
export const copiedColumn = (
  rows: readonly StructureRow[],
  from: string,
  to: string,
  keep: (meaning: Meaning) => boolean = () => true,
): StructureRow[] =>
  rows.map((row) => {
    const given = (Object.hasOwn(row.cells, from) ? (row.cells[from] ?? []) : []).filter(keep);
    return given.length === 0 ? row : { ...row, cells: { ...row.cells, [to]: given } };
  });

export const changedColumn = (
  structure: Structure,
  key: string,
  facts: Partial<StructureColumn>,
): Structure => ({
  ...structure,
  columns: structure.columns.map((one) => (one.key === key ? { ...one, ...facts } : one)),
});

/** A column inside an organisation, named after the person or the function. */
function innerColumn(within: StructureColumn, inner: InnerColumn, around: Surroundings): StructureColumn {
  const isPerson = 'membershipId' in inner;
  const label = isPerson ? around.nameOf(inner.membershipId) : inner.label;
  if (label === undefined)
    throw invalid({
      'edit.membershipId':
        'Cette personne ne peut pas être nommée ici\u00a0: choisissez quelqu’un dont le rôle, en cours aujourd’hui, participe à ce projet.',
    });
  return {
    key: around.newKey(),
    label,
    short: (isPerson ? '' : inner.short) || shortOf(label),
    party: within.party,
    kind: isPerson ? 'person' : 'function',
    within: within.key,
    membershipId: isPerson ? inner.membershipId : null,
    hidden: within.hidden,
    holds: [],
  };
}

function organisationOf(structure: Structure, key: string, field: string): StructureColumn {
  const column = columnOf(structure, key, field);
  if (!isRoot(structure, column))
    throw invalid({
      [field]: `${quoted(column.label)} est déjà à l’intérieur d’une organisation\u00a0: choisissez l’organisation elle-même.`,
    });
  return column;
}

export function nameColumn(structure: Structure, edit: Of<'column.name'>, around: Surroundings): Edited {
  const organisation = organisationOf(structure, edit.within, 'edit.within');
  if (edit.after !== null && columnOf(structure, edit.after, 'edit.after').within !== organisation.key)
    throw invalid({ 'edit.after': 'Cette colonne n’est pas dans la même organisation.' });
  const column = innerColumn(organisation, edit.inner, around);
  return {
    structure: withColumns(structure, inserted(structure.columns, [column], edit.after ?? organisation.key)),
    made: [column.key],
    inverse: { kind: 'column.remove', key: column.key, letters: 0 },
  };
}

/**
 * People and functions inside an organisation, each with what the organisation does; that it answers for a result
 * stays with the organisation alone, for only one may.
 */
export function divideColumn(structure: Structure, edit: Of<'column.divide'>, around: Surroundings): Edited {
  const organisation = organisationOf(structure, edit.key, 'edit.key');
  const columns = edit.into.map((inner) => innerColumn(organisation, inner, around));
  const last = structure.columns.filter(({ within }) => within === organisation.key).at(-1);
  const placedColumns = withColumns(
    structure,
    inserted(structure.columns, columns, last?.key ?? organisation.key),
  );
  return {
    structure: {
      ...placedColumns,
      rows: columns.reduce<readonly StructureRow[]>(
        (rows, { key }) => copiedColumn(rows, organisation.key, key, (one) => one !== 'accountable'),
        structure.rows,
      ),
    },
    made: columns.map(({ key }) => key),
    inverse: null,
  };
}

export function replacePerson(
  structure: Structure,
  edit: Of<'column.replace'>,
  around: Surroundings,
): Edited {
  const column = columnOf(structure, edit.key);
  if (column.kind !== 'person')
    throw invalid({ 'edit.key': `${quoted(column.label)} n’est pas une personne nommée.` });
  const { label, short, membershipId } = innerColumn(column, { membershipId: edit.membershipId }, around);
  // Naming them again gives their own name: a column that was renamed since could not be given back as it was.
  const was =
    column.membershipId !== null && around.nameOf(column.membershipId) !== undefined
      ? innerColumn(column, { membershipId: column.membershipId }, around)
      : null;
  const inverse: StructureEdit | null =
    was?.membershipId && was.label === column.label && was.short === column.short
      ? { kind: 'column.replace', key: edit.key, membershipId: was.membershipId }
      : null;
  return { structure: changedColumn(structure, edit.key, { label, short, membershipId }), made: [], inverse };
}
