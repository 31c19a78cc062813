import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF, PdfName, PdfString } from '@libpdf/core';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventionPdf } from '../conventions/queries/document';
import type { Db } from '../db';
import { hasTool, pdfAttachments, pdfSignatures } from '../documents/poppler';
import { closeDocumentWorkers } from '../documents/render';
import { openPdf } from '../files/inspect-pdf';
import { makeIdentity, pemOf, type TestIdentity } from '../testing/certificates';
import { actOf, callerOf, contextOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { lead, plantConvention, signAs } from '../testing/scenes';
import { receiveDeposit } from './commands/deposit';
import { readSignedPdf } from './read-signatures';
import { readAtMost } from './receive';
import { isVerified } from './report';

let db: Db;
let close: () => Promise<void>;
let folder: string;
let root: TestIdentity;
let trusted: TestIdentity;
let unknown: TestIdentity;

beforeAll(async () => {
  root = await makeIdentity('Autorité d’essai');
  trusted = await makeIdentity('Maxime Dupré', { issuer: root });
  unknown = await makeIdentity('Maxime Dupré (auto-signé)');
  folder = await mkdtemp(join(tmpdir(), 'accordent-roots-'));
  await writeFile(join(folder, 'roots.pem'), pemOf(root.certificate));
  process.env.TRUSTED_ROOTS = join(folder, 'roots.pem');
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
  await rm(folder, { recursive: true, force: true });
});

const frozenOf = async (id: string) =>
  Buffer.from((await conventionPdf(await contextOf(db, 'dane'), id)).bytes);

const signedBy = async (bytes: Uint8Array, ...signers: TestIdentity[]) => {
  let out = new Uint8Array(bytes);
  for (const { signer } of signers) {
    const pdf = await PDF.load(out);
    out = new Uint8Array(
      (await pdf.sign({ signer, signingTime: testNow, subFilter: 'adbe.pkcs7.detached' })).bytes,
    );
  }
  return Buffer.from(out);
};

const page = (make: (doc: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) =>
  new Promise<Buffer>((done) => {
    const parts: Buffer[] = [];
    const doc = new PDFDocument(options);
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => done(Buffer.concat(parts)));
    make(doc);
    doc.end();
  });

const deposit = async (id: string, bytes: Uint8Array, person = 'projet') =>
  receiveDeposit(await actOf(db, person), { id, fileName: 'signe.pdf', bytes, mode: 'external' });
const scanBy = async (id: string, person: string, memberKey: string, changes = {}) =>
  receiveDeposit(await actOf(db, person), {
    id,
    fileName: 'scan.pdf',
    bytes: await page((doc) => doc.text('Signature à la main')),
    mode: 'scan',
    declared: {
      memberKey,
      name: 'Maxime Dupré',
      quality: 'Maire',
      signedOn: '2026-11-22',
      delegation: null,
      ...changes,
    },
  });

async function ready() {
  const { id, number } = await plantConvention(db);
  await lead(db, id, 'ready_to_sign');
  return { id, number, frozen: await frozenOf(id) };
}

describe('what a person may bring', () => {
  const sentence = async (bytes: Uint8Array) => {
    const opened = await openPdf(bytes);
    return 'refusal' in opened ? opened.refusal : null;
  };

  it('is a PDF and nothing else: each other thing is refused with its own sentence', async () => {
    const good = await page((doc) => doc.text('Bonjour'));
    expect(await sentence(good)).toBeNull();
    const script = await PDF.load(new Uint8Array(good));
    const action = script.createDict({
      S: PdfName.of('JavaScript'),
      JS: PdfString.fromString('app.alert(1)'),
    });
    script.getCatalog().set('OpenAction', action);
    const hidden = await PDF.load(new Uint8Array(good));
    hidden
      .getPage(0)
      ?.dict.set('AA', hidden.createDict({ O: hidden.createDict({ S: PdfName.of('Launch') }) }));
    const zip = Buffer.alloc(22);
    zip.write('PK\x05\x06', 'latin1');
    const [head, tail] = [good.subarray(0, good.length - 6), good.subarray(good.length - 6)];
    zip.writeUInt16LE(tail.length, 20);
    const cases: [string, Uint8Array][] = [
      ['empty', Buffer.alloc(0)],
      ['not_pdf', Buffer.from('<html><body>bonjour</body></html>')],
      ['not_pdf', Buffer.concat([Buffer.from('GIF89a'), good])],
      ['truncated', good.subarray(0, good.length - 20)],
      ['polyglot', Buffer.concat([good, Buffer.from('PK\x03\x04archive')])],
      ['polyglot', Buffer.concat([head, zip, tail])],
      [
        'polyglot',
        Buffer.concat([good.subarray(0, 9), Buffer.from('<script>alert(1)</script>\n'), good.subarray(9)]),
      ],
      ['encrypted', await page((doc) => doc.text('x'), { userPassword: 'secret', ownerPassword: 'autre' })],
      ['encrypted', await page((doc) => doc.text('x'), { ownerPassword: 'autre' })],
      ['active', Buffer.from(await script.save())],
      ['active', Buffer.from(await hidden.save({ incremental: true }))],
      ['unreadable', Buffer.from('%PDF-1.7\nrien du tout\n%%EOF')],
    ];
    const messages = new Map<string, string>();
    for (const [code, bytes] of cases) {
      const said = await sentence(bytes);
      expect(said?.code, code).toBe(code);
      messages.set(code, said?.message ?? '');
    }
    expect(new Set(messages.values()).size).toBe(messages.size);
    for (const said of messages.values()) expect(said).toMatch(/[:,] .+\.$/);
  });

  it('is counted as it comes: 1 GB is refused at the first byte beyond the limit', async () => {
    const limit = 25_000_000;
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1024 * 1024;
          if (sent > 1024 ** 3) controller.close();
          else controller.enqueue(new Uint8Array(1024 * 1024));
        },
      });
    expect((await refused(readAtMost(endless(), 0, limit))).code).toBe('payload_too_large');
    expect(sent).toBeLessThan(limit + 4 * 1024 * 1024);
    expect((await refused(readAtMost(endless(), 1024 ** 3, limit))).message).toContain('25 Mo');
    expect((await readAtMost(null, 0, limit)).length).toBe(0);
  });
});

