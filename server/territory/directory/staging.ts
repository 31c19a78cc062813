import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { ReportLines } from './report';
import { type SchoolFacts, searchText } from './row';

/**
 * The lines of a file on their way to School: streamed by COPY into a temporary table, then compared and
 * merged by a few statements on the whole. All of it happens in the transaction of the caller.
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
  async close(): Promise<void> {
    await this.flush(true);
    const ended = once(this.stream, 'finish');
    this.stream.end();
    await Promise.race([ended, this.broken]);
  }

  /** Keeps the first line of each UAI; the others are counted, and told unless all are flagged alike. */
  async mergeDuplicates(warnings: ReportLines): Promise<number> {
    const { rows } = await this.client.query<{ line: number; uai: string; first: number; flagged: boolean }>(
      `WITH twice AS (
         SELECT "uai", min("line") AS first, bool_and("multiUai") AS flagged FROM incoming
         GROUP BY "uai" HAVING count(*) > 1
       )
       DELETE FROM incoming i USING twice t WHERE i."uai" = t."uai" AND i."line" > t.first
       RETURNING i."line", i."uai", t.first, t.flagged`,
    );
    for (const { line, uai, first, flagged } of rows.sort((a, b) => a.line - b.line))
      if (!flagged)
        warnings.add(line, uai, `UAI déjà lu à la ligne ${first} : la première ligne est retenue.`);
    return rows.length;
  }

  /** Takes away lines that would move a school of another académie into the importer's; returns how many. */
  async leaveOtherAcademies(departments: readonly string[], warnings: ReportLines): Promise<number> {
    const { rows } = await this.client.query<{ line: number; uai: string; departmentCode: string }>(
      `DELETE FROM incoming i USING "School" s
       WHERE s."uai" = i."uai" AND s."departmentCode" <> ALL ($1::text[])
       RETURNING i."line", i."uai", s."departmentCode"`,
      [departments],
    );
    for (const { line, uai, departmentCode } of rows)
      warnings.add(line, uai, `École connue dans le département ${departmentCode}, hors de votre académie.`);
    return rows.length;
  }

  /**
   * Closes the schools that the file no longer has, where it looks whole: cell by cell (département, family,
   * sector), and only when it holds more than half of the open schools known there. A file of public écoles
   * therefore closes no collège and no private école.
   */
  async closeAbsent(importId: string, today: string, now: Date): Promise<number> {
    const { rowCount } = await this.client.query(
      `WITH known AS (
         SELECT s."uai", s."departmentCode", s."sector", i."uai" IS NOT NULL AS present,
           CASE WHEN s."degree" = 'primary' THEN 'primary' WHEN s."nature" = 'lycee_pro' THEN 'lycee'
             ELSE s."nature" END AS family
         FROM "School" s LEFT JOIN incoming i ON i."uai" = s."uai"
         WHERE s."state" <> 'closed' AND NOT s."demonstration"
           AND s."departmentCode" IN (SELECT DISTINCT "departmentCode" FROM incoming)
       ), whole AS (
         SELECT "departmentCode", family, "sector" FROM known GROUP BY 1, 2, 3
         HAVING 2 * count(*) FILTER (WHERE present) > count(*)
       )
       UPDATE "School" s SET "state" = 'closed', "closedOn" = $2::date, "factsHash" = 'closed',
         "lastImportId" = $1, "updatedAt" = $3
       FROM known k JOIN whole w ON w."departmentCode" = k."departmentCode" AND w.family = k.family
         AND w."sector" IS NOT DISTINCT FROM k."sector"
       WHERE s."uai" = k."uai" AND NOT k.present`,
      [importId, today, now],
    );
    return rowCount ?? 0;
  }

  /** Writes what is new and what changed; rows that bring the same facts are left alone. */
  async upsert(importId: string, now: Date): Promise<{ total: number; created: number; updated: number }> {
    const total = await this.client.query<{ n: number }>('SELECT count(*)::int AS n FROM incoming');
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
       WHERE s."uai" = i."uai" AND s."factsHash" <> i."factsHash"`,
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
    return { total: total.rows[0]?.n ?? 0, created: created.rowCount ?? 0, updated: updated.rowCount ?? 0 };
  }
}

/** A value of COPY's text format; control characters were removed when the line was read. */
function text(value: string | null): string {
  if (value === null) return '\\N';
  return value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
}
