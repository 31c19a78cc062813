import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { lastCode, lead, plantConvention, signAs } from '../testing/scenes';
import { followCalendar } from './commands/calendar';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

describe('from draft to in force', () => {
  it('goes through every hand, and leaves a chain of journal rows that verifies', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const dane = await callerOf(db, 'dane');
    const ready = await dane.conventions.get({ id });
    expect(ready.status).toBe('ready_to_sign');
    expect(ready.frozen?.hasPdf).toBe(true);

    expect((await signAs(db, id, 'maire')).status).toBe('partially_signed');
    expect((await signAs(db, id, 'dasen')).status).toBe('signed');
    const signed = await dane.conventions.get({ id });
    expect(signed.signatures.map(({ side, delegation }) => [side, delegation !== null])).toEqual([
      ['authority', false],
      ['state', true],
    ]);
    expect(new Set(signed.signatures.map(({ sha256 }) => sha256))).toEqual(new Set([ready.frozen?.sha256]));

    expect(await followCalendar(db, testNow)).toBe(1);
    expect((await dane.conventions.get({ id })).status).toBe('in_force');
    expect(await followCalendar(db, testNow)).toBe(0);
    expect((await verifyJournal(db)).broken).toBeNull();
  });

  it('expires past its term, by itself', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    await followCalendar(db, testNow);
    await followCalendar(db, new Date('2029-11-21T12:00:00Z'));
    const dane = await callerOf(db, 'dane');
    expect((await dane.conventions.get({ id })).status).toBe('in_force');
    await followCalendar(db, new Date('2029-11-22T12:00:00Z'));
    expect((await dane.conventions.get({ id })).status).toBe('expired');
  });
});

describe('text', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await plantConvention(db));
  });

  it('tells the second person on the same article, and overwrites nothing', async () => {
    const dane = await callerOf(db, 'dane');
    const editor = await callerOf(db, 'redaction');
    const { articles } = await dane.conventions.text({ id });
    const article = articles.find(({ key }) => key.includes('objet')) ?? articles[2];
    if (!article) throw new Error('the template has no article');
    const { key: articleKey, version } = article;
    await dane.conventions.updateArticle({ id, articleKey, body: 'Premier texte.', version });
    const refusal = await refused(
      editor.conventions.updateArticle({ id, articleKey, body: 'Second texte.', version }),
    );
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toContain('Dominique Dane');
    expect((refusal.details.current as { body: string }).body).toBe('Premier texte.');
    const after = await dane.conventions.text({ id });
    expect(after.compose.sections.find(({ key }) => key === articleKey)?.body).toBe('Premier texte.');
  });

  it('keeps hostile text literally and refuses control characters', async () => {
    const dane = await callerOf(db, 'dane');
    const { articles } = await dane.conventions.text({ id });
    const articleKey = articles.at(3)?.key ?? '';
    const body = `{{7*7}} <script>alert(1)</script> ${'é'.repeat(15_000)} 🙂 שלום`;
    await dane.conventions.updateArticle({ id, articleKey, body, version: 1 });
    const { content } = await dane.conventions.content({ id });
    expect(content.articles.some((article) => article.body.includes('{{7*7}} <script>'))).toBe(true);
    const refusal = await refused(
      dane.conventions.updateArticle({ id, articleKey, body: 'a\u0000b', version: 2 }),
    );
    expect(refusal.code).toBe('invalid');
    expect(refusal.fields.body).toContain('caractère de contrôle');
  });

  it('checks each field against its type in the template', async () => {
    const dane = await callerOf(db, 'dane');
    const { compose } = await dane.conventions.text({ id });
    const date = compose.variables.find(({ type }) => type === 'date');
    if (date) {
      const refusal = await refused(
        dane.conventions.updateVariables({
          id,
          values: [{ key: date.key, value: '2026-02-30', version: 0 }],
        }),
      );
      expect(refusal.code).toBe('invalid');
    }
    const unknown = await refused(
      dane.conventions.updateVariables({ id, values: [{ key: 'inconnu', value: 'x', version: 0 }] }),
    );
    expect(unknown.fields['values.0.key']).toContain('inconnu');
  });

  it('is closed to the authority while the académie writes, and to everyone once with the partner', async () => {
    const projet = await callerOf(db, 'projet');
    const one = { id, articleKey: 'objet', body: 'x', version: 1 };
    expect((await refused(projet.conventions.updateArticle(one))).code).toBe('forbidden');
    await lead(db, id, 'partner_review');
    const dane = await callerOf(db, 'dane');
    expect((await refused(dane.conventions.updateArticle(one))).code).toBe('conflict');
  });
});