describe('a document signed in another tool', () => {
  it('is read: every signature, its certificate, and what could not be verified', async () => {
    const { frozen } = await ready();
    const bytes = await signedBy(frozen, trusted, unknown);
    const read = await readSignedPdf(bytes, frozen, [root.certificate]);
    if ('refusal' in read) throw new Error(read.refusal.message);
    expect(read.report).toMatchObject({ beginsWithFrozen: true, pagesUnchanged: true, uncoveredBytes: 0 });
    expect(
      read.report.signatures.map((one) => [one.signer, one.integrity.ok, one.chain.ok, isVerified(one)]),
    ).toEqual([
      ['Maxime Dupré', true, true, true],
      ['Maxime Dupré (auto-signé)', true, false, false],
    ]);
    const without = await readSignedPdf(bytes, frozen, []);
    expect('report' in without && without.report.signatures.some(isVerified)).toBe(false);
    if (await hasTool('pdfsig')) expect(await pdfSignatures(bytes)).toContain('Signature is Valid');
  });

  it('is not called intact once a byte of the signed part has changed', async () => {
    const { frozen } = await ready();
    const bytes = await signedBy(frozen, trusted);
    // In the part that was added with the signature: the frozen part is compared byte by byte anyway.
    const at = bytes.lastIndexOf('/Type /Sig') > 0 ? bytes.lastIndexOf('/Filter') + 9 : frozen.length + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const read = await readSignedPdf(bytes, frozen, [root.certificate]);
    expect('refusal' in read || read.report.signatures.every((one) => !one.integrity.ok)).toBe(true);
  });

  it('is refused when it is another document, when its pages were replaced, or without a signature', async () => {
    const { id, frozen } = await ready();
    expect(
      (await refused(deposit(id, await signedBy(await page((doc) => doc.text('Autre')), trusted)))).message,
    ).toContain('ne commence pas par le document figé');
    const replaced = await PDF.load(new Uint8Array(frozen));
    const other = await PDF.load(new Uint8Array(await page((doc) => doc.text('Le contraire'))));
    const [added] = await replaced.copyPagesFrom(other, [0]);
    const contents = added?.dict.get('Contents');
    if (contents) replaced.getPage(0)?.dict.set('Contents', contents);
    replaced.removePage(replaced.getPageCount() - 1);
    const shadow = await signedBy(new Uint8Array(await replaced.save({ incremental: true })), trusted);
    expect(shadow.subarray(0, frozen.length).equals(frozen)).toBe(true);
    expect((await refused(deposit(id, shadow))).message).toContain('remplace ce que montrent ses pages');
    expect((await refused(deposit(id, frozen))).message).toContain('Aucune signature électronique');
    expect(await db.signedDeposit.count({ where: { conventionId: id } })).toBe(0);
  });

  it('counts for whom someone with the right says, once, in order, and is sealed with the rest', async () => {
    const { id, frozen } = await ready();
    const bytes = await signedBy(frozen, trusted);
    const { id: depositId, report } = await deposit(id, bytes);
    const fingerprint = report?.signatures[0]?.fingerprint ?? '';
    const dane = await callerOf(db, 'dane');
    const version = async () => (await dane.conventions.get({ id })).version;
    const one = { memberKey: 'authority', fingerprint, quality: 'Maire' };
    const projet = await callerOf(db, 'projet');
    expect(
      (
        await refused(
          projet.signatures.confirmDeposit({ id, depositId, version: await version(), signatures: [one] }),
        )
      ).code,
    ).toBe('forbidden');
    for (const signatures of [
      [],
      [one, one],
      [{ ...one, memberKey: 'school' }],
      [{ ...one, fingerprint: 'a'.repeat(64) }],
      [one, { ...one, memberKey: 'state' }],
    ])
      expect(
        (
          await refused(
            dane.signatures.confirmDeposit({ id, depositId, version: await version(), signatures }),
          )
        ).code,
      ).toBe('invalid');
    expect(
      (await dane.signatures.confirmDeposit({ id, depositId, version: await version(), signatures: [one] }))
        .status,
    ).toBe('partially_signed');
    const again = await deposit(id, bytes);
    expect(
      (
        await refused(
          dane.signatures.confirmDeposit({
            id,
            depositId: again.id,
            version: await version(),
            signatures: [{ ...one, memberKey: 'state' }],
          }),
        )
      ).message,
    ).toContain('compte déjà');
    expect((await signAs(db, id, 'dasen')).status).toBe('signed');
    const sealed = await conventionPdf(await contextOf(db, 'dane'), id);
    if (await hasTool('pdfdetach')) expect(await pdfAttachments(sealed.bytes)).toContain('1-signe.pdf');
    const { signatures } = await dane.conventions.get({ id });
    expect(signatures.map(({ side, mode, name }) => [side, mode, name])).toEqual([
      ['authority', 'external', 'Maxime Dupré'],
      ['state', 'code', 'Frédérique Marchand'],
    ]);
  });
});

