import { CsvError, parse } from 'csv-parse/sync';
import { AppError, invalid } from '@/server/errors';
import { counted } from '@/server/french';
import { decoderFor, EncodingDetector } from '@/server/territory/directory/encoding';
import { UnreadableFile } from '@/server/territory/directory/records';
import { readXlsx, type XlsxValue } from './xlsx';

/** A cell as it is kept: text, a number, or nothing. Days of a workbook are text (yyyy-mm-dd). */
export type Cell = string | number | null;
/** The text of a cell; numbers without exponent, so that a SIRET keeps its fourteen digits. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e15 ? String(cell) : String(cell).replace('.', ',');
  return cell.replace(/[\u00a0\u202f]/g, ' ').trim();
}

/** A line under the heads, with its number in the file, from 1. */
export type SheetRow = { line: number; cells: Cell[] };

/** What one room takes of a file. */
export type TableLimits = {
  maxBytes: number;
  maxLines: number;
  /** What the file is, as the refusal of a heavy one says it: « un tableau de conventions ». */
  named: string;
  /** How many of these heads are known: the row that names the most is taken for the heads. */
  known: (heads: readonly string[]) => number;
};

const MAX_COLUMNS = 100;
/** A cell longer than this is no fact of a line. */
const MAX_CELL = 20_000;
/** Above the heads there may be a title, a date, an empty line. */
const HEADS_WITHIN = 15;

export type SheetTable = { sheet: string | null; heads: string[]; rows: SheetRow[] };

const refused = (message: string) => invalid({ file: message }, message);

/**
 * The heads and the lines of a spreadsheet, XLSX or CSV (any usual encoding and separator). The heads are the row
 * that names the most known columns among the first; lines without anything are left out.
 * @throws AppError `invalid` or `payload_too_large` with a French sentence: empty, protected, cut, too many lines…
 */
export async function readTable(bytes: Buffer, limits: TableLimits): Promise<SheetTable> {
  if (bytes.length === 0) throw refused('Ce fichier est vide (0 octet).');
  if (bytes.length > limits.maxBytes)
    throw new AppError(
      'payload_too_large',
      `Ce fichier pèse plus de ${limits.maxBytes / 1_000_000}\u00a0Mo\u00a0: ${limits.named} est plus léger. Gardez la feuille utile seule.`,
    );
  const workbook =
    bytes.subarray(0, 2).toString('latin1') === 'PK' ||
    bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'));
  const { sheet, all } = workbook ? await fromWorkbook(bytes, limits) : { sheet: null, all: fromCsv(bytes) };
  const at = headsAt(
    all.map(({ cells }) => cells),
    limits,
  );
  const heads = (all[at]?.cells ?? []).map((cell) =>
    String(cell ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 200),
  );
  const width = heads.findLastIndex((head) => head !== '') + 1;
  if (width < 2)
    throw refused('Ce fichier n’a pas de ligne d’en-têtes : la première ligne doit nommer les colonnes.');
  if (width > MAX_COLUMNS) throw refused(`Ce fichier a ${width} colonnes : ${MAX_COLUMNS} au plus.`);
  const rows = all
    .slice(at + 1)
    .map(({ line, cells }) => ({ line, cells: cells.slice(0, width) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
  if (rows.length === 0) throw refused('Ce fichier ne contient aucune ligne sous ses en-têtes.');
  if (rows.length > limits.maxLines)
    throw refused(
      `Ce fichier contient ${counted(rows.length, 'ligne')} : ${counted(limits.maxLines, 'ligne')} au plus. Coupez-le en plusieurs.`,
    );
  return { sheet, heads: heads.slice(0, width), rows };
}

type Read = { line: number; cells: Cell[] }[];

async function fromWorkbook(
  bytes: Buffer,
  { maxBytes, maxLines }: TableLimits,
): Promise<{ sheet: string; all: Read }> {
  const { sheet, rows } = await readXlsx(bytes, undefined, {
    maxBytes,
    maxRows: maxLines + HEADS_WITHIN,
    maxColumns: 500,
  });
  return { sheet, all: rows.map((cells, index) => ({ line: index + 1, cells: cells.map(cellOf) })) };
}

/** Text that the database keeps: no control characters, no halves of surrogate pairs. */
const plainText = (text: string) =>
  text
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' ')
    .trim()
    .slice(0, MAX_CELL)
    .replace(/\p{Cs}/gu, '');

function cellOf(value: XlsxValue): Cell {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return typeof value === 'string' ? plainText(value) : value;
}

function fromCsv(bytes: Buffer): Read {
  const text = decode(bytes);
  const delimiter = [';', '\t', ',', '|'].reduce(
    (best, one) => (separated(text, one) > separated(text, best) ? one : best),
    ';',
  );
  try {
    const parsed = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      info: true,
      max_record_size: 500_000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    let before = 0;
    const all = parsed.map(({ record, info }) => {
      // `lines` counts the lines read once the record ends; a quoted cell may hold several.
      const line = before + 1;
      before = info.lines;
      return { line, cells: record.map((cell) => plainText(cell)) };
    });
    refuseCut(text, all);
    return all;
  } catch (error) {
    if (error instanceof CsvError)
      throw refused(
        error.code === 'CSV_QUOTE_NOT_CLOSED'
          ? 'Ce fichier est coupé : un guillemet ouvert n’est jamais refermé. Rien n’a été repris.'
          : 'Ce fichier CSV est abîmé : enregistrez-le à nouveau depuis votre tableur.',
      );
    throw error;
  }
}

/** A last line without a line end and with fewer cells than all the others: the file was cut there. */
function refuseCut(text: string, all: Read): void {
  const last = all.at(-1);
  if (!last || all.length < 3 || /[\r\n]$/.test(text)) return;
  const shortest = Math.min(...all.slice(0, -1).map(({ cells }) => cells.length));
  if (last.cells.length < shortest)
    throw refused(`Ligne ${last.line} : le fichier est coupé au milieu de cette ligne. Rien n’a été repris.`);
}

function decode(bytes: Buffer): string {
  try {
    const detector = new EncodingDetector();
    detector.push(bytes);
    const decoder = decoderFor(detector.end());
    return (decoder.piece(bytes) + decoder.end()).replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UnreadableFile) throw refused(error.message);
    throw error;
  }
}

/** How many cells the first line would have. */
const separated = (text: string, delimiter: string) =>
  (
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((line) => line.includes(delimiter)) ?? ''
  ).split(delimiter).length;

function headsAt(rows: readonly Cell[][], limits: TableLimits): number {
  const known = rows
    .slice(0, HEADS_WITHIN)
    .map((cells) => limits.known(cells.map((cell) => String(cell ?? ''))));
  const most = Math.max(0, ...known);
  const first = rows.findIndex((cells) => cells.filter((cell) => cell !== null && cell !== '').length >= 2);
  return most >= 2 ? known.indexOf(most) : Math.max(0, first);
}
