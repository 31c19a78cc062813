import { Client } from 'pg';
import { seedPeople } from '@/prisma/seed/people';
import { loadActor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { civilDate, toDbDate } from '@/server/clock';
import { bulkKind } from '@/server/conventions/bulk/bulk-work';
import { previewBulk } from '@/server/conventions/bulk/preview';
import { bulkFacts } from '@/server/conventions/bulk/schema';
import { createDb, type Db } from '@/server/db';
import { schoolRow } from '@/server/testing/territory';
import { type Bench, type BenchResult, median, timed } from './bench';

const CONVENTIONS = 200;
const SCHOOLS = 4;
const RUNS = 3;

/** Tables in which a bulk writes, each after those on which it leans. */
const written = [
  'Project',
  'ProjectSchool',
  'Convention',
  'ConventionArticle',
  'ConventionVariable',
  'ConventionSchool',
  'ConventionStage',
  'JournalEntry',
] as const;

/** Communes with their écoles, and the person who orders. */
async function prepare(db: Db) {
  await seedPeople(db);
  const communes = await db.commune.findMany({
    where: { departmentCode: { in: ['95', '91'] } },
    orderBy: { code: 'asc' },
    take: CONVENTIONS,
  });
  await db.school.createMany({
    data: communes.flatMap(({ code, name, departmentCode }, town) =>
      Array.from({ length: SCHOOLS }, (_, rank) => ({
        ...schoolRow({
          uai: `${departmentCode.padStart(3, '0')}${1000 + town * SCHOOLS + rank}Z`,
          communeCode: code,
          communeName: name,
        }),
        departmentCode,
      })),
    ),
  });
  const user = await db.user.findUniqueOrThrow({
    where: { email: 'dane@demo.invalid' },
    include: { memberships: true },
  });
  const now = new Date();
  const actor = await loadActor(db, user.memberships[0]?.id ?? '', toDbDate(civilDate(now)));
  const template = await db.conventionTemplate.findFirstOrThrow({
    where: { degree: 'primary', kind: 'convention', shapes: { has: 'bipartite' } },
  });
  if (!actor) throw new Error('nobody to order the bulk');
  return { communes, act: { db, actor, now }, templateKey: template.key };
}

/** The bulk itself, from the list to the last convention, as the background work does it. */
async function runBulk({ communes, act, templateKey }: Awaited<ReturnType<typeof prepare>>): Promise<void> {
  const { db, actor, now } = act;
  const { lines } = await previewBulk(
    { db, actor, now, ability: rulesFor(actor) },
    {
      source: { kind: 'text', text: communes.map(({ code }) => code).join('\n') },
      degree: 'primary',
      sector: 'public',
      choices: [],
    },
  );
  const facts = bulkFacts.parse({
    degree: 'primary',
    templateKey,
    projectPrefix: 'ENT des écoles',
    effectiveOn: '2027-09-01',
    durationMonths: 36,
  });
  const work = await db.backgroundWork.create({
    data: {
      kind: 'conventions.bulk',
      label: 'bench',
      input: facts,
      membershipId: actor.membershipId,
      userId: actor.userId,
      state: 'running',
      bulkLines: {
        createMany: {
          data: lines.flatMap(({ line, said, authority }) =>
            authority ? [{ line, said, authorityId: authority.id }] : [],
          ),
        },
      },
    },
  });
  await bulkKind({
    act,
    work,
    checkpoint: async (at) => {
      await db.backgroundWork.update({ where: { id: work.id }, data: { done: at.done ?? 0 } });
    },
    keepFile: () => Promise.reject(new Error('a bulk keeps no file')),
  });
}

/** The rows that the bulk wrote, written again in plain SQL: one transaction a convention, one INSERT a table. */
async function replay(source: Client, target: Client): Promise<{ ms: number; rows: number }> {
  const { rows: projects } = await source.query<{ id: string }>('SELECT "id" FROM "Project" ORDER BY "id"');
  const where: Record<(typeof written)[number], string> = {
    Project: '"id" = $1',
    ProjectSchool: '"projectId" = $1',
    Convention: '"projectId" = $1',
    ConventionArticle: '"conventionId" IN (SELECT "id" FROM "Convention" WHERE "projectId" = $1)',
    ConventionVariable: '"conventionId" IN (SELECT "id" FROM "Convention" WHERE "projectId" = $1)',
    ConventionSchool: '"conventionId" IN (SELECT "id" FROM "Convention" WHERE "projectId" = $1)',
    ConventionStage: '"conventionId" IN (SELECT "id" FROM "Convention" WHERE "projectId" = $1)',
    JournalEntry: `"objectId" = $1 OR "objectId" IN (SELECT "id" FROM "Convention" WHERE "projectId" = $1)`,
  };
  const all: { table: string; json: string; count: number }[][] = [];
  for (const { id } of projects) {
    const one: (typeof all)[number] = [];
    for (const table of written) {
      const { rows } = await source.query<{ json: string | null; count: number }>(
        `SELECT json_agg(t)::text AS json, count(*)::int AS count FROM "${table}" t WHERE ${where[table]}`,
        [id],
      );
      const [row] = rows;
      if (row?.json) one.push({ table, json: row.json, count: row.count });
    }
    all.push(one);
  }
  const ms = await timed(async () => {
    for (const one of all) {
      await target.query('BEGIN');
      for (const { table, json } of one)
        await target.query(
          `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
          [json],
        );
      await target.query('COMMIT');
    }
  });
  return { ms, rows: all.flat().reduce((sum, { count }) => sum + count, 0) };
}

const bench: Bench = {
  name: `Bulk of ${CONVENTIONS} conventions from a list of communes`,
  async run({ createDatabase }): Promise<BenchResult[]> {
    const ours: number[] = [];
    const raw: number[] = [];
    let rows = 0;
    for (let turn = 0; turn < RUNS; turn += 1) {
      const [url, otherUrl] = [await createDatabase(), await createDatabase()];
      const [db, other] = [createDb(url, 2), createDb(otherUrl, 2)];
      const [source, target] = [
        new Client({ connectionString: url }),
        new Client({ connectionString: otherUrl }),
      ];
      await Promise.all([source.connect(), target.connect()]);
      const prepared = await prepare(db);
      ours.push(await timed(() => runBulk(prepared)));
      const made = await db.convention.count();
      if (made !== CONVENTIONS) throw new Error(`${made} conventions instead of ${CONVENTIONS}`);
      // The same communes, people and templates on the other side: identifiers are copied as they are.
      await prepare(other);
      await target.query('SET session_replication_role = replica');
      const again = await replay(source, target);
      raw.push(again.ms);
      rows = again.rows;
      await Promise.all([source.end(), target.end(), db.$disconnect(), other.$disconnect()]);
    }
    return [
      {
        label: `${CONVENTIONS} conventions (${rows} rows), against plain SQL`,
        baseline: median(raw),
        measured: median(ours),
        ratio: median(ours) / median(raw),
        note: `median of ${RUNS}, same run; preview, rights, journal and one transaction each`,
      },
    ];
  },
};

export default bench;
