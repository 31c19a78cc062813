import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { closeDocumentWorkers } from '@/server/documents/render';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { lead, plantConvention } from '@/server/testing/scenes';
import { endThrottle } from '@/server/throttle';
import { expertPdf } from './queries/expert';

let db: Db;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await endThrottle();
  await closeDocumentWorkers();
  await close();
});
beforeEach(async () => {
  ({ id } = await plantConvention(db));
});

const as = (person: string, now = testNow) => callerOf(db, person, { now });
const versionOf = async () => (await (await as('dane')).conventions.get({ id })).version;
const opinionOf = async (kind: string) => {
  const found = (await (await as('dane')).conventions.get({ id })).opinions.find(
    (one) => one.kind === kind && one.current,
  );
  if (!found) throw new Error(`no opinion ${kind}`);
  return found;
};
const stateOf = async (kind: string, person = 'dane') =>
  (await (await as(person)).review.state({ id })).opinions.find((one) => one.kind === kind);
/** Changes one article, as the académie does during the examination. */
async function edit(body = 'Un texte tout autre.', rank = 4) {
  const dane = await as('dane');
  const text = await dane.conventions.text({ id });
  const section = text.compose.sections.filter((one) => one.section === 'article')[rank];
  const version = text.articles.find(({ key }) => key === section?.key)?.version ?? 1;
  await dane.conventions.updateArticle({ id, articleKey: section?.key ?? '', body, version });
  return section;
}
const give = async (person: string, kind: 'dpo' | 'legal' | 'dsi' | 'dsden', more = {}) =>
  (await as(person)).conventions.giveOpinion({
    id,
    kind,
    verdict: 'favourable',
    answeredVersion: await versionOf(),
    ...more,
  });

describe('opinions in parallel', () => {
  it('give each reviewer a deadline of their own, usual or chosen, and prolong it with a reason', async () => {
    const dane = await as('dane');
    await dane.conventions.transition({
      id,
      action: 'submit_for_review',
      version: await versionOf(),
      legalDueOn: '2026-12-01',
    });
    expect((await opinionOf('dpo')).dueOn).toBe('2026-12-22');
    const legal = await opinionOf('legal');
    expect(legal.dueOn).toBe('2026-12-01');
    const prolong = (dueOn: string, reason = 'Congés du service') =>
      dane.review.prolongOpinion({ id, opinionId: legal.id, dueOn, reason });
    expect((await refused(prolong('2026-11-30'))).fields.dueOn).toContain('court déjà');
    expect((await refused(prolong('2026-12-10', ' '))).code).toBe('invalid');
    await prolong('2026-12-10');
    expect((await opinionOf('legal')).dueOn).toBe('2026-12-10');
    const [row] = (await dane.conventions.history({ id })).entries;
    expect(row?.sentence).toContain('prolongé le délai pour l’avis juridique');
    expect(
      await db.outgoingMail.count({
        where: { to: 'juridique@demo.invalid', subject: { startsWith: 'Délai prolongé' } },
      }),
    ).toBeGreaterThan(0);
    const dpd = await as('dpd');
    const forbidden = dpd.review.prolongOpinion({
      id,
      opinionId: legal.id,
      dueOn: '2026-12-20',
      reason: 'x',
    });
    expect((await refused(forbidden)).code).toBe('forbidden');
  });

  it('may be asked of the DSI too, who alone gives it, and who holds nothing up', async () => {
    await lead(db, id, 'academic_review');
    const dane = await as('dane');
    expect((await refused(give('annuaire', 'dsi'))).message).toContain('pas été demandé');
    const ask = () =>
      dane.review.askOpinion({ id, kind: 'dsi', question: 'Le connecteur convient-il\u00a0?' });
    await ask();
    expect((await refused(ask())).code).toBe('conflict');
    expect((await refused(give('dpd', 'dsi'))).code).toBe('forbidden');
    await give('dpd', 'dpo');
    await give('juridique', 'legal');
    const send = (await dane.conventions.get({ id })).actions.find(
      ({ action }) => action === 'send_to_partner',
    );
    expect(send?.blockers).toEqual([]);
    expect(send?.warnings.map(({ code }) => code)).toContain('further_opinion_awaited');
    await give('annuaire', 'dsi', {
      verdict: 'with_reservations',
      reservations: ['Préciser le connecteur.'],
    });
    expect((await opinionOf('dsi')).verdict).toBe('with_reservations');
  });

  it('leave a maintained reservation to the decider, as a warning', async () => {
    await lead(db, id, 'academic_review');
    const dane = await as('dane');
    await give('juridique', 'legal');
    await give('dpd', 'dpo', {
      verdict: 'with_reservations',
      reservations: ['Préciser la durée.', 'Nommer le sous-traitant.'],
    });
    const [first, second] = (await opinionOf('dpo')).reservations;
    const dpd = await as('dpd');
    const react = (reservationId: string | undefined, reaction: 'accepted' | 'maintained') =>
      dpd.review.reactToAnswer({ id, reservationId: reservationId ?? '', reaction });
    expect((await refused(react(first?.id, 'accepted'))).message).toContain('pas encore de réponse');
    for (const one of [first, second])
      await dane.conventions.answerReservation({ id, reservationId: one?.id ?? '', answer: 'Fait.' });
    await react(first?.id, 'accepted');
    await react(second?.id, 'maintained');
    const legal = await as('juridique');
    const other = legal.review.reactToAnswer({ id, reservationId: first?.id ?? '', reaction: 'accepted' });
    expect((await refused(other)).code).toBe('forbidden');
    expect(await stateOf('dpo')).toMatchObject({ answered: 2, maintained: 1 });
    const send = (await dane.conventions.get({ id })).actions.find(
      ({ action }) => action === 'send_to_partner',
    );
    expect(send?.blockers).toEqual([]);
    expect(send?.warnings.map(({ code }) => code)).toEqual(['reservations_maintained']);
    // A new answer is to be looked at again.
    await dane.conventions.answerReservation({ id, reservationId: second?.id ?? '', answer: 'Nommé.' });
    expect((await stateOf('dpo'))?.maintained).toBe(0);
  });
});

