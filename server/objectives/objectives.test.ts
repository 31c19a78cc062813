import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import { verifyJournal } from '../audit/verify';
import { toDbDate } from '../clock';
import type { Db } from '../db';
import { callerOf, contextOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';
import { schoolRow } from '../testing/territory';
import { listObjectives } from './queries';

let db: Db;
let url: string;
let close: () => Promise<void>;
let projectId: string;

const as = (person: Person, now?: Date) => callerOf(db, person, now ? { now } : {});
const uais = ['0958001A', '0958002B', '0958003C', '0958004D'];
const target = {
  territoryKind: 'department' as const,
  territoryCode: '95',
  stage: 'in_project' as const,
  degree: 'primary' as const,
  sector: 'public' as const,
  target: 0.75,
  targetOn: '2027-11-22',
};

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  await db.school.createMany({
    data: uais.map((uai, index) => ({
      ...schoolRow({ uai, communeCode: '95018', ...(index === 3 ? { openedOn: '2027-01-01' } : {}) }),
      constituency: index < 2 ? 'Argenteuil Nord' : null,
    })),
  });
  const carrier = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  const project = await db.project.create({
    data: {
      academyCode: '25',
      carrierId: carrier.id,
      name: 'Essai',
      degree: 'primary',
      schools: { create: { uai: uais[0] ?? '', addedOn: toDbDate('2026-01-01') } },
    },
  });
  projectId = project.id;
});
afterAll(() => close());
beforeEach(async () => {
  await db.objective.deleteMany();
  await db.projectSchool.deleteMany({ where: { uai: { not: uais[0] ?? '' } } });
});

const enter = (uai: string | undefined, on: string) =>
  db.projectSchool.create({ data: { projectId, uai: uai ?? '', addedOn: toDbDate(on) } });

