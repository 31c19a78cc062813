export type CsvValue = string | number | boolean | null | undefined;
export type CsvColumn<Row> = { label: string; value: (row: Row) => CsvValue };

/**
 * What a spreadsheet would take for a formula (OWASP, « CSV injection »): a first character among = + - @,
 * tab and carriage return, also behind white space, which spreadsheets skip.
 */
const FORMULA = /^\s*[=+\-@\t\r]|^[\t\r]/;

/** One field: formulas disarmed by an apostrophe, quotes doubled, quoted where needed. Numbers use a comma. */
export function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value).replace('.', ',') : '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[;"\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table for French spreadsheets: UTF-8 with byte-order mark, « ; » between fields, CRLF after each line,
 * heads first. Text that could run as a formula is made text.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  const lines = [columns.map(({ label }) => csvField(label)).join(';')];
  for (const row of rows) lines.push(columns.map(({ value }) => csvField(value(row))).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