describe('what changed since an opinion', () => {
  it('is told article by article, confirmed or revised', async () => {
    await lead(db, id, 'academic_review');
    await give('dpd', 'dpo');
    expect((await stateOf('dpo', 'dpd'))?.since?.words).toBeNull();
    const section = await edit();
    const since = (await stateOf('dpo', 'dpd'))?.since;
    expect(since?.words).toBe('1\u00a0article ou annexe');
    expect(since?.articles).toEqual([{ key: section?.key, number: section?.number, title: section?.title }]);
    const opinion = await opinionOf('dpo');
    const dpd = await as('dpd');
    const confirm = { id, opinionId: opinion.id };
    expect((await refused((await as('juridique')).review.confirmOpinion(confirm))).code).toBe('forbidden');
    await dpd.review.confirmOpinion(confirm);
    expect((await stateOf('dpo', 'dpd'))?.since?.words).toBeNull();
    await edit('Encore un autre texte.', 5);
    expect((await refused(give('dpd', 'dpo'))).message).toContain('déjà rendu');
    await give('dpd', 'dpo', { verdict: 'unfavourable', comment: 'Trop vague.', revises: true });
    const all = (await dpd.conventions.get({ id })).opinions.filter(({ kind }) => kind === 'dpo');
    expect(all.map(({ verdict, current }) => [verdict, current])).toEqual([
      ['favourable', false],
      ['unfavourable', true],
    ]);
  });

  it('lets an opinion stand when the text comes back unchanged, and asks again where it changed', async () => {
    await lead(db, id, 'academic_review');
    await give('dpd', 'dpo');
    await give('juridique', 'legal');
    const dane = await as('dane');
    const back = async () =>
      dane.conventions.transition({
        id,
        action: 'return_to_draft',
        version: await versionOf(),
        reason: 'À revoir',
      });
    const submit = async () =>
      dane.conventions.transition({ id, action: 'submit_for_review', version: await versionOf() });
    await back();
    await submit();
    expect((await opinionOf('dpo')).verdict).toBe('favourable');
    expect((await opinionOf('legal')).verdict).toBe('favourable');
    await back();
    await edit();
    await submit();
    expect((await opinionOf('dpo')).verdict).toBeNull();
    expect((await stateOf('dpo', 'dpd'))?.since?.words).toBe('1\u00a0article ou annexe');
    const mail = await db.outgoingMail.findFirstOrThrow({
      where: { to: 'dpd@demo.invalid', subject: { startsWith: 'Avis demandé' } },
      orderBy: { createdAt: 'desc' },
    });
    expect(mail.text).toContain('ont changé\u00a0: 1\u00a0article ou annexe');
  });
});

