import type { Client } from 'pg';
import { decoderFor, type Encoding } from '@/server/territory/directory/encoding';
import { RecordReader, readHeader, UnreadableFile } from '@/server/territory/directory/records';
import type { DirectorySource } from '@/server/territory/directory/source';
import { departmentFromUai } from '@/server/territory/uai';
import { type Field, isField } from './fields';
import { CHUNK_LINES, JUNK_LINES, KEPT_LINES } from './limits';
import { LineReader, mappedCounts } from './line';
import { type AudienceCounts, noCounts, type ReportLine } from './report';
import type { Reading } from './schema';
import { SeenRows } from './seen';
import { AudienceWriter, emptyBatch } from './writer';

/** Where an import stands: what is behind it, kept with each batch. */
export type Standing = AudienceCounts & {
  refusals: ReportLine[];
  warnings: ReportLine[];
  firstWeek: string | null;
  lastWeek: string | null;
};

export const atTheStart = (): Standing => ({
  ...noCounts,
  refusals: [],
  warnings: [],
  firstWeek: null,
  lastWeek: null,
});

export type EngineInput = {
  source: DirectorySource;
  encoding: Encoding;
  delimiter: string;
  reading: Reading;
  /** Départements whose schools may be written; null for all. */
  departments: ReadonlySet<string> | null;
  /** The latest Monday that may have been measured. */
  lastWeek: string;
  from: Standing;
  chunkLines?: number;
};

type Engine = {
  /** Called in the transaction of each batch, to keep where the import stands. @returns false when it must stop */
  keep: (before: number, standing: Standing) => Promise<void>;
  /** Called after each batch: how far it is, in bytes of the text. */
  told: (standing: Standing, bytes: number) => Promise<void>;
};

/**
 * Reads a file and writes its rows, batch by batch: a batch, its counts and its report are one transaction, and the
 * next run goes on after the last one. What is behind is read again without being written, so that a row named twice
 * is found wherever the two stand.
 * @throws UnreadableFile when the rest cannot be read; the batches before it stay
 */
export async function importRows(
  client: Client,
  input: EngineInput,
  { keep, told }: Engine,
): Promise<Standing> {
  const { reading, from } = input;
  const counts = mappedCounts(reading.columns);
  const mapped: Field[] = ['week', 'uai', ...counts];
  const chunkLines = input.chunkLines ?? CHUNK_LINES;
  const writer = new AudienceWriter(client, counts);
  await writer.begin();
  const before = new Set(await writer.weeks());
  const schools = await departmentsOfSchools(client);
  const reader = new LineReader(mapped, reading.dateFormat, reading.durationUnit, input.lastWeek);
  const seen = new SeenRows();
  const ranks = new Map<string, number>();
  const now: Standing = { ...from, refusals: [...from.refusals], warnings: [...from.warnings] };
  let batch = emptyBatch();
  let line = 0;
  let usable = from.lines - from.refused;

  const refuse = (at: number, uai: string, reason: string) => {
    now.refused += 1;
    if (now.refusals.length < KEPT_LINES) now.refusals.push({ line: at, uai, reason });
  };
  const warn = (at: number, uai: string, reason: string) => {
    now.warned += 1;
    if (now.warnings.length < KEPT_LINES) now.warnings.push({ line: at, uai, reason });
  };

  const take = (at: number, cells: readonly string[], filled: number) => {
    line += 1;
    const past = line <= from.lines;
    if (!past) now.lines += 1;
    if (filled > reading.columns.length) {
      if (!past)
        refuse(
          at,
          '',
          'Il y a plus de cellules que de colonnes\u00a0: un séparateur est de trop dans la ligne.',
        );
      return;
    }
    const verdict = reader.read(cells);
    if ('refusal' in verdict) {
      if (!past) refuse(at, verdict.uai, verdict.refusal);
      return;
    }
    const { week, uai } = verdict;
    const department = schools.get(uai);
    if (input.departments !== null && !input.departments.has(department ?? departmentFromUai(uai) ?? '')) {
      usable += 1;
      if (!past) now.outside += 1;
      return;
    }
    let rank = ranks.get(week);
    if (rank === undefined) {
      rank = ranks.size;
      ranks.set(week, rank);
    }
    // A school of the directory is taken as it stands; of another, a wrong letter was said.
    if (!seen.note(rank, uai, verdict.letterHolds)) {
      if (!past) refuse(at, uai, 'Cet établissement et cette semaine sont déjà plus haut dans le fichier.');
      return;
    }
    usable += 1;
    if (past) return;
    for (const warning of verdict.warnings) warn(at, uai, warning);
    if (department === undefined) now.unknown += 1;
    if (now.firstWeek === null || week < now.firstWeek) now.firstWeek = week;
    if (now.lastWeek === null || week > now.lastWeek) now.lastWeek = week;
    (before.has(week) ? batch.known : batch.fresh).add(week, uai, rank, reader.values);
  };

  let kept = from.lines;
  let writing: Promise<void> | null = null;
  // While a batch is written, the next is read.
  const flush = async (bytes: number) => {
    await writing;
    const [full, start] = [batch, kept];
    const standing = structuredClone(now);
    batch = emptyBatch();
    kept = standing.lines;
    writing = (async () => {
      await client.query('BEGIN');
      const { created, updated, unchanged } = await writer.write(full);
      now.created += created;
      now.updated += updated;
      now.unchanged += unchanged;
      standing.created = now.created;
      standing.updated = now.updated;
      standing.unchanged = now.unchanged;
      await keep(start, standing);
      await client.query('COMMIT');
      await told(standing, bytes);
    })();
    writing.catch(() => {});
  };

  try {
    await read(input, mapped, take, async (bytes) => {
      if (now.lines - kept >= chunkLines) await flush(bytes);
      if (usable <= 0 && line >= JUNK_LINES)
        throw new UnreadableFile(
          `Aucune des ${line.toLocaleString('fr-FR')} premières lignes ne peut être prise\u00a0: la lecture s’est arrêtée là. Vérifiez le choix des colonnes et l’écriture des dates.`,
        );
    });
  } finally {
    // Whatever was read before the end is written, even when the rest cannot be.
    await flush(-1);
    await writing;
  }
  return now;
}

async function read(
  { source, encoding, delimiter, reading }: EngineInput,
  mapped: readonly Field[],
  take: (line: number, cells: readonly string[], filled: number) => void,
  afterPiece: (bytes: number) => Promise<void>,
): Promise<void> {
  const wanted = mapped.map((field) => reading.columns.findIndex((one) => isField(one) && one === field));
  const decoder = decoderFor(encoding);
  let reader: RecordReader | null = null;
  let head = '';
  let bytes = 0;
  const begin = (last: boolean) => {
    const found = readHeader(head, last);
    if (!found) return;
    reader = new RecordReader(
      delimiter,
      wanted,
      (line, cells, _width, filled) => take(line, cells, filled),
      found.dataLine,
    );
    reader.push(head.slice(found.dataAt));
    head = '';
  };
  for await (const piece of source.read()) {
    bytes += piece.length;
    const text = decoder.piece(piece);
    if (reader) (reader as RecordReader).push(text);
    else {
      head += text;
      begin(false);
    }
    await afterPiece(bytes);
  }
  const rest = decoder.end();
  if (reader) (reader as RecordReader).push(rest);
  else {
    head += rest;
    begin(true);
  }
  (reader as RecordReader | null)?.end();
}

async function departmentsOfSchools(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ uai: string; departmentCode: string }>(
    'SELECT "uai", "departmentCode" FROM "School"',
  );
  return new Map(rows.map((row) => [row.uai, row.departmentCode]));
}