describe('acts', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await plantConvention(db));
  });

  it('refuses an act on an older version and says what changed', async () => {
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    await dane.conventions.update({ id, version, title: 'Un autre titre' });
    const refusal = await refused(dane.conventions.transition({ id, action: 'submit_for_review', version }));
    expect(refusal.code).toBe('conflict');
    expect(refusal.details.currentVersion).toBe(version + 1);
    expect(refusal.details.changes).toMatchObject([{ action: 'convention.edited' }]);
  });

  it('lets exactly one of many simultaneous acts win', async () => {
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () =>
        dane.conventions.transition({ id, action: 'submit_for_review', version }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses to go on without the opinions, with the reason', async () => {
    await lead(db, id, 'academic_review');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    const refusal = await refused(dane.conventions.transition({ id, action: 'send_to_partner', version }));
    expect(refusal.code).toBe('invalid');
    expect(refusal.message).toContain('avis');
    expect((refusal.details.blockers as unknown[]).length).toBe(2);
  });

  it('asks an answer to each reservation', async () => {
    await lead(db, id, 'academic_review');
    const [dane, dpd, legal] = [
      await callerOf(db, 'dane'),
      await callerOf(db, 'dpd'),
      await callerOf(db, 'juridique'),
    ];
    const version = async () => (await dane.conventions.get({ id })).version;
    await dpd.conventions.giveOpinion({
      id,
      kind: 'dpo',
      verdict: 'with_reservations',
      reservations: ['Préciser la durée de conservation.'],
      answeredVersion: await version(),
    });
    await legal.conventions.giveOpinion({
      id,
      kind: 'legal',
      verdict: 'favourable',
      answeredVersion: await version(),
    });
    const send = async () =>
      dane.conventions.transition({ id, action: 'send_to_partner', version: await version() });
    expect((await refused(send())).message).toContain('réserves');
    const { opinions } = await dane.conventions.get({ id });
    const reservationId = opinions.find(({ kind }) => kind === 'dpo')?.reservations[0]?.id ?? '';
    await dane.conventions.answerReservation({ id, reservationId, answer: 'Ajoutée à l’article 12.' });
    expect((await send()).status).toBe('partner_review');
  });

  it('refuses another’s opinion, a second one, and one out of time', async () => {
    const dpd = await callerOf(db, 'dpd');
    const give = (kind: 'dpo' | 'legal', answeredVersion: number) =>
      dpd.conventions.giveOpinion({ id, kind, verdict: 'favourable', answeredVersion });
    const version = async () => (await dpd.conventions.get({ id })).version;
    expect((await refused(give('dpo', await version()))).code).toBe('conflict');
    await lead(db, id, 'academic_review');
    expect((await refused(give('legal', await version()))).code).toBe('forbidden');
    await give('dpo', await version());
    expect((await refused(give('dpo', await version()))).message).toContain('déjà rendu');
  });

  it('hides the convention from another académie and from other authorities', async () => {
    for (const person of ['dane.rennes', 'exploitant', 'lecteur', 'dsden78', 'editeur'])
      expect((await refused((await callerOf(db, person)).conventions.get({ id }))).code, person).toMatch(
        /not_found|forbidden/,
      );
  });
});

