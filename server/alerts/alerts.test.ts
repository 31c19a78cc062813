import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { callerOf, contextOf, createPopulatedDatabase, type Person, testNow } from '@/server/testing/people';
import type { AlertKind } from './domain';
import { reachOf, watch } from './facts';
import { alertWorld, opinionRow } from './testing-rows';

let db: Db;
let url: string;
let close: () => Promise<void>;
let world: Awaited<ReturnType<typeof alertWorld>>;

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  world = await alertWorld(db);
});
afterAll(() => close());
beforeEach(() => world.clear());

const list = async (person: Person, input: Parameters<Caller['alerts']['list']>[0] = { who: 'all' }) =>
  (await callerOf(db, person)).alerts.list(input);
type Caller = Awaited<ReturnType<typeof callerOf>>;
const lines = async (person: Person, who: 'mine' | 'all' = 'all') =>
  (await list(person, { who })).groups.flatMap((group) => group.lines);
const kinds = async (person: Person, who: 'mine' | 'all' = 'all') =>
  (await lines(person, who)).map(({ kind, severity }) => `${kind}:${severity}`);
const only = async (kind: AlertKind, person: Person = 'dane') => {
  const found = (await lines(person)).filter((one) => one.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('ends', () => {
  it('warns at −12, −6 and −3 months, each with its gravity, and when the term has passed', async () => {
    for (const [endsOn, severity, says] of [
      ['2027-11-30', null, ''],
      ['2027-10-31', 'info', 'alerte à 12 mois'],
      ['2027-05-22', 'warning', 'alerte à 6 mois'],
      ['2027-02-22', 'danger', 'alerte à 3 mois'],
      ['2026-11-21', 'danger', 'Son terme est passé depuis le 21 novembre 2026'],
    ] as const) {
      await world.clear();
      await world.convention('in_force', { endsOn: toDbDate(endsOn) });
      const found = (await lines('dane')).filter(({ kind }) => kind === 'convention_end');
      expect(
        found.map((one) => one.severity),
        endsOn,
      ).toEqual(severity ? [severity] : []);
      if (severity) expect(found[0]?.sentence).toContain(says);
    }
  });

  it('is quiet when a successor is signed, and follows the thresholds of the académie', async () => {
    const one = await world.convention('in_force', { endsOn: toDbDate('2027-01-31') });
    await world.convention('signed', { predecessorId: one.id, effectiveOn: toDbDate('2027-02-01') });
    expect(await kinds('dane')).not.toContain('convention_end:danger');
    await world.clear();
    await world.convention('in_force', { endsOn: toDbDate('2028-05-31') });
    expect(await kinds('dane')).toEqual(['market_before_end:warning']);
    const caller = await callerOf(db, 'dane');
    const { settings, version } = await caller.academies.get({ id: '25' });
    await caller.academies.changeSettings({
      id: '25',
      version,
      settings: { ...settings, alerts: { ...settings.alerts, endMonths: [24, 12, 2] } },
    });
    expect(await kinds('dane')).toContain('convention_end:info');
    await expect(
      caller.academies.changeSettings({
        id: '25',
        version: version + 1,
        settings: { ...settings, alerts: { ...settings.alerts, endMonths: [3, 6, 12] } },
      }),
    ).rejects.toThrow('de la plus éloignée à la plus proche');
    await caller.academies.changeSettings({ id: '25', version: version + 1, settings });
  });

  it('says when the market ends before the convention, and leads to the project', async () => {
    await world.convention('in_force', { endsOn: toDbDate('2029-08-31') });
    expect(await only('market_before_end')).toMatchObject({
      severity: 'warning',
      href: `/projets/${world.project.id}`,
      dueOn: '2027-03-31',
      sentence:
        'Le marché de la solution (M-26) prend fin le 31 mars 2027, avant la convention (31 août 2029).',
    });
    await world.clear();
    await world.convention('in_force', { endsOn: toDbDate('2027-03-31') });
    expect(await kinds('dane')).not.toContain('market_before_end:warning');
  });
});

describe('schools', () => {
  const listed = (...uais: string[]) => ({
    schools: { create: uais.map((uai) => ({ uai, entryOn: toDbDate('2026-09-01') })) },
  });

  it('finds those in two active conventions at the same time, by pair', async () => {
    for (const uai of ['0957001A', '0957002B', '0957003C']) await world.school(uai);
    const base = { ...world.row('in_force', { endsOn: toDbDate('2029-08-31') }) };
    const one = await db.convention.create({ data: { ...base, ...listed('0957001A', '0957002B') } });
    const two = await db.convention.create({
      data: {
        ...world.row('in_force', { endsOn: toDbDate('2029-08-31') }),
        ...listed('0957001A', '0957002B', '0957003C'),
      },
    });
    expect(await only('double_uai')).toMatchObject({
      key: `double_uai:${one.id}:${two.id}`,
      severity: 'danger',
      href: `/conventions/${two.id}?onglet=ecoles`,
      sentence: expect.stringContaining(
        '2\u00a0écoles (École 0957001A (0957001A) et École 0957002B (0957002B)) figurent',
      ),
    });
    // One after the other is no overlap; a school that left, a convention that ended, are none either.
    await db.convention.update({ where: { id: two.id }, data: { effectiveOn: toDbDate('2029-09-01') } });
    expect(await kinds('dane')).not.toContain('double_uai:danger');
    await db.convention.update({ where: { id: two.id }, data: { effectiveOn: null, status: 'expired' } });
    expect(await kinds('dane')).not.toContain('double_uai:danger');
  });

  it('finds closed ones in an annexe, and those that stay attached', async () => {
    await world.school('0957004D', 'closed');
    const one = await db.convention.create({ data: { ...world.row('in_force'), ...listed('0957004D') } });
    expect(await only('school_closed')).toMatchObject({ severity: 'warning' });
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
        requestedAt: testNow,
      },
    });
    const attachment = await db.aafAttachment.create({
      data: {
        uai: '0957004D',
        productId: world.productId,
        projectId: world.project.id,
        conventionId: one.id,
        requestId: request.id,
        status: 'attached',
        statusSince: testNow,
      },
    });
    expect(await kinds('dane')).toEqual(['school_closed:danger', 'school_closed:warning']);
    await db.aafAttachment.update({ where: { id: attachment.id }, data: { status: 'requested' } });
    expect(await kinds('annuaire', 'mine')).toEqual(['aaf_waiting:danger']);
    await db.aafAttachment.update({ where: { id: attachment.id }, data: { status: 'attached' } });
    await db.convention.update({ where: { id: one.id }, data: { status: 'expired' } });
    expect(await kinds('annuaire', 'mine')).toEqual(['school_closed:danger', 'aaf_detach:danger']);
  });
});

