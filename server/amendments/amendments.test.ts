import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import { addDays } from '../calendar';
import { fromDbDate } from '../clock';
import { followCalendar } from '../conventions/commands/calendar';
import { chainSql } from '../coverage/chain';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { argenteuil, lead, plantConvention, plantSchools, signAs, smallPdf } from '../testing/scenes';
import { refusalOf } from '../trpc/init';
import { type DatedAmendment, factsOn, schoolsOn } from './domain';
import { amendedFacts, baseOf } from './parent';
import { amendmentChanges, noChanges } from './schema';

let db: Db;
let close: () => Promise<void>;
const at = (day: string) => new Date(`${day}T09:00:00.000Z`);

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

/** A convention in force since the day of the tests, with more schools in its project than in its annex. */
async function inForce({ schools = 3, more = 3 } = {}) {
  const planted = await plantConvention(db, { schools });
  await lead(db, planted.id, 'ready_to_sign');
  await signAs(db, planted.id, 'maire');
  await signAs(db, planted.id, 'dasen');
  // Nine conventions are signed here within one instant: the limit on codes is not what is tried.
  await db.throttle.deleteMany();
  await followCalendar(db, testNow);
  const extra = await plantSchools(db, argenteuil, more);
  const dane = await callerOf(db, 'dane');
  await dane.projects.setSchools({ id: planted.project.id, uais: [...planted.project.uais, ...extra] });
  return { ...planted, inside: planted.project.uais, outside: extra };
}

async function otherProduct() {
  const vendor = await db.vendor.findFirstOrThrow();
  return db.product.create({
    data: { name: `Solution ${crypto.randomUUID()}`, kind: 'ent', vendorId: vendor.id },
  });
}

const pick = (list: string[], index: number) => list[index] ?? '';

