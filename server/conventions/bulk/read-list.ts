import { parse } from 'csv-parse/sync';
import { AppError, invalid } from '@/server/errors';
import { counted } from '@/server/french';
import { decoderFor, EncodingDetector } from '@/server/territory/directory/encoding';
import { UnreadableFile } from '@/server/territory/directory/records';
import { searchable } from '@/server/territory/search';
import { type Entry, MAX_LINES, parseEntry } from './domain';

const MAX_BYTES = 5 * 1024 * 1024;

/** Heads under which spreadsheets put each fact, as `searchable` reads them. */
const heads = {
  name: ['commune', 'nom', 'nom commune', 'nom de la commune', 'libelle', 'collectivite', 'ville', 'mairie'],
  code: ['insee', 'code insee', 'code commune', 'code', 'codgeo', 'code geo', 'code insee commune', 'com'],
  siren: ['siren', 'numero siren', 'n siren', 'siren commune', 'code siren'],
  department: ['departement', 'dep', 'code departement', 'dept', 'code dep'],
} as const;
type Field = keyof typeof heads;

/**
 * The communes of a CSV file: UTF-8, UTF-16 or windows-1252, « ; », « , » or tab between cells, heads on the
 * first line.
 * @throws AppError `invalid` on `file`: not a text, no usable column, nothing below the heads, too many lines.
 */
export function readListFile(bytes: Uint8Array): Entry[] {
  if (bytes.byteLength > MAX_BYTES) throw invalid({ file: 'Le fichier dépasse 5 Mo.' });
  const rows = cells(textOf(bytes));
  const [head = { record: [], line: 1 }, ...body] = rows;
  const columns = columnsOf(head.record);
  if (body.length === 0) throw invalid({ file: 'Le fichier ne contient aucune ligne sous ses en-têtes.' });
  if (body.length > MAX_LINES)
    throw invalid({
      file: `Le fichier compte ${counted(body.length, 'ligne')}\u00a0; le maximum est de ${counted(MAX_LINES, 'ligne')}.`,
    });
  return body.map(({ record, line }) => entryOf(record, line, columns));
}

function textOf(bytes: Uint8Array): string {
  try {
    const detector = new EncodingDetector();
    detector.push(bytes);
    const decoder = decoderFor(detector.end());
    return decoder.piece(bytes) + decoder.end();
  } catch (error) {
    if (error instanceof UnreadableFile) throw invalid({ file: error.message });
    throw error;
  }
}

type Parsed = { record: string[]; line: number };

function cells(text: string): Parsed[] {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = [';', '\t', ','].reduce((best, one) => (count(one) > count(best) ? one : best));
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const line = (error as { lines?: unknown }).lines;
    throw invalid({
      file: `Le fichier n’est pas un CSV régulier${typeof line === 'number' ? ` (ligne ${line})` : ''}\u00a0: un guillemet est ouvert et n’est pas refermé, ou mal placé.`,
    });
  }
}

function columnsOf(head: readonly string[]): Partial<Record<Field, number>> {
  const found: Partial<Record<Field, number>> = {};
  for (const [index, label] of head.entries()) {
    const plain = searchable(label);
    for (const field of Object.keys(heads) as Field[])
      if ((heads[field] as readonly string[]).includes(plain)) found[field] ??= index;
  }
  if (found.name === undefined && found.code === undefined && found.siren === undefined)
    throw new AppError('invalid', 'Aucune colonne ne désigne les communes.', {
      fields: {
        file: `La première ligne doit nommer une colonne «\u00a0commune\u00a0», «\u00a0insee\u00a0» ou «\u00a0siren\u00a0». Colonnes lues\u00a0: ${
          head
            .map((one) => `«\u00a0${one.slice(0, 40)}\u00a0»`)
            .slice(0, 12)
            .join(', ') || 'aucune'
        }.`,
      },
    });
  return found;
}

function entryOf(record: readonly string[], line: number, columns: Partial<Record<Field, number>>): Entry {
  const cell = (field: Field) => {
    const at = columns[field];
    return at === undefined ? '' : (record[at] ?? '').trim();
  };
  const said = [cell('name'), cell('code'), cell('siren')].filter(Boolean).join(' · ').slice(0, 300);
  const read = parseEntry(line, cell('name'));
  const code = cell('code').replace(/\s/g, '').toUpperCase();
  return {
    line,
    said: said || '(ligne sans commune)',
    name: read.name,
    // A spreadsheet takes the zero of « 01004 » away.
    code: (/^\d{4}$/.test(code) ? `0${code}` : code) || read.code,
    siren: cell('siren').replace(/\D/g, '') || read.siren,
    department: cell('department').toUpperCase() || read.department,
  };
}
