import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyJournal } from '@/server/audit/verify';
import { createDb, type Db } from '@/server/db';
import { isUai } from '@/server/territory/uai';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { setTestEnvironment } from '@/server/testing/environment';
import { callerOf, testNow } from '@/server/testing/people';
import { demonstrationAccounts } from './accounts';
import { loadDemonstration } from './demonstration';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestEnvironment(database.url);
  await loadDemonstration(database.url, testNow);
  db = createDb(database.url, 2);
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const counts = async () => ({
  users: await db.user.count(),
  schools: await db.school.count(),
  projects: await db.project.count(),
  conventions: await db.convention.count(),
  attachments: await db.aafAttachment.count(),
  sheets: await db.experienceReport.count(),
  journal: await db.journalEntry.count(),
});

it('shows every stage of the work', async () => {
  const states = await db.convention.groupBy({ by: ['status'], _count: true });
  expect(Object.fromEntries(states.map(({ status, _count }) => [status, _count]))).toEqual({
    draft: 2,
    academic_review: 1,
    awaiting_deliberation: 1,
    ready_to_sign: 1,
    in_force: 1,
  });
  const attachments = await db.aafAttachment.groupBy({ by: ['status'], _count: true });
  expect(Object.fromEntries(attachments.map(({ status, _count }) => [status, _count]))).toEqual({
    requested: 1,
    checked: 1,
    test: 1,
    attached: 6,
    rejected: 1,
  });
  expect(
    await db.experienceReport.groupBy({ by: ['visibility'], where: { publishedAt: { not: null } } }),
  ).toHaveLength(2);
  expect(await db.experienceReport.count({ where: { publishedAt: null } })).toBe(1);
});

it('labels all that it invents', async () => {
  const schools = await db.school.findMany();
  expect(schools).toHaveLength(60);
  for (const { uai, name, demonstration } of schools) {
    expect(demonstration && name.endsWith('(fictive)') && isUai(uai), uai).toBe(true);
  }
  const left = { demonstration: false };
  expect(await db.project.count({ where: left })).toBe(0);
  expect(await db.convention.count({ where: left })).toBe(0);
  expect(await db.experienceReport.count({ where: left })).toBe(0);
});

it('shows what exists beside the ENT, a doublon in it, and targets under way', async () => {
  const dane = await callerOf(db, 'dane');
  const found = await dane.inventory.duplicates({});
  expect(found.map(({ kind }) => kind)).toContain('paid_covered');
  const objectives = await dane.objectives.list({});
  expect(objectives).toHaveLength(2);
  expect(await db.product.count({ where: { note: null, name: { contains: 'fictif' } } })).toBe(0);
});

it('tells nothing of the future, and leaves a journal that verifies', async () => {
  expect(await db.journalEntry.count({ where: { at: { gte: testNow } } })).toBe(0);
  expect(await db.conventionStage.count({ where: { since: { gte: testNow } } })).toBe(0);
  const { rows, broken } = await verifyJournal(db);
  expect(broken).toBeNull();
  expect(rows).toBeGreaterThan(80);
});

it('leaves no letter to send and no code counted', async () => {
  expect(await db.outgoingMail.count()).toBe(0);
  expect(await db.throttle.count()).toBe(0);
});

it('loads twice as once', async () => {
  const before = await counts();
  await loadDemonstration(database.url, testNow);
  expect(await counts()).toEqual(before);
});

it.each(demonstrationAccounts.map(({ email }) => email))('has something to show to %s', async (email) => {
  const caller = await callerOf(db, email.replace('@demo.invalid', ''));
  const { groups, territory, mine, steps } = await caller.dashboard.get();
  expect(groups.length > 0 || territory !== null || mine !== null || steps.length > 0).toBe(true);
});

it('gives work to those who act', async () => {
  const waiting = async (person: string) =>
    (await (await callerOf(db, person)).dashboard.get()).groups.map(({ kind }) => kind);
  expect(await waiting('maire')).toContain('sign');
  expect(await waiting('dasen')).toContain('sign');
  expect(await waiting('dpd')).toContain('opinion');
  expect(await waiting('juridique')).toContain('opinion');
  expect(await waiting('mutualisation')).toContain('deliberation_enter');
  expect(await waiting('annuaire')).toEqual(expect.arrayContaining(['aaf_check', 'aaf_test', 'aaf_attach']));
  expect(await waiting('projet')).toContain('aaf_request');
  expect(await waiting('dane.rennes')).toEqual(['draft']);
  const legal = await (await callerOf(db, 'juridique')).dashboard.get();
  expect(legal.groups[0]?.tasks[0]?.late).toBe(true);
});

it('shows the school head his own école, attached', async () => {
  const { mine } = await (await callerOf(db, 'ecole')).dashboard.get();
  expect(mine).toMatchObject({ exists: 1, attached: 1 });
});