describe('an avenant from draft to in force', () => {
  it('goes through the same chain, then changes the living facts and never the signed text', {
    timeout: 180_000,
  }, async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    const product = await otherProduct();
    const before = await db.conventionText.findMany({
      where: { conventionId: convention.id },
      include: { pdf: true },
      orderBy: { number: 'asc' },
    });
    const [leaving, entering] = [pick(convention.inside, 0), pick(convention.outside, 0)];
    const created = await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-01-01',
      changes: {
        schoolsIn: [
          { uai: entering, entryOn: '2027-01-01' },
          { uai: pick(convention.outside, 1), entryOn: '2027-09-01' },
        ],
        schoolsOut: [{ uai: leaving, exitOn: '2027-01-01', reason: 'fermeture de l’école' }],
        product: { productId: product.id, marketReference: '2027-M-9', marketEndsOn: '2031-08-31' },
      },
    });
    expect(created.number).toBe(`${convention.number}-A1`);
    const text = await dane.conventions.content({ id: created.id });
    const whole = JSON.stringify(text.content);
    expect(text.content.amends).toEqual({ rank: 1, number: convention.number });
    expect(text.content.articles.map(({ title }) => title)).toEqual([
      'Objet de l’avenant',
      'Entrée d’écoles',
      'Sortie d’école',
      'Changement de solution',
      'Prise d’effet',
      'Stipulations maintenues',
    ]);
    expect(whole).toContain(`«\u00a0${product.name}\u00a0», éditée par`);
    expect(whole).toContain('1er janvier 2027');
    expect(whole).toContain('2027-M-9');
    expect((await dane.conventions.get({ id: created.id })).missing).toEqual([]);

    await lead(db, created.id, 'ready_to_sign');
    await signAs(db, created.id, 'maire');
    expect((await signAs(db, created.id, 'dasen')).status).toBe('signed');
    await followCalendar(db, at('2026-12-31'));
    expect((await dane.conventions.get({ id: created.id })).status).toBe('signed');
    expect((await dane.conventions.get({ id: convention.id })).product?.id).toBe(
      convention.project.productId,
    );

    await followCalendar(db, at('2027-01-01'));
    const later = await callerOf(db, 'dane', { now: at('2027-01-02') });
    const amended = await later.conventions.get({ id: convention.id });
    expect((await later.conventions.get({ id: created.id })).status).toBe('in_force');
    expect(amended.product?.id).toBe(product.id);
    expect(amended.schools.map(({ uai }) => uai).sort()).toEqual(
      [...convention.inside.slice(1), entering].sort(),
    );
    expect((await db.project.findUniqueOrThrow({ where: { id: convention.project.id } })).productId).toBe(
      product.id,
    );

    // The second school enters on its own day.
    await followCalendar(db, at('2027-09-01'));
    expect((await later.conventions.get({ id: convention.id })).schools).toHaveLength(4);
    expect(await followCalendar(db, at('2027-09-01'))).toBe(0);

    const after = await db.conventionText.findMany({
      where: { conventionId: convention.id },
      include: { pdf: true },
      orderBy: { number: 'asc' },
    });
    expect(after).toEqual(before);
    const { entries } = await later.conventions.history({ id: convention.id });
    expect(entries.map(({ sentence }) => sentence)).toContain(
      `a appliqué l’avenant «\u00a0${created.number}\u00a0» (2\u00a0écoles entrent, 1\u00a0école sort et changement de solution)`,
    );
    expect((await verifyJournal(db)).broken).toBeNull();

    // The consolidated text before and after.
    const then = await later.amendments.consolidated({ id: convention.id, asOf: '2026-12-31' });
    expect(then.amendments).toEqual([]);
    expect(then.content.articles).toEqual(
      (await later.conventions.content({ id: convention.id })).content.articles,
    );
    expect(then.content.schools.map(({ uai }) => uai)).toContain(leaving);
    const now = await later.amendments.consolidated({ id: convention.id, asOf: '2027-02-01' });
    expect(now.amendments.map(({ rank }) => rank)).toEqual([1]);
    expect(now.content.schools.map(({ uai }) => uai)).not.toContain(leaving);
    const solution = now.content.articles.find(({ key }) => key === 'solution')?.body ?? '';
    expect(solution).toContain(product.name);
    expect(solution).toContain('2027-M-9');
    expect(solution).toContain(
      '(rédaction issue de l’avenant n°\u00a01, en vigueur depuis le 1er janvier 2027)',
    );
    const untouched = now.content.articles.find(({ key }) => key === 'litiges');
    expect(untouched).toEqual(then.content.articles.find(({ key }) => key === 'litiges'));
  });

  it('asks the AAF about the schools it brought, and opens a task for those that left', async () => {
    const convention = await inForce({ schools: 2, more: 1 });
    const dane = await callerOf(db, 'dane');
    const entering = pick(convention.outside, 0);
    await dane.amendments.takeOver({
      id: convention.id,
      effectiveOn: '2026-11-22',
      signedOn: '2026-11-20',
      changes: { schoolsIn: [{ uai: entering, entryOn: '2026-11-22' }] },
      file: smallPdf,
    });
    const { schools } = await dane.aaf.eligibility({ id: convention.id });
    expect(schools.find(({ uai }) => uai === entering)?.obstacles).toEqual([]);
  });
});

describe('an avenant made elsewhere', () => {
  it('is entered with its facts and its scan, marked, and applied', async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    await db.convention.update({ where: { id: convention.id }, data: { origin: 'taken_over' } });
    const taken = await dane.amendments
      .takeOver({
        id: convention.id,
        effectiveOn: '2026-11-01',
        signedOn: '2026-11-20',
        changes: {
          term: { endsOn: '2030-08-31' },
          parties: { facts: 'La commune est représentée par son premier adjoint.' },
        },
        file: smallPdf,
      })
      .catch((error: unknown) => refusalOf(error));
    expect(taken).toMatchObject({ code: 'invalid' });
    const done = await dane.amendments.takeOver({
      id: convention.id,
      effectiveOn: '2026-11-22',
      signedOn: '2026-11-20',
      changes: {
        term: { endsOn: '2030-08-31' },
        parties: { facts: 'La commune est représentée par son premier adjoint.' },
      },
      file: smallPdf,
    });
    expect(done.status).toBe('in_force');
    const { amendments } = await dane.amendments.list({ id: convention.id });
    expect(amendments[0]).toMatchObject({
      origin: 'taken_over',
      status: 'in_force',
      kinds: ['term', 'parties'],
    });
    expect((await dane.conventions.get({ id: convention.id })).endsOn).toBe('2030-08-31');
    const scan = await dane.conventions.pdf({ id: done.id });
    expect(Buffer.from(scan.bytes).toString('base64')).toBe(smallPdf.contentBase64);
    const { content, endsOn } = await dane.amendments.consolidated({ id: convention.id });
    expect(endsOn).toBe('2030-08-31');
    expect(content.articles.at(-1)?.body).toContain('premier adjoint');
    expect(
      await refused(
        dane.amendments.takeOver({
          id: convention.id,
          effectiveOn: '2026-11-22',
          signedOn: '2026-12-20',
          changes: { term: { endsOn: '2031-08-31' } },
          file: smallPdf,
        }),
      ),
    ).toMatchObject({ fields: { signedOn: 'La date de signature est dans l’avenir.' } });
  });
});

