import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConventionStatus } from '@/prisma/generated/enums';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { contextOf, createPopulatedDatabase, type Person, testNow } from '@/server/testing/people';
import { ensureTerritory, schoolRow, templateVersion } from '@/server/testing/territory';
import { createCallerFactory } from '@/server/trpc/init';
import { dashboardRouter } from './router';

const callerFor = createCallerFactory(dashboardRouter);
let db: Db;
let close: () => Promise<void>;
let projectId: string;
let authorityId: string;
let productId: string;
let template: string;
const as = async (person: Person | null) => callerFor(await contextOf(db, person));
const labels = async (person: Person) => (await (await as(person)).get()).groups.map((group) => group.label);

beforeAll(async () => {
  process.env.ACCORDENT_MODE = 'test';
  process.env.AUTH_SECRET = 'test-secret-0123456789-abcdefghijkl';
  process.env.APP_URL = 'http://127.0.0.1:3000';
  let url = '';
  ({ db, close, url } = await createPopulatedDatabase());
  process.env.DATABASE_URL = url;
  await ensureTerritory(db);
  template = await templateVersion(db);
  await db.school.createMany({
    data: ['0951111X', '0952222Y', '0953333Z'].map((uai) => schoolRow({ uai, communeCode: '95018' })),
    skipDuplicates: true,
  });
  const authority = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  authorityId = authority.id;
  productId = (await db.product.findFirstOrThrow({ where: { kind: 'ent' } })).id;
  const project = await db.project.create({
    data: {
      academyCode: '25',
      carrierId: authorityId,
      productId,
      name: 'ENT des écoles d’Argenteuil',
      degree: 'primary',
      departmentCodes: ['95'],
      marketEndsOn: toDbDate('2027-08-31'),
      schools: {
        create: [
          { uai: '0951111X', addedOn: toDbDate('2026-09-01') },
          { uai: '0952222Y', addedOn: toDbDate('2026-11-10') },
        ],
      },
    },
  });
  projectId = project.id;
});
afterAll(() => close());

let rank = 0;
async function convention(status: ConventionStatus, facts: Record<string, unknown> = {}) {
  rank += 1;
  const since = new Date('2026-11-10T08:00:00Z');
  return db.convention.create({
    data: {
      number: `25-2026-${String(rank).padStart(4, '0')}`,
      academyCode: '25',
      projectId,
      authorityId,
      productId,
      templateVersionId: template,
      title: 'Convention d’essai',
      degree: 'primary',
      departmentCodes: ['95'],
      status,
      statusSince: since,
      stages: { create: { status, since } },
      ...facts,
    },
  });
}
const clear = () => db.convention.deleteMany();

describe('À faire', () => {
  it('asks each reviewer for their own opinion, late ones marked', async () => {
    await clear();
    await convention('academic_review', {
      opinions: {
        create: [
          { kind: 'dpo', round: 1, requestedAt: new Date(), dueOn: toDbDate('2026-11-01') },
          {
            kind: 'legal',
            round: 1,
            requestedAt: new Date(),
            dueOn: toDbDate('2026-12-01'),
            verdict: 'favourable',
            givenAt: new Date(),
          },
        ],
      },
    });
    expect(await labels('dpd')).toEqual(['1\u00a0avis à rendre']);
    expect(await labels('juridique')).toEqual([]);
    const { groups, deadlines } = await (await as('dpd')).get();
    expect(groups[0]?.tasks[0]).toMatchObject({
      object: 'Convention d’essai',
      since: '2026-11-10',
      dueOn: '2026-11-01',
      late: true,
    });
    expect(deadlines[0]).toMatchObject({ kind: 'opinion_due', late: true });
    expect(await labels('dane.rennes')).toEqual([]);
  });

  it('follows the ball: partner, délibération, signature', async () => {
    await clear();
    await convention('partner_review');
    expect(await labels('projet')).toEqual(['1\u00a0texte à relire']);
    expect(await labels('mutualisation')).toEqual(['1\u00a0texte à relire']);
    expect(await labels('dane')).toEqual([]);
    await clear();
    await convention('awaiting_deliberation');
    expect(await labels('projet')).toEqual(['1\u00a0délibération à saisir']);
    await clear();
    const one = await convention('ready_to_sign', { effectiveOn: toDbDate('2026-12-15') });
    const { groups } = await (await as('maire')).get();
    expect(groups.map((group) => group.label)).toEqual(['1\u00a0convention à signer']);
    expect(groups[0]?.tasks[0]).toMatchObject({
      href: `/conventions/${one.id}/signature`,
      dueOn: '2026-12-15',
      late: false,
    });
    expect(await labels('dasen')).toEqual(['1\u00a0convention à signer']);
    expect(await labels('dane')).toEqual([]);
    expect(await (await as('maire')).waiting()).toEqual({ count: 1 });
  });

  it('names who brought the convention where it stands', async () => {
    await clear();
    const one = await convention('partner_review');
    await db.journalEntry.create({
      data: {
        chain: '25',
        seq: 900_001,
        at: one.statusSince,
        actorName: 'Dominique Dane',
        hat: '',
        action: 'convention.sent_to_partner',
        objectType: 'Convention',
        objectId: one.id,
        previousHash: '',
        hash: '',
      },
    });
    const { groups } = await (await as('projet')).get();
    expect(groups[0]?.tasks[0]?.askedBy).toBe('Dominique Dane');
  });

  it('tells the AAF queue by act with its schools, and whom to detach', async () => {
    await clear();
    const held = await convention('in_force', {
      schools: {
        create: ['0951111X', '0952222Y', '0953333Z'].map((uai) => ({
          uai,
          entryOn: toDbDate('2026-09-01'),
        })),
      },
    });
    expect(await labels('dane')).toEqual(['3\u00a0écoles à demander pour l’AAF']);
    const request = await db.aafRequest.create({
      data: {
        academyCode: '25',
        wantedOn: toDbDate('2026-11-15'),
        environment: 'production',
        eduConnect: true,
        gar: false,
        contactName: 'C',
        contactEmail: 'c@demo.invalid',
        requestedById: 'x',
        requestedByName: 'Alix Projet',
        requestedAt: new Date('2026-11-12T09:00:00Z'),
      },
    });
    const attach = (uai: string, status: 'requested' | 'attached') =>
      db.aafAttachment.create({
        data: {
          uai,
          productId,
          projectId,
          conventionId: held.id,
          requestId: request.id,
          status,
          statusSince: new Date('2026-11-12T09:00:00Z'),
        },
      });
    await attach('0951111X', 'requested');
    await attach('0952222Y', 'requested');
    const { groups } = await (await as('annuaire')).get();
    expect(groups.map((group) => group.label)).toEqual(['2\u00a0écoles à vérifier pour l’AAF']);
    expect(groups[0]?.tasks).toHaveLength(1);
    expect(groups[0]?.tasks[0]).toMatchObject({ count: 2, askedBy: 'Alix Projet', late: true });
    expect(await labels('dane')).toEqual(['1\u00a0école à demander pour l’AAF']);
    expect(await labels('projet')).toEqual(['1\u00a0école à demander pour l’AAF']);

    await attach('0953333Z', 'attached');
    await db.convention.update({ where: { id: held.id }, data: { status: 'expired' } });
    expect(await labels('annuaire')).toContain('1\u00a0école à décrocher de l’AAF');
    await db.aafAttachment.deleteMany();
  });

  it('reminds whoever launched an import that refused lines', async () => {
    const { actor } = await contextOf(db, 'dane');
    await db.directoryImport.create({
      data: {
        academyCode: '25',
        actorId: actor?.userId ?? '',
        fileName: 'annuaire.csv',
        sha256: '',
        bytes: 1,
        status: 'done',
        refused: 3,
        finishedAt: new Date('2026-11-20T08:00:00Z'),
      },
    });
    await clear();
    expect(await labels('dane')).toEqual(['1\u00a0import à relire']);
    expect(await labels('exploitant')).toEqual([]);
  });
});

