'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { type Sort, sortHref } from '@/components/ui/address';
import { CellGrid, type CellRow } from '@/components/ui/cell-grid';
import type { CellRange } from '@/components/ui/cell-range';
import { counted } from '@/components/ui/format';
import { useStored } from '@/components/ui/stored';
import type { TablePreferences } from '@/components/ui/table-cells';
import { TableOptions } from '@/components/ui/table-options';
import { toast } from '@/components/ui/toast';
import { readTsv, writeTsv } from '@/server/documents/tsv';
import { formatCell, parseCell, type TableColumn } from '@/server/projects/table/cells';
import type { ProjectRow } from '@/server/projects/table/columns';
import { type Pasted, planPaste } from '@/server/projects/table/paste';
import { projectNoun } from '../words';
import { OwnColumns } from './own-columns';
import { PasteDialog } from './paste-dialog';
import { type CellChange, useCells } from './use-cells';

type Preferences = TablePreferences & { widths: Record<string, number> };
const first: Preferences = { density: 'normal', hidden: null, widths: {} };
/** Left out until they are asked for: they are rarely the question. */
const quiet = ['academyLeadEmail', 'authorityLeadEmail', 'conventions', 'updated', 'departments'];
const HIDDEN_PARAM = 'masquees';

/** The projects as cells to type in, to paste into and to copy from. */
export function ProjectTable({
  columns,
  rows: given,
  sort,
  mayAddColumns,
}: {
  columns: readonly TableColumn[];
  rows: readonly ProjectRow[];
  sort: Sort | null;
  mayAddColumns: boolean;
}) {
  const search = useSearchParams();
  const [stored, setStored] = useStored<Preferences>('local', 'table:projets-cellules', first);
  const inAddress = search.get(HIDDEN_PARAM);
  const hidden = inAddress?.split(',') ?? stored.hidden ?? quiet;
  const hiddenKey = hidden.join();
  const { rows, marks, save, undo, isSaving } = useCells(given, columns);
  const [pasted, setPasted] = useState<Pasted | null>(null);

  const shown = useMemo(() => {
    const out = new Set(hiddenKey.split(','));
    return columns
      .filter(({ key }, index) => index === 0 || !out.has(key))
      .map((column) => ({
        ...column,
        width: stored.widths[column.key] ?? column.width,
        align: column.type === 'number' ? ('end' as const) : ('start' as const),
      }));
  }, [columns, hiddenKey, stored.widths]);
  const cells = useTexts(rows, columns);

  function remember(next: TablePreferences) {
    setStored({ ...stored, ...next });
    // In the address too, without asking the server again: a saved view keeps its columns.
    const params = new URLSearchParams(search);
    params.set(HIDDEN_PARAM, (next.hidden ?? quiet).join(','));
    window.history.replaceState(null, '', `?${params.toString()}`);
  }
  const at = (row: number, column: number): CellChange | null => {
    const project = rows[row];
    const kept = shown[column];
    return project && kept
      ? { projectId: project.id, column: kept.key, seen: project.values[kept.key] ?? '', text: '' }
      : null;
  };

  function type(place: { row: number; column: number }, text: string) {
    const cell = at(place.row, place.column);
    const column = shown[place.column];
    if (!cell || !column) return;
    const parsed = parseCell(column, text);
    if ('refusal' in parsed) toast(parsed.refusal, { tone: 'danger' });
    else if (parsed.value !== cell.seen) void save([{ ...cell, text }]);
  }
  function clear(range: CellRange) {
    plan([['']], range, false);
  }
  function plan(grid: string[][], range: CellRange, ask: boolean) {
    const found = planPaste(grid, range, rows, shown);
    const { cells: changing, refused, outside } = found;
    if (changing.length + refused.length + outside === 0) return;
    if (refused.length + outside === 0 && (!ask || changing.length === 1)) void save(changing);
    else setPasted(found);
  }
  const copy = ({ top, bottom, left, right }: CellRange) =>
    writeTsv(
      rows
        .slice(top, bottom + 1)
        .map((row) => shown.slice(left, right + 1).map((one) => formatCell(one, row.values[one.key] ?? ''))),
    );

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <p className="text-soft text-sm" role="status">
          {counted(rows.length, ...projectNoun)}
          {isSaving ? ' · enregistrement…' : ''}
        </p>
        <div className="flex flex-wrap items-center gap-1">
          {mayAddColumns && <OwnColumns />}
          <TableOptions
            columns={columns.map(({ key, label }) => ({ key, label }))}
            hidden={hidden}
            preferences={{ density: stored.density, hidden }}
            onChange={remember}
          />
        </div>
      </div>
      <CellGrid
        label="Tableau des projets"
        columns={shown}
        rows={cells}
        rowHeight={stored.density === 'dense' ? 28 : 36}
        height="min(70dvh, 48rem)"
        marks={marks}
        sort={sort}
        sortHref={(key) => sortHref(search, key, sort)}
        onWidth={(key, width) => setStored({ ...stored, widths: { ...stored.widths, [key]: width } })}
        onType={type}
        onClear={clear}
        onCopy={copy}
        onPaste={(range, text) => plan(readTsv(text), range, true)}
        onUndo={() => void undo()}
      />
      <Refusals marks={marks} rows={rows} columns={columns} />
      <p className="text-soft text-sm print:hidden">
        Flèches pour se déplacer, Entrée ou F2 pour modifier, Échap pour renoncer, Ctrl + C et Ctrl + V pour
        copier et coller une plage, Ctrl + Z pour annuler.
      </p>
      {pasted && (
        <PasteDialog
          plan={pasted}
          isSaving={isSaving}
          onClose={() => setPasted(null)}
          onConfirm={() => void save(pasted.cells).then(() => setPasted(null))}
        />
      )}
    </div>
  );
}

/** The rows as the grid shows them; a row whose values did not change stays the same object. */
function useTexts(rows: readonly ProjectRow[], columns: readonly TableColumn[]): CellRow[] {
  const [made] = useState(() => new WeakMap<ProjectRow, { columns: unknown; cell: CellRow }>());
  return useMemo(
    () =>
      rows.map((row) => {
        const known = made.get(row);
        if (known?.columns === columns) return known.cell;
        const texts = columns.map((column) => [column.key, formatCell(column, row.values[column.key] ?? '')]);
        const cell = { id: row.id, texts: Object.fromEntries(texts), href: `/projets/${row.id}` };
        made.set(row, { columns, cell });
        return cell;
      }),
    [rows, columns, made],
  );
}

/** What was refused, in words, under the table: colour alone does not say why. */
function Refusals({
  marks,
  rows,
  columns,
}: {
  marks: Record<string, Record<string, { message: string }>>;
  rows: readonly ProjectRow[];
  columns: readonly TableColumn[];
}) {
  const all = Object.entries(marks).flatMap(([id, cells]) =>
    Object.entries(cells).map(([key, { message }]) => ({
      id: `${id} ${key}`,
      name: rows.find((row) => row.id === id)?.values.name ?? '',
      label: columns.find((column) => column.key === key)?.label ?? '',
      message,
    })),
  );
  if (all.length === 0) return null;
  return (
    <ul aria-label="Cellules refusées" className="flex flex-col gap-1 text-danger text-sm">
      {all.slice(0, 10).map((one) => (
        <li key={one.id}>
          <strong>{one.label}</strong> · {one.name}&nbsp;: {one.message}
        </li>
      ))}
    </ul>
  );
}