describe('refusals', () => {
  it('of a convention that is not signed, of an avenant to an avenant, of an impossible change', async () => {
    const draft = await plantConvention(db);
    const dane = await callerOf(db, 'dane');
    const changes = { term: { endsOn: '2031-08-31' } };
    expect(await refused(dane.amendments.create({ id: draft.id, changes }))).toMatchObject({
      code: 'conflict',
      message: 'La convention n’est pas encore signée\u00a0: modifiez son texte, sans avenant.',
    });
    const convention = await inForce();
    const first = await dane.amendments.create({ id: convention.id, effectiveOn: '2027-01-01', changes });
    expect(await refused(dane.amendments.create({ id: first.id, changes }))).toMatchObject({
      code: 'conflict',
    });
    expect(await refused(dane.amendments.create({ id: convention.id, changes: noChanges }))).toMatchObject({
      fields: { changes: 'Un avenant modifie au moins un point de la convention.' },
    });
    const [stranger = ''] = await plantSchools(db, argenteuil, 1);
    expect(
      await refused(
        dane.amendments.create({
          id: convention.id,
          changes: { schoolsIn: [{ uai: stranger, entryOn: '2027-01-01' }] },
        }),
      ),
    ).toMatchObject({ code: 'invalid' });
    const drawing = await db.product.create({
      data: {
        name: `Vie scolaire ${crypto.randomUUID()}`,
        kind: 'school_life',
        vendorId: (await db.vendor.findFirstOrThrow()).id,
      },
    });
    expect(
      await refused(
        dane.amendments.create({ id: convention.id, changes: { product: { productId: drawing.id } } }),
      ),
    ).toMatchObject({ fields: { 'changes.product.productId': 'Choisissez une solution ENT du catalogue.' } });
    // Two open avenants that touch the same matter are told, and neither is refused.
    await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-02-01',
      changes: { term: { endsOn: '2032-08-31' } },
    });
    const { amendments } = await dane.amendments.list({ id: convention.id });
    expect(amendments.map(({ conflicts }) => conflicts.length)).toEqual([1, 1]);
    const { actions } = await dane.conventions.get({ id: first.id });
    expect(
      actions.find(({ action }) => action === 'submit_for_review')?.warnings.map(({ code }) => code),
    ).toContain('amendments_overlap');
  });

  it('of an avenant whose convention ended meanwhile: it is abandoned with it', async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    const created = await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-01-01',
      changes: { schoolsIn: [{ uai: pick(convention.outside, 0), entryOn: '2027-01-01' }] },
    });
    await followCalendar(db, at('2029-11-23'));
    const later = await callerOf(db, 'dane', { now: at('2029-11-23') });
    expect((await later.conventions.get({ id: convention.id })).status).toBe('expired');
    expect((await later.conventions.get({ id: created.id })).status).toBe('abandoned');
    expect(
      await refused(
        later.amendments.create({ id: convention.id, changes: { term: { endsOn: '2031-08-31' } } }),
      ),
    ).toMatchObject({
      message: 'Une convention à l’état «\u00a0Échue\u00a0» ne reçoit pas d’avenant.',
    });
  });

  it('of schools, a duration or an act that belong to the convention', async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    const created = await dane.amendments.create({
      id: convention.id,
      changes: { term: { endsOn: '2031-08-31' } },
    });
    const { version, actions } = await dane.conventions.get({ id: created.id });
    expect(
      await refused(dane.conventions.update({ id: created.id, version, uais: convention.inside })),
    ).toMatchObject({ code: 'invalid' });
    expect(
      await refused(dane.conventions.update({ id: created.id, version, durationMonths: 12 })),
    ).toMatchObject({ code: 'invalid' });
    expect(actions.map(({ action }) => action)).not.toContain('terminate');
    expect(
      await refused(dane.conventions.transition({ id: created.id, version, action: 'archive' })),
    ).toMatchObject({ code: 'conflict' });
  });
});

