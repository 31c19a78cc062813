import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAafConventions } from '../aaf/facts';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import {
  fillFields,
  lead,
  plantConvention,
  plantProject,
  plantSchools,
  signAs,
  smallPdf,
} from '../testing/scenes';
import { reportAgreement } from './commands/companion';
import { lockConvention } from './load';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const dane = () => callerOf(db, 'dane');
let rank = 0;

/** A project of the second degré with one collège. */
async function plantCollege() {
  rank += 1;
  const [uai = ''] = await plantSchools(db, { code: '95018', name: 'Argenteuil', department: '95' }, 1);
  await db.school.update({
    where: { uai },
    data: { degree: 'secondary', nature: 'college', name: `Collège d’essai ${rank}` },
  });
  const carrier = await db.authority
    .findFirstOrThrow({ where: { kind: 'department', code: '95' } })
    .catch(() =>
      db.authority.findUniqueOrThrow({ where: { kind_code: { kind: 'commune', code: '95018' } } }),
    );
  const product = await db.product.findFirstOrThrow({
    where: { kind: 'ent', degrees: { has: 'secondary' } },
  });
  const caller = await dane();
  const project = await caller.projects.create({
    name: `ENT du second degré ${rank}`,
    degree: 'secondary',
    carrierId: carrier.id,
    productId: product.id,
  });
  await caller.projects.setSchools({ id: project.id, uais: [uai] });
  return { id: project.id, uai };
}

describe('tripartite', () => {
  it('prints the third party, and asks for the act of its conseil d’administration before the signature', async () => {
    const project = await plantCollege();
    const caller = await dane();
    const { id } = await caller.conventions.create({
      projectId: project.id,
      shape: 'tripartite',
      establishmentUai: project.uai,
      effectiveOn: '2026-12-01',
      durationMonths: 36,
    });
    const { content } = await caller.conventions.content({ id });
    expect(content.shape).toBe('tripartite');
    expect(content.parties.map(({ side }) => side)).toEqual(['state', 'authority', 'school']);
    expect(content.parties[2]?.presentation).toMatch(
      /^Le collège d’essai \d+ \(UAI \w{8}\), représenté par/u,
    );
    expect(content.title).toContain('Collège d’essai');
    expect(content.articles.some(({ title }) => title === 'Engagements de l’établissement')).toBe(true);
    expect(JSON.stringify(content.articles)).toContain('le chef d’établissement, pour l’établissement');
    expect((await caller.conventions.get({ id })).schools).toHaveLength(1);

    const act = { id, actNumber: '2026-07', sessionOn: '2026-10-01', transmittedOn: '2026-10-05' };
    expect((await refused(caller.conventions.enterBoardAct(act))).code).toBe('conflict');
    await db.convention.update({ where: { id }, data: { status: 'awaiting_deliberation' } });
    const guard = async () =>
      (await caller.conventions.get({ id })).actions
        .find(({ action }) => action === 'mark_ready_to_sign')
        ?.blockers.find(({ code }) => code === 'board_act_incomplete')?.message;
    expect(await guard()).toContain('le numéro, la date de séance, la date de transmission, le fichier');
    const wrong = await refused(caller.conventions.enterBoardAct({ ...act, transmittedOn: '2026-09-01' }));
    expect(wrong.fields.transmittedOn).toContain('précéder');
    await caller.conventions.enterBoardAct(act);
    expect(await guard()).toContain('le fichier');
    await caller.conventions.enterBoardAct({ ...act, file: smallPdf });
    expect(await guard()).toBeUndefined();
    await caller.conventions.enterBoardAct({
      id,
      waiverReason: 'Délégation du conseil au chef d’établissement.',
    });
    expect(await guard()).toBeUndefined();
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.conventions.enterBoardAct(act))).code).toBe('not_found');
  });

  it('is refused for the premier degré, without a school, or with one of another project', async () => {
    const primary = await plantProject(db);
    const secondary = await plantCollege();
    const caller = await dane();
    const create = (projectId: string, establishmentUai?: string) =>
      refused(caller.conventions.create({ projectId, shape: 'tripartite', establishmentUai }));
    expect((await create(secondary.id)).fields.establishmentUai).toContain('Choisissez');
    expect((await create(secondary.id, primary.uais[0])).fields.establishmentUai).toContain('projet');
    expect((await create(primary.id, primary.uais[0])).code).toBe('invalid');
  });
});

