import { createHmac, randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import { conventionPdf } from '../conventions/queries/document';
import type { Db } from '../db';
import { hasTool, pdfAttachments, pdfSignatures, pdfText, qpdfComplaint } from '../documents/poppler';
import { closeDocumentWorkers } from '../documents/render';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '../testing/people';
import { lead, plantConvention, signAs } from '../testing/scenes';
import { refusalOf } from '../trpc/init';
import { retryDelay, sealAll, sealNow } from './commands/seal';
import { verifyFile } from './verify-file';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

/** A code of our own making, so that any number of people may use it at once. */
async function plantCode(conventionId: string, person: string): Promise<string> {
  const user = await db.user.findUniqueOrThrow({ where: { email: `${person}@demo.invalid` } });
  const text = await db.conventionText.findFirstOrThrow({
    where: { conventionId },
    orderBy: { number: 'desc' },
  });
  const row = await db.signatureCode.create({
    data: {
      conventionId,
      textId: text.id,
      userId: user.id,
      hash: '',
      createdAt: testNow,
      expiresAt: new Date(testNow.getTime() + 600_000),
      attempts: -1_000,
    },
  });
  const hash = createHmac('sha256', process.env.AUTH_SECRET ?? '')
    .update(`${row.id}:123456`)
    .digest('hex');
  await db.signatureCode.update({ where: { id: row.id }, data: { hash } });
  return '123456';
}

const mailsOf = (id: string) =>
  db.outgoingMail.findMany({
    where: { about: `Convention:${id}`, subject: { startsWith: 'Convention signée' } },
    select: { to: true },
  });

describe('two last signatures in the same instant', () => {
  it('500 times: one signature each, one seal, one set of letters', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const hand = async (person: string) => ({
      caller: await callerOf(db, person),
      code: await plantCode(id, person),
    });
    const hands = [await hand('maire'), await hand('dasen')] as const;
    const { version, frozen } = await (await callerOf(db, 'dane')).conventions.get({ id });
    // Whoever comes second saw the version before the first signature: they say which one they read again.
    const sign = async (rank: number) => {
      const own = hands[rank % 2 === 0 ? 0 : 1];
      for (const seen of [version, version + 1]) {
        const outcome = await own.caller.conventions
          .sign({ id, code: own.code, consent: true, version: seen, sha256: frozen?.sha256 ?? '' })
          .then(
            ({ status }) => status,
            (error: unknown) => refusalOf(error).code,
          );
        if (outcome !== 'conflict') return outcome;
      }
      return 'conflict';
    };
    const outcomes = await Promise.all(Array.from({ length: 500 }, (_, rank) => sign(rank)));
    expect(outcomes.filter((one) => one === 'partially_signed')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'awaiting_seal')).toHaveLength(1);
    expect(await db.signature.count({ where: { conventionId: id } })).toBe(2);
    expect(await mailsOf(id)).toEqual([]);

    const seals = await Promise.all(Array.from({ length: 12 }, () => sealNow(db, id, testNow)));
    expect(seals.filter((one) => one === 'sealed')).toHaveLength(1);
    expect(await db.conventionSeal.count({ where: { conventionId: id } })).toBe(1);
    const letters = (await mailsOf(id)).map(({ to }) => to);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters).toContain('maire@demo.invalid');
    expect(await db.conventionStage.count({ where: { conventionId: id, status: 'signed' } })).toBe(1);
    expect((await verifyJournal(db)).broken).toBeNull();
  }, 600_000);
});

describe('«\u00a0signed\u00a0»', () => {
  it('is said only once the seal exists, even if the seal comes 30 days later, after a restart', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    const dasen = await callerOf(db, 'dasen');
    const code = await plantCode(id, 'dasen');
    const { version, frozen } = await dasen.conventions.get({ id });
    await dasen.conventions.sign({ id, code, consent: true, version, sha256: frozen?.sha256 ?? '' });
    // The process ends here: nothing was asked of the queue.
    const waiting = await dasen.conventions.get({ id });
    expect(waiting.status).toBe('awaiting_seal');
    expect(waiting.statusLabel.label).toBe('Signée par toutes les parties, scellement en attente');
    expect(waiting.actions.map(({ action }) => action)).toEqual([]);
    expect(await db.conventionSeal.count({ where: { conventionId: id } })).toBe(0);
    const later = new Date(testNow.getTime() + 30 * 24 * 3_600_000);
    expect(await sealAll(db, later)).toBe(1);
    expect(await sealAll(db, later)).toBe(0);
    expect((await dasen.conventions.get({ id })).status).toBe('signed');
  });

  it('cannot be reached by hand', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    for (const action of ['seal', 'sign', 'confirm_deposit'] as const) {
      const refusal = await dane.conventions.transition({ id, action, version }).then(() => null, refusalOf);
      expect(refusal?.code, action).toMatch(/forbidden|invalid|signature_requires_person/);
    }
    await expect(db.$executeRaw`UPDATE "ConventionSeal" SET "sha256" = 'x'`).rejects.toThrow(/written once/);
  });

  it('tries again later and later, and never gives up', () => {
    expect([1, 2, 3, 4].map(retryDelay)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(retryDelay(8)).toBe(3_600_000);
    expect(retryDelay(1_000_000)).toBe(3_600_000);
  });
});