describe('a handwritten signature', () => {
  it('counts only once a second person has confirmed it', async () => {
    const { id } = await ready();
    const { id: depositId } = await scanBy(id, 'dane', 'authority');
    const version = async () => (await (await callerOf(db, 'dane')).conventions.get({ id })).version;
    const confirm = async (person: string) =>
      (await callerOf(db, person)).signatures.confirmDeposit({ id, depositId, version: await version() });
    expect(await db.signature.count({ where: { conventionId: id } })).toBe(0);
    expect((await refused(confirm('dane'))).message).toContain('seconde personne');
    expect((await confirm('redaction')).status).toBe('partially_signed');
    expect((await refused(confirm('redaction'))).code).toBe('conflict');
    const [signature] = await db.signature.findMany({ where: { conventionId: id } });
    expect(signature).toMatchObject({ mode: 'scan', name: 'Maxime Dupré', userId: null });
    expect(signature?.consent).toContain('confirmée par Robin Martel');
  });

  it('is refused for somebody whose turn it is not, in the future, or before the document was open', async () => {
    const { id } = await ready();
    expect((await refused(scanBy(id, 'dane', 'school'))).fields.memberKey).toContain('maintenant');
    expect(
      (await refused(scanBy(id, 'dane', 'state', { signedOn: '2026-11-23' }))).fields.signedOn,
    ).toContain('avenir');
    expect(
      (await refused(scanBy(id, 'dane', 'state', { signedOn: '2026-11-01' }))).fields.signedOn,
    ).toContain('pas encore');
    await signAs(db, id, 'maire');
    expect((await refused(scanBy(id, 'dane', 'authority'))).fields.memberKey).toContain('maintenant');
  });

  it('dies with the text, like codes and links, when the text is reopened', async () => {
    const { id } = await ready();
    const { id: depositId } = await scanBy(id, 'dane', 'authority');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.conventions.get({ id });
    await dane.conventions.transition({ id, action: 'reopen_text', version, reason: 'Une école manque.' });
    const view = await dane.signatures.view({ id });
    expect(view.deposits).toMatchObject([{ id: depositId, state: 'rejected' }]);
    expect(view.deposits[0]?.reason).toContain('version remplacée');
  });
});
