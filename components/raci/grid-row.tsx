import clsx from 'clsx';
import { memo } from 'react';
import { formatLetters } from '@/server/raci/letters';
import type { Activity, Matrix, Row } from './cells';
import { useLetters } from './letters';
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
  canEdit,
  isWrong,
  stop,
  chosen,
}: {
  activity: Activity;
  actors: Matrix['actors'];
  values: Row;
  /** Rank of the line, from 0. */
  row: number;
  canEdit: boolean;
  isWrong: boolean;
  /** Column of the cell that the Tab key reaches, when it stands on this line. */
  stop: number | null;
  /** First and last chosen column, « 2-5 », when part of this line is chosen. */
  chosen: string | null;
}) {
  const letters = useLetters();
  const [from = -1, to = -1] = chosen?.split('-').map(Number) ?? [];
  return (
    <tr className="group">
      <th
        scope="row"
        className={clsx(
          'sticky left-0 z-10 w-72 min-w-52 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal text-sm leading-snug',
          isWrong && 'border-l-4 border-l-danger',
        )}
      >
        <span className="tabular mr-1.5 text-soft">{activity.number}</span>
        {activity.label}
        {isWrong && <span className="sr-only"> (à corriger)</span>}
      </th>
      {actors.map((actor, column) => {
        const given = values[actor.key] ?? [];
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
            aria-label={`${activity.label}, ${actor.label}, ${meaningsInWords(given)}`}
            className={clsx(
              'h-11 w-14 min-w-14 cursor-pointer border-line border-r border-b text-center font-bold text-xl -outline-offset-3! hover:bg-accent-soft focus:outline-3 focus:outline-focus',
              isChosen && 'bg-accent-soft',
            )}
          >
            {formatLetters(given, letters)}
          </td>
        );
      })}
    </tr>
  );
});