describe('an authority that takes the place of another', () => {
  it('has its signatory in the proposed circuit, reads what it would sign, and signs with the one that leaves', {
    timeout: 180_000,
  }, async () => {
    const convention = await inForce();
    const incoming = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: '95127' } },
    });
    const organisation = await db.organisation.create({
      data: { kind: 'authority', name: incoming.name, academyCode: '25', authorityId: incoming.id },
    });
    await db.user.create({
      data: {
        email: 'maire.cergy@demo.invalid',
        name: 'Claude Cergy',
        memberships: {
          create: {
            organisationId: organisation.id,
            role: 'authority_signatory',
            quality: 'Maire',
            validFrom: new Date('2025-09-01'),
          },
        },
      },
    });
    const newcomer = await callerOf(db, 'maire.cergy');
    expect(await refused(newcomer.conventions.get({ id: convention.id }))).toMatchObject({
      code: 'not_found',
    });
    const dane = await callerOf(db, 'dane');
    const { id } = await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-01-01',
      changes: { parties: { authorityId: incoming.id, facts: 'Transfert de la compétence.' } },
    });
    const view = await dane.signatures.view({ id });
    expect(view.members.map(({ key, group, designated }) => [key, group, designated?.name ?? null])).toEqual([
      ['authority', 1, null],
      ['state', 1, null],
      ['incoming', 1, 'Claude Cergy'],
    ]);
    // Nobody signs for it any more: it is said, and refused.
    const members = view.members.map(({ key, group, kind, side, designated, substitutes }) => ({
      key,
      group,
      kind,
      side,
      designated: designated?.membershipId ?? null,
      substitutes: substitutes.map(({ membershipId }) => membershipId),
    }));
    const { version } = await dane.conventions.get({ id });
    expect(
      await refused(
        dane.signatures.setCircuit({ id, version, members: members.filter(({ key }) => key !== 'incoming') }),
      ),
    ).toMatchObject({ message: expect.stringContaining('prend la place de l’actuelle') });

    expect((await newcomer.conventions.get({ id })).number).toBe(`${convention.number}-A1`);
    expect((await newcomer.conventions.get({ id: convention.id })).abilities.sign).toBe(true);
    expect(await refused(newcomer.conventions.requestSignatureCode({ id: convention.id }))).toMatchObject({
      code: 'forbidden',
    });
    await lead(db, id, 'ready_to_sign');
    expect((await signAs(db, id, 'maire')).status).toBe('partially_signed');
    expect((await signAs(db, id, 'dasen')).status).toBe('partially_signed');
    expect((await signAs(db, id, 'maire.cergy')).status).toBe('signed');
    await followCalendar(db, at('2027-01-01'));
    const row = await db.convention.findUniqueOrThrow({ where: { id: convention.id } });
    expect(row.authorityId).toBe(incoming.id);
  });

  it('without an account keeps its place in the circuit, and nobody of the other side signs for it', async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    const incoming = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: '95252' } },
    });
    const { id } = await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-01-01',
      changes: { parties: { authorityId: incoming.id, facts: 'Transfert de la compétence.' } },
    });
    const proposed = (await dane.signatures.view({ id })).members.find(({ key }) => key === 'incoming');
    expect(proposed).toMatchObject({ organisation: incoming.name, designated: null });
    const { version } = await dane.amendments.changes({ id });
    await dane.amendments.updateChanges({
      id,
      version,
      changes: { parties: { authorityId: null, facts: 'Nouveau siège.' } },
    });
    expect((await dane.signatures.view({ id })).members.map(({ key }) => key)).toEqual([
      'authority',
      'state',
    ]);
  });
});

