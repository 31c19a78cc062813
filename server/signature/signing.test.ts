import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventionContent } from '../conventions/queries/document';
import type { Db } from '../db';
import type { ConventionContent } from '../documents/content';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { lastCode, lead, plantConvention, signAs } from '../testing/scenes';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const hatOf = (person: string) =>
  db.membership.findFirstOrThrow({ where: { user: { email: `${person}@demo.invalid` } } });

async function compose(
  id: string,
  members: Parameters<Awaited<ReturnType<typeof callerOf>>['signatures']['setCircuit']>[0]['members'],
) {
  const dane = await callerOf(db, 'dane');
  const { version } = await dane.signatures.view({ id });
  return dane.signatures.setCircuit({ id, version, members });
}
const anyone = (key: string, group: number, side: 'state' | 'authority') => ({
  key,
  group,
  side,
  kind: 'signer' as const,
  designated: null,
  substitutes: [],
});

describe('who may sign is checked when they sign', () => {
  it('refuses a delegate whose delegation was revoked since the code was sent', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const dasen = await callerOf(db, 'dasen');
    await dasen.conventions.requestSignatureCode({ id });
    const code = await lastCode(db, 'dasen@demo.invalid');
    const { version, frozen } = await dasen.conventions.get({ id });
    const hat = await hatOf('dasen');
    await db.signingDelegation.updateMany({ where: { membershipId: hat.id }, data: { revokedAt: testNow } });
    const refusal = await refused(
      dasen.conventions.sign({ id, code, consent: true, version, sha256: frozen?.sha256 ?? '' }),
    );
    expect(refusal.code).toBe('forbidden');
    expect(refusal.message).toContain('DEMO-2025-017) a été révoquée le 22 novembre 2026');
    expect((await refused(dasen.conventions.requestSignatureCode({ id }))).code).toBe('forbidden');
    await db.signingDelegation.updateMany({ where: { membershipId: hat.id }, data: { revokedAt: null } });
    expect(
      (await dasen.conventions.sign({ id, code, consent: true, version, sha256: frozen?.sha256 ?? '' }))
        .status,
    ).toBe('partially_signed');
  });

  it('refuses a signatory whose role has ended, even with a session that still holds it', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const maire = await callerOf(db, 'maire');
    await maire.conventions.requestSignatureCode({ id });
    const code = await lastCode(db, 'maire@demo.invalid');
    const { version, frozen } = await maire.conventions.get({ id });
    const hat = await hatOf('maire');
    await db.membership.update({ where: { id: hat.id }, data: { validUntil: new Date('2026-11-21') } });
    const refusal = await refused(
      maire.conventions.sign({ id, code, consent: true, version, sha256: frozen?.sha256 ?? '' }),
    );
    await db.membership.update({ where: { id: hat.id }, data: { validUntil: null } });
    expect(refusal.code).toBe('forbidden');
    expect(refusal.message).toContain('plus valable');
    expect(await db.signature.count({ where: { conventionId: id } })).toBe(0);
  });

  it('refuses another authority, and the same person twice', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const other = await db.organisation.create({
      data: {
        kind: 'authority',
        name: 'Commune de Cergy',
        academyCode: '25',
        authorityId: (
          await db.authority.findUniqueOrThrow({ where: { kind_code: { kind: 'commune', code: '95127' } } })
        ).id,
      },
    });
    await db.user.create({
      data: {
        email: `cergy${other.id}@demo.invalid`,
        memberships: {
          create: {
            organisationId: other.id,
            role: 'authority_signatory',
            validFrom: new Date('2026-01-01'),
          },
        },
      },
    });
    const stranger = await callerOf(db, `cergy${other.id}`);
    expect((await refused(stranger.conventions.requestSignatureCode({ id }))).code).toBe('not_found');
    await signAs(db, id, 'maire');
    expect((await refused(signAs(db, id, 'maire'))).message).toContain('déjà signé');
  });
});

