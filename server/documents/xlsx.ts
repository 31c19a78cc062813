import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import { counted } from '@/server/french';
import { AppError, invalid } from '../errors';
import { ArchiveTooLarge, storedZip, xmlParts } from './xlsx-archive';

/** What a cell of a read sheet holds. A `Date` is midnight UTC of the day (or the UTC time) shown in it. */
export type XlsxValue = string | number | boolean | Date | null;

/** The address that a cell of text leads to. */
export type XlsxLink = { text: string; href: string };

/** One column to write. Dates are civil dates (yyyy-mm-dd); text never runs, whatever it looks like. */
export type XlsxColumn<Item> = { label: string; width?: number } & (
  | { kind: 'text'; value: (item: Item) => string | null | undefined }
  | { kind: 'number'; value: (item: Item) => number | null | undefined; format?: string }
  | { kind: 'date'; value: (item: Item) => string | null | undefined }
  | { kind: 'link'; value: (item: Item) => XlsxLink | null | undefined }
);

export type XlsxLimits = { maxBytes?: number; maxUnpacked?: number; maxRows?: number; maxColumns?: number };

const MEGABYTE = 1024 * 1024;
const LIMITS = { maxBytes: 20 * MEGABYTE, maxUnpacked: 200 * MEGABYTE, maxRows: 100_000, maxColumns: 500 };
/** A cell holds no more (Excel, specifications and limits). */
const MAX_TEXT = 32_767;
/** A sheet holds no more hyperlinks (same source); beyond, the text stays without its link. */
const MAX_LINKS = 65_000;

/** The text as it is, except what no workbook can hold. « _x0041_ » would be read as « A »: it is escaped. */
function cellText(text: string): string {
  const escaped = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return escaped.length <= MAX_TEXT ? escaped : `${escaped.slice(0, MAX_TEXT - 1)}…`;
}

function cellOf<Item>(column: XlsxColumn<Item>, item: Item): Cell {
  switch (column.kind) {
    case 'text': {
      const text = column.value(item);
      return text ? { type: String, value: cellText(text) } : null;
    }
    case 'number': {
      const number = column.value(item);
      if (number === null || number === undefined || !Number.isFinite(number)) return null;
      return { type: Number, value: number, ...(column.format ? { format: column.format } : {}) };
    }
    case 'date': {
      const day = column.value(item);
      return day ? { type: Date, value: new Date(`${day}T00:00:00.000Z`), format: 'dd/mm/yyyy' } : null;
    }
    case 'link': {
      const link = column.value(item);
      return link
        ? {
            type: String,
            value: cellText(link.text),
            textColor: '#1a4f8b',
            textDecoration: { underline: true },
          }
        : null;
    }
  }
}

const attribute = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');

/** « A », « Z », « AA »… of the column counted from 0. */
function letters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : letters(Math.floor(index / 26) - 1) + rest;
}

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];

/** Real hyperlinks: the sheet names the cells, its relations hold the addresses. */
function hyperlinks(links: readonly { cell: string; href: string }[]): Feature {
  const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cells = links.map(({ cell }, index) => `<hyperlink ref="${cell}" r:id="link${index + 1}"/>`);
  const relations = links.map(
    ({ href }, index) =>
      `<Relationship Id="link${index + 1}" Type="${namespace}/hyperlink" Target="${attribute(href)}" TargetMode="External"/>`,
  );
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          // After the cells and before any drawing, as the order of ECMA-376 §18.3.1.99 wants.
          transform: (content) =>
            content.replace(
              '</sheetData>',
              () => `</sheetData><hyperlinks xmlns:r="${namespace}">${cells.join('')}</hyperlinks>`,
            ),
        },
        'xl/worksheets/_rels/sheet{id}.xml.rels': { insert: () => relations.join('') },
      },
    },
  };
}