describe('an invited expert', () => {
  const invite = async (more = {}) =>
    (await as('dane')).review.inviteExpert({
      id,
      name: 'Camille Expert',
      email: 'camille@expert.invalid',
      question: 'L’article 12 suffit-il\u00a0?',
      ...more,
    });
  const token = async () => {
    const mail = await db.outgoingMail.findFirstOrThrow({
      where: { to: 'camille@expert.invalid' },
      orderBy: { createdAt: 'desc' },
    });
    return /\/avis\/([\w-]{43})/.exec(mail.text)?.[1] ?? '';
  };
  const visit = async (link: string, now = testNow) =>
    (await callerOf(db, null, { now })).review.expertPage({ token: link });
  const answer = async (link: string, more = {}, now = testNow) =>
    (await callerOf(db, null, { now })).review.expertAnswer({
      token: link,
      verdict: 'with_reservations',
      reservations: ['Préciser l’hébergeur.'],
      ...more,
    });
  const dead = async (link: string, why: string, now = testNow) => {
    const page = await visit(link, now);
    expect(page).toMatchObject({ state: 'gone', why });
    expect(Object.keys(page).sort()).toEqual(['sentence', 'state', 'why']);
    expect((await refused(answer(link, {}, now))).code).toBe('gone');
    const visitor = await contextOf(db, null, { now });
    expect((await refused(expertPdf(visitor, link))).code).toBe('gone');
  };

  it('reads that text alone, and answers once without an account', async () => {
    await lead(db, id, 'academic_review');
    await invite();
    const link = await token();
    expect(await db.expertInvitation.count({ where: { tokenHash: link } })).toBe(0);
    const page = await visit(link);
    if (page.state !== 'open') throw new Error('the link is dead');
    expect(page.question).toBe('L’article 12 suffit-il\u00a0?');
    expect(page.content.draft).toBe(true);
    const pdf = await expertPdf(await contextOf(db, null), link);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await refused(answer(link, { reservations: [] }))).code).toBe('invalid');
    // Somebody else's opinion is no change of the text: the link lives on.
    await give('dpd', 'dpo');
    await answer(link);
    await dead(link, 'answered');
    const opinion = await opinionOf('expert');
    expect(opinion).toMatchObject({ verdict: 'with_reservations', givenByName: 'Camille Expert' });
    expect(opinion.reservations).toHaveLength(1);
    const dane = await as('dane');
    expect((await dane.conventions.history({ id })).entries[0]?.who).toBe('Camille Expert (expert invité)');
    expect(
      await db.outgoingMail.count({
        where: { to: 'dane@demo.invalid', text: { contains: 'Camille Expert' } },
      }),
    ).toBeGreaterThan(0);
  });

  it('is refused by a link that an edit killed, even when the words come back', async () => {
    await lead(db, id, 'academic_review');
    await invite();
    const link = await token();
    const dane = await as('dane');
    const before = (await dane.conventions.text({ id })).compose.sections.filter(
      (one) => one.section === 'article',
    )[4];
    await edit();
    await dead(link, 'changed');
    await edit(before?.body ?? '');
    await dead(link, 'changed');
    await invite();
    expect((await visit(await token())).state).toBe('open');
  });

  it.each([
    [
      'a value',
      async () => {
        const dane = await as('dane');
        const text = await dane.conventions.text({ id });
        const variable = text.compose.variables.find(({ type }) => type === 'text');
        const version = text.variables.find(({ key }) => key === variable?.key)?.version ?? 0;
        await dane.conventions.updateVariables({
          id,
          values: [{ key: variable?.key ?? '', value: 'autre', version }],
        });
      },
    ],
    [
      'a school',
      async () => {
        const dane = await as('dane');
        const { version, schools } = await dane.conventions.get({ id });
        await dane.conventions.update({ id, version, uais: schools.slice(1).map(({ uai }) => uai) });
      },
    ],
    [
      'the title',
      async () => {
        const dane = await as('dane');
        await dane.conventions.update({ id, version: await versionOf(), title: 'Autre titre' });
      },
    ],
  ])('is refused after a change of %s', async (_what, act) => {
    await lead(db, id, 'academic_review');
    await invite();
    const link = await token();
    await act();
    await dead(link, 'changed');
  });

  it('is refused after revocation, after the last day, after the examination, and with a made-up link', async () => {
    await lead(db, id, 'academic_review');
    const { opinionId } = await invite({ dueOn: '2026-12-01' });
    const link = await token();
    await dead('x'.repeat(43), 'unknown');
    expect((await visit(link, new Date('2026-12-01T20:00:00Z'))).state).toBe('open');
    await dead(link, 'expired', new Date('2026-12-02T00:30:00Z'));
    expect((await refused(invite())).message).toContain('déjà un lien ouvert');
    const dane = await as('dane');
    const dpd = await as('dpd');
    expect((await refused(dpd.review.withdrawRequest({ id, opinionId }))).code).toBe('forbidden');
    await dane.review.withdrawRequest({ id, opinionId });
    await dead(link, 'revoked');
    const required = await opinionOf('dpo');
    expect((await refused(dane.review.withdrawRequest({ id, opinionId: required.id }))).message).toContain(
      'requis',
    );
    await invite();
    const other = await token();
    await dane.conventions.transition({
      id,
      action: 'return_to_draft',
      version: await versionOf(),
      reason: 'À revoir',
    });
    await dead(other, 'closed');
  });

  it('wins or loses against an edit made at the same moment, never both', async () => {
    await lead(db, id, 'academic_review');
    await invite();
    const link = await token();
    const [given, edited] = await Promise.allSettled([answer(link), edit()]);
    expect(edited.status).toBe('fulfilled');
    const invitation = await db.expertInvitation.findFirstOrThrow({ where: { conventionId: id } });
    expect(invitation.textChanged).toBe(given.status === 'rejected');
    expect(Boolean(invitation.answeredAt)).toBe(given.status === 'fulfilled');
  });
});