describe('the rest of the page', () => {
  it('tells the deadlines of twelve months, and nobody else’s', async () => {
    await clear();
    await convention('in_force', { endsOn: toDbDate('2027-06-30') });
    await convention('in_force', { endsOn: toDbDate('2029-06-30') });
    const deadlines = await (await as('dane')).deadlines();
    expect(deadlines.map((one) => [one.kind, one.on])).toEqual([
      ['convention_end', '2027-06-30'],
      ['market_end', '2027-08-31'],
    ]);
    expect(await (await as('dane.rennes')).deadlines()).toEqual([]);
  });

  it('draws the funnel of the territory and what moved in a month', async () => {
    const { territory } = await (await as('dane')).get();
    expect(territory?.departments.map((one) => one.code)).toEqual(['78', '91', '92', '95']);
    const mine = territory?.departments.find((one) => one.code === '95');
    expect(mine?.counts).toMatchObject({ inProject: 2 });
    expect(mine?.moved).toMatchObject({ inProject: 1, exists: 0 });
    expect((await (await as('dsden78')).get()).territory?.departments.map((one) => one.code)).toEqual(['78']);
    expect((await (await as('national')).get()).territory).toMatchObject({ departments: [] });
    expect((await (await as('lecteur')).get()).territory).toBeNull();
  });

  it('tells a mayor and an editor where their own schools stand', async () => {
    expect((await (await as('maire')).get()).mine).toMatchObject({ exists: 3, inProject: 2, attached: 0 });
    expect((await (await as('dane')).get()).mine).toBeNull();
  });

  it.each(['exploitant', 'ecole', 'lecteur', 'national', 'editeur', 'dsden78', 'annuaire'])(
    'opens for %s',
    async (person) => {
      const page = await (await as(person)).get();
      if (page.groups.length === 0) expect(page.steps).toHaveLength(3);
    },
  );

  it('tells whoever runs the platform, and nobody else, that the seal certificate comes to its end', async () => {
    const sealOn = async (person: Person, now: Date) =>
      (await callerFor(await contextOf(db, person, { now })).get()).seal;
    expect(await sealOn('exploitant', testNow)).toBeNull();
    const { createdAt } = await db.demonstrationSeal.findUniqueOrThrow({ where: { id: 1 } });
    const inYears = (days: number) => new Date(createdAt.getTime() + (3650 - days) * 86_400_000);
    expect(await sealOn('exploitant', inYears(31))).toBeNull();
    expect(await sealOn('exploitant', inYears(3))).toMatchObject({
      tone: 'warning',
      message: expect.stringContaining('prend fin dans 3\u00a0jours'),
    });
    expect(await sealOn('exploitant', inYears(-1))).toMatchObject({ tone: 'danger' });
    expect(await sealOn('dane', inYears(-1))).toBeNull();
  });

  it('is closed to visitors', async () => {
    await expect((await as(null)).get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
