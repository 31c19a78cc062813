import { phaseLabels } from '../domain';
import type { Edited } from './edit';
import type { StructureEdit } from './schema';
import type { Structure } from './structure';

/** What the journal keeps of an edit. */
type Told = { action: string; before?: object; after?: object };

/** The actions under which changes of rows and columns are kept. */
export const structureActions = [
  'raci.row_added',
  'raci.row_renamed',
  'raci.row_moved',
  'raci.row_split',
  'raci.row_removed',
  'raci.column_added',
  'raci.column_renamed',
  'raci.column_moved',
  'raci.column_split',
  'raci.column_divided',
  'raci.column_removed',
  'raci.person_replaced',
  'raci.hidden',
  'raci.shown',
] as const;

const labelOf = (list: readonly { key: string; label: string }[], key: string | undefined) =>
  list.find((one) => one.key === key)?.label ?? '';

/** An edit as the journal keeps it: by the names that people read, not by keys. */
export function toldOf(edit: StructureEdit, was: Structure, { structure, made }: Edited): Told {
  const rowWas = (key: string) => labelOf(was.rows, key);
  const columnWas = (key: string) => labelOf(was.columns, key);
  const row = labelOf(structure.rows, made[0]);
  const columns = made.map((key) => labelOf(structure.columns, key));
  const [column = ''] = columns;
  switch (edit.kind) {
    case 'row.add':
      return { action: 'raci.row_added', after: { activity: row, phase: phaseLabels[edit.phase] } };
    case 'row.rename':
      return {
        action: 'raci.row_renamed',
        before: { activity: rowWas(edit.key) },
        after: { activity: edit.label },
      };
    case 'row.move': {
      const from = was.rows.find(({ key }) => key === edit.key)?.phase ?? edit.phase;
      return {
        action: 'raci.row_moved',
        before: { phase: phaseLabels[from] },
        after: { activity: rowWas(edit.key), phase: phaseLabels[edit.phase] },
      };
    }
    case 'row.split':
      return { action: 'raci.row_split', before: { activity: rowWas(edit.key) }, after: { activity: row } };
    case 'row.remove':
      return {
        action: 'raci.row_removed',
        before: { activity: rowWas(edit.key), letters: edit.letters },
      };
    case 'column.add':
      return { action: 'raci.column_added', after: { actor: column } };
    case 'column.name':
      return { action: 'raci.column_added', after: { actor: column, within: columnWas(edit.within) } };
    case 'column.rename':
      return {
        action: 'raci.column_renamed',
        before: { actor: columnWas(edit.key) },
        after: { actor: edit.label },
      };
    case 'column.move':
      return { action: 'raci.column_moved', after: { actor: columnWas(edit.key) } };
    case 'column.split':
      return {
        action: 'raci.column_split',
        before: { actor: columnWas(edit.key) },
        after: { actor: column },
      };
    case 'column.divide':
      return {
        action: 'raci.column_divided',
        before: { actor: columnWas(edit.key) },
        after: { actors: columns },
      };
    case 'column.replace':
      return {
        action: 'raci.person_replaced',
        before: { actor: columnWas(edit.key) },
        after: { actor: labelOf(structure.columns, edit.key) },
      };
    case 'column.remove':
      return {
        action: 'raci.column_removed',
        before: { actor: columnWas(edit.key), letters: edit.letters },
      };
    case 'visibility': {
      const changed = <One extends { key: string; label: string; hidden: boolean }>(
        list: readonly One[],
        now: readonly One[],
      ) => list.filter((one, at) => one.hidden !== now[at]?.hidden).map(({ label }) => label);
      return {
        action: edit.hidden ? 'raci.hidden' : 'raci.shown',
        after: {
          activities: changed(was.rows, structure.rows),
          actors: changed(was.columns, structure.columns),
        },
      };
    }
  }
}
