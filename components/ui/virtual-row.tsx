// biome-ignore-all lint/a11y/useSemanticElements: rows in a scrolling grid are placed by hand, a table places its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
'use client';

import clsx from 'clsx';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { CheckMark } from './checkbox';

export type VirtualColumn<T> = {
  key: string;
  label: string;
  render: (item: T) => ReactNode;
  align?: 'start' | 'end';
  /** In px, or a share of what is left: `2fr`. */
  width?: number | `${number}fr`;
  /** In px, for a share. */
  minWidth?: number;
};

/** One row of a VirtualGrid, placed where it belongs among the rows that are not made. */
export function VirtualRow<T>({
  id,
  item,
  text,
  columns,
  rowIndex,
  isActive,
  isSelected,
  isDisabled,
  style,
  onClick,
  onDoubleClick,
  onPress,
}: {
  id: string;
  item: T;
  text: string;
  columns: readonly VirtualColumn<T>[];
  /** For `aria-rowindex`: from 1, the head included. */
  rowIndex: number;
  isActive: boolean;
  /** Null where rows are not selectable. */
  isSelected: boolean | null;
  isDisabled: boolean;
  style: CSSProperties;
  onClick: (event: MouseEvent) => void;
  onDoubleClick: () => void;
  /** The pointer goes down on the row itself. */
  onPress: () => void;
}) {
  function onMouseDown(event: MouseEvent) {
    if ((event.target as HTMLElement).closest('a, button, input')) return;
    // The grid keeps the focus, and Shift+click does not mark text.
    event.preventDefault();
    onPress();
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={rowIndex}
      aria-selected={isSelected === null || isDisabled ? undefined : isSelected}
      aria-disabled={isDisabled || undefined}
      data-active={isActive || undefined}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onMouseDown={onMouseDown}
      style={style}
      className={clsx(
        'group absolute inset-x-0 grid cursor-default items-center border-line border-b',
        'group-focus-visible/grid:data-active:outline-3 group-focus-visible/grid:data-active:outline-focus group-focus-visible/grid:data-active:-outline-offset-3',
        isSelected ? 'bg-accent-soft' : 'hover:bg-sunken',
        isDisabled && 'text-soft',
      )}
    >
      {isSelected !== null && (
        <div role="gridcell" className="flex items-center pl-4">
          {!isDisabled && (
            <span
              role="checkbox"
              aria-checked={isSelected}
              aria-label={`Sélectionner ${text}`}
              className="-mt-[0.4em]"
            >
              <CheckMark isSelected={isSelected} />
            </span>
          )}
        </div>
      )}
      {columns.map((column, place) => (
        <div
          key={column.key}
          role={place === 0 ? 'rowheader' : 'gridcell'}
          className={clsx('tabular min-w-0 truncate px-3', column.align === 'end' && 'text-right')}
        >
          {column.render(item)}
        </div>
      ))}
    </div>
  );
}