describe('a circuit of the académie', () => {
  it('makes signers wait for the approver, who may send the text back with a reason', async () => {
    const { id } = await plantConvention(db);
    const legal = await hatOf('juridique');
    await compose(id, [
      { key: 'visa', group: 1, kind: 'approver', side: 'state', designated: legal.id, substitutes: [] },
      anyone('authority', 2, 'authority'),
      anyone('state', 3, 'state'),
    ]);
    await lead(db, id, 'ready_to_sign');
    const invited = await db.outgoingMail.findMany({
      where: { about: `Convention:${id}`, subject: { contains: 'pour signature' } },
    });
    expect(invited.map(({ to }) => to)).toEqual(['juridique@demo.invalid']);
    expect((await refused(signAs(db, id, 'maire'))).message).toContain('attend d’abord Andréa Lebrun');
    const lawyer = await callerOf(db, 'juridique');
    // Who is named finds the act on the page of the convention; their colleague does not.
    const acts = async (person: 'juridique' | 'dpd') =>
      (await (await callerOf(db, person)).conventions.get({ id })).actions.map(({ action }) => action);
    expect(await acts('juridique')).toEqual(expect.arrayContaining(['approve', 'refuse']));
    expect(await acts('dpd')).not.toContain('approve');
    const version = async () => (await lawyer.conventions.get({ id })).version;
    const dpd = await callerOf(db, 'dpd');
    expect((await refused(dpd.signatures.approve({ id, version: await version() }))).message).toContain(
      'ne vous désigne pas',
    );
    expect((await lawyer.signatures.approve({ id, version: await version() })).status).toBe('ready_to_sign');
    expect((await refused(lawyer.signatures.approve({ id, version: await version() }))).message).toContain(
      'déjà validé',
    );
    expect((await refused(signAs(db, id, 'dasen'))).message).toContain('pas encore à vous');
    await signAs(db, id, 'maire');
    expect((await signAs(db, id, 'dasen')).status).toBe('signed');

    const other = (await plantConvention(db)).id;
    await compose(other, [
      { key: 'visa', group: 1, kind: 'approver', side: 'state', designated: legal.id, substitutes: [] },
      anyone('authority', 2, 'authority'),
      anyone('state', 2, 'state'),
    ]);
    await lead(db, other, 'ready_to_sign');
    const seen = (await lawyer.conventions.get({ id: other })).version;
    const back = await lawyer.signatures.refuse({
      id: other,
      version: seen,
      reason: 'La date d’effet est passée.',
    });
    expect(back.status).toBe('academic_review');
    expect((await refused(signAs(db, other, 'maire'))).code).toBe('conflict');
  });

  it('names only people who may stand there, on the version that was seen, and not once the document is open', async () => {
    const { id } = await plantConvention(db);
    const [dpd, maire, rennes] = [await hatOf('dpd'), await hatOf('maire'), await hatOf('dane.rennes')];
    const members = (designated: string, kind: 'signer' | 'approver') => [
      { key: 'x', group: 1, kind, side: 'state' as const, designated, substitutes: [] },
      anyone('authority', 2, 'authority'),
      anyone('state', 2, 'state'),
    ];
    for (const [hat, kind] of [
      [dpd.id, 'signer'],
      [maire.id, 'signer'],
      [rennes.id, 'approver'],
      ['nobody', 'approver'],
    ] as const)
      expect((await refused(compose(id, members(hat, kind)))).code, `${hat} ${kind}`).toBe('invalid');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.signatures.view({ id });
    await compose(id, members(dpd.id, 'approver'));
    expect(
      (await refused(dane.signatures.setCircuit({ id, version, members: members(dpd.id, 'approver') }))).code,
    ).toBe('conflict');
    expect((await dane.signatures.candidates({ id })).map(({ name }) => name)).toContain('Claude Delmas');
    await lead(db, id, 'ready_to_sign');
    expect((await refused(compose(id, members(dpd.id, 'approver')))).message).toContain(
      'circuit ne change plus',
    );
  });
});

describe('the document to sign', () => {
  it('is the text that was accepted, whatever changed since; only the délibération is newer', async () => {
    const { id, project } = await plantConvention(db);
    await lead(db, id, 'awaiting_deliberation');
    const read = async () => (await conventionContent(await contextOf(db, 'dane'), id)).content;
    const accepted = await read();
    // Between the acceptance and the freeze: a school renamed, the project and the académie too, the matrix, a mayor.
    await db.school.update({ where: { uai: project.uais[0] ?? '' }, data: { name: 'École rebaptisée' } });
    await db.project.update({ where: { id: project.id }, data: { name: 'Projet renommé' } });
    const template = await db.templateVersion.findFirstOrThrow({ where: { conventions: { some: { id } } } });
    await db.templateVersion.create({
      data: {
        templateId: template.templateId,
        number: template.number + 100,
        content: { ...(template.content as object), title: 'Autre' },
        sha256: 'x',
      },
    });
    await db.convention.update({ where: { id }, data: { title: 'Titre changé par une autre voie' } });
    await db.user.update({ where: { email: 'maire@demo.invalid' }, data: { name: 'Zoé Inattendue' } });
    // The rest of the way, from the délibération on.
    const projet = await callerOf(db, 'projet');
    await projet.conventions.enterDeliberation({ id, waiverReason: 'Délégation permanente au maire' });
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    await dane.conventions.transition({ id, action: 'mark_ready_to_sign', version });
    const frozen = await read();
    await db.user.update({ where: { email: 'maire@demo.invalid' }, data: { name: 'Maxime Dupré' } });
    // The délibération is cited in the visas, and where the authority is introduced.
    const cited = /(autorisée par|dispensée de) délibération.*(?=, ci-après)/;
    const bare = ({ version: _v, composedOn: _c, visas: _d, parties, ...rest }: ConventionContent) => ({
      ...rest,
      parties: parties.map((party) => ({ ...party, presentation: party.presentation.replace(cited, '') })),
    });
    expect(bare(frozen)).toEqual(bare(accepted));
    expect(JSON.stringify(frozen)).not.toMatch(/École rebaptisée|Projet renommé|Titre changé|Zoé Inattendue/);
    expect(frozen.version).toBe(accepted.version + 1);
  });
});

describe('a signing link', () => {
  it('names the version of the text, which a new one replaces', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const link = async () =>
      (
        await db.outgoingMail.findFirstOrThrow({
          where: {
            to: 'maire@demo.invalid',
            about: `Convention:${id}`,
            subject: { startsWith: 'Convention à signer' },
          },
          orderBy: { createdAt: 'desc' },
        })
      ).text.match(/signature\?version=(\d+)/)?.[1];
    const { frozen } = await (await callerOf(db, 'dane')).conventions.get({ id });
    expect(Number(await link())).toBe(frozen?.version);
  });
});
