import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { seedPeople } from '@/prisma/seed/people';
import { change } from '@/server/audit/journal';
import { createDb } from '@/server/db';
import { actOf } from '@/server/testing/people';
import { askWork } from '@/server/work/ask';
import { runWaitingWork } from '@/server/work/run';
import { type Bench, type BenchResult, median, timed } from './bench';

const ROWS = 5_000;
const RUNS = 5;

/** The facts of the export of conventions, written by PostgreSQL alone. */
const query = `SELECT c."number", c."title", c."kind", c."origin", c."status", c."statusSince", a."name", a."siren",
    p."name", c."degree", c."departmentCodes", s."name",
    (SELECT count(*) FROM "ConventionSchool" cs WHERE cs."conventionId" = c."id" AND cs."leftOn" IS NULL),
    c."effectiveOn", c."endsOn"
  FROM "Convention" c JOIN "Authority" a ON a."id" = c."authorityId" JOIN "Project" p ON p."id" = c."projectId"
  LEFT JOIN "Product" s ON s."id" = c."productId" WHERE c."academyCode" = '25' ORDER BY c."number"`;

const bench: Bench = {
  name: 'Export of the list of conventions',
  async run({ createDatabase }): Promise<BenchResult[]> {
    const url = await createDatabase();
    const db = createDb(url, 4);
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await seedPeople(db);
      const act = await actOf(db, 'dane');
      const place = { academyCode: '25', degree: 'primary' as const, departmentCodes: ['95'] };
      const { id: carrierId } = await db.authority.findFirstOrThrow({ where: { kind: 'commune' } });
      const { id: templateVersionId } = await db.templateVersion.findFirstOrThrow();
      const { id: projectId } = await db.project.create({ data: { ...place, carrierId, name: 'Essai' } });
      await db.convention.createMany({
        data: Array.from({ length: ROWS }, (_, index) => ({
          ...place,
          number: `25-2026-${String(index).padStart(5, '0')}`,
          title: `Convention d’essai ${index}`,
          projectId,
          authorityId: carrierId,
          templateVersionId,
        })),
      });
      const exported = async (format: 'csv' | 'xlsx') => {
        await change(act, async (tx) => ({
          result: await askWork(tx, act, {
            kind: 'lists.export',
            label: 'Essai',
            input: { list: 'conventions', format, filters: {} },
          }),
          journal: null,
        }));
        if ((await runWaitingWork(db)) !== 1) throw new Error('the export did not run');
      };
      const copied = () =>
        pipeline(
          client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`)),
          new Writable({ write: (_chunk, _encoding, done) => done() }),
        );
      const times = { csv: [] as number[], xlsx: [] as number[], copy: [] as number[] };
      for (let turn = 0; turn < RUNS; turn += 1) {
        times.copy.push(await timed(copied));
        times.csv.push(await timed(() => exported('csv')));
        times.xlsx.push(await timed(() => exported('xlsx')));
      }
      const baseline = median(times.copy);
      return (['csv', 'xlsx'] as const).map((format) => ({
        label: `${ROWS} conventions as ${format.toUpperCase()}, against \\copy of the same query`,
        baseline,
        measured: median(times[format]),
        ratio: median(times[format]) / baseline,
        note: `median of ${RUNS}; rights, progress, stored file included`,
      }));
    } finally {
      await client.end();
      await db.$disconnect();
    }
  },
};

export default bench;
