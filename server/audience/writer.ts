import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { CountField } from './fields';
import { Sink } from './sink';

/** Lines on their way to AudienceWeek, in COPY's text format. */
export type Batch = {
  /** Of weeks that had no row when the import began: nothing to compare with. */
  fresh: Sink;
  /** Of weeks that had rows. */
  known: Sink;
};

export const emptyBatch = (): Batch => ({ fresh: new Sink(), known: new Sink() });

const LOCK = `hashtext('accordent audience import')`;

/**
 * Writes rows of the DNMA on a connection of its own. A week that is new goes straight in by COPY; a week that had
 * rows goes through a temporary table, and only what differs is written. Columns that the file has not are left as
 * they stand.
 */
export class AudienceWriter {
  private readonly names: string;
  private readonly merge: string;

  constructor(
    private readonly client: Client,
    counts: readonly CountField[],
  ) {
    this.names = ['weekStart', 'uai', ...counts].map((name) => `"${name}"`).join(', ');
    const row = (alias: string) => counts.map((name) => `${alias}."${name}"`).join(', ');
    this.merge = `
      WITH changed AS (
        SELECT i.* FROM audience_incoming i
        LEFT JOIN "AudienceWeek" a ON a."weekStart" = i."weekStart" AND a."uai" = i."uai"
        WHERE a."uai" IS NULL OR ROW(${row('a')}) IS DISTINCT FROM ROW(${row('i')})
      ), merged AS (
        INSERT INTO "AudienceWeek" (${this.names}) SELECT "weekStart", "uai", ${row('changed')} FROM changed
        ON CONFLICT ("weekStart", "uai") DO UPDATE SET
          ${counts.map((name) => `"${name}" = excluded."${name}"`).join(', ')}
        RETURNING xmax = 0 AS "created"
      )
      SELECT count(*) FILTER (WHERE "created")::int AS "created",
        count(*) FILTER (WHERE NOT "created")::int AS "updated" FROM merged`;
  }

  /** Takes the one place of an import, or says that another holds it. The connection gives it back when it ends. */
  static async lock(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS "held"`);
    return rows[0]?.held ?? false;
  }

  /** Prepares the connection; call it once, under the lock. */
  async begin(): Promise<void> {
    await this.client.query('DROP TABLE IF EXISTS audience_incoming');
    await this.client.query(
      `CREATE TEMP TABLE audience_incoming ON COMMIT DELETE ROWS AS SELECT ${this.names} FROM "AudienceWeek" WITH NO DATA`,
    );
    // A look-up by the key for each row: the other plans read the whole table for each batch.
    await this.client.query('SET enable_hashjoin = off; SET enable_mergejoin = off');
  }

  /** The weeks that have rows. */
  async weeks(): Promise<string[]> {
    const { rows } = await this.client.query<{ week: string }>(
      'SELECT DISTINCT "weekStart"::text AS "week" FROM "AudienceWeek"',
    );
    return rows.map(({ week }) => week);
  }

  /** Writes a batch in the transaction under way. */
  async write(batch: Batch): Promise<{ created: number; updated: number; unchanged: number }> {
    const [freshRows, knownRows] = [batch.fresh.rows, batch.known.rows];
    if (freshRows > 0) await this.copy('"AudienceWeek"', batch.fresh);
    if (knownRows === 0) return { created: freshRows, updated: 0, unchanged: 0 };
    await this.copy('audience_incoming', batch.known);
    const { rows } = await this.client.query<{ created: number; updated: number }>(this.merge);
    const { created = 0, updated = 0 } = rows[0] ?? {};
    return {
      created: created + freshRows,
      updated,
      unchanged: knownRows - created - updated,
    };
  }

  private async copy(table: string, { content: bytes }: Sink): Promise<void> {
    const stream = this.client.query(copyFrom(`COPY ${table} (${this.names}) FROM STDIN`));
    const broken = new Promise<never>((_, reject) => stream.on('error', reject));
    broken.catch(() => {});
    for (let at = 0; at < bytes.length; at += 1 << 18)
      if (!stream.write(bytes.subarray(at, at + (1 << 18))))
        await Promise.race([once(stream, 'drain'), broken]);
    const ended = once(stream, 'finish');
    stream.end();
    await Promise.race([ended, broken]);
  }
}
