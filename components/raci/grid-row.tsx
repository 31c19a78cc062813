import clsx from 'clsx';
import { EllipsisVertical } from 'lucide-react';
import { memo } from 'react';
import { formatLetters } from '@/server/raci/letters';
import { useCellStates } from './agreement/answers';
import { CellMark, stateSuffix } from './agreement/marks';
import type { Activity, Matrix, Row } from './cell-rows';
import { columnName } from './grid-head';
import { useLetters } from './letters';
import { LINE } from './use-lines';
import { cellId, meaningsInWords } from './words';

/**
 * One activity of the grid: drawn again only when it changes, so that a key paints one line of a hundred. The
 * grid around it listens for all cells; each says where it stands.
 */
export const GridRow = memo(function GridRow({
  activity,
  actors,
  values,
  row,
  rowIndex,
  isFixed,
  canEdit,
  isWrong,
  stop,
  chosen,
  hasMenu,
}: {
  activity: Activity;
  actors: Matrix['actors'];
  values: Row;
  /** Rank of the line, from 0. */
  row: number;
  /** For `aria-rowindex`: from 1, heads and bands included. */
  rowIndex: number;
  /** Each line has the same height, where those out of sight are not made. */
  isFixed: boolean;
  canEdit: boolean;
  isWrong: boolean;
  /** Column of the cell that the Tab key reaches, when it stands on this line. */
  stop: number | null;
  /** First and last chosen column, « 2-5 », when part of this line is chosen. */
  chosen: string | null;
  hasMenu: boolean;
}) {
  const letters = useLetters();
  const stateOf = useCellStates();
  const [from = -1, to = -1] = chosen?.split('-').map(Number) ?? [];
  return (
    <tr aria-rowindex={rowIndex} className="group" style={isFixed ? { height: LINE } : undefined}>
      <th
        scope="row"
        data-activity={row}
        title={isFixed ? activity.label : undefined}
        className={clsx(
          'sticky left-0 z-10 w-72 min-w-56 border-line border-r border-b bg-surface px-3 text-left font-normal text-sm leading-snug',
          isFixed ? 'py-0' : 'py-1.5',
          isWrong && 'border-l-4 border-l-danger',
        )}
      >
        <span className={clsx('flex items-start gap-1.5', hasMenu && '-mr-2')}>
          <span className={clsx('min-w-0 flex-1', isFixed && 'line-clamp-2')}>
            <span className="tabular mr-1.5 text-soft">{activity.number}</span>
            {activity.label}
            {isWrong && <span className="sr-only"> (à corriger)</span>}
          </span>
          {hasMenu && (
            <button
              type="button"
              tabIndex={-1}
              data-menu
              aria-label={`Activité ${activity.number}`}
              aria-haspopup="menu"
              className="grid size-7 shrink-0 cursor-pointer place-items-center self-center rounded-sm text-soft hover:bg-sunken hover:text-ink"
            >
              <EllipsisVertical aria-hidden className="size-4" />
            </button>
          )}
        </span>
      </th>
      {actors.map((actor, column) => {
        const given = values[actor.key] ?? [];
        const state = stateOf(activity.id, actor.key, given);
        const isChosen = column >= from && column <= to;
        return (
          <td
            key={actor.key}
            id={cellId(activity.id, actor.key)}
            data-row={row}
            data-column={column}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid, it takes keys
            role="gridcell"
            tabIndex={stop === column ? 0 : -1}
            aria-readonly={!canEdit}
            aria-selected={isChosen}
            aria-label={`${activity.label}, ${columnName(actors, actor)}, ${meaningsInWords(given)}${stateSuffix(state)}`}
            aria-colindex={column + 2}
            className={clsx(
              'relative h-11 w-13 min-w-13 cursor-pointer border-line border-r border-b text-center font-bold text-xl -outline-offset-3! hover:bg-accent-soft focus:outline-3 focus:outline-focus',
              isChosen ? 'bg-accent-soft' : actor.kind !== 'organisation' && 'bg-sunken',
            )}
          >
            {formatLetters(given, letters)}
            <CellMark state={state} />
          </td>
        );
      })}
    </tr>
  );
});