describe('what waits', () => {
  it('tells an opinion late, due soon, or not yet, to whom it is asked', async () => {
    await db.convention.create({
      data: {
        ...world.row('academic_review'),
        opinions: { create: [opinionRow('dpo', '2026-11-10'), opinionRow('legal', '2026-11-27')] },
      },
    });
    expect(await kinds('dane')).toEqual(['opinion_due:danger', 'opinion_due:warning']);
    expect(await kinds('dpd', 'mine')).toEqual(['opinion_due:danger']);
    expect(await kinds('juridique', 'mine')).toEqual(['opinion_due:warning']);
    expect(await kinds('dane', 'mine')).toEqual([]);
    expect((await lines('dpd', 'mine'))[0]?.sentence).toContain('en retard de 12\u00a0jours');
  });

  it('tells reservations without an answer to those who answer them', async () => {
    await db.convention.create({
      data: {
        ...world.row('academic_review'),
        opinions: {
          create: [
            opinionRow('dpo', '2026-11-10', {
              verdict: 'with_reservations',
              givenAt: testNow,
              reservations: { create: [{ position: 1, text: 'Durée' }] },
            }),
            opinionRow('legal', '2026-11-30', { verdict: 'favourable', givenAt: testNow }),
          ],
        },
      },
    });
    expect(await kinds('dane', 'mine')).toEqual(['reservation_unanswered:warning']);
    expect(await kinds('dpd', 'mine')).toEqual([]);
  });

  it('tells a délibération that is missing, or entered without its transmission', async () => {
    const one = await world.convention('awaiting_deliberation');
    expect(await kinds('projet', 'mine')).toEqual(['deliberation_missing:warning']);
    await db.deliberation.create({
      data: { conventionId: one.id, number: '2026-12', organ: 'Conseil', enteredById: 'x' },
    });
    await db.convention.update({ where: { id: one.id }, data: { status: 'ready_to_sign' } });
    expect(await kinds('projet', 'mine')).toEqual(['deliberation_untransmitted:warning']);
    await db.deliberation.update({ where: { conventionId: one.id }, data: { waiverReason: 'Sans objet' } });
    expect(await kinds('dane')).not.toContain('deliberation_untransmitted:warning');
  });

  it('tells signatures waited for long, or past the effect date, to the signatories', async () => {
    await world.convention('ready_to_sign', { statusSince: new Date('2026-11-20T08:00:00Z') });
    await world.convention('ready_to_sign');
    await world.convention('ready_to_sign', { effectiveOn: toDbDate('2026-11-01') });
    const wanted = ['signature_waiting:danger', 'signature_waiting:warning', 'signature_waiting:info'];
    expect(await kinds('maire', 'mine')).toEqual(wanted);
    expect(await kinds('dasen', 'mine')).toEqual(wanted);
    expect(await kinds('dane', 'mine')).toEqual([]);
  });

  it('tells a seal that is awaited, with the reason that the application gives', async () => {
    const one = await world.convention('awaiting_seal');
    await db.sealWait.create({
      data: {
        conventionId: one.id,
        waitingFor: 'timestamp',
        reason: 'L’autorité d’horodatage ne répond pas.',
        since: testNow,
        lastTriedAt: testNow,
        nextTryAt: testNow,
      },
    });
    expect(await only('seal_pending')).toMatchObject({ severity: 'danger', remind: null });
    expect((await only('seal_pending'))?.sentence).toContain('L’autorité d’horodatage ne répond pas.');
  });

  it('tells suspensions, taken-over conventions without scan, late steps and refused mails', async () => {
    await world.convention('suspended', { statusSince: new Date('2026-01-10T08:00:00Z') });
    await world.convention('in_force', { origin: 'taken_over' });
    const dane = await contextOf(db, 'dane');
    await db.followUpStep.create({
      data: {
        academyCode: '25',
        projectId: world.project.id,
        text: 'Rappeler la mairie',
        dueOn: toDbDate('2026-11-15'),
        ownerMembershipId: dane.actor?.membershipId ?? null,
        ownerName: 'Dominique Dane',
        authorId: 'x',
        authorName: 'X',
      },
    });
    await db.outgoingMail.create({
      data: { to: 'x@y.invalid', subject: '', text: '', html: '', state: 'refused', academyCode: '25' },
    });
    expect(await kinds('dane', 'mine')).toEqual([
      'suspended:warning',
      'next_step:warning',
      'scan_missing:info',
      'mail_refused:warning',
    ]);
    expect(await kinds('redaction', 'mine')).toEqual(['scan_missing:info']);
  });

  it('shows nobody what they may not read', async () => {
    await world.convention('ready_to_sign');
    for (const person of ['dane.rennes', 'dsden78', 'lecteur', 'ecole', 'national'])
      expect(await kinds(person), person).toEqual([]);
    expect((await list('editeur')).mayRemind).toBe(false);
    await expect((await callerOf(db, null)).alerts.list({ who: 'all' })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });
});

describe('one truth', () => {
  it('rings the bell for what the screen shows as mine, and the dashboard counts the same', async () => {
    await world.convention('ready_to_sign');
    await world.convention('partner_review', { statusSince: new Date('2026-11-21T08:00:00Z') });
    await world.convention('in_force', { endsOn: toDbDate('2027-02-22') });
    for (const person of ['maire', 'projet', 'dane', 'dpd']) {
      const caller = await callerOf(db, person);
      const screen = await caller.alerts.list({ who: 'mine' });
      const others = screen.others.reduce((sum, group) => sum + group.tasks.length, 0);
      expect(await caller.dashboard.waiting(), person).toEqual({ count: screen.counts.mine + others });
      const { alerts } = await caller.dashboard.get();
      for (const { kind, count } of alerts)
        expect(
          screen.groups.find((one) => one.kind === kind)?.lines.filter((one) => one.severity !== 'info')
            .length,
        ).toBe(count);
    }
  });

  it('filters by kind, gravity and département', async () => {
    await world.convention('ready_to_sign');
    await world.convention('in_force', { endsOn: toDbDate('2027-02-22'), departmentCodes: ['78'] });
    expect((await list('dane', { who: 'all', kind: 'convention_end' })).total).toBe(1);
    expect((await list('dane', { who: 'all', severity: 'danger' })).byKind).toEqual([
      { kind: 'convention_end', count: 1 },
    ]);
    expect((await list('dane', { who: 'all', department: '95' })).byKind).toEqual([
      { kind: 'signature_waiting', count: 1 },
    ]);
  });

  it('asks the database as often for 1,000 conventions as for 10', async () => {
    const counting = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: 4 }),
      log: [{ emit: 'event', level: 'query' }],
    });
    let queries = 0;
    counting.$on('query', () => {
      queries += 1;
    });
    const { ability } = await contextOf(db, 'dane');
    const measure = async () => {
      queries = 0;
      const begin = performance.now();
      const { facts } = await watch(counting as unknown as Db, reachOf(ability), testNow);
      return { queries, milliseconds: performance.now() - begin, conventions: facts.named.size };
    };
    const fill = async (from: number, to: number) => {
      const statuses = ['in_force', 'academic_review', 'ready_to_sign', 'awaiting_deliberation'] as const;
      await db.convention.createMany({
        data: Array.from({ length: to - from }, (_, i) =>
          world.row(statuses[i % 4] ?? 'draft', { endsOn: toDbDate('2027-02-22') }),
        ),
      });
      const missing = await db.convention.findMany({
        where: { status: 'academic_review', opinions: { none: {} } },
        select: { id: true },
      });
      await db.opinion.createMany({
        data: missing.map(({ id }) => ({ conventionId: id, ...opinionRow('dpo', '2026-11-10') })),
      });
    };
    await fill(0, 10);
    const few = await measure();
    await fill(10, 1000);
    const many = await measure();
    await counting.$disconnect();
    console.info(
      `alerts: ${many.queries} queries, ${Math.round(many.milliseconds)} ms for 1,000 conventions`,
    );
    expect(few.conventions).toBe(10);
    expect(many.conventions).toBe(1000);
    expect(many.queries).toBe(few.queries);
  });
});
