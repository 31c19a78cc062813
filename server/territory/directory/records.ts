/**
 * Reads delimited text record by record, and only the wanted cells: a directory has 71 columns of which an
 * import needs a third. Quotes follow RFC 4180 (a quote counts at the start of a cell only, `""` is one
 * quote, a quoted cell may hold line ends); line ends may be CRLF, LF or CR, even mixed.
 */
const QUOTE = 34;
const LF = 10;
const CR = 13;
const TAB = 9;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS_BUT_TAB = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Longest record, in characters: beyond, a quote was left open or the file is not a table. */
export const MAX_RECORD = 200_000;

/**
 * @param width number of cells of the record
 * @param filled number of its cells up to the last that is not empty
 * @param clean its cells hold no control character, line ends included
 */
export type RecordHandler = (
  line: number,
  cells: readonly string[],
  width: number,
  filled: number,
  clean: boolean,
) => void;

/** Why reading stopped; `line` counts from 1. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

export class RecordReader {
  private rest = '';
  /** The piece under way holds no control character. */
  private clean = true;
  private line = 1;
  private readonly cells: string[];
  private readonly slots: Int16Array;
  private readonly delimiter: number;
  /** The last record had no line end after it. */
  lastWasOpen = false;

  /**
   * @param wanted position in the file of each cell handed over, or -1 for a cell that the file has not
   * @param onRecord receives each record that is not empty; `cells` is reused from one call to the next
   */
  constructor(
    delimiter: string,
    wanted: readonly number[],
    private readonly onRecord: RecordHandler,
    firstLine = 1,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
    this.cells = wanted.map(() => '');
    this.slots = new Int16Array(Math.max(0, ...wanted) + 1).fill(-1);
    wanted.forEach((column, slot) => {
      if (column >= 0) this.slots[column] = slot;
    });
    this.line = firstLine;
  }

  /** Takes the next piece of text. @throws UnreadableFile */
  push(chunk: string): void {
    const text = this.rest === '' ? chunk : this.rest + chunk;
    this.clean = !(this.delimiter === TAB ? CONTROLS_BUT_TAB : CONTROLS).test(text);
    let at = 0;
    for (;;) {
      const end = this.record(text, at, false);
      if (end < 0) break;
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > MAX_RECORD) throw this.endless();
  }

  /** Reads what is left. @throws UnreadableFile when the file stops inside a quoted cell */
  end(): void {
    const text = this.rest;
    let at = 0;
    while (at < text.length) {
      const end = this.record(text, at, true);
      if (end < 0) throw this.endless();
      at = end;
    }
    this.rest = '';
  }

  private endless(): UnreadableFile {
    return new UnreadableFile(
      `Ligne ${this.line}\u00a0: un guillemet ouvert n’est pas refermé, ou le fichier est coupé. Rien n’a été importé.`,
      this.line,
    );
  }

  /** Reads one record from `start`; returns where the next begins, or -1 when it is not whole. */
  private record(text: string, start: number, last: boolean): number {
    const { cells, slots, delimiter } = this;
    const length = text.length;
    for (let i = 0; i < cells.length; i += 1) cells[i] = '';
    let column = 0;
    let cellStart = start;
    let linesInside = 0;
    let clean = this.clean;
    let filled = 0;
    let at = start;
    for (;;) {
      // Most of a directory's cells are empty.
      while (at < length && text.charCodeAt(at) === delimiter) {
        column += 1;
        at += 1;
      }
      cellStart = at;
      // A quoted cell.
      if (at === cellStart && at < length && text.charCodeAt(at) === QUOTE) {
        let value = '';
        let from = at + 1;
        for (;;) {
          const quote = text.indexOf('"', from);
          if (quote < 0 || (quote === length - 1 && !last)) return -1;
          value += text.slice(from, quote);
          at = quote + 1;
          if (text.charCodeAt(at) !== QUOTE) break;
          value += '"';
          from = at + 1;
        }
        // What follows the closing quote up to the delimiter is kept as it stands.
        const tail = at;
        while (at < length && !this.ends(text.charCodeAt(at))) at += 1;
        if (at >= length && !last) return -1;
        value += text.slice(tail, at);
        for (let i = 0; i < value.length; i += 1) {
          const code = value.charCodeAt(i);
          if (code < 32 || (code > 126 && code < 160)) {
            clean = false;
            if (code === LF || (code === CR && value.charCodeAt(i + 1) !== LF)) linesInside += 1;
          }
        }
        if (value !== '') filled = column + 1;
        const slot = column < slots.length ? (slots[column] as number) : -1;
        if (slot >= 0) cells[slot] = value;
      } else {
        for (; at < length; at += 1) {
          const code = text.charCodeAt(at);
          if (code === delimiter || code === LF || code === CR) break;
        }
        if (at >= length && !last) return -1;
        if (at > cellStart) {
          filled = column + 1;
          const slot = column < slots.length ? (slots[column] as number) : -1;
          if (slot >= 0) cells[slot] = text.slice(cellStart, at);
        }
      }
      if (at < length && text.charCodeAt(at) === delimiter) {
        column += 1;
        at += 1;
        cellStart = at;
        continue;
      }
      break;
    }
    let next = at;
    if (at < length) {
      next = at + 1;
      if (text.charCodeAt(at) === CR) {
        // The line feed of this end of line may come with the next piece.
        if (next >= length && !last) return -1;
        if (text.charCodeAt(next) === LF) next += 1;
      }
    }
    if (next - start > MAX_RECORD) throw this.endless();
    this.lastWasOpen = at >= length;
    const line = this.line;
    this.line += 1 + linesInside;
    if (filled > 0 && (column > 0 || text.slice(start, at).trim() !== ''))
      this.onRecord(line, cells, column + 1, filled, clean);
    return next;
  }

  private ends(code: number): boolean {
    return code === this.delimiter || code === LF || code === CR;
  }
}

/** The cells of one header line under a delimiter. */
export function splitLine(line: string, delimiter: string): string[] {
  let width = 0;
  new RecordReader(delimiter, [], (_line, _cells, found) => {
    width = found;
  }).push(`${line}\n`);
  let header: string[] = [];
  new RecordReader(
    delimiter,
    Array.from({ length: width }, (_, index) => index),
    (_line, cells) => {
      header = [...cells];
    },
  ).push(`${line}\n`);
  return header;
}

/**
 * The header of a text that begins a file: its first line that is not empty (a spreadsheet's `sep=;` put
 * aside), and where the data begin. Null when the line is not whole yet.
 */
export function readHeader(
  text: string,
  last: boolean,
): { header: string; dataAt: number; dataLine: number } | null {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    let quoted = false;
    let lines = 1;
    let end = at;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) quoted = !quoted;
      else if (code === LF || (code === CR && text.charCodeAt(end + 1) !== LF)) {
        if (!quoted) break;
        lines += 1;
      }
    }
    // A carriage return at the very end may be the first half of a line end.
    if (!last && end >= text.length - 1) return null;
    const content = text.slice(at, end).replace(/\r$/, '');
    at = end + 1;
    line += lines;
    if (content.trim() !== '' && !/^"?sep=.?"?$/i.test(content.trim()))
      return { header: content, dataAt: at, dataLine: line };
  }
  return last ? { header: '', dataAt: at, dataLine: line } : null;
}
