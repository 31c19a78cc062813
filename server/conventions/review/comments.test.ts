import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { closeDocumentWorkers } from '@/server/documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { lead, plantConvention, plantProject, signAs } from '@/server/testing/scenes';
import { refusalOf } from '@/server/trpc/init';

let db: Db;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});
beforeEach(async () => {
  ({ id } = await plantConvention(db));
});

const as = (person: string, now = testNow) => callerOf(db, person, { now });
const versionOf = async () => (await (await as('dane')).conventions.get({ id })).version;
const comment = async (person: string, more = {}) =>
  (await as(person)).review.addComment({ id, articleKey: 'objet', body: 'À préciser.', ...more });
const threads = async (person: string) => (await (await as(person)).review.threads({ id })).threads;
const thread = async (person: string, threadId: string) => {
  const found = (await threads(person)).find((one) => one.id === threadId);
  if (!found) throw new Error('no such thread');
  return found;
};

describe('comments', () => {
  it('among the académie are never read, answered nor found by the authority', async () => {
    await lead(db, id, 'partner_review');
    const { threadId } = await comment('dpd', { visibility: 'internal', body: 'Entre nous.' });
    const shared = await comment('dane');
    expect((await threads('juridique')).map((one) => one.visibility)).toEqual(['internal', 'shared']);
    for (const person of ['projet', 'maire']) {
      expect((await threads(person)).map((one) => one.id)).toEqual([shared.threadId]);
      const caller = await as(person);
      expect((await refused(caller.review.reply({ id, threadId, body: 'x' }))).code).toBe('not_found');
      const resolve = caller.review.resolve({ id, threadId, resolved: true, version: 1 });
      expect((await refused(resolve)).code).toBe('not_found');
      expect((await refused(comment(person, { visibility: 'internal' }))).code).toBe('forbidden');
      const seen = JSON.stringify([
        await caller.conventions.history({ id }),
        await caller.review.state({ id }),
      ]);
      expect(seen).not.toContain('Entre nous');
    }
    for (const person of ['editeur', 'ecole', 'lecteur', 'dane.rennes'])
      expect((await refused((await as(person)).review.threads({ id }))).code).toMatch(/forbidden|not_found/);
  });

  it('are shared by default with the partner while the partner reads, and internal before', async () => {
    expect((await thread('dane', (await comment('dane')).threadId)).visibility).toBe('internal');
    expect((await thread('projet', (await comment('projet')).threadId)).visibility).toBe('shared');
    await lead(db, id, 'partner_review');
    expect((await thread('projet', (await comment('dane')).threadId)).visibility).toBe('shared');
  });

  it('hang on an article, a field of it, and words quoted there', async () => {
    const dane = await as('dane');
    const text = await dane.conventions.text({ id });
    const article = text.compose.sections.find(({ key }) => key === 'objet');
    const variable = text.compose.variables[0];
    const quote = article?.body.slice(0, 20) ?? '';
    const { threadId } = await comment('dane', { quote });
    expect(await thread('dane', threadId)).toMatchObject({ label: article?.title, quote, quoteFound: true });
    const version = text.articles.find(({ key }) => key === 'objet')?.version ?? 1;
    await dane.conventions.updateArticle({ id, articleKey: 'objet', body: 'Tout autre texte.', version });
    expect((await thread('dane', threadId)).quoteFound).toBe(false);
    const field = await comment('dane', { variableKey: variable?.key });
    expect((await thread('dane', field.threadId)).label).toBe(variable?.label);
    expect((await refused(comment('dane', { articleKey: 'inconnu' }))).fields.articleKey).toBeDefined();
    expect((await refused(comment('dane', { variableKey: 'inconnue' }))).fields.variableKey).toBeDefined();
    expect((await refused(comment('dane', { body: '  ' }))).code).toBe('invalid');
  });

  it('mention those who may read them: a mail with the link, and a line in what waits for them', async () => {
    await lead(db, id, 'partner_review');
    const dane = await as('dane');
    const people = await dane.review.mentionable({ id, visibility: 'shared' });
    const projet = people.find(({ role }) => role === 'authority_editor');
    expect(people.some(({ role }) => role === 'vendor')).toBe(false);
    const internal = await dane.review.mentionable({ id, visibility: 'internal' });
    expect(internal.some(({ userId }) => userId === projet?.userId)).toBe(false);
    const mentions = [projet?.userId ?? ''];
    expect(
      (await refused(comment('dane', { mentions, visibility: 'internal' }))).fields.mentions,
    ).toBeDefined();
    const { threadId } = await comment('dane', { mentions, body: '@Alix, qu’en dites-vous\u00a0?' });
    const mail = await db.outgoingMail.findFirstOrThrow({
      where: { to: 'projet@demo.invalid', subject: { contains: 'vous mentionne' } },
      orderBy: { createdAt: 'desc' },
    });
    expect(decodeURIComponent(mail.text)).toContain(
      `/conventions/${id}?onglet=texte&commentaire=${threadId}`,
    );
    expect(mail.text).toContain('/desabonnement/');
    const waits = async () =>
      (await (await as('projet')).dashboard.get()).groups
        .find(({ kind }) => kind === 'mention')
        ?.tasks.some(({ href }) => href.includes(threadId)) ?? false;
    expect(await waits()).toBe(true);
    await (await as('projet')).review.see({ id, threadId });
    expect(await waits()).toBe(false);
  });

  it('are answered, resolved, opened again, corrected for a while by their author, and leave a trace', async () => {
    const { threadId } = await comment('dane');
    const dpd = await as('dpd');
    const dane = await as('dane');
    const { messageId } = await dpd.review.reply({ id, threadId, body: 'Fait.' });
    const resolve = (resolved: boolean, version: number) =>
      dane.review.resolve({ id, threadId, resolved, version });
    // Whoever began the conversation is told of the answer; whoever answers is not told of their own.
    const told = await db.outgoingMail.findMany({
      where: { subject: { contains: 'répond : convention' } },
    });
    expect(told.map(({ to }) => to)).toEqual(['dane@demo.invalid']);
    await resolve(true, 1);
    expect((await refused(resolve(false, 1))).code).toBe('conflict');
    expect((await refused(dpd.review.reply({ id, threadId, body: 'x' }))).message).toContain('rouvrez-le');
    await resolve(false, 2);
    const edit = (caller: Awaited<ReturnType<typeof as>>) =>
      caller.review.editMessage({ id, messageId, body: 'Fait, article 3.' });
    expect((await refused(edit(dane))).code).toBe('forbidden');
    await edit(dpd);
    const late = await as('dpd', new Date(testNow.getTime() + 16 * 60_000));
    expect((await refused(edit(late))).message).toContain('15 minutes');
    await late.review.deleteMessage({ id, messageId });
    const { messages } = await thread('dane', threadId);
    expect(messages[1]).toMatchObject({ body: '', deleted: true, authorName: expect.any(String) });
    expect((await refused(late.review.deleteMessage({ id, messageId }))).code).toBe('conflict');
    expect(await versionOf()).toBe((await dane.conventions.get({ id })).version);
  });
});

