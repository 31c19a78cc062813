import { broken, INK, type Mark, type TextStyle } from './style';

/**
 * Tables by arithmetic: every cell is broken into lines beforehand, a row is as high as its longest cell, so
 * rows stay aligned, nothing is cut off, and time grows with the number of rows. Points throughout.
 */
export type Column = { label: string; width: number; style: TextStyle };
/** `tinted`: indices of the cells that stand out. */
export type TableRow = { cells: string[]; tinted?: number[] } | { band: string };
type BrokenRow = { cells: string[][]; tinted: number[]; band: string[] | null; height: number };
/** Rows of one page, at their distance from the top of the body of the table. */
export type TablePage = { rows: { row: BrokenRow; top: number; from: number; to: number }[]; height: number };

/** Free width between two columns, and free height around the lines of a row. */
const GUTTER = 6;
const PADDING = 3;
const BAND: TextStyle = { size: 9.5, leading: 12, weight: 600, color: INK.accent };
export const HEAD: TextStyle = { size: 8, leading: 10, weight: 600, color: INK.soft };

const rowHeight = (lines: number, leading: number) => lines * leading + 2 * PADDING;
const leadingOf = (columns: Column[]) => Math.max(...columns.map((column) => column.style.leading));
const widthOf = (columns: Column[]) => columns.reduce((sum, column) => sum + column.width, 0);

function breakRow(row: TableRow, columns: Column[]): BrokenRow {
  if ('band' in row) {
    const band = broken(row.band, BAND, widthOf(columns) - GUTTER);
    return { cells: [], tinted: [], band, height: band.length };
  }
  const cells = columns.map((column, index) =>
    broken(row.cells[index] ?? '', column.style, column.width - GUTTER),
  );
  return {
    cells,
    tinted: row.tinted ?? [],
    band: null,
    height: Math.max(...cells.map((lines) => lines.length)),
  };
}

/**
 * Sets rows on pages whose body of the table is `firstHeight`, then `height` points high. A band (title of a
 * group) is never the last row of a page; a row taller than a page goes on on the next ones.
 */
export function composeTable(
  rows: TableRow[],
  columns: Column[],
  firstHeight: number,
  height: number,
): TablePage[] {
  const leading = leadingOf(columns);
  const pages: TablePage[] = [{ rows: [], height: 0 }];
  const page = () => pages[pages.length - 1] as TablePage;
  const room = () => (pages.length === 1 ? firstHeight : height) - page().height;
  const brokenRows = rows.map((row) => breakRow(row, columns));
  brokenRows.forEach((row, index) => {
    const next = brokenRows[index + 1];
    const kept = rowHeight(row.height, leading) + (row.band && next ? rowHeight(next.height, leading) : 0);
    if (page().rows.length > 0 && kept > room()) pages.push({ rows: [], height: 0 });
    let from = 0;
    while (from < row.height) {
      const fitting = Math.floor((room() - 2 * PADDING) / leading);
      if (fitting < 1 && page().rows.length > 0) {
        pages.push({ rows: [], height: 0 });
        continue;
      }
      const to = Math.min(row.height, from + Math.max(1, fitting));
      page().rows.push({ row, top: page().height, from, to });
      page().height += rowHeight(to - from, leading);
      from = to;
    }
  });
  return pages;
}

/** Height of the heads of the columns with the rule under them. */
export function headHeight(columns: Column[]): number {
  return Math.max(...columns.map((column) => headLines(column).length)) * HEAD.leading + 5;
}

function headLines(column: Column): string[] {
  return broken(column.label, HEAD, column.width - GUTTER);
}

/** One page of a table: heads of columns, bands, tinted cells, light rules, texts. */
export function tableMarks(columns: Column[], page: TablePage, place: { left: number; top: number }): Mark[] {
  const { left } = place;
  const width = widthOf(columns);
  const body = place.top + headHeight(columns);
  const lefts = columns.map((_, index) => left + widthOf(columns.slice(0, index)));
  const shapes: Mark[] = [];
  const texts: Mark[] = [];
  const cell = (index: number, lines: string[], top: number, style: TextStyle) => {
    const column = columns[index];
    if (!column || lines.every((line) => line === '')) return;
    texts.push({
      type: 'lines',
      lines,
      left: (lefts[index] ?? left) + GUTTER / 2,
      top,
      width: column.width - GUTTER,
      style,
    });
  };
  columns.forEach((column, index) => {
    const lines = headLines(column);
    const style = { ...HEAD, ...(column.style.align ? { align: column.style.align } : {}) };
    cell(index, lines, body - 4 - lines.length * HEAD.leading, style);
  });
  const leading = leadingOf(columns);
  for (const { row, top, from, to } of page.rows) {
    const y = body + top;
    const height = rowHeight(to - from, leading);
    if (row.band) {
      shapes.push({ type: 'box', left, top: y, width, height, fill: INK.band });
      texts.push({
        type: 'lines',
        lines: row.band.slice(from, to),
        left: left + GUTTER / 2,
        top: y + PADDING - 1,
        width: width - GUTTER,
        style: BAND,
      });
    }
    for (const index of row.tinted) {
      const column = columns[index];
      if (!column) continue;
      const side = { left: (lefts[index] ?? left) + 1, width: column.width - 2 };
      shapes.push({ type: 'box', ...side, top: y + 0.5, height: height - 0.5, fill: INK.tint });
    }
    // Sizes of one table are close: the shift brings them on one baseline.
    row.cells.forEach((lines, index) => {
      const style = columns[index]?.style;
      if (style) cell(index, lines.slice(from, to), y + PADDING - 1 + (9 - style.size) * 0.55, style);
    });
    shapes.push({ type: 'box', left, top: y + height - 0.4, width, height: 0.4, fill: INK.rule });
  }
  shapes.push({ type: 'box', left, top: body - 0.9, width, height: 0.9, fill: INK.text });
  return [...shapes, ...texts];
}