describe('the sealed file', () => {
  let sealed: Buffer;
  let number: string;
  let id: string;

  beforeAll(async () => {
    ({ id, number } = await plantConvention(db));
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    sealed = Buffer.from((await conventionPdf(await contextOf(db, 'dane'), id)).bytes);
  });

  it('begins with the frozen bytes, and says who signed, by delegation of whom', async () => {
    const text = await db.conventionText.findFirstOrThrow({
      where: { conventionId: id, stage: 'ready_to_sign' },
      include: { pdf: true },
    });
    const frozen = Buffer.from(text.pdf?.bytes ?? []);
    expect(sealed.subarray(0, frozen.length).equals(frozen)).toBe(true);
    if (await hasTool('pdftotext')) {
      const said = (await pdfText(sealed)).replace(/\s+/g, ' ');
      expect(said).toContain('Annexe de signature');
      expect(said).toContain('Maxime Dupré, Maire');
      expect(said).toContain('par délégation du recteur de l’académie de Versailles');
      expect(said).toContain('cachet de démonstration, auto-signé');
    }
    if (await hasTool('pdfdetach'))
      expect(await pdfAttachments(sealed)).toContain('preuves-de-signature.json');
    if (await hasTool('qpdf')) expect(await qpdfComplaint(sealed)).toBeNull();
  });

  it('is valid for pdfsig, which no longer says so after one byte', async () => {
    if (!(await hasTool('pdfsig'))) return;
    const said = await pdfSignatures(sealed);
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    const spoiled = Buffer.from(sealed);
    spoiled[2_000] = (spoiled[2_000] ?? 0) ^ 1;
    expect(await pdfSignatures(spoiled)).not.toContain('Signature is Valid');
  });

  it('is authentic as it is, and never once one byte of it is flipped: 1,000 bytes, one by one', async () => {
    expect(await verifyFile(db, sealed, null)).toEqual({ outcome: 'authentic', number });
    const seen = new Map<string, number>();
    for (let round = 0; round < 1_000; round += 1) {
      const copy = Buffer.from(sealed);
      const at = randomInt(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << randomInt(8));
      const { outcome } = await verifyFile(db, copy, round % 2 === 0 ? number : null);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
    expect([...seen.keys()]).toEqual(['altered']);
  });

  it('is told from the frozen document, from a cut one, from another and from nothing', async () => {
    const { frozen } = await (await callerOf(db, 'dane')).conventions.get({ id });
    const before = await conventionPdf(await contextOf(db, 'dane'), id, { version: frozen?.version ?? 0 });
    expect(await verifyFile(db, before.bytes, number)).toMatchObject({
      outcome: 'frozen',
      sealed: true,
      number,
    });
    const cut = await verifyFile(db, sealed.subarray(0, sealed.length - 40), null);
    expect(cut).toMatchObject({ outcome: 'altered', number });
    expect(cut.outcome === 'altered' && cut.checks.map(({ ok }) => ok)).toEqual([true, false, false]);
    const longer = await verifyFile(db, Buffer.concat([sealed, Buffer.from('\n')]), null);
    expect(longer.outcome).toBe('altered');
    expect(await verifyFile(db, Buffer.from('%PDF-1.7 un autre document %%EOF'), number)).toEqual({
      outcome: 'unknown',
    });
    expect(await verifyFile(db, Buffer.alloc(0), number)).toEqual({ outcome: 'unknown' });
  });

  it('has its evidence file, and stays closed to strangers', async () => {
    const dane = await callerOf(db, 'dane');
    const evidence = await dane.signatures.evidence({ id });
    if (await hasTool('pdftotext')) {
      const said = (await pdfText(evidence.bytes)).replace(/\s+/g, ' ');
      for (const part of [
        'Dossier de preuves',
        'Circuit de signature',
        'Cachet et horodatage',
        'Extrait du journal',
        'Délibération',
        'Avis',
        'Versions figées',
        'confirmée par un code à usage unique',
      ])
        expect(said).toContain(part);
      const last = await db.journalEntry.findFirstOrThrow({
        where: { objectId: id, action: 'convention.sealed' },
      });
      expect(said.replace(/ /g, '')).toContain(last.hash);
    }
    const stranger = await callerOf(db, 'dane.rennes');
    expect((await stranger.signatures.evidence({ id }).then(() => null, refusalOf))?.code).toBe('not_found');
  });
});
