import type { Client } from 'pg';
import { Prisma } from '@/prisma/generated/client';
import { visitSums } from '@/server/audience/sql';
import { civilDate } from '@/server/clock';
import { schoolYearStart } from '@/server/coverage/domain';
import { seriesDates } from '@/server/coverage/series/domain';
import { seriesSql } from '@/server/coverage/series/sql';
import { france } from '@/server/coverage/territory';
import { createDb } from '@/server/db';
import { contextOf } from '@/server/testing/people';
import { callerFor } from '@/server/trpc/root';
import { type Bench, type BenchResult, median, timed } from './bench';
import { addAudience, addConventions, connectTo, hasDirectory, loadSchools, settleDatabase } from './country';

const WEEKS = Number(process.env.BENCH_AUDIENCE_WEEKS ?? 130);
const MEASURED = 30_000;
const CONVENTIONS = 5_000;
const RUNS = 7;

/** The bare sum of a year of visits, with what narrows it. */
const bareSum = (from: string, where: Prisma.Sql) => Prisma.sql`
  SELECT w."weekStart", count(*), ${visitSums} FROM "AudienceWeek" w
  WHERE w."weekStart" >= ${from}::date AND ${where} GROUP BY 1 ORDER BY 1`;

const bench: Bench = {
  name: 'Reading the audience measure (DNMA) at national size',
  async run({ createDatabase }): Promise<BenchResult[]> {
    if (!hasDirectory()) {
      console.log('  left out: annuaire-france.csv.gz is not at hand');
      return [];
    }
    const url = await createDatabase();
    const db = createDb(url, 2);
    const client = await connectTo(url);
    try {
      const schools = await loadSchools(db);
      await addConventions(client, { count: CONVENTIONS });
      const rows = await addAudience(client, WEEKS, MEASURED);
      const { rows: bounds } = await client.query<{ first: string; last: string }>(
        'SELECT min("weekStart")::text AS first, max("weekStart")::text AS last FROM "AudienceWeek"',
      );
      const [{ first, last } = { first: '', last: '' }] = bounds;
      await client.query(
        `INSERT INTO "AudienceImport" ("id", "fileName", "sha256", "bytes", "unfolded", "encoding", "delimiter", "heads", "samples",
           "reading", "state", "createdAt", "createdById", "createdByName", "firstWeek", "lastWeek")
         VALUES ('bench', 'dnma.csv', 'x', 1, 1, 'utf-8', ';', '[]', '[]', '{}', 'done', now(), 'u', 'U', $1, $2)`,
        [first, last],
      );
      await settleDatabase(client);
      console.log(`  ${schools} schools, ${CONVENTIONS} conventions, ${rows} rows`);
      const caller = callerFor(await contextOf(db, 'national', { now: new Date() }));
      const year = Number(schoolYearStart(last).slice(0, 4)) - 1;
      const from = `${year}-08-01`;
      const sql = (text: Prisma.Sql) => () => plain(client, text);
      const project = await db.project.findFirstOrThrow({
        where: { id: { startsWith: 'bench-project-' } },
        select: { id: true },
      });
      const of = (territory: string) => () => caller.audience.of({ territory, year });
      const until = Prisma.sql`w."weekStart" < ${`${year + 1}-08-01`}::date`;
      const series = {
        dates: seriesDates(civilDate(new Date()), 'month'),
        degree: 'primary' as const,
        sector: 'public' as const,
        territory: france,
      };
      const lines: [string, () => Promise<unknown>, string, () => Promise<unknown>][] = [
        ['France, one year', of('france'), 'one bare sum by week', sql(bareSum(from, until))],
        [
          'one département, one year',
          of('departement:95'),
          'one bare sum by week',
          sql(
            bareSum(
              from,
              Prisma.sql`${until} AND w."uai" IN (SELECT "uai" FROM "School" WHERE "departmentCode" = '95')`,
            ),
          ),
        ],
        [
          'one project, one year',
          of(`projet:${project.id}`),
          'one bare sum by week',
          sql(
            bareSum(
              from,
              Prisma.sql`${until} AND w."uai" IN (SELECT "uai" FROM "ProjectSchool" WHERE "projectId" = ${project.id})`,
            ),
          ),
        ],
        [
          'the three lists, France',
          () => caller.audience.schools({ list: 'silent' }),
          'who was visited in 13 weeks',
          sql(Prisma.sql`SELECT "uai", bool_or("visitsTotal" > 0) FROM "AudienceWeek"
            WHERE "weekStart" > ${last}::date - 91 GROUP BY 1`),
        ],
        [
          'curves of the chain, France, by month',
          () => plain(client, seriesSql(series, Prisma.sql`TRUE`)),
          'one pass over the weeks',
          sql(
            Prisma.sql`SELECT "uai", count(*), count(*) FILTER (WHERE "visitsTotal" > 0) FROM "AudienceWeek" GROUP BY 1`,
          ),
        ],
      ];
      const results: BenchResult[] = [];
      for (const [label, read, against, bare] of lines) {
        const times = { read: [] as number[], bare: [] as number[] };
        await read();
        await bare();
        for (let turn = 0; turn < RUNS; turn += 1) {
          times.bare.push(await timed(bare));
          times.read.push(await timed(read));
        }
        const [baseline, measured] = [median(times.bare), median(times.read)];
        results.push({
          label,
          baseline,
          measured,
          ratio: measured / baseline,
          note: `against ${against}; median of ${RUNS}`,
        });
      }
      if (process.env.BENCH_PLANS) await tellPlans(client, series);
      return results;
    } finally {
      await client.end();
      await db.$disconnect();
    }
  },
};

const plain = (client: Client, { text, values }: Prisma.Sql) => client.query(text, values as unknown[]);

/** The plan of the slowest statement, for whoever looks for an index: BENCH_PLANS=1. */
async function tellPlans(client: Client, series: Parameters<typeof seriesSql>[0]): Promise<void> {
  const { text, values } = seriesSql(series, Prisma.sql`TRUE`);
  const { rows } = await client.query<Record<string, string>>(
    `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
    values as unknown[],
  );
  for (const row of rows) console.log(row['QUERY PLAN']);
}

export default bench;
