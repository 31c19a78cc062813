import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { SheetColumn } from './sheet';

/**
 * A workbook written row by row to a file: what stands in memory is one row, not fifty thousand. For small
 * sheets, `writeXlsx` is simpler.
 */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** A cell holds no more (Excel, specifications and limits). */
const MAX_TEXT = 32_767;

/** Text as XML holds it; « _x0041_ » would be read as « A » by spreadsheets, so it is escaped. */
function xmlText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cs}\ufffe\uffff]|(?![\t\n])\p{Cc}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Days since 30 December 1899, as spreadsheets count them (ECMA-376 §18.17.4.1). */
const serial = (day: string) =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);

const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

const textCell = (ref: string, text: string, style = 0) =>
  `<c r="${ref}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

function cell<Row>(column: SheetColumn<Row>, row: Row, ref: string): string {
  const value = column.value(row);
  if (value === null || value === undefined || value === '') return '';
  if (column.kind === 'number')
    return typeof value === 'number' && Number.isFinite(value) ? `<c r="${ref}"><v>${value}</v></c>` : '';
  if (column.kind === 'date') return `<c r="${ref}" s="2"><v>${serial(String(value))}</v></c>`;
  return textCell(ref, String(value));
}

/** Style 1 is a head, 2 a French date. */
const styles = `${head}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const contentTypes = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;

const relations = (entries: [type: string, target: string][]) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(
      ([type, target], index) =>
        `<Relationship Id="r${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

export class XlsxFile<Row> {
  private readonly sheet: WriteStream;
  private readonly part: string;
  private rows = 1;

  /**
   * @param folder a folder of the caller's own, which the caller removes
   * @param name of the first sheet: letters and spaces, 31 at most
   */
  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly columns: readonly SheetColumn<Row>[],
  ) {
    this.part = path.join(folder, 'sheet1.xml');
    this.sheet = createWriteStream(this.part);
    const widths = columns
      .map(
        (column, index) =>
          `<col min="${index + 1}" max="${index + 1}" width="${column.width ?? 18}" customWidth="1"/>`,
      )
      .join('');
    const heads = columns.map(({ label }, index) => textCell(`${letters(index)}1`, label, 1)).join('');
    this.sheet.write(
      `${head}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${heads}</row>`,
    );
  }

  /** Writes a page of rows; resolves once the file has taken them in. */
  async write(rows: readonly Row[]): Promise<void> {
    let xml = '';
    for (const row of rows) {
      this.rows += 1;
      const cells = this.columns.map((column, index) => cell(column, row, `${letters(index)}${this.rows}`));
      xml += `<row r="${this.rows}">${cells.join('')}</row>`;
    }
    if (xml && !this.sheet.write(xml)) await once(this.sheet, 'drain');
  }

  /** Closes the workbook with a second sheet of facts about it; answers the path of the file. */
  async close(about: readonly [label: string, value: string][]): Promise<string> {
    const last = `${letters(this.columns.length - 1)}${this.rows}`;
    this.sheet.end(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`);
    await finished(this.sheet);
    const facts = about
      .map(([label, value], index) => {
        const row = index + 1;
        return `<row r="${row}">${textCell(`A${row}`, label, 1)}${textCell(`B${row}`, value)}</row>`;
      })
      .join('');
    const second = `${head}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="22" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols><sheetData>${facts}</sheetData></worksheet>`;
    const workbook = `${head}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${xmlText(this.name)}" sheetId="1" r:id="r1"/><sheet name="À propos" sheetId="2" r:id="r2"/></sheets></workbook>`;
    const zip = new ZipFile();
    const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
    add('[Content_Types].xml', contentTypes);
    add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    add('xl/workbook.xml', workbook);
    add(
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['worksheet', 'worksheets/sheet2.xml'],
        ['styles', 'styles.xml'],
      ]),
    );
    add('xl/styles.xml', styles);
    zip.addFile(this.part, 'xl/worksheets/sheet1.xml');
    add('xl/worksheets/sheet2.xml', second);
    zip.end();
    const file = path.join(this.folder, 'liste.xlsx');
    await finished(zip.outputStream.pipe(createWriteStream(file)));
    return file;
  }
}
