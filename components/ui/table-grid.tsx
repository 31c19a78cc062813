'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import NextLink from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import type { KeyboardEvent, MouseEvent } from 'react';
import { type Sort, sortHref } from './address';
import { RowCheckbox } from './checkbox';
import { useScrolls } from './scrolls';
import { useSelection } from './selection';
import type { Column, Density, Row } from './table-cells';

/** The grid of a DataTable; on its own for tables without paging nor options. */
export function TableGrid({
  id,
  caption,
  columns,
  rows,
  sort = null,
  density = 'normal',
  selectable = false,
  scroll = 'page',
}: {
  id: string;
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  sort?: Sort | null;
  density?: Density;
  selectable?: boolean;
  scroll?: 'page' | 'box';
}) {
  const selection = useSelection(id);
  const [part, scrolls] = useScrolls();
  const free = rows.filter((row) => !row.unselectable).map((row) => row.id);
  const chosen = free.filter((row) => selection.ids.has(row)).length;
  const box = scroll === 'box';
  const pad = density === 'dense' ? 'py-1' : 'py-2.5';

  return (
    <section
      aria-label={caption}
      ref={part}
      tabIndex={scrolls ? 0 : undefined}
      className={clsx(
        'relative rounded-md border border-line bg-surface print:border-0',
        box ? 'max-h-[75dvh] overflow-auto' : 'overflow-x-auto lg:overflow-visible',
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selectable && (
              <th
                scope="col"
                className={clsx(
                  HEAD,
                  'w-11 pr-0 pl-4',
                  box ? 'top-0' : 'lg:top-(--frame-top,0px)',
                  'print:hidden',
                )}
              >
                <RowCheckbox
                  label="Sélectionner toutes les lignes de cette page"
                  isSelected={chosen > 0 && chosen === free.length}
                  isIndeterminate={chosen > 0 && chosen < free.length}
                  onChange={(selected) => selection.toggle(free, selected)}
                />
              </th>
            )}
            {columns.map((column, index) => (
              <Head
                key={column.key}
                column={column}
                sort={sort}
                className={clsx(
                  box ? 'top-0' : 'lg:top-(--frame-top,0px)',
                  box && index === 0 && 'left-0 z-20',
                )}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow
              key={row.id}
              row={row}
              columns={columns}
              pad={pad}
              frozen={box}
              selectable={selectable}
              isSelected={selection.ids.has(row.id)}
              onSelect={(selected) => selection.toggle([row.id], selected)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const HEAD =
  'sticky z-10 border-line border-b bg-sunken px-3 py-2 text-left align-bottom font-semibold text-ink first:rounded-tl-md last:rounded-tr-md';

function Head({ column, sort, className }: { column: Column; sort: Sort | null; className: string }) {
  const search = useSearchParams();
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const Icon = direction === undefined ? ArrowUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={column.sortable ? (direction ?? 'none') : undefined}
      style={{ width: column.width }}
      className={clsx(
        HEAD,
        column.align === 'end' && 'text-right',
        column.wideOnly && 'max-md:hidden',
        className,
      )}
    >
      {column.sortable ? (
        <NextLink
          href={sortHref(search, column.key, sort)}
          scroll={false}
          className="inline-flex items-center gap-1 rounded-sm hover:underline"
        >
          {column.label}
          <Icon
            aria-hidden
            className={clsx('size-3.5 shrink-0 print:hidden', direction ? 'text-accent' : 'text-soft')}
          />
        </NextLink>
      ) : (
        column.label
      )}
    </th>
  );
}

function BodyRow({
  row,
  columns,
  pad,
  frozen,
  selectable,
  isSelected,
  onSelect,
}: {
  row: Row;
  columns: readonly Column[];
  pad: string;
  frozen: boolean;
  selectable: boolean;
  isSelected: boolean;
  onSelect: (selected: boolean) => void;
}) {
  const router = useRouter();

  /** A click anywhere in the row opens it, unless it is on a control or ends a selection of text. */
  function open(event: MouseEvent<HTMLTableRowElement>) {
    if (!row.href || event.defaultPrevented || event.button !== 0) return;
    if ((event.target as HTMLElement).closest('a, button, input, label, [role=checkbox]')) return;
    if (window.getSelection()?.toString()) return;
    if (event.metaKey || event.ctrlKey) window.open(row.href, '_blank');
    else router.push(row.href);
  }

  const cell = clsx('border-line border-b px-3 align-top group-last:border-b-0', pad);
  return (
    // The link in the first cell does the same for the keyboard; the row only widens its target.
    <tr
      onClick={open}
      className={clsx(
        'group',
        isSelected ? 'bg-accent-soft' : 'bg-surface',
        row.href && 'cursor-pointer hover:bg-sunken',
      )}
    >
      {selectable && (
        <td className={clsx(cell, 'pr-0 pl-4 print:hidden')}>
          {row.unselectable ? (
            <span className="sr-only">Ligne non sélectionnable&nbsp;: {row.unselectable}</span>
          ) : (
            <RowCheckbox label={`Sélectionner ${row.name}`} isSelected={isSelected} onChange={onSelect} />
          )}
        </td>
      )}
      {columns.map((column, index) => {
        const content = row.cells[column.key];
        const style = clsx(
          cell,
          column.align === 'end' && 'text-right',
          column.wideOnly && 'max-md:hidden',
          frozen && index === 0 && 'sticky left-0 z-1 bg-inherit',
        );
        if (index > 0) {
          return (
            <td key={column.key} className={style}>
              {content}
            </td>
          );
        }
        return (
          <th key={column.key} scope="row" className={clsx(style, 'text-left font-semibold')}>
            {row.href ? (
              <NextLink
                href={row.href}
                data-row-link=""
                onKeyDown={moveBetweenRows}
                className="rounded-sm hover:underline group-hover:text-accent"
              >
                {content}
              </NextLink>
            ) : (
              content
            )}
          </th>
        );
      })}
    </tr>
  );
}

/** Arrows, Home and End move between the links of the rows; Enter opens, as with any link. */
function moveBetweenRows(event: KeyboardEvent<HTMLAnchorElement>) {
  const links = [
    ...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('[data-row-link]') ?? []),
  ];
  const here = links.indexOf(event.currentTarget);
  const targets: Record<string, number> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    Home: 0,
    End: links.length - 1,
  };
  const target = links[targets[event.key] ?? -1];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
