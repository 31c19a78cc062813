import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';
import { addDays } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { createDb, type Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { contextOf } from '@/server/testing/people';
import { callerFor } from '@/server/trpc/root';
import type { Bench, BenchResult } from './bench';
import { addConventions, connectTo, hasDirectory, loadSchools } from './country';

const FEW = 10;
const MANY = 10_000;

type Caller = ReturnType<typeof callerFor>;

/** The lists that a DANE opens, as their pages ask for them. */
const lists: Record<string, (caller: Caller) => Promise<unknown>> = {
  conventions: (caller) => caller.conventions.list({}),
  projects: (caller) => caller.projects.list({}),
  'AAF queue': (caller) => caller.aaf.list({}),
  schools: (caller) => caller.territory.schools({}),
  'coverage by département': (caller) => caller.coverage.byDepartment({}),
  'coverage by commune': (caller) =>
    caller.coverage.by({ territory: { kind: 'france', code: '' }, by: 'commune' }),
  'coverage by carrier': (caller) =>
    caller.coverage.by({ territory: { kind: 'france', code: '' }, by: 'authority' }),
  'schools of a territory': (caller) =>
    caller.coverage.schools({ territory: { kind: 'france', code: '' }, stage: 'in_project' }),
  matrices: (caller) => caller.raci.list({}),
  alerts: (caller) => caller.alerts.list({}),
  renewals: (caller) => caller.renewal.list(),
  'published figures': (caller) => caller.coverage.published({}),
  objectives: (caller) => caller.objectives.list({}),
  'what exists': (caller) => caller.inventory.products({}),
  'declarations of what exists': (caller) => caller.inventory.entries({}),
};

/** A client that counts the statements it sends. */
function countingDb(url: string): { db: Db; count: () => number } {
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 2 }),
    log: [{ emit: 'event', level: 'query' }],
  });
  let sent = 0;
  db.$on('query', () => {
    sent += 1;
  });
  return { db: db as unknown as Db, count: () => sent };
}

/** Objectives of the académie, each on a territory of its own. */
async function addObjectives(db: Db, count: number): Promise<void> {
  const caller = callerFor(await contextOf(db, 'dane', { now: new Date() }));
  const { constituency } = await caller.objectives.territories();
  for (const { code } of constituency.slice(0, count))
    await caller.objectives
      .set({
        territoryKind: 'constituency',
        territoryCode: code,
        stage: 'in_project',
        degree: 'primary',
        target: 0.9,
        targetOn: addDays(civilDate(new Date()), 365),
        note: null,
      })
      // The first one is there already when more are added.
      .catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === 'conflict')) throw error;
      });
}

const bench: Bench = {
  name: `SQL statements of lists, from ${FEW} to ${MANY} conventions`,
  async run({ createDatabase }): Promise<BenchResult[]> {
    if (!hasDirectory()) {
      console.log('  left out: annuaire-france.csv.gz is not at hand');
      return [];
    }
    const url = await createDatabase();
    const plain = createDb(url, 2);
    const client = await connectTo(url);
    const counting = countingDb(url);
    try {
      await loadSchools(plain);
      const measure = async () => {
        const caller = callerFor(await contextOf(counting.db, 'dane', { now: new Date() }));
        const counts: Record<string, number> = {};
        for (const [name, list] of Object.entries(lists)) {
          const before = counting.count();
          await list(caller);
          counts[name] = counting.count() - before;
        }
        return counts;
      };
      await addObjectives(counting.db, 1);
      await addConventions(client, { count: FEW, schoolsEach: 4, academyCode: '25' });
      const few = await measure();
      await client.query(`TRUNCATE "Project", "Convention", "AafRequest" CASCADE`);
      await addObjectives(counting.db, 20);
      await addConventions(client, { count: MANY, schoolsEach: 4, academyCode: '25' });
      const many = await measure();
      return Object.keys(lists).map((name) => ({
        label: name,
        baseline: few[name] ?? Number.NaN,
        measured: many[name] ?? Number.NaN,
        ratio: (many[name] ?? Number.NaN) / (few[name] ?? Number.NaN),
        note: 'statements for one page',
        unit: 'SQL',
      }));
    } finally {
      await client.end();
      await counting.db.$disconnect();
      await plain.$disconnect();
    }
  },
};

export default bench;
