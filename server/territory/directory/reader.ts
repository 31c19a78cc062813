import { chooseDelimiter, FIELDS, type Field, missingColumns } from './columns';
import { decoderFor, type Encoding } from './encoding';
import { RecordReader, readHeader, splitLine, UnreadableFile } from './records';
import { type RowVerdict, readRow } from './row';

/** What the reading of a whole file tells at its end: its lines, and what it has columns for. */
export type ReadingFacts = { received: number; told: ReadonlySet<Field> };

/**
 * Reads a directory from its bytes and hands over each line, read. The file is refused as a whole when its
 * header names no UAI, when a quote is left open, when it stops in the middle of a line, or when it has no line.
 *
 * @param onRow receives the line's number in the file (from 1), what it says, and a sentence when it has too
 *   many or too few cells
 * @param afterPiece awaited after each piece of the file, with the number of bytes read so far
 * @param onOtherEncoding told the lines of a file of mixed encodings that are not UTF-8
 * @throws UnreadableFile
 */
export async function readDirectory(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  onRow: (line: number, verdict: RowVerdict, oddWidth: string | null) => void,
  afterPiece: (read: number) => Promise<void> | void,
  onOtherEncoding?: (line: number) => void,
): Promise<ReadingFacts> {
  const decoder = decoderFor(encoding, onOtherEncoding);
  let head = '';
  let reader: RecordReader | null = null;
  let received = 0;
  let told: ReadonlySet<Field> = new Set();
  let width = 0;
  let usual = 0;
  let short: number | null = null;

  const begin = (text: string, last: boolean): RecordReader | null => {
    const found = readHeader(text, last);
    if (!found) {
      if (text.length > 200_000)
        throw new UnreadableFile('La première ligne est démesurée\u00a0: ce n’est pas un annuaire.');
      return null;
    }
    const { delimiter, columns } = chooseDelimiter((candidate) => splitLine(found.header, candidate));
    const missing = missingColumns(columns);
    if (missing) throw new UnreadableFile(missing, 1);
    width = columns.width;
    told = new Set(FIELDS.filter((field) => columns.at[field] !== undefined));
    const wanted = FIELDS.map((field) => columns.at[field] ?? -1);
    const started = new RecordReader(
      delimiter,
      wanted,
      (line, cells, cellCount, filled, clean) => {
        received += 1;
        const verdict = readRow(cells, clean);
        short = cellCount < width && 'facts' in verdict ? line : null;
        // Some tools end every line with delimiters too many: harmless when the first line does so too.
        if (received === 1 && filled <= width) usual = Math.max(width, cellCount);
        if (filled > width || (cellCount > width && cellCount !== usual)) {
          const said = `${cellCount} cellules au lieu de ${width}\u00a0: un séparateur est de trop dans la ligne.`;
          const uai = 'facts' in verdict ? verdict.facts.uai : verdict.uai;
          const departmentCode = 'facts' in verdict ? verdict.facts.departmentCode : verdict.departmentCode;
          onRow(line, { refusal: said, uai, departmentCode }, null);
        } else
          onRow(
            line,
            verdict,
            cellCount < width ? `${cellCount} cellules au lieu de ${width}\u00a0: le reste est vide.` : null,
          );
      },
      found.dataLine,
    );
    started.push(text.slice(found.dataAt));
    return started;
  };

  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    const text = decoder.piece(piece);
    if (reader) reader.push(text);
    else {
      head += text;
      reader = begin(head, false);
    }
    await afterPiece(read);
  }
  const tail = decoder.end();
  reader ??= begin(head + tail, true);
  reader?.end();
  if (received === 0) throw new UnreadableFile('Le fichier ne contient aucune ligne sous son en-tête.');
  // A usable line that stops short, without a line end, at the end of the file: the file was cut there.
  if (short !== null && reader?.lastWasOpen)
    throw new UnreadableFile(
      `Ligne ${short}\u00a0: le fichier est coupé au milieu de cette ligne. Rien n’a été importé.`,
      short,
    );
  return { received, told };
}
