import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { csvField } from './csv';
import type { SheetColumn } from './sheet';

/** A CSV file written page by page, with the rules of `toCsv`; days in French, facts about it at its foot. */
export class CsvFile<Row> {
  private readonly file: string;
  private readonly stream: WriteStream;

  /** @param folder a folder of the caller's own, which the caller removes */
  constructor(
    folder: string,
    private readonly columns: readonly SheetColumn<Row>[],
  ) {
    this.file = path.join(folder, 'liste.csv');
    this.stream = createWriteStream(this.file);
    this.stream.write(`\uFEFF${columns.map(({ label }) => csvField(label)).join(';')}\r\n`);
  }

  /** Writes a page of rows; resolves once the file has taken them in. */
  async write(rows: readonly Row[]): Promise<void> {
    const lines = rows.map((row) => this.columns.map((column) => field(column, row)).join(';'));
    if (lines.length > 0 && !this.stream.write(`${lines.join('\r\n')}\r\n`)) await once(this.stream, 'drain');
  }

  /** Closes the file after an empty line and its facts; answers its path. */
  async close(about: readonly [label: string, value: string][]): Promise<string> {
    const foot = about.map(([label, value]) => `${csvField(label)};${csvField(value)}`).join('\r\n');
    this.stream.end(`\r\n${foot}\r\n`);
    await finished(this.stream);
    return this.file;
  }
}

function field<Row>(column: SheetColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (column.kind !== 'date' || !value) return csvField(value);
  const [year, month, day] = String(value).split('-');
  return `${day}/${month}/${year}`;
}