describe('an objective', () => {
  it('freezes where it starts, then follows the chain of each day', async () => {
    const dane = await as('dane');
    const { id } = await dane.objectives.set(target);
    const first = await dane.objectives.get({ id });
    expect(first).toMatchObject({
      territoryName: 'Val-d’Oise (95)',
      start: { on: '2026-11-22', numerator: 1, denominator: 3, ratio: 1 / 3 },
      now: { on: '2026-11-22', numerator: 1, denominator: 3 },
      trend: 'on_pace',
      canEdit: true,
      restricted: false,
    });
    // A fourth school opens, and two more enter the project.
    await enter(uais[1], '2027-02-01');
    await enter(uais[2], '2027-09-01');
    const at = async (day: string) => {
      const later = await as('dane', new Date(`${day}T09:00:00.000Z`));
      const { now, trend, start } = await later.objectives.get({ id });
      return [now.numerator, now.denominator, trend, start.denominator];
    };
    expect(await at('2027-03-01')).toEqual([2, 4, 'ahead', 3]);
    expect(await at('2027-08-01')).toEqual([2, 4, 'late', 3]);
    expect(await at('2027-10-01')).toEqual([3, 4, 'reached', 3]);
    const done = await (await as('dane', new Date('2027-10-01T09:00:00.000Z'))).objectives.get({ id });
    expect(done.curve.at(0)).toMatchObject({ day: '2026-11-22', actual: 1 / 3 });
    expect(done.curve.at(-1)).toMatchObject({ day: '2027-11-22', actual: null, expected: 0.75 });
    const shares = done.curve.flatMap(({ actual }) => actual ?? []);
    expect(new Set(shares)).toEqual(new Set([1 / 3, 0.25, 0.5, 0.75]));
  });

  it('is past its day when it was not reached', async () => {
    const { id } = await (await as('dane')).objectives.set(target);
    const after = await as('dane', new Date('2027-12-01T09:00:00.000Z'));
    expect(await after.objectives.get({ id })).toMatchObject({ trend: 'overdue' });
  });

  it('is revised and closed with a reason, each with its journal row; where it started stays', async () => {
    const dane = await as('dane');
    const { id } = await dane.objectives.set(target);
    const revision = {
      id,
      version: 1,
      target: 0.6,
      targetOn: '2028-01-01',
      reason: 'Un an de marché en plus.',
    };
    await dane.objectives.revise(revision);
    const stale = await refused(dane.objectives.revise({ ...revision, target: 0.5 }));
    expect(stale).toMatchObject({ code: 'conflict', message: expect.stringContaining('Dominique Dane') });
    for (const [change, field] of [
      [{ target: 0 }, 'target'],
      [{ target: 1.2 }, 'target'],
      [{ targetOn: '2026-11-22' }, 'targetOn'],
      [{ reason: ' ' }, 'reason'],
    ] as const)
      expect(
        Object.keys((await refused(dane.objectives.revise({ ...revision, version: 2, ...change }))).fields),
      ).toEqual([field]);
    expect(await dane.objectives.get({ id })).toMatchObject({ target: 0.6, start: { ratio: 1 / 3 } });
    await dane.objectives.close({ id, version: 2, reason: 'Remplacé.' });
    expect(await dane.objectives.list({})).toEqual([]);
    expect(await dane.objectives.list({ state: 'closed' })).toMatchObject([
      { closedReason: 'Remplacé.', canEdit: false },
    ]);
    expect((await refused(dane.objectives.close({ id, version: 3, reason: 'Encore.' }))).code).toBe(
      'conflict',
    );
    expect((await refused(dane.objectives.revise({ ...revision, version: 3 }))).code).toBe('conflict');
    const rows = await db.journalEntry.findMany({ where: { objectId: id }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ action }) => action)).toEqual([
      'objective.set',
      'objective.revised',
      'objective.closed',
    ]);
    expect((await verifyJournal(db)).broken).toBeNull();
  });

  it('is refused when it says nothing, is already there or already reached', async () => {
    const dane = await as('dane');
    const wrong: [Record<string, unknown>, string][] = [
      [{ territoryCode: '' }, 'territoryCode'],
      [{ territoryCode: 'zz' }, 'territoryCode'],
      [{ territoryCode: '35' }, 'territoryCode'],
      [{ territoryCode: '999' }, 'territoryCode'],
      [{ territoryKind: 'academy', territoryCode: '14' }, 'territoryCode'],
      [{ territoryKind: 'planet' }, 'territoryKind'],
      [{ territoryKind: 'constituency', territoryCode: '95:Nulle part' }, 'territoryCode'],
      [{ stage: 'exists' }, 'stage'],
      [{ basis: 'teachers' }, 'basis'],
      [{ basis: 'pupils' }, 'territoryCode'],
      [{ target: 0 }, 'target'],
      [{ target: 1.5 }, 'target'],
      [{ target: 0.3 }, 'target'],
      [{ targetOn: '2026-11-22' }, 'targetOn'],
      [{ targetOn: '2027-02-30' }, 'targetOn'],
    ];
    for (const [change, field] of wrong) {
      const input = { ...target, ...change } as Parameters<typeof dane.objectives.set>[0];
      const said = await refused(dane.objectives.set(input));
      expect([said.code, Object.keys(said.fields)], JSON.stringify(change)).toEqual(['invalid', [field]]);
    }
    await dane.objectives.set(target);
    expect((await refused(dane.objectives.set({ ...target, target: 0.8 }))).code).toBe('conflict');
    await dane.objectives.set({ ...target, territoryKind: 'academy', territoryCode: '25' });
    await dane.objectives.set({
      ...target,
      territoryKind: 'constituency',
      territoryCode: '95:Argenteuil Nord',
    });
    const mine = await dane.objectives.list({});
    expect(mine.map(({ start }) => start.denominator)).toEqual([3, 3, 2]);
  });

  it('is counted with the others in one statement, each with its own territory, day and links', async () => {
    const dane = await as('dane');
    const { epciSiren } = await db.commune.findUniqueOrThrow({ where: { code: '95018' } });
    const made: string[] = [];
    for (const change of [
      {},
      { stage: 'conventioned' as const },
      { territoryKind: 'academy' as const, territoryCode: '25' },
      { territoryKind: 'constituency' as const, territoryCode: '95:Argenteuil Nord' },
      { territoryKind: 'epci' as const, territoryCode: epciSiren ?? '' },
    ])
      made.push((await dane.objectives.set({ ...target, ...change })).id);
    await dane.objectives.close({ id: made[0] ?? '', version: 1, reason: 'Remplacé' });
    await dane.objectives.set({ ...target, target: 0.9 });
    const later = new Date('2027-02-01T10:00:00Z');
    const counting = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url }),
      log: [{ level: 'query', emit: 'event' }],
    });
    let queries = 0;
    counting.$on('query', () => {
      queries += 1;
    });
    const cost = async (limit: number) => {
      queries = 0;
      const lines = await listObjectives(
        { ...(await contextOf(db, 'dane')), db: counting as Db, now: later } as Parameters<
          typeof listObjectives
        >[0],
        { state: 'all', limit },
      );
      return { lines, queries };
    };
    const one = await cost(1);
    const all = await cost(200);
    await counting.$disconnect();
    expect([one.queries, all.queries]).toEqual([2, 2]);
    // The same as each of them alone; the closed one stays at its day, before the fourth school opened.
    const alone = await as('dane', later);
    for (const line of all.lines)
      expect(line.now, line.territoryName).toEqual((await alone.objectives.get({ id: line.id })).now);
    const closed = all.lines.find(({ id }) => id === made[0]);
    expect([closed?.now.on, closed?.now.denominator]).toEqual(['2026-11-22', 3]);
    expect(all.lines.find(({ id }) => id === made[2])?.now.denominator).toBe(4);
  });

  it('is the académie’s own to set and to read', async () => {
    const { id } = await (await as('redaction')).objectives.set(target);
    expect((await (await as('dpd')).objectives.get({ id })).canEdit).toBe(false);
    expect(await (await as('dsden78')).objectives.list({})).toHaveLength(1);
    for (const person of ['dpd', 'dsden78'])
      expect((await refused((await as(person)).objectives.set(target))).code).toBe('forbidden');
    for (const person of ['projet', 'maire', 'editeur', 'ecole', 'lecteur'])
      expect((await refused((await as(person)).objectives.list({}))).code).toBe('forbidden');
    expect((await refused((await as('dane.rennes')).objectives.get({ id }))).code).toBe('not_found');
    expect(await (await as('dane.rennes')).objectives.list({})).toEqual([]);
    const choices = await (await as('dane')).objectives.territories();
    expect(choices.department.map(({ code }) => code)).toEqual(['78', '91', '92', '95']);
    expect(choices.constituency).toContainEqual({ code: '95:Argenteuil Nord', name: 'Argenteuil Nord (95)' });
  });
});
