import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { AppError } from '../errors';
import { readZip } from '../testing/read-zip';
import { readXlsx, writeXlsx, type XlsxColumn } from './xlsx';

type Line = { name: string | null; count: number | null; day: string | null; href?: string };
const columns: XlsxColumn<Line>[] = [
  { label: 'Intitulé', kind: 'text', value: (line) => line.name },
  { label: 'Écoles', kind: 'number', value: (line) => line.count },
  { label: 'Fin', kind: 'date', value: (line) => line.day },
  {
    label: 'Fiche',
    kind: 'link',
    value: (line) => (line.href ? { text: 'Ouvrir', href: line.href } : null),
  },
];

async function zipOf(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The workbook with one of its parts rewritten. */
async function rewritten(bytes: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> {
  const entries = readZip(bytes).map(({ name, bytes: content }) => [
    name,
    name === part ? change(content.toString('utf8')) : content,
  ]);
  return zipOf(Object.fromEntries(entries));
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('no refusal');
  return error;
}

const SHEET = 'xl/worksheets/sheet1.xml';

test('text, numbers, dates and links come back, accents and emoji included', async () => {
  const bytes = await writeXlsx('Conventions\u00a0: été [2026]', columns, [
    {
      name: 'École «\u00a0Jean Jaurès\u00a0» – Œuvre 🎒',
      count: 12.5,
      day: '2026-09-01',
      href: 'https://a.invalid/?a=1&b="2"',
    },
    { name: null, count: null, day: null },
    { name: 'Dernière', count: 0, day: '1999-12-31' },
  ]);
  const { sheet, rows } = await readXlsx(bytes);
  expect(sheet).toBe('Conventions été 2026');
  expect(rows).toEqual([
    ['Intitulé', 'Écoles', 'Fin', 'Fiche'],
    ['École «\u00a0Jean Jaurès\u00a0» – Œuvre 🎒', 12.5, new Date('2026-09-01T00:00:00Z'), 'Ouvrir'],
    [null, null, null, null],
    ['Dernière', 0, new Date('1999-12-31T00:00:00Z'), null],
  ]);
  const parts = new Map(readZip(bytes).map((part) => [part.name, part.bytes.toString('utf8')]));
  expect(parts.get(SHEET)).toContain('<hyperlink ref="D2" r:id="link1"/>');
  expect(parts.get('xl/worksheets/_rels/sheet1.xml.rels')).toContain(
    'Target="https://a.invalid/?a=1&amp;b=&quot;2&quot;" TargetMode="External"',
  );
});

test.each([
  '=1+1',
  '+33 1',
  '-2',
  '@SUM(A1)',
  '=HYPERLINK("http://x.invalid")',
  "=cmd|' /C calc'!A0",
  '_x0041_',
])('the text %j stays text and never becomes a formula', async (text) => {
  const bytes = await writeXlsx('F', columns, [{ name: text, count: null, day: null }]);
  expect((await readXlsx(bytes)).rows[1]?.[0]).toBe(text);
  expect(
    readZip(bytes)
      .find(({ name }) => name === SHEET)
      ?.bytes.toString(),
  ).not.toContain('<f');
});

test('whatever the text and the day, they come back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          name: fc.stringMatching(/^[a-zA-Zàéèçœ€=+@_x0-9'"<>&🎒-][a-zA-Zàéèçœ€ =+@_x0-9'"<>&🎒-]{0,30}$/u),
          day: fc.date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true }),
          count: fc.integer(),
        }),
        { maxLength: 20 },
      ),
      async (items) => {
        const lines = items.map(({ name, day, count }) => ({
          name,
          count,
          day: day.toISOString().slice(0, 10),
        }));
        const { rows } = await readXlsx(await writeXlsx('Feuille', columns.slice(0, 3), lines));
        expect(rows.slice(1).map((row) => [row[0], row[1], row[2]])).toEqual(
          lines.map(({ name, count, day }) => [name.trim(), count, new Date(`${day}T00:00:00Z`)]),
        );
      },
    ),
    { numRuns: 30 },
  );
});