describe('a field opened by a comment', () => {
  const open = async (person: string, more = {}) =>
    (await comment(person, { opens: true, ...more })).threadId;
  const propose = async (person: string, threadId: string, body: string, more = {}) => {
    const { correction } = await thread(person, threadId);
    return (await as(person)).review.proposeCorrection({
      id,
      threadId,
      version: correction?.version ?? 0,
      base: correction?.base ?? 0,
      body,
      ...more,
    });
  };
  const decide = async (person: string, threadId: string, accept: boolean, reason = '') => {
    const { correction } = await thread(person, threadId);
    return (await as(person)).review.decideCorrection({
      id,
      threadId,
      version: correction?.version ?? 0,
      accept,
      reason,
    });
  };
  const bodyOf = async () =>
    (await (await as('dane')).conventions.text({ id })).compose.sections.find(({ key }) => key === 'objet')
      ?.body;

  it('is corrected by the other side, shown as a difference, and enters the text once accepted', async () => {
    await lead(db, id, 'partner_review');
    const threadId = await open('dane', { body: 'Proposez votre rédaction.' });
    const before = await bodyOf();
    const body = `${before} La commune y veille.`;
    await propose('projet', threadId, body);
    expect(await bodyOf()).toBe(before);
    const shown = (await thread('dane', threadId)).correction;
    expect(shown?.lines?.some(({ op }) => op === 'change' || op === 'insert')).toBe(true);
    expect(shown).toMatchObject({ mayDecide: true, mayPropose: false });
    expect((await refused(decide('projet', threadId, true))).code).toBe('forbidden');
    const version = await versionOf();
    await decide('dane', threadId, true);
    expect(await bodyOf()).toBe(body);
    expect(await versionOf()).toBe(version + 1);
    expect((await thread('dane', threadId)).resolvedAt).not.toBeNull();
    // Everything else stays closed.
    const projet = await as('projet');
    const other = projet.conventions.updateArticle({ id, articleKey: 'objet', body: 'x', version: 2 });
    expect((await refused(other)).code).toBe('conflict');
    const again = await refused(propose('projet', threadId, 'Encore.'));
    expect(again.message).toContain('plus ouvert');
  });

  it('works the other way round, for a value, which is checked like any other', async () => {
    await lead(db, id, 'partner_review');
    const dane = await as('dane');
    const text = await dane.conventions.text({ id });
    const variable = text.compose.variables.find(({ type }) => type === 'number');
    if (!variable) throw new Error('the template has no number');
    const threadId = await open('projet', { articleKey: variable.article, variableKey: variable.key });
    const value = (amount: number | string) =>
      propose('dane', threadId, '', { body: undefined, value: amount });
    expect((await refused(value('beaucoup'))).fields.value).toContain('nombre');
    await value((variable.max ?? 30) - 1);
    await decide('projet', threadId, false, 'Trop long pour nos équipes.');
    expect((await thread('dane', threadId)).correction).toMatchObject({ state: 'refused', mayPropose: true });
    const refusal = await db.outgoingMail.findFirstOrThrow({
      where: { to: 'dane@demo.invalid', subject: { startsWith: 'Correction refusée' } },
    });
    expect(refusal.text).toContain('Trop long');
    await value((variable.min ?? 0) + 2);
    await decide('projet', threadId, true);
    const row = await db.conventionVariable.findUniqueOrThrow({
      where: { conventionId_key: { conventionId: id, key: variable.key } },
    });
    expect(row.value).toBe((variable.min ?? 0) + 2);
  });

  it('refuses what is out of time, out of turn, twice, or written on another text', async () => {
    expect((await refused(open('dane'))).message).toContain('relecture par la collectivité');
    await lead(db, id, 'partner_review');
    expect((await refused(open('dpd'))).code).toBe('forbidden');
    const threadId = await open('dane');
    expect((await refused(open('projet'))).message).toContain('déjà ouvert');
    expect((await refused(propose('dane', threadId, 'x'))).code).toBe('forbidden');
    expect((await refused(propose('maire', threadId, 'x'))).code).toBe('forbidden');
    expect((await refused(propose('projet', threadId, (await bodyOf()) ?? ''))).fields.body).toContain(
      'rien',
    );
    expect((await refused(propose('projet', threadId, 'x', { base: 99 }))).code).toBe('conflict');
    expect((await refused(decide('dane', threadId, true))).message).toContain('Aucune correction');
    await propose('projet', threadId, 'Texte proposé.');
    expect((await refused(decide('dane', threadId, false))).fields.reason).toBeDefined();
    // The text moved under the proposal: it cannot be accepted any more.
    await db.conventionArticle.update({
      where: { conventionId_key: { conventionId: id, key: 'objet' } },
      data: { body: 'Autre.', version: { increment: 1 } },
    });
    expect((await refused(decide('dane', threadId, true))).message).toContain('a changé depuis');
    const { correction } = await thread('dane', threadId);
    const dane = await as('dane');
    await dane.review.closeField({ id, threadId, version: correction?.version ?? 0 });
    expect((await refused(propose('projet', threadId, 'x'))).message).toContain('plus ouvert');
  });

  it('lets exactly one of several simultaneous decisions through', async () => {
    await lead(db, id, 'partner_review');
    const threadId = await open('dane');
    await propose('projet', threadId, 'Texte proposé.');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => decide('dane', threadId, true)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('versions', () => {
  it('are kept at each moment that matters, once for each text, and never changed', async () => {
    await lead(db, id, 'ready_to_sign');
    const dane = await as('dane');
    const versions = await dane.review.versions({ id });
    const labels = versions.flatMap(({ moments }) => moments.map(({ label }) => label));
    expect(labels).toEqual([
      'Soumis à l’examen',
      'Avis du DPD\u00a0: avis rendu',
      'Avis juridique\u00a0: avis rendu',
      'Transmis à la collectivité',
      'Texte accepté',
      'Ouvert à la signature',
    ]);
    // The délibération, entered in between, is cited in the text: that is the second version.
    expect(versions).toHaveLength(2);
    await expect(
      db.$executeRaw`UPDATE "ConventionSnapshot" SET "sha256" = 'x' WHERE "conventionId" = ${id}`,
    ).rejects.toThrow(/written once/);
  });

  it('are compared, in particular what the DPD approved with what is signed', async () => {
    const dane = await as('dane');
    const compare = (from?: string, to?: string) => dane.review.comparison({ id, from, to });
    expect((await refused(compare('dpd', 'signe'))).message).toContain('n’a pas encore rendu');
    await lead(db, id, 'partner_review');
    const { threadId } = await comment('dane', { opens: true });
    const projet = await as('projet');
    const { correction } = await thread('projet', threadId);
    await projet.review.proposeCorrection({
      id,
      threadId,
      version: 1,
      base: correction?.base ?? 0,
      body: 'La présente convention est toute différente.',
    });
    const accepting = async () =>
      (await projet.conventions.get({ id })).actions
        .find(({ action }) => action === 'accept_text')
        ?.warnings.map(({ code }) => code);
    expect(await accepting()).toContain('corrections_pending');
    await dane.review.decideCorrection({ id, threadId, version: 2, accept: true });
    expect(await accepting()).not.toContain('corrections_pending');
    await projet.conventions.transition({ id, action: 'accept_text', version: await versionOf() });
    await projet.conventions.enterDeliberation({ id, waiverReason: 'Délégation générale du conseil.' });
    await dane.conventions.transition({ id, action: 'mark_ready_to_sign', version: await versionOf() });
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    const view = await compare();
    expect([view.from.title, view.to.title]).toEqual(['Ce que le DPD a approuvé', 'Ce qui a été signé']);
    const changed = view.difference.articles.filter(({ op }) => op !== 'same');
    expect(changed.map(({ key }) => key)).toEqual(['objet']);
    expect(view.to.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(view.after.content.draft).toBe(false);
    const frozen = await dane.conventions.content({ id });
    expect(view.after.content).toEqual(frozen.content);
    // Whoever only reads the signed convention does not read what was on its way.
    const editor = await as('ecole');
    const read = await editor.review.versions({ id }).catch((error) => refusalOf(error));
    if (Array.isArray(read)) expect(read.length).toBeLessThan((await dane.review.versions({ id })).length);
    expect((await compare('actuel', 'actuel')).words).toBeNull();
    expect((await refused(compare('inconnue', 'actuel'))).code).toBe('not_found');
  });
});

describe('copies', () => {
  it('duplicate texts, values and the schools that are in the project, as a new draft', async () => {
    const dane = await as('dane');
    const text = await dane.conventions.text({ id });
    const version = text.articles.find(({ key }) => key === 'objet')?.version ?? 1;
    await dane.conventions.updateArticle({ id, articleKey: 'objet', body: 'Un objet à nous.', version });
    const { project, schools } = await dane.conventions.get({ id });
    const copy = await dane.review.duplicate({ id, projectId: project.id });
    const made = await dane.conventions.get({ id: copy.id });
    expect(made).toMatchObject({ status: 'draft', missing: [{ key: 'date_effet' }, { key: 'date_fin' }] });
    expect(made.schools).toHaveLength(schools.length);
    const copied = await dane.conventions.text({ id: copy.id });
    expect(copied.compose.sections.find(({ key }) => key === 'objet')?.body).toBe('Un objet à nous.');
    expect(copied.compose.values).toEqual(text.compose.values);
    const elsewhere = await plantProject(db);
    const other = await dane.review.duplicate({ id, projectId: elsewhere.id });
    expect(other.left).toHaveLength(schools.length);
    expect((await dane.conventions.get({ id: other.id })).schools).toHaveLength(0);
    const rennes = await as('dane.rennes');
    expect((await refused(rennes.review.duplicate({ id, projectId: project.id }))).code).toBe('not_found');
    const dpd = await as('dpd');
    expect((await refused(dpd.review.duplicate({ id, projectId: project.id }))).code).toBe('forbidden');
  });

  it('take up an abandoned project with everything, and the opinions that still hold', async () => {
    await lead(db, id, 'partner_review');
    const dane = await as('dane');
    expect((await refused(dane.review.resume({ id }))).message).toContain('se corrige tel quel');
    await dane.conventions.transition({
      id,
      action: 'abandon',
      version: await versionOf(),
      reason: 'Élections',
    });
    const source = await dane.conventions.get({ id });
    const copy = await dane.review.resume({ id });
    expect((await refused(dane.review.resume({ id }))).message).toContain(copy.number);
    const made = await dane.conventions.get({ id: copy.id });
    expect(made).toMatchObject({
      status: 'draft',
      effectiveOn: source.effectiveOn,
      endsOn: source.endsOn,
      missing: [],
    });
    expect((await dane.review.state({ id: copy.id })).copyOf).toMatchObject({
      resumes: true,
      source: { id },
    });
    await dane.conventions.transition({ id: copy.id, action: 'submit_for_review', version: made.version });
    const submitted = await dane.conventions.get({ id: copy.id });
    expect(submitted.opinions.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['dpo', 'favourable'],
      ['legal', 'favourable'],
    ]);
    const send = submitted.actions.find(({ action }) => action === 'send_to_partner');
    expect(send).toMatchObject({ blockers: [], warnings: [] });
  });

  it('ask opinions again for a project taken up whose text was corrected', async () => {
    await lead(db, id, 'partner_review');
    const dane = await as('dane');
    await dane.conventions.transition({ id, action: 'abandon', version: await versionOf(), reason: 'Refus' });
    const copy = await dane.review.resume({ id });
    await dane.conventions.updateArticle({ id: copy.id, articleKey: 'objet', body: 'Corrigé.', version: 1 });
    await dane.templates.explainDeviation({
      id: copy.id,
      articleKey: 'objet',
      reason: 'Demandé par la commune.',
    });
    const { version } = await dane.conventions.get({ id: copy.id });
    await dane.conventions.transition({ id: copy.id, action: 'submit_for_review', version });
    const { opinions } = await dane.conventions.get({ id: copy.id });
    expect(opinions.map(({ verdict }) => verdict)).toEqual([null, null]);
  });
});

describe('withdrawal', () => {
  it('before the first signature sends the text back and kills the codes; afterwards it is refused', async () => {
    await lead(db, id, 'ready_to_sign');
    const maire = await as('maire');
    await maire.conventions.requestSignatureCode({ id });
    const projet = await as('projet');
    const withdraw = async (reason = 'Une école manque.') =>
      projet.conventions.transition({ id, action: 'withdraw', version: await versionOf(), reason });
    expect((await refused(withdraw(' '))).fields.reason).toBeDefined();
    await withdraw();
    const after = await projet.conventions.get({ id });
    expect(after).toMatchObject({ status: 'academic_review', frozen: null });
    expect(await db.signatureCode.count({ where: { conventionId: id, revokedAt: null, usedAt: null } })).toBe(
      0,
    );

    const { id: other } = await plantConvention(db);
    id = other;
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    expect((await refused(withdraw())).message).toContain('déjà signé');
    const act = (await projet.conventions.get({ id })).actions.find(({ action }) => action === 'withdraw');
    expect(act?.blockers[0]?.message).toContain('déjà signé');
  });
});
