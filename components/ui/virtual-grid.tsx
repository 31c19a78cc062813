// biome-ignore-all lint/a11y/useSemanticElements: rows in a scrolling grid are placed by hand, a table places its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
'use client';

import clsx from 'clsx';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { RowCheckbox } from './checkbox';
import { moveInRows, range, withRange } from './row-keys';
import { type VirtualColumn, VirtualRow } from './virtual-row';

export type VirtualRows<T> = {
  /** Names the list for screen readers. */
  label: string;
  items: readonly T[];
  getId: (item: T) => string;
  /** What a row is called: « École Jules-Ferry, Sèvres ». */
  getText: (item: T) => string;
  /** All rows have this height in px. */
  rowHeight?: number;
  /** A CSS height for the whole. */
  height?: string;
  /** Its presence makes rows selectable. */
  selected?: ReadonlySet<string>;
  onSelect?: (ids: Set<string>) => void;
  /** Rows shown but not selectable. */
  disabledIds?: ReadonlySet<string>;
  /** Enter or double click on a row. */
  onOpen?: (id: string) => void;
  empty?: ReactNode;
};

const NO_IDS: ReadonlySet<string> = new Set();
const AROUND = 8;

/**
 * Rows by the thousand, of which only those in view are made. One stop for Tab; arrows, Page, Home
 * and End move, Space selects, Shift extends, Ctrl+A takes all, Enter opens.
 *
 * React Aria's Virtualizer was measured first: it builds every row on the server and again after
 * each change of selection (seconds for 4,275 schools), which this does not.
 */
export function VirtualGrid<T>({
  label,
  items,
  columns,
  hasHead,
  getId,
  getText,
  rowHeight = 40,
  height = '32rem',
  selected,
  onSelect,
  disabledIds = NO_IDS,
  onOpen,
  empty = 'Aucune ligne.',
}: VirtualRows<T> & { columns: readonly VirtualColumn<T>[]; hasHead: boolean }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef(0);
  const [top, setTop] = useState(0);
  const [viewport, setViewport] = useState(640);
  const [active, setActive] = useState(0);
  const here = Math.min(active, items.length - 1);
  const headHeight = hasHead ? rowHeight : 0;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), items.length - 1) - AROUND);
  const visible = items.slice(first, first + Math.ceil(viewport / rowHeight) + 2 * AROUND);

  function select(ids: Set<string>) {
    onSelect?.(ids);
  }
  function toggle(index: number) {
    const item = items[index];
    if (!selected || item === undefined || disabledIds.has(getId(item))) return;
    const next = new Set(selected);
    if (!next.delete(getId(item))) next.add(getId(item));
    anchor.current = index;
    select(next);
  }
  function extend(to: number) {
    if (!selected) return;
    select(withRange(selected, range(anchor.current, to), items, getId, disabledIds));
  }
  function goTo(index: number) {
    setActive(index);
    const element = scroller.current;
    if (!element) return;
    const from = index * rowHeight;
    const roomBelowHead = element.clientHeight - headHeight;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from + rowHeight > element.scrollTop + roomBelowHead)
      element.scrollTop = from + rowHeight - roomBelowHead;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || items.length === 0) return;
    const page = Math.max(1, Math.floor((viewport - headHeight) / rowHeight) - 1);
    const next = moveInRows(event.key, here, items.length, page);
    if (next !== null) {
      if (event.shiftKey) extend(next);
      else anchor.current = next;
      goTo(next);
    } else if (event.key === ' ') {
      if (event.shiftKey) extend(here);
      else toggle(here);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selected) {
      select(withRange(selected, range(0, items.length - 1), items, getId, disabledIds));
    } else if (event.key === 'Enter') {
      const item = items[here];
      if (onOpen && item !== undefined) onOpen(getId(item));
      else toggle(here);
    } else return;
    event.preventDefault();
  }

  function onRowClick(event: MouseEvent, index: number) {
    if ((event.target as HTMLElement).closest('a, button')) return;
    setActive(index);
    if (event.shiftKey) extend(index);
    else toggle(index);
  }

  const template = [
    ...(selected ? ['2.75rem'] : []),
    ...columns.map((column) =>
      typeof column.width === 'number'
        ? `${column.width}px`
        : `minmax(${column.minWidth ?? 90}px, ${column.width ?? '1fr'})`,
    ),
  ].join(' ');
  const rowStyle = { gridTemplateColumns: template, height: rowHeight };
  const free = selected ? items.filter((item) => !disabledIds.has(getId(item))) : [];
  const chosen = selected ? free.filter((item) => selected.has(getId(item))).length : 0;
  const offset = hasHead ? 2 : 1;
  const activeItem = items[here];
  const activeShown = here >= first && here < first + visible.length;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={items.length + offset - 1}
      aria-multiselectable={selected ? true : undefined}
      aria-activedescendant={activeItem !== undefined && activeShown ? `${id}-${here}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      style={{ height }}
      className="group/grid relative overflow-auto rounded-md border border-line bg-surface text-sm"
    >
      <div className="w-max min-w-full">
        {hasHead && (
          <div role="rowgroup" className="sticky top-0 z-10">
            <div
              role="row"
              aria-rowindex={1}
              style={rowStyle}
              className="grid items-center border-line border-b bg-sunken font-semibold"
            >
              {selected && (
                <div role="columnheader" className="pl-4">
                  <RowCheckbox
                    label="Tout sélectionner"
                    isSelected={chosen > 0 && chosen === free.length}
                    isIndeterminate={chosen > 0 && chosen < free.length}
                    onChange={(all) => {
                      const next = new Set(selected);
                      for (const item of free) {
                        if (all) next.add(getId(item));
                        else next.delete(getId(item));
                      }
                      select(next);
                    }}
                  />
                </div>
              )}
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="columnheader"
                  className={clsx('truncate px-3', column.align === 'end' && 'text-right')}
                >
                  {column.label}
                </div>
              ))}
            </div>
          </div>
        )}
        {items.length === 0 ? (
          <div role="row" className="p-4 text-soft">
            <div role="gridcell">{empty}</div>
          </div>
        ) : (
          <div role="rowgroup" className="relative" style={{ height: items.length * rowHeight }}>
            {visible.map((item, position) => {
              const index = first + position;
              const key = getId(item);
              return (
                <VirtualRow
                  key={key}
                  id={`${id}-${index}`}
                  item={item}
                  text={getText(item)}
                  columns={columns}
                  rowIndex={index + offset}
                  isActive={index === here}
                  isSelected={selected ? selected.has(key) : null}
                  isDisabled={disabledIds.has(key)}
                  style={{ ...rowStyle, top: index * rowHeight }}
                  onClick={(event) => onRowClick(event, index)}
                  onDoubleClick={() => onOpen?.(key)}
                  onPress={() => scroller.current?.focus({ preventScroll: true })}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}