describe('signature', () => {
  it('needs the right code, on the hash that was shown, by a signatory, once', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const maire = await callerOf(db, 'maire');
    const { version, frozen } = await maire.conventions.get({ id });
    if (!frozen) throw new Error('nothing is frozen');
    await maire.conventions.requestSignatureCode({ id });
    const code = await lastCode(db, 'maire@demo.invalid');
    const wrong = code === '000000' ? '111111' : '000000';
    const input = { id, consent: true as const, version, sha256: frozen.sha256 };
    const badCode = await refused(maire.conventions.sign({ ...input, code: wrong }));
    expect(badCode.fields.code).toContain('4 essais');
    const otherText = await refused(maire.conventions.sign({ ...input, code, sha256: 'a'.repeat(64) }));
    expect(otherText.code).toBe('invalid');
    expect((await refused((await callerOf(db, 'projet')).conventions.sign({ ...input, code }))).code).toBe(
      'forbidden',
    );
    const rest = await callerOf(db, 'maire', { channel: 'rest' });
    expect((await refused(rest.conventions.sign({ ...input, code }))).code).toBe('signature_requires_person');
    expect((await maire.conventions.sign({ ...input, code })).status).toBe('partially_signed');
    const twice = await refused(maire.conventions.sign({ ...input, version: version + 1, code }));
    expect(twice.code).toBe('invalid');
  });

  it('dies after ten minutes, and after five wrong tries', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const later = new Date(testNow.getTime() + 11 * 60_000);
    const maire = await callerOf(db, 'maire');
    await maire.conventions.requestSignatureCode({ id });
    const code = await lastCode(db, 'maire@demo.invalid');
    const { version, frozen } = await maire.conventions.get({ id });
    if (!frozen) throw new Error('nothing is frozen');
    const input = { id, consent: true as const, version, sha256: frozen.sha256 };
    const late = await callerOf(db, 'maire', { now: later });
    expect((await refused(late.conventions.sign({ ...input, code }))).fields.code).toContain('10 minutes');
    const wrong = code === '000000' ? '111111' : '000000';
    for (let i = 0; i < 5; i += 1) await refused(maire.conventions.sign({ ...input, code: wrong }));
    expect((await refused(maire.conventions.sign({ ...input, code }))).fields.code).toContain(
      'Trop d’essais',
    );
  });

  it('is set aside, and its code killed, when the text is reopened', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const maire = await callerOf(db, 'maire');
    await maire.conventions.requestSignatureCode({ id });
    const code = await lastCode(db, 'maire@demo.invalid');
    const { version, frozen } = await maire.conventions.get({ id });
    if (!frozen) throw new Error('nothing is frozen');
    const dane = await callerOf(db, 'dane');
    await dane.conventions.transition({ id, action: 'reopen_text', version, reason: 'Une école manque.' });
    const refusal = await refused(
      maire.conventions.sign({
        id,
        code,
        consent: true,
        version,

        sha256: frozen.sha256,
      }),
    );
    expect(['conflict', 'invalid']).toContain(refusal.code);
    expect(await db.signature.count({ where: { conventionId: id, revokedAt: null } })).toBe(0);
  });

  it('gives the very bytes that were frozen, never a new rendering', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const { conventionPdf } = await import('./queries/document');
    const { contextOf } = await import('../testing/people');
    const ctx = await contextOf(db, 'maire');
    const first = await conventionPdf(ctx, id);
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    const { frozen } = await (await callerOf(db, 'maire')).conventions.get({ id });
    const second = await conventionPdf(ctx, id, { version: frozen?.version ?? 0 });
    expect(first.frozen && second.frozen).toBe(true);
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    const sealed = await conventionPdf(ctx, id);
    expect(sealed.bytes.length).toBeGreaterThan(first.bytes.length);
    expect(Buffer.from(sealed.bytes).subarray(0, first.bytes.length).equals(Buffer.from(first.bytes))).toBe(
      true,
    );
    await expect(db.$executeRaw`UPDATE "StoredFile" SET "name" = 'autre'`).rejects.toThrow(/written once/);
  });
});
