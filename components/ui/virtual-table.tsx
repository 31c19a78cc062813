'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Cell, Checkbox, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { TableLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { CheckMark } from './checkbox';

export type VirtualColumn<T> = {
  key: string;
  label: string;
  render: (item: T) => ReactNode;
  align?: 'start' | 'end';
  /** In px, or a share of what is left: `2fr`. */
  width?: number | `${number}fr`;
  minWidth?: number;
};

/**
 * A table of thousands of rows already in the browser (one line each), of which only the visible
 * ones exist. With `selected`, rows and the head have checkboxes. For lists that the server pages
 * and sorts, use DataTable.
 */
export function VirtualTable<T extends object>({
  label,
  items,
  columns,
  getId,
  getText,
  rowHeight = 40,
  height = '32rem',
  selected,
  onSelect,
  disabledIds,
  onOpen,
  empty = 'Aucune ligne.',
}: {
  label: string;
  items: readonly T[];
  columns: readonly VirtualColumn<T>[];
  getId: (item: T) => string;
  getText: (item: T) => string;
  rowHeight?: number;
  height?: string;
  selected?: ReadonlySet<string>;
  onSelect?: (ids: Set<string>) => void;
  disabledIds?: Iterable<string>;
  /** Enter or double click on a row. */
  onOpen?: (id: string) => void;
  empty?: ReactNode;
}) {
  const disabled = new Set(disabledIds);
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: 40 }}>
      <Table
        aria-label={label}
        selectionMode={selected ? 'multiple' : 'none'}
        selectedKeys={selected}
        disabledKeys={disabled}
        onSelectionChange={(keys) =>
          onSelect?.(
            keys === 'all'
              ? new Set(items.map(getId).filter((id) => !disabled.has(id)))
              : new Set([...keys].map((key) => String(key))),
          )
        }
        onRowAction={onOpen && ((key) => onOpen(String(key)))}
        style={{ height }}
        className="overflow-auto rounded-md border border-line bg-surface text-sm outline-none data-focus-visible:outline-3"
      >
        <TableHeader className="bg-sunken">
          {selected && (
            <Column key="selection" id="selection" width={44} minWidth={44} className={HEAD}>
              <Checkbox slot="selection" className="group p-1">
                {(state) => <CheckMark {...state} />}
              </Checkbox>
            </Column>
          )}
          {columns.map((column, index) => (
            <Column
              key={column.key}
              id={column.key}
              isRowHeader={index === 0}
              width={column.width ?? '1fr'}
              minWidth={column.minWidth ?? 90}
              className={clsx(HEAD, column.align === 'end' && 'justify-end')}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          items={items}
          dependencies={[columns, selected !== undefined]}
          renderEmptyState={() => <p className="p-4 text-soft">{empty}</p>}
        >
          {(item) => (
            <Row
              id={getId(item)}
              textValue={getText(item)}
              className="group h-full cursor-default -outline-offset-3! data-hovered:bg-sunken data-selected:bg-accent-soft data-disabled:text-soft"
            >
              {selected && (
                <Cell className={CELL}>
                  {!disabled.has(getId(item)) && (
                    <Checkbox slot="selection" className="group p-1">
                      {(state) => <CheckMark {...state} />}
                    </Checkbox>
                  )}
                </Cell>
              )}
              {columns.map((column) => (
                <Cell key={column.key} className={clsx(CELL, column.align === 'end' && 'justify-end')}>
                  <span className="truncate">{column.render(item)}</span>
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
}

const HEAD =
  'flex h-full items-center border-line border-b bg-sunken px-3 text-left font-semibold -outline-offset-3!';
const CELL = 'tabular flex h-full items-center border-line border-b px-3 -outline-offset-3!';
