'use client';

import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Sort } from './address';
import { ButtonLink } from './button-link';
import { Pagination } from './pagination';
import { SelectionBar } from './selection-bar';
import { useStored } from './stored';
import { type Column, FIRST_PREFERENCES, type Row } from './table-cells';
import { TableGrid } from './table-grid';
import { TableOptions } from './table-options';

export type { Column, Row } from './table-cells';

/**
 * A table driven by the server: rows of one page, sort and page in the address (read them with
 * `readTable`). Columns and density are the reader's choice, kept in the browser. With `bulk`, rows
 * can be selected; the selection survives paging and is read elsewhere with `useSelection(id)`.
 */
export function DataTable({
  id,
  caption,
  columns,
  rows,
  sort = null,
  paging,
  noun,
  empty,
  exportHref,
  bulk,
  scroll = 'page',
}: {
  /** Names the table for preferences and selection: `conventions`. */
  id: string;
  /** What the table holds, read by screen readers. */
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  sort?: Sort | null;
  paging?: { page: number; pageSize: number; total: number };
  noun: readonly [string, string];
  /** Shown instead of the table when there is no row: an EmptyState. */
  empty: ReactNode;
  /** Address of the same list as a file. */
  exportHref?: string;
  /** Acts on the selection; its presence makes rows selectable. */
  bulk?: ReactNode;
  /** `box` for wide tables: the table scrolls in itself, head and first column stay. */
  scroll?: 'page' | 'box';
}) {
  const [preferences, setPreferences] = useStored('local', `table:${id}`, FIRST_PREFERENCES);
  const hidden =
    preferences.hidden ?? columns.filter((column) => column.hiddenAtFirst).map((column) => column.key);
  const shown = columns.filter((column, index) => index === 0 || !hidden.includes(column.key));

  if (rows.length === 0 && (paging?.page ?? 1) === 1) return <>{empty}</>;
  const total = paging?.total ?? rows.length;
  const pages = { page: paging?.page ?? 1, pageSize: paging?.pageSize ?? Math.max(total, 1), total, noun };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <Pagination {...pages} />
        <div className="flex items-center gap-1">
          {exportHref && (
            <ButtonLink size="sm" variant="quiet" href={exportHref} download icon={<Download aria-hidden />}>
              Exporter
            </ButtonLink>
          )}
          <TableOptions
            columns={columns}
            hidden={hidden}
            preferences={preferences}
            onChange={setPreferences}
          />
        </div>
      </div>
      <TableGrid
        id={id}
        caption={caption}
        columns={shown}
        rows={rows}
        sort={sort}
        density={preferences.density}
        selectable={bulk !== undefined}
        scroll={scroll}
      />
      {rows.length > 15 && total > rows.length && (
        <div className="print:hidden">
          <Pagination {...pages} label="Pages, en fin de liste" />
        </div>
      )}
      {bulk !== undefined && (
        <SelectionBar id={id} noun={noun} here={rows.map((row) => row.id)}>
          {bulk}
        </SelectionBar>
      )}
    </div>
  );
}
