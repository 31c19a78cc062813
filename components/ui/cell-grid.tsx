// biome-ignore-all lint/a11y/useSemanticElements: rows in a scrolling grid are placed by hand, a table places its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell
'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import NextLink from 'next/link';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Sort } from './address';
import { CellEditor } from './cell-editor';
import { type CellColumn, CellGridRow, type CellMark, type CellRow } from './cell-grid-row';
import { type CellRange, moveInCells, nextCell, type Place, rangeOf } from './cell-range';

export type { CellColumn, CellMark, CellRow } from './cell-grid-row';

export type CellGridProps = {
  /** Names the grid for screen readers. */
  label: string;
  columns: readonly CellColumn[];
  rows: readonly CellRow[];
  rowHeight?: number;
  /** A CSS height for the whole. */
  height?: string;
  /** By row, then by column. */
  marks: Readonly<Record<string, Readonly<Record<string, CellMark>>>>;
  sort: Sort | null;
  sortHref: (key: string) => string;
  onWidth: (key: string, width: number) => void;
  /** One cell was typed in. */
  onType: (at: Place, text: string) => void;
  onClear: (range: CellRange) => void;
  /** The text of a range for the clipboard. */
  onCopy: (range: CellRange) => string;
  onPaste: (range: CellRange, text: string) => void;
  onUndo: () => void;
};

const AROUND = 6;
const NO_MARKS = {};

/**
 * Cells by the thousand, of which only the rows in view are made; one stop for Tab. Arrows move, Shift extends,
 * Enter or F2 edits (a letter replaces), Escape gives up, Tab goes on while editing, Delete empties; copy, paste
 * and Ctrl+Z are handed to who holds the data.
 */