describe('framework', () => {
  it('has no schools of its own, and children only once it is signed', async () => {
    const caller = await dane();
    const carrier = await plantProject(db);
    const child = await plantProject(db);
    const { id, number } = await caller.conventions.create({ projectId: carrier.id, shape: 'framework' });
    const { content } = await caller.conventions.content({ id });
    expect(content.schools).toEqual([]);
    expect(content.articles.map(({ key }) => key)).toContain('conventions_application');
    const blockers = (await caller.conventions.get({ id })).actions.find(
      ({ action }) => action === 'submit_for_review',
    )?.blockers;
    expect(blockers).toEqual([]);

    const under = { projectId: child.id, parentId: id };
    expect((await refused(caller.conventions.create(under))).fields.parentId).toContain(number);
    await db.convention.update({ where: { id }, data: { status: 'signed' } });
    const made = await caller.conventions.create(under);
    const family = await caller.conventions.family({ id });
    expect(family.children).toMatchObject([{ id: made.id, kind: 'convention', schools: 3 }]);
    expect((await caller.conventions.family({ id: made.id })).parent).toMatchObject({
      number,
      isFramework: true,
    });
    const nested = await refused(
      caller.conventions.create({ projectId: child.id, shape: 'framework', parentId: id }),
    );
    expect(nested.fields.parentId).toContain('ne se rattache pas');
  });
});

describe('mutualised', () => {
  it('is signed by a mandated body for the authorities that gave it a mandate, and for no other', async () => {
    const project = await plantProject(db);
    const caller = await dane();
    const options = await caller.conventions.startOptions({ id: project.id });
    const [body] = options.bodies;
    if (!body) throw new Error('the demonstration has a mandated body');
    const beneficiaryIds = body.mandates.map(({ id }) => id);
    expect(beneficiaryIds.length).toBeGreaterThan(2);
    const wanted = { projectId: project.id, shape: 'mutualised' as const, bodyId: body.id };
    const none = await refused(caller.conventions.create({ ...wanted, beneficiaryIds: [] }));
    expect(none.fields.beneficiaryIds).toContain('au moins une');
    const stranger = await db.authority.findFirstOrThrow({
      where: { kind: 'commune', department: { is: { academyCode: '25' } }, id: { notIn: beneficiaryIds } },
    });
    const beyond = await refused(
      caller.conventions.create({ ...wanted, beneficiaryIds: [...beneficiaryIds, stranger.id] }),
    );
    expect(beyond.fields.beneficiaryIds).toContain(stranger.name);

    const { id } = await caller.conventions.create({ ...wanted, beneficiaryIds });
    const { content } = await caller.conventions.content({ id });
    expect(content.parties[1]?.name).toContain('mutualisatrice');
    expect(content.parties[1]?.presentation).toMatch(/pour le compte de \d+\u00a0collectivités/);
    const annex = content.annexes.at(-1);
    expect(annex).toMatchObject({ code: 'A6', title: 'Collectivités bénéficiaires' });
    for (const { name } of body.mandates) expect(annex?.body).toContain(name);
    const expired = testNow.toISOString().slice(0, 10);
    await db.mutualisingMandate.updateMany({
      where: { authorityId: beneficiaryIds[0] ?? '' },
      data: { validUntil: new Date('2026-01-01') },
    });
    const over = await refused(caller.conventions.create({ ...wanted, beneficiaryIds }));
    expect(over.code, expired).toBe('invalid');
  });
});

