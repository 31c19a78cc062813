/**
 * The tab-separated text that spreadsheets put on the clipboard: a cell that holds a tab, a line feed or a
 * quote stands between quotes, its own doubled.
 */
export function readTsv(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (source === '') return [];
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    const { cell, end } = source[at] === '"' ? quoted(source, at) : plain(source, at);
    rows.at(-1)?.push(cell);
    if (end >= source.length) break;
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

function plain(source: string, start: number): { cell: string; end: number } {
  let end = start;
  while (end < source.length && source[end] !== '\t' && source[end] !== '\n') end += 1;
  return { cell: source.slice(start, end), end };
}

/** A quoted cell; a quote that nothing closes is an ordinary character. */
function quoted(source: string, start: number): { cell: string; end: number } {
  let cell = '';
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== '"') {
      cell += source[at];
    } else if (source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else {
      const next = source[at + 1];
      return next === undefined || next === '\t' || next === '\n'
        ? { cell, end: at + 1 }
        : plain(source, start);
    }
  }
  return plain(source, start);
}

/** The same text from cells; what `readTsv` reads back as it was. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row.map((cell) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\n');
}
