import type { Client } from 'pg';
import type { Field } from './columns';
import { CopyLines, copyText } from './copy-lines';
import type { LineSink } from './read-into';
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
  ['mother', 'text'],
] as const;

/** Facts of School that come straight from the file, in the order in which statements name them. */
const FACTS = COLUMNS.map(([name]) => name).filter(
  (name) => name !== 'line' && name !== 'uai' && name !== 'mother',
);

/**
 * Facts that stay as they are known where a file has none of the columns that tell them: silence is no news. Its
 * state is not among them, for a school that is listed again is open again.
 */
const TOLD_BY: readonly (readonly [facts: readonly string[], columns: readonly Field[]])[] = [
  [
    ['nature', 'degree'],
    [
      'type',
      'natureCode',
      'natureLabel',
      'nursery',
      'elementary',
      'generalTrack',
      'technologicalTrack',
      'vocationalTrack',
    ],
  ],
  [['sector'], ['sector']],
  [['address'], ['address', 'addressMore']],
  [['postalCode'], ['postalCode']],
  [['communeName'], ['communeName']],
  [['siret'], ['siret']],
  [
    ['latitude', 'longitude'],
    ['position', 'latitude', 'longitude'],
  ],
  [['constituency'], ['constituency']],
  [['openedOn'], ['openedOn']],
  [['multiUai'], ['multi', 'multiLines']],
];

/** The facts of the file in the order of FACTS, up to the hash, as a line of COPY tells them. */
const factsText = (f: SchoolFacts): string =>
  `${copyText(f.name)}\t${f.nature}\t${f.degree}\t${f.sector ?? '\\N'}\t${copyText(f.address)}\t` +
  `${copyText(f.postalCode)}\t${f.communeCode ?? '\\N'}\t${copyText(f.communeName)}\t${f.departmentCode}\t` +
  `${f.siret ?? '\\N'}\t${f.latitude ?? '\\N'}\t${f.longitude ?? '\\N'}\t${copyText(f.constituency)}\t${f.state}\t` +
  `${f.openedOn ?? '\\N'}\t${f.closedOn ?? '\\N'}\t${f.multiUai ? 't' : 'f'}`;

export class Staging {
  private constructor(private readonly client: Client) {}

  static async open(client: Client): Promise<Staging> {
    const columns = COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(', ');
    await client.query(`CREATE TEMP TABLE incoming (${columns}) ON COMMIT DROP`);
    return new Staging(client);
  }

  /** Begins to take lines: the connection is theirs until the end. */
  begin(): LineSink {
    const names = COLUMNS.map(([name]) => `"${name}"`).join(', ');
    const lines = new CopyLines(this.client, `COPY incoming (${names}) FROM STDIN`);
    return {
      add: (line, f, factsHash, { mother }) =>
        lines.add(`${line}\t${f.uai}\t${factsText(f)}\t${factsHash}\t${searchText(f)}\t${mother ?? '\\N'}\n`),
      flush: () => lines.flush(),
      end: () => lines.end(),
    };
  }

  /** Gives the lines of known schools what the file has no column for. */
  async keepUntold(told: ReadonlySet<Field>): Promise<void> {
    const kept = TOLD_BY.filter(([, columns]) => !columns.some((column) => told.has(column))).flatMap(
      ([facts]) => facts,
    );
    const sets = kept.map((fact) => `"${fact}" = s."${fact}"`);
    // The code goes with its name: another commune's name means another code, which the file does not tell.
    if (!told.has('communeCode'))
      sets.push(
        `"communeCode" = CASE WHEN i."communeName" IN ('', s."communeName") THEN s."communeCode" END`,
      );
    const found = [
      kept.includes('communeName') &&
        `(SELECT "searchName" FROM "Commune" WHERE "code" = s."knownCommuneCode")`,
      kept.includes('postalCode') && `s."postalCode"`,
    ].filter((one) => one !== false);
    if (found.length > 0) sets.push(`"searchText" = concat_ws(' ', i."searchText", ${found.join(', ')})`);
    if (sets.length === 0) return;
    await this.client.query(
      `UPDATE incoming i SET ${sets.join(', ')} FROM "School" s WHERE s."uai" = i."uai" AND NOT s."demonstration"`,
    );
  }

  /** What writing would create, update and close. */
  async count(absent: number): Promise<{ created: number; updated: number; closed: number }> {
    const { rows } = await this.client.query<{ all: number; known: number }>(
      `SELECT count(*)::int AS all, count(s."uai")::int AS known
       FROM incoming i LEFT JOIN "School" s ON s."uai" = i."uai"`,
    );
    const [{ all, known } = { all: 0, known: 0 }] = rows;
    return { created: all - known, updated: known, closed: absent };
  }

  /**
   * Closes the schools that the directory no longer has, on a day that may be past or to come; if one comes back,
   * its line will be taken for new.
   */
  async close(uais: readonly string[], importId: string, closingOn: string, now: Date): Promise<number> {
    if (uais.length === 0) return 0;
    const { rowCount } = await this.client.query(
      `UPDATE "School" SET "state" = 'closed', "closedOn" = $3::date, "factsHash" = 'closed',
         "lastImportId" = $2, "updatedAt" = $4
       WHERE "uai" = ANY ($1::text[])`,
      [uais, importId, closingOn, now],
    );
    return rowCount ?? 0;
  }

  /** Writes what is new and what changed; a school that the file says closed without a day closes on `closingOn`. */
  async upsert(
    importId: string,
    closingOn: string,
    now: Date,
  ): Promise<{ created: number; updated: number }> {
    // The search index takes a whole directory in one go afterwards (see `settle`), not in small portions now.
    await this.client.query(`SET LOCAL gin_pending_list_limit = '256MB'`);
    const place = `JOIN "Department" d ON d."code" = i."departmentCode"
      LEFT JOIN "FormerCommune" f ON f."code" = i."communeCode"
      LEFT JOIN "Commune" c ON c."code" = coalesce(f."communeCode", i."communeCode")`;
    const factOf = (name: string) =>
      name === 'communeName'
        ? `coalesce(nullif(i."communeName", ''), c."name", '')`
        : name === 'closedOn'
          ? `CASE WHEN i."state" = 'closed' THEN coalesce(i."closedOn", $3::date) ELSE i."closedOn" END`
          : `i."${name}"`;
    const updated = await this.client.query(
      `UPDATE "School" s SET ${FACTS.map((name) => `"${name}" = ${factOf(name)}`).join(', ')},
         "academyCode" = d."academyCode", "knownCommuneCode" = c."code", "demonstration" = false,
         "lastImportId" = $1, "updatedAt" = $2
       FROM incoming i ${place}
       WHERE s."uai" = i."uai"`,
      [importId, now, closingOn],
    );
    const created = await this.client.query(
      `INSERT INTO "School" ("uai", ${FACTS.map((name) => `"${name}"`).join(', ')}, "academyCode",
         "knownCommuneCode", "lastImportId", "firstSeenAt", "updatedAt")
       SELECT i."uai", ${FACTS.map(factOf).join(', ')}, d."academyCode", c."code", $1, $2, $2
       FROM incoming i ${place}
       WHERE NOT EXISTS (SELECT FROM "School" s WHERE s."uai" = i."uai")`,
      [importId, now, closingOn],
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
