// biome-ignore-all lint/a11y/useSemanticElements: rows in a scrolling grid are placed by hand, a table places its own
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role is told by the place of the cell
// biome-ignore-all lint/a11y/noStaticElementInteractions: the role is told by the place of the cell
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell
'use client';

import clsx from 'clsx';
import { type CSSProperties, memo, type ReactNode } from 'react';

export type CellColumn = {
  key: string;
  label: string;
  /** In px. */
  width: number;
  align?: 'start' | 'end';
  editable: boolean;
  /** Edited in a list of these; otherwise by typing. */
  choices?: readonly { id: string; label: string }[];
};

/** Why a cell stands out: what was refused there, or what is being saved. */
export type CellMark = { tone: 'danger' | 'info'; message: string };

export type CellRow = {
  id: string;
  /** Text of each column, as shown. */
  texts: Record<string, string>;
  /** Where the first cell leads. */
  href?: string;
};

type Props = {
  gridId: string;
  row: CellRow;
  index: number;
  columns: readonly CellColumn[];
  style: CSSProperties;
  /** Column of the active cell in this row, or -1. */
  active: number;
  /** Columns selected in this row, both included, or null. */
  from: number | null;
  to: number | null;
  marks: Readonly<Record<string, CellMark>>;
  /** Stands in the active cell while it is edited. */
  editor: ReactNode;
  onPress: (row: number, column: number, extend: boolean) => void;
  onEdit: (row: number, column: number) => void;
};

/** One row of a CellGrid; made again only when something of its own changes. */
export const CellGridRow = memo(function CellGridRow(props: Props) {
  const { gridId, row, index, columns, style, active, from, to, marks, editor, onPress, onEdit } = props;
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      style={style}
      className="absolute left-0 grid border-line border-b"
    >
      {columns.map((column, place) => {
        const isSelected = from !== null && to !== null && place >= from && place <= to;
        const mark = marks[column.key];
        const text = row.texts[column.key] ?? '';
        return (
          <div
            key={column.key}
            id={`${gridId}-${index}-${place}`}
            role={place === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={place + 1}
            aria-selected={isSelected}
            aria-readonly={!column.editable}
            aria-invalid={mark?.tone === 'danger' || undefined}
            title={mark?.message ?? (text.length > 24 ? text : undefined)}
            onMouseDown={(event) => {
              if ((event.target as HTMLElement).closest('a, input, select')) return;
              event.preventDefault();
              onPress(index, place, event.shiftKey);
            }}
            onMouseEnter={(event) => {
              if (event.buttons === 1) onPress(index, place, true);
            }}
            onDoubleClick={() => onEdit(index, place)}
            className={clsx(
              'tabular flex min-w-0 cursor-cell items-center border-line border-r px-2',
              column.align === 'end' && 'justify-end',
              place === 0 && 'sticky left-0 z-1 cursor-default bg-surface font-semibold',
              isSelected ? 'bg-accent-soft' : place > 0 && !column.editable && 'bg-sunken text-soft',
              mark?.tone === 'danger' && 'bg-danger-soft text-danger',
              place === active && 'outline-2 outline-accent -outline-offset-2',
            )}
          >
            {place === active && editor ? (
              editor
            ) : place === 0 && row.href ? (
              <a href={row.href} tabIndex={-1} className="truncate hover:underline">
                {text}
              </a>
            ) : (
              <span className="truncate">{text}</span>
            )}
          </div>
        );
      })}
    </div>
  );
});
