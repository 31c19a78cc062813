import { cellOf, type Meaning, numbered, phases, sameMeanings } from '../domain';
import type { MatrixSnapshot } from '../snapshot';
import { movedOf, type Pair, pairsOf } from './pairs';

type Actor = MatrixSnapshot['actors'][number];
type Activity = MatrixSnapshot['activities'][number];

/** What happened to a row or a column as such; its cells are told apart. */
export type Remark = 'added' | 'removed' | 'renamed' | 'moved' | 'phase' | 'party' | 'within';

export type CellDifference = { before: readonly Meaning[]; after: readonly Meaning[]; changed: boolean };
export type ColumnDifference = Pair<Actor> & { remarks: Remark[] };
/** `cells` stand in the order of the columns. */
export type RowDifference = Pair<Activity> & { remarks: Remark[]; cells: CellDifference[] };

/** Two matrices as one table: in the order of the second, with what only the first had where it stood. */
export type MatrixDifference = { columns: ColumnDifference[]; rows: RowDifference[] };

const shown = <T>(pair: Pair<T>): T => (pair.after ?? pair.before) as T;

/** What is there to show of a row: as it became, or as it was. */
export const rowOf = (row: RowDifference): Activity => shown<Activity>(row);
/** What is there to show of a column: as it became, or as it was. */
export const columnOf = (column: ColumnDifference): Actor => shown<Actor>(column);

/** From one matrix to another: rows and columns told by their key, then by their label, and cell by cell. */
export function compareMatrices(from: MatrixSnapshot, to: MatrixSnapshot): MatrixDifference {
  const columns = columnsOf(from.actors, to.actors);
  const paired = pairsOf(from.activities, to.activities, ({ phase }) => phase);
  const ordered = phases.flatMap((phase) => paired.filter((pair) => shown(pair).phase === phase));
  const moved = new Set(
    phases.flatMap((phase) => [
      ...movedOf(
        from.activities,
        ordered.filter((pair) => pair.before?.phase === phase && pair.after?.phase === phase),
      ),
    ]),
  );
  return {
    columns,
    rows: ordered.map((pair) => ({
      ...pair,
      remarks: remarksOfRow(pair, moved),
      cells: columns.map((column): CellDifference => {
        const before = pair.before && column.before ? cellOf(pair.before, column.before.key) : [];
        const after = pair.after && column.after ? cellOf(pair.after, column.after.key) : [];
        return { before, after, changed: !sameMeanings(before, after) };
      }),
    })),
  };
}

function columnsOf(from: readonly Actor[], to: readonly Actor[]): ColumnDifference[] {
  const pairs = pairsOf(from, to);
  const moved = movedOf(from, pairs);
  const newKey = new Map(
    pairs.flatMap(({ before, after }) => (before && after ? [[before.key, after.key]] : [])),
  );
  return pairs.map((pair) => {
    const { before, after } = pair;
    const remarks: Remark[] = [];
    if (!before) remarks.push('added');
    else if (!after) remarks.push('removed');
    else {
      if (before.label !== after.label || before.short !== after.short) remarks.push('renamed');
      if (before.party !== after.party || before.kind !== after.kind) remarks.push('party');
      const within = before.within && (newKey.get(before.within) ?? before.within);
      if (within !== after.within) remarks.push('within');
      if (moved.has(after)) remarks.push('moved');
    }
    return { ...pair, remarks };
  });
}

function remarksOfRow({ before, after }: Pair<Activity>, moved: ReadonlySet<Activity>): Remark[] {
  if (!before) return ['added'];
  if (!after) return ['removed'];
  const remarks: Remark[] = [];
  if (before.label !== after.label) remarks.push('renamed');
  if (before.phase !== after.phase) remarks.push('phase');
  if (moved.has(after)) remarks.push('moved');
  return remarks;
}

/** Whether this line has anything to say. */
export const differs = ({ remarks, cells }: RowDifference): boolean =>
  remarks.length > 0 || cells.some(({ changed }) => changed);

/** How many of what; cells are those that stand on both sides. */
export function countDifferences({ columns, rows }: MatrixDifference) {
  const having = (all: readonly { remarks: Remark[] }[], ...which: Remark[]) =>
    all.filter(({ remarks }) => remarks.some((one) => which.includes(one))).length;
  return {
    cells: rows
      .filter(({ before, after }) => before && after)
      .reduce(
        (sum, { cells }) =>
          sum +
          cells.filter(({ changed }, rank) => changed && columns[rank]?.before && columns[rank]?.after)
            .length,
        0,
      ),
    activities: {
      added: having(rows, 'added'),
      removed: having(rows, 'removed'),
      renamed: having(rows, 'renamed'),
      moved: having(rows, 'moved', 'phase'),
    },
    actors: {
      added: having(columns, 'added'),
      removed: having(columns, 'removed'),
      renamed: having(columns, 'renamed'),
      moved: having(columns, 'moved', 'within', 'party'),
    },
  };
}
export type DifferenceCounts = ReturnType<typeof countDifferences>;

/** Nothing at all to say of two matrices. */
export const isSame = ({ columns, rows }: MatrixDifference): boolean =>
  columns.every(({ remarks }) => remarks.length === 0) && !rows.some(differs);

/**
 * The first matrix with the differences applied: the second, keys of what stood on both sides aside. What is not
 * marked as changed is taken from the first.
 */
export function applyDifference(from: MatrixSnapshot, { columns, rows }: MatrixDifference): MatrixSnapshot {
  const held = new Map(from.activities.map((activity) => [activity.key, activity]));
  const actors = columns.flatMap(({ before, after, remarks }): Actor[] => {
    if (!after) return [];
    const was = remarks.length === 0 && before ? from.actors.find(({ key }) => key === before.key) : null;
    return [was ? { ...was, key: after.key, within: after.within } : after];
  });
  const activities = rows.flatMap(({ before, after, remarks, cells }): Activity[] => {
    if (!after) return [];
    const was = before ? held.get(before.key) : undefined;
    const kept = remarks.length === 0 && was ? was : after;
    return [
      {
        ...kept,
        key: after.key,
        cells: Object.fromEntries(
          cells.flatMap((cell, rank) => {
            const column = columns[rank];
            if (!column?.after) return [];
            const given = cell.changed
              ? cell.after
              : was && column.before
                ? cellOf(was, column.before.key)
                : [];
            return given.length > 0 ? [[column.after.key, [...given]] as const] : [];
          }),
        ),
      },
    ];
  });
  return {
    actors,
    activities: numbered(activities.map((activity, position) => ({ ...activity, position }))).map(
      ({ position: _, ...activity }) => activity,
    ),
  };
}
