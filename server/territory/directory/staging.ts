import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type SchoolFacts, searchText } from './row';

/**
 * The lines that bring something new, on their way to School: streamed by COPY into a temporary table, then
 * checked against communes and merged by two statements on the whole, in the transaction of the caller.
 */
const COLUMNS = [
  ['line', 'int'],
  ['uai', 'text'],
  ['name', 'text'],
  ['nature', 'text'],
  ['degree', '"Degree"'],
  ['sector', '"SchoolSector"'],
  ['address', 'text'],
  ['postalCode', 'text'],
  ['communeCode', 'text'],
  ['communeName', 'text'],
  ['departmentCode', 'text'],
  ['siret', 'text'],
  ['latitude', 'float8'],
  ['longitude', 'float8'],
  ['constituency', 'text'],
  ['state', '"SchoolState"'],
  ['openedOn', 'date'],
  ['closedOn', 'date'],
  ['multiUai', 'bool'],
  ['factsHash', 'text'],
  ['searchText', 'text'],
] as const;

/** Facts of School that come straight from the file, in the order in which statements name them. */
const FACTS = COLUMNS.map(([name]) => name).filter((name) => name !== 'line' && name !== 'uai');

const FLUSH = 1 << 16;

export class Staging {
  private buffer = '';
  private readonly stream;
  private readonly broken: Promise<never>;

  private constructor(private readonly client: Client) {
    const names = COLUMNS.map(([name]) => `"${name}"`).join(', ');
    this.stream = client.query(copyFrom(`COPY incoming (${names}) FROM STDIN`));
    // Nobody must wait for a drain that will not come.
    this.broken = new Promise((_, reject) => this.stream.on('error', reject));
    this.broken.catch(() => {});
  }

  static async open(client: Client): Promise<Staging> {
    const columns = COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(', ');
    await client.query(`CREATE TEMP TABLE incoming (${columns}) ON COMMIT DROP`);
    return new Staging(client);
  }

  add(line: number, f: SchoolFacts, factsHash: string): void {
    this.buffer +=
      `${line}\t${f.uai}\t${text(f.name)}\t${f.nature}\t${f.degree}\t${f.sector ?? '\\N'}\t${text(f.address)}\t` +
      `${text(f.postalCode)}\t${f.communeCode ?? '\\N'}\t${text(f.communeName)}\t${f.departmentCode}\t` +
      `${f.siret ?? '\\N'}\t${f.latitude ?? '\\N'}\t${f.longitude ?? '\\N'}\t${text(f.constituency)}\t${f.state}\t` +
      `${f.openedOn ?? '\\N'}\t${f.closedOn ?? '\\N'}\t${f.multiUai ? 't' : 'f'}\t${factsHash}\t${searchText(f)}\n`;
  }

  /** Hands what was added to the database, and waits when it is slower than the file. */
  async flush(all = false): Promise<void> {
    if (this.buffer.length < FLUSH && !all) return;
    const piece = this.buffer;
    this.buffer = '';
    if (piece !== '' && !this.stream.write(piece))
      await Promise.race([once(this.stream, 'drain'), this.broken]);
  }

  /** No more lines. */
  async end(): Promise<void> {
    await this.flush(true);
    const ended = once(this.stream, 'finish');
    this.stream.end();
    await Promise.race([ended, this.broken]);
  }

  /** Closes schools that the directory no longer has; if one comes back, its line will be taken for new. */
  async close(uais: readonly string[], importId: string, today: string, now: Date): Promise<number> {
    if (uais.length === 0) return 0;
    const { rowCount } = await this.client.query(
      `UPDATE "School" SET "state" = 'closed', "closedOn" = $3::date, "factsHash" = 'closed',
         "lastImportId" = $2, "updatedAt" = $4
       WHERE "uai" = ANY ($1::text[])`,
      [uais, importId, today, now],
    );
    return rowCount ?? 0;
  }

  /** Writes what is new and what changed. */
  async upsert(importId: string, now: Date): Promise<{ created: number; updated: number }> {
    // The search index takes a whole directory in one go afterwards (see `settle`), not in small portions now.
    await this.client.query(`SET LOCAL gin_pending_list_limit = '256MB'`);
    const place = `JOIN "Department" d ON d."code" = i."departmentCode"
      LEFT JOIN "FormerCommune" f ON f."code" = i."communeCode"
      LEFT JOIN "Commune" c ON c."code" = coalesce(f."communeCode", i."communeCode")`;
    const factOf = (name: string) =>
      name === 'communeName' ? `coalesce(nullif(i."communeName", ''), c."name", '')` : `i."${name}"`;
    const updated = await this.client.query(
      `UPDATE "School" s SET ${FACTS.map((name) => `"${name}" = ${factOf(name)}`).join(', ')},
         "academyCode" = d."academyCode", "knownCommuneCode" = c."code", "demonstration" = false,
         "lastImportId" = $1, "updatedAt" = $2
       FROM incoming i ${place}
       WHERE s."uai" = i."uai"`,
      [importId, now],
    );
    const created = await this.client.query(
      `INSERT INTO "School" ("uai", ${FACTS.map((name) => `"${name}"`).join(', ')}, "academyCode",
         "knownCommuneCode", "lastImportId", "firstSeenAt", "updatedAt")
       SELECT i."uai", ${FACTS.map(factOf).join(', ')}, d."academyCode", c."code", $1, $2, $2
       FROM incoming i ${place}
       WHERE NOT EXISTS (SELECT FROM "School" s WHERE s."uai" = i."uai")`,
      [importId, now],
    );
    return { created: created.rowCount ?? 0, updated: updated.rowCount ?? 0 };
  }
}

/**
 * Brings the search index up to date after a large import was committed. Search is right before, only slower;
 * where this role may not do it, autovacuum will.
 */
export async function settle(client: Client): Promise<void> {
  await client
    .query(`SELECT gin_clean_pending_list('"School_search_trgm"'::regclass); ANALYZE "School"`)
    .catch(() => {});
}

/** A value of COPY's text format; control characters were removed when the line was read. */
function text(value: string | null): string {
  if (value === null) return '\\N';
  return value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
}