/** A name that a sheet may have: no []/\:*?, no apostrophe at an end, 31 characters at most. */
function sheetName(name: string): string {
  const cleaned = name
    .replace(/[[\]/\\:*?\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['\s]+|['\s]+$/g, '')
    .slice(0, 31);
  return cleaned === '' ? 'Feuille' : cleaned;
}

/**
 * A workbook of one sheet: heads in bold that stay in sight, then one row per item, each column with its
 * type. Text that looks like a formula stays text. Absent values are empty cells.
 */
export async function writeXlsx<Item>(
  name: string,
  columns: readonly XlsxColumn<Item>[],
  items: Iterable<Item>,
): Promise<Buffer> {
  const rows: Row[] = [
    columns.map(({ label }) => ({ type: String, value: cellText(label), fontWeight: 'bold', wrap: true })),
  ];
  const links: { cell: string; href: string }[] = [];
  for (const item of items) {
    rows.push(columns.map((column) => cellOf(column, item)));
    columns.forEach((column, index) => {
      const href = column.kind === 'link' ? column.value(item)?.href : undefined;
      if (href && links.length < MAX_LINKS) links.push({ cell: `${letters(index)}${rows.length}`, href });
    });
  }
  return writeXlsxFile(
    [
      {
        data: rows,
        sheet: sheetName(name),
        stickyRowsCount: 1,
        columns: columns.map(({ label, width, kind }) => ({
          width: width ?? (kind === 'date' ? 12 : Math.min(40, Math.max(10, label.length + 2))),
        })),
      },
    ],
    links.length > 0 ? { features: [hyperlinks(links)] } : {},
  ).toBuffer();
}

const refused = (message: string) => invalid({ file: message }, message);

/** Encrypted workbooks and the format before 2007 are both OLE containers ([MS-OFFCRYPTO] 2.3.2). */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

function refuseByHead(bytes: Buffer, maxBytes: number): void {
  if (bytes.length === 0)
    throw refused('Ce fichier est vide (0 octet). Enregistrez le classeur, puis déposez-le à nouveau.');
  if (bytes.length > maxBytes)
    throw new AppError(
      'payload_too_large',
      `Ce classeur pèse plus de ${Math.floor(maxBytes / MEGABYTE)} Mo. Gardez la feuille utile seule, ou enregistrez-la en CSV.`,
    );
  if (bytes.subarray(0, 8).equals(OLE))
    throw refused(
      bytes.includes(ENCRYPTED)
        ? 'Ce classeur est protégé par un mot de passe. Retirez la protection (Fichier > Informations), enregistrez-le, puis déposez-le à nouveau.'
        : 'Ce classeur est dans l’ancien format XLS. Enregistrez-le au format XLSX, puis déposez-le à nouveau.',
    );
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004')
    throw refused('Ce fichier n’est pas un classeur XLSX.');
}

const CELL = /<(?:\w+:)?c\s+(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]{1,4})(\d{1,8})["']/g;
const EMPTY_CELL = /<(?:\w+:)?c(?:\s[^<>]*)?\/>/g;

/** The sheet without its empty cells, once its used part is known to be within the limits. */
function withinLimits(xml: string, maxRows: number, maxColumns: number): string {
  const used = xml.replace(EMPTY_CELL, '');
  let row = 0;
  let column = 0;
  for (const [, letters = '', digits = ''] of used.matchAll(CELL)) {
    row = Math.max(row, Number(digits));
    column = Math.max(
      column,
      [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    );
  }
  // The head row is not one of the rows that the limit counts.
  if (row > maxRows + 1)
    throw refused(`Cette feuille va jusqu’à la ligne ${row} : ${counted(maxRows, 'ligne')} au plus.`);
  if (column > maxColumns) throw refused(`Cette feuille a ${column} colonnes : ${maxColumns} au plus.`);
  return used;
}

/**
 * One sheet of a workbook: the first, or the one named. Empty rows at the end and empty columns at the right
 * are left out; rows are as long as the widest. Dates are `Date`s (UTC), errors of formulas (« #N/A ») null.
 *
 * @throws AppError `invalid` (empty, protected, broken, not a workbook, too many rows, no such sheet) or
 * `payload_too_large`, each with a French sentence. A workbook that swells when unpacked is stopped.
 */
export async function readXlsx(
  bytes: Buffer,
  sheet?: string,
  limits: XlsxLimits = {},
): Promise<{ sheet: string; sheets: string[]; rows: XlsxValue[][] }> {
  const { maxBytes, maxUnpacked, maxRows, maxColumns } = { ...LIMITS, ...limits };
  refuseByHead(bytes, maxBytes);
  try {
    const parts = xmlParts(bytes, maxUnpacked).map(({ name, bytes: part }) =>
      /^\/?xl\/worksheets\/[^/]+\.xml$/i.test(name)
        ? { name, bytes: Buffer.from(withinLimits(part.toString('utf8'), maxRows, maxColumns)) }
        : { name, bytes: part },
    );
    const sheets = await readXlsxFile(await storedZip(parts));
    const found = sheet === undefined ? sheets[0] : sheets.find((one) => one.sheet === sheet);
    if (!found) throw refused(`Ce classeur n’a pas de feuille « ${sheet ?? '1'} ».`);
    return {
      sheet: found.sheet,
      sheets: sheets.map((one) => one.sheet),
      rows: found.data.map((row) => row.map(plainValue)),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof ArchiveTooLarge)
      throw new AppError(
        'payload_too_large',
        'Ce classeur est trop volumineux une fois décompressé. Gardez la feuille utile seule, ou enregistrez-la en CSV.',
      );
    // Whatever the libraries say of a file that is not what it claims (BrokenArchive, bad XML, missing
    // parts…) is one thing for the person who dropped it.
    throw refused(
      'Ce classeur est abîmé ou incomplet : il n’a pas pu être lu. Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis déposez-le à nouveau.',
    );
  }
}

function plainValue(value: unknown): XlsxValue {
  if (typeof value === 'string')
    return /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)$/.test(value) ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value;
  return null;
}