test('50 000 rows', async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => ({
    name: `École nº ${index}`,
    count: index,
    day: '2026-01-01',
  }));
  const { rows } = await readXlsx(await writeXlsx('Grand', columns.slice(0, 3), lines));
  expect(rows).toHaveLength(50_001);
  expect(rows[50_000]?.slice(0, 2)).toEqual(['École nº 49999', 49_999]);
});

test('a sheet is found by its name; an unknown one is refused', async () => {
  const bytes = await writeXlsx('Suivi', columns, [{ name: 'a', count: 1, day: null }]);
  expect((await readXlsx(bytes, 'Suivi')).rows).toHaveLength(2);
  expect((await refusalOf(readXlsx(bytes, 'Autre'))).message).toContain('« Autre »');
});

test('a formula gives its last result, an error gives nothing', async () => {
  const bytes = await writeXlsx('F', columns.slice(0, 2), [{ name: null, count: 1, day: null }]);
  const changed = await rewritten(bytes, SHEET, (xml) =>
    xml.replace(
      /<c r="B2".*?<\/c>/,
      '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
    ),
  );
  expect((await readXlsx(changed)).rows[1]).toEqual([null, 'ab']);
});

test('too many rows, too many columns, too many bytes', async () => {
  const lines = Array.from({ length: 12 }, () => ({ name: 'a', count: 1, day: null }));
  const bytes = await writeXlsx('F', columns, lines);
  expect((await readXlsx(bytes, undefined, { maxRows: 12 })).rows).toHaveLength(13);
  expect((await refusalOf(readXlsx(bytes, undefined, { maxRows: 11 }))).message).toContain('11');
  expect((await refusalOf(readXlsx(bytes, undefined, { maxColumns: 3 }))).message).toContain('3 au plus');
  const heavy = await refusalOf(readXlsx(bytes, undefined, { maxBytes: 1000 }));
  expect(heavy.code).toBe('payload_too_large');
});

test('one cell at the far end of the sheet is refused before a million rows are made', async () => {
  const bytes = await writeXlsx('F', columns, [{ name: 'a', count: 1, day: null }]);
  const far = await rewritten(bytes, SHEET, (xml) =>
    xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
  );
  expect((await refusalOf(readXlsx(far))).code).toBe('invalid');
  // A style alone there is nothing: spreadsheets leave such cells behind.
  const styled = await rewritten(bytes, SHEET, (xml) =>
    xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
  );
  expect((await readXlsx(styled)).rows).toHaveLength(2);
});

test('a workbook that swells when unpacked is stopped', async () => {
  const bomb = await zipOf({
    '[Content_Types].xml': '<Types/>',
    [SHEET]: Buffer.alloc(60 * 1024 * 1024, ' '),
  });
  expect(bomb.length).toBeLessThan(200_000);
  const refusal = await refusalOf(readXlsx(bomb, undefined, { maxUnpacked: 50 * 1024 * 1024 }));
  expect(refusal.code).toBe('payload_too_large');
});

test('empty, protected, old, foreign and cut files are refused in French', async () => {
  const bytes = await writeXlsx('F', columns, [{ name: 'a', count: 1, day: null }]);
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const cases: [Buffer, string][] = [
    [Buffer.alloc(0), 'vide'],
    [Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'mot de passe'],
    [Buffer.concat([ole, Buffer.alloc(600)]), 'XLS'],
    [Buffer.from('%PDF-1.7'), 'n’est pas un classeur'],
    [bytes.subarray(0, bytes.length - 40), 'abîmé'],
    [bytes.subarray(0, 600), 'abîmé'],
    [await zipOf({ 'word/document.xml': '<w/>' }), 'abîmé'],
    [await rewritten(bytes, SHEET, (xml) => xml.slice(0, 300)), 'abîmé'],
  ];
  for (const [file, words] of cases) {
    const refusal = await refusalOf(readXlsx(file));
    expect(refusal.message).toContain(words);
    expect(refusal.code).toBe('invalid');
  }
});