export function CellGrid(props: CellGridProps) {
  const { label, columns, rows, rowHeight = 36, height = '34rem', marks, sort, sortHref } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [viewport, setViewport] = useState(640);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ typed: string | null } | null>(null);
  const size = { rows: rows.length, columns: columns.length };
  const here: Place = {
    row: Math.max(0, Math.min(active.row, rows.length - 1)),
    column: Math.min(active.column, columns.length - 1),
  };
  const range = rangeOf(anchor, here);
  const latest = useRef({ here, columns });
  latest.current = { here, columns };

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const template = useMemo(
    () => ({ gridTemplateColumns: columns.map(({ width }) => `${width}px`).join(' '), height: rowHeight }),
    [columns, rowHeight],
  );
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), rows.length - 1) - AROUND);
  const visible = rows.slice(first, first + Math.ceil(viewport / rowHeight) + 2 * AROUND);

  function show({ row, column }: Place) {
    const element = scroller.current;
    if (!element) return;
    const from = row * rowHeight;
    const room = element.clientHeight - 2 * rowHeight;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from > element.scrollTop + room) element.scrollTop = from - room;
    const frozen = columns[0]?.width ?? 0;
    const left = columns.slice(0, column).reduce((sum, { width }) => sum + width, 0);
    const right = left + (columns[column]?.width ?? 0);
    if (column > 0 && left - frozen < element.scrollLeft) element.scrollLeft = left - frozen;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
  }
  function goTo(place: Place, extend = false) {
    setActive(place);
    if (!extend) setAnchor(place);
    show(place);
  }
  const press = useCallback((row: number, column: number, extend: boolean) => {
    setEditing(null);
    setActive({ row, column });
    if (!extend) setAnchor({ row, column });
    scroller.current?.focus({ preventScroll: true });
  }, []);
  const edit = useCallback((row: number, column: number) => {
    if (!latest.current.columns[column]?.editable) return;
    setActive({ row, column });
    setAnchor({ row, column });
    setEditing({ typed: null });
  }, []);

  function keep(text: string, then: 'down' | 'next' | 'previous' | 'stay') {
    setEditing(null);
    if (text !== (rows[here.row]?.texts[columns[here.column]?.key ?? ''] ?? '')) props.onType(here, text);
    if (then === 'stay') return;
    scroller.current?.focus({ preventScroll: true });
    const next =
      then === 'down'
        ? { ...here, row: Math.min(here.row + 1, rows.length - 1) }
        : nextCell(here, size, then === 'next' ? 1 : -1);
    if (!next) return;
    goTo(next);
    if (then !== 'down' && columns[next.column]?.editable) setEditing({ typed: null });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const page = Math.max(1, Math.floor(viewport / rowHeight) - 2);
    const next = moveInCells(event, here, size, page);
    const isEditable = columns[here.column]?.editable ?? false;
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (next) goTo(next, event.shiftKey);
    else if (event.key === 'Enter' && !isEditable && here.column === 0) {
      document.getElementById(`${id}-${here.row}-0`)?.querySelector('a')?.click();
    } else if (event.key === 'Enter' || event.key === 'F2') edit(here.row, here.column);
    else if (event.key === 'Delete' || event.key === 'Backspace') props.onClear(range);
    else if (event.key === 'a' && isCommand) {
      setAnchor({ row: 0, column: 0 });
      setActive({ row: rows.length - 1, column: columns.length - 1 });
    } else if (event.key === 'z' && isCommand) props.onUndo();
    else if (event.key.length === 1 && !isCommand && isEditable) setEditing({ typed: event.key });
    else return;
    event.preventDefault();
  }
  function onCopy(event: ClipboardEvent) {
    event.clipboardData.setData('text/plain', props.onCopy(range));
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent) {
    event.preventDefault();
    props.onPaste(range, event.clipboardData.getData('text/plain'));
  }

  const cellName = ({ row, column }: Place) =>
    `${columns[column]?.label}, ${rows[row]?.texts[columns[0]?.key ?? ''] ?? ''}`;
  const editedColumn = columns[here.column];
  const editor = editing && editedColumn && (
    <CellEditor
      key={`${here.row}-${here.column}`}
      column={editedColumn}
      text={rows[here.row]?.texts[editedColumn.key] ?? ''}
      typed={editing.typed}
      name={cellName(here)}
      onKeep={keep}
      onCancel={() => {
        setEditing(null);
        scroller.current?.focus({ preventScroll: true });
      }}
    />
  );
  const isActiveMade = here.row >= first && here.row < first + visible.length;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={isActiveMade ? `${id}-${here.row}-${here.column}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onPaste={onPaste}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      style={{ height }}
      className="relative select-none overflow-auto rounded-md border border-edge bg-surface text-sm"
    >
      <div className="w-max min-w-full">
        <div role="rowgroup" className="sticky top-0 z-10">
          <div role="row" aria-rowindex={1} style={template} className="grid border-edge border-b bg-sunken">
            {columns.map((column, place) => (
              <Head
                key={column.key}
                column={column}
                place={place}
                sort={sort?.key === column.key ? sort.direction : null}
                href={sortHref(column.key)}
                onWidth={(width) => props.onWidth(column.key, width)}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.length * rowHeight }}>
          {visible.map((row, position) => {
            const index = first + position;
            const isIn = index >= range.top && index <= range.bottom;
            return (
              <PlacedRow
                key={row.id}
                gridId={id}
                row={row}
                index={index}
                columns={columns}
                template={template}
                top={index * rowHeight}
                active={index === here.row ? here.column : -1}
                from={isIn ? range.left : null}
                to={isIn ? range.right : null}
                marks={marks[row.id] ?? NO_MARKS}
                editor={index === here.row ? editor : null}
                onPress={press}
                onEdit={edit}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

type RowProps = Omit<Parameters<typeof CellGridRow>[0], 'style'>;

/** Gives a row its place; its style stays the same object while nothing of it changes. */
function PlacedRow({
  template,
  top,
  ...row
}: RowProps & { template: { gridTemplateColumns: string; height: number }; top: number }) {
  const style = useMemo(() => ({ ...template, top }), [template, top]);
  return <CellGridRow {...row} style={style} />;
}

function Head({
  column,
  place,
  sort,
  href,
  onWidth,
}: {
  column: CellColumn;
  place: number;
  sort: Sort['direction'] | null;
  href: string;
  onWidth: (width: number) => void;
}) {
  function onPointerDown(event: PointerEvent) {
    const from = event.clientX;
    const grip = event.currentTarget as HTMLElement;
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
    grip.onpointermove = (move) => onWidth(Math.max(60, Math.min(640, column.width + move.clientX - from)));
    grip.onpointerup = () => {
      grip.onpointermove = null;
    };
  }
  const Arrow = sort === 'descending' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-colindex={place + 1}
      aria-sort={sort ?? undefined}
      className={`relative flex min-w-0 items-center border-line border-r px-2 font-semibold ${place === 0 ? 'sticky left-0 z-1 bg-sunken' : ''}`}
    >
      <NextLink
        href={href}
        scroll={false}
        title={column.label}
        className="flex min-w-0 items-center gap-1 rounded-sm hover:underline"
      >
        <span className="truncate">{column.label}</span>
        {sort && <Arrow aria-hidden className="size-3.5 shrink-0" />}
      </NextLink>
      <span
        aria-hidden
        onPointerDown={onPointerDown}
        className="absolute inset-y-0 -right-1 z-2 w-2 cursor-col-resize touch-none hover:bg-accent"
      />
    </div>
  );
}