describe('processing agreement', () => {
  it('accompanies its convention, binds the vendor, and gives it its reference once signed', async () => {
    const { id, number } = await plantConvention(db);
    const caller = await dane();
    const agreement = await caller.conventions.openProcessingAgreement({ id });
    expect((await refused(caller.conventions.openProcessingAgreement({ id }))).message).toContain(
      agreement.number,
    );
    const { content } = await caller.conventions.content({ id: agreement.id });
    expect(content.nature).toBe('processing_agreement');
    expect(content.parties.map(({ side }) => side)).toEqual(['state', 'authority', 'vendor']);
    expect(JSON.stringify(content)).toContain(number);
    expect(content.raci).toBeNull();
    const family = await caller.conventions.family({ id });
    expect(family.children).toMatchObject([{ kind: 'processing_agreement', number: agreement.number }]);
    expect(family.mayOpenAgreement).toBe(false);

    await db.$transaction(async (tx) => {
      const row = await reportAgreement(tx, await lockConvention(tx, agreement.id), testNow);
      expect(row).toMatchObject({ objectId: id, action: 'convention.companion_signed' });
    });
    const { content: parent } = await caller.conventions.content({ id });
    const article = parent.articles.find(({ key }) => key === 'donnees_personnelles');
    expect(article?.body).toContain(`contrat n° ${agreement.number}`);
    expect(article?.body).toContain('22 novembre 2026');
    await lead(db, id, 'awaiting_deliberation');
    await db.$transaction(async (tx) => {
      expect(await reportAgreement(tx, await lockConvention(tx, agreement.id), testNow)).toBeNull();
    });
  });

  it('is signed when the vendor has signed too, and by its own vendor alone', async () => {
    const { id, project } = await plantConvention(db);
    const vendor = await db.vendor.findUniqueOrThrow({ where: { name: 'Éditeur de démonstration' } });
    await db.product.update({ where: { id: project.productId }, data: { vendorId: vendor.id } });
    const { id: agreement } = await (await dane()).conventions.openProcessingAgreement({ id });
    await fillFields(db, agreement);
    await lead(db, agreement, 'ready_to_sign');
    const mails = await db.outgoingMail.findMany({ where: { about: `Convention:${agreement}` } });
    expect(mails.map(({ to }) => to)).toContain('editeur@demo.invalid');
    for (const person of ['maire', 'dasen'] as const) await signAs(db, agreement, person);
    const status = async () => (await db.convention.findUniqueOrThrow({ where: { id: agreement } })).status;
    expect(await status()).toBe('partially_signed');
    // On the convention itself the vendor has nothing to sign.
    await lead(db, id, 'ready_to_sign');
    expect((await refused(signAs(db, id, 'editeur'))).code).toBe('forbidden');
    expect((await signAs(db, agreement, 'editeur'))?.status).toMatch(/^(signed|in_force)$/);
    const { members } = await (await callerOf(db, 'editeur')).signatures.view({ id: agreement });
    expect(members.map(({ side }) => side).sort()).toEqual(['authority', 'state', 'vendor']);
    // A request to the directory cites it, even where the text of the convention was frozen before.
    await db.conventionVariable.deleteMany({ where: { conventionId: id, key: 'reference_article_28' } });
    const { number } = await db.convention.findUniqueOrThrow({ where: { id: agreement } });
    expect((await loadAafConventions(db, [id])).get(id)?.references.article28Reference).toContain(number);
  });

  it('is not opened on another agreement, nor from another académie', async () => {
    const { id } = await plantConvention(db);
    const caller = await dane();
    const agreement = await caller.conventions.openProcessingAgreement({ id });
    const nested = await refused(caller.conventions.openProcessingAgreement({ id: agreement.id }));
    expect(nested.code).toBe('conflict');
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.conventions.openProcessingAgreement({ id }))).code).toBe('not_found');
  });
});