describe('the text of an avenant', () => {
  it('follows its changes, and keeps what a person wrote', async () => {
    const convention = await inForce();
    const dane = await callerOf(db, 'dane');
    const created = await dane.amendments.create({
      id: convention.id,
      effectiveOn: '2027-01-01',
      changes: { term: { endsOn: '2031-08-31' } },
    });
    const { articles } = await dane.conventions.text({ id: created.id });
    const version = articles.find(({ key }) => key === 'duree')?.version ?? 0;
    await dane.conventions.updateArticle({
      id: created.id,
      articleKey: 'duree',
      body: 'Rédigé à la main.',
      version,
    });
    const view = await dane.amendments.changes({ id: created.id });
    const entering = [{ uai: pick(convention.outside, 0), entryOn: '2027-01-01' }];
    const done = await dane.amendments.updateChanges({
      id: created.id,
      version: view.version,
      changes: { term: { endsOn: '2032-08-31' }, schoolsIn: entering },
    });
    expect(done.kept.map(({ key }) => key)).toEqual(['duree']);
    expect(
      await refused(
        dane.amendments.updateChanges({ id: created.id, version: view.version, changes: noChanges }),
      ),
    ).toMatchObject({ code: 'conflict' });
    const { content } = await dane.conventions.content({ id: created.id });
    expect(content.articles.map(({ key, number }) => [key, number])).toEqual([
      ['objet', 1],
      ['ecoles_entrantes', 2],
      ['duree', 3],
      ['prise_effet', 4],
      ['maintien', 5],
    ]);
    expect(content.articles[2]?.body).toBe('Rédigé à la main.');
    const edited = (await dane.amendments.changes({ id: created.id })).edited[0];
    await dane.amendments.regenerateArticle({
      id: created.id,
      articleKey: 'duree',
      version: edited?.version ?? 0,
    });
    expect((await dane.conventions.content({ id: created.id })).content.articles[2]?.body).toContain(
      '31 août 2032',
    );
    expect((await dane.amendments.changes({ id: created.id })).edited).toEqual([]);
  });
});

describe('living facts', () => {
  it('equal the replay on any day, and the coverage of that day counts the same schools', {
    timeout: 180_000,
  }, async () => {
    const convention = await inForce({ schools: 3, more: 3 });
    const all = [...convention.inside, ...convention.outside];
    const row = await db.convention.findUniqueOrThrow({ where: { id: convention.id }, select: amendedFacts });
    const base = baseOf(row);
    const list: DatedAmendment[] = [];
    let seed = 20261122;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    let today = '2026-11-22';
    for (let rank = 1; rank <= 16; rank += 1) {
      today = addDays(today, 1 + random(40));
      await followCalendar(db, at(today));
      const settled = factsOn(base, list, '9999-12-31', '2026-11-22');
      const inside = new Set(schoolsOn(settled, '9999-12-30'));
      const out = all.filter((uai) => inside.has(uai) && random(3) === 0);
      const ins = all.filter((uai) => !inside.has(uai) && random(2) === 0);
      if (out.length + ins.length === 0) continue;
      const changes = amendmentChanges.parse({
        schoolsIn: ins.map((uai) => ({ uai, entryOn: addDays(today, random(50)) })),
        schoolsOut: out.map((uai) => ({
          uai,
          exitOn: addDays(today, 60 + random(20)),
          reason: 'carte scolaire',
        })),
      });
      const dane = await callerOf(db, 'dane', { now: at(today) });
      const done = await dane.amendments
        .takeOver({ id: convention.id, effectiveOn: today, signedOn: today, changes, file: smallPdf })
        .catch((error: unknown) => refusalOf(error));
      // An exit before the entry of an earlier avenant is refused: that avenant does not exist.
      if ('code' in done) continue;
      list.push({ number: done.number, rank: list.length + 1, effectiveOn: today, changes });
    }
    expect(list.length).toBeGreaterThan(4);
    const end = addDays(today, 120);
    await followCalendar(db, at(end));
    const living = await db.conventionSchool.findMany({ where: { conventionId: convention.id } });
    for (let day = '2026-11-22'; day <= end; day = addDays(day, 7)) {
      const expected = schoolsOn(factsOn(base, list, day, '2026-11-22'), day);
      const stays = living.map(({ uai, entryOn, leftOn }) => ({
        uai,
        entryOn: fromDbDate(entryOn),
        leftOn: fromDbDate(leftOn),
      }));
      expect(schoolsOn({ stays }, day), day).toEqual(expected);
      const covered = await db.$queryRaw<{ uai: string }[]>`
        SELECT c."uai" FROM (${chainSql({ asOf: day, sector: 'all', departments: ['95'] })}) c
        WHERE c."conventioned" AND c."uai" = ANY(${all}::text[]) ORDER BY 1`;
      expect(
        covered.map(({ uai }) => uai),
        day,
      ).toEqual(expected);
    }
    // Living means conventions: avenants add no line to the list.
    const dane = await callerOf(db, 'dane');
    const { items } = await dane.conventions.list({ projectId: convention.project.id });
    expect(items.map(({ number }) => number)).toEqual([convention.number]);
  });
});
