import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { hasTool, pdfSignatures } from '../documents/poppler';
import { closeDocumentWorkers } from '../documents/render';
import { pemOf } from '../testing/certificates';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { lead, plantConvention, signAs } from '../testing/scenes';
import { startTsa, type TestTsa, type TsaMood } from '../testing/tsa';
import { sealAll, sealNow } from './commands/seal';
import { TimestampRefused, VerifiedTimestampAuthority } from './timestamp';

let db: Db;
let url: string;
let close: () => Promise<void>;
let tsa: TestTsa;
let folder: string;

beforeAll(async () => {
  tsa = await startTsa();
  folder = await mkdtemp(join(tmpdir(), 'accordent-tsa-'));
  await writeFile(join(folder, 'roots.pem'), pemOf(tsa.root.certificate));
  process.env.TSA_URL = tsa.url;
  process.env.TRUSTED_ROOTS = join(folder, 'roots.pem');
  ({ db, close, url } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
  await tsa.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  tsa.mood = 'good';
});

describe('a timestamp authority', () => {
  const digest = new Uint8Array(32).fill(7);
  const ask = (timeout = 400) =>
    new VerifiedTimestampAuthority(tsa.url, [tsa.root.certificate], timeout).timestamp(digest, 'SHA-256');

  it('is believed when its answer proves what was asked', async () => {
    const authority = new VerifiedTimestampAuthority(tsa.url, [tsa.root.certificate]);
    expect((await authority.timestamp(digest, 'SHA-256')).length).toBeGreaterThan(500);
    expect(authority.last).toEqual({ at: tsa.at, authority: 'Horodatage d’essai' });
  });

  it.each([
    ['silent', 'à temps'],
    ['wrong-nonce', 'une autre demande'],
    ['wrong-imprint', 'un autre document'],
    ['garbage', 'pas lisible'],
    ['error', 'erreur (500)'],
    ['refusal', 'refuse la demande'],
    ['not-for-timestamps', 'pas fait pour horodater'],
    ['forged', 'n’est pas sûr'],
    ['endless', 'trop longue'],
  ] as const)('that is %s is not: «\u00a0… %s …\u00a0»', async (mood: TsaMood, said) => {
    tsa.mood = mood;
    await expect(ask()).rejects.toThrow(TimestampRefused);
    await expect(ask()).rejects.toThrow(said);
  });

  it('that is not there is not', async () => {
    const nobody = new VerifiedTimestampAuthority('http://127.0.0.1:9/', [tsa.root.certificate]);
    await expect(nobody.timestamp(digest, 'SHA-256')).rejects.toThrow('ne répond pas');
  });
});

describe('a seal with a timestamp', () => {
  it('waits for the authority as long as it takes, says so, and carries its token in the end', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    tsa.mood = 'error';
    expect((await signAs(db, id, 'dasen')).status).toBe('awaiting_seal');
    const dane = await callerOf(db, 'dane');
    const detail = await dane.conventions.get({ id });
    expect(detail.statusLabel.label).toBe('Signée par toutes les parties, horodatage en attente');
    expect(detail.ball.sentence).toContain('horodatage');
    const view = await dane.signatures.view({ id });
    expect(view.seal).toBeNull();
    expect(view.sealWait).toMatchObject({
      attempts: 1,
      reason: 'L’autorité d’horodatage répond par une erreur (500).',
    });

    // Not due yet: nothing is asked. Then again and again, later each time.
    const asked = tsa.requests;
    expect(await sealAll(db, testNow)).toBe(0);
    expect(tsa.requests).toBe(asked);
    let at = testNow;
    for (const mood of ['garbage', 'wrong-nonce', 'refusal'] as const) {
      tsa.mood = mood;
      const { nextTryAt } = await db.sealWait.findUniqueOrThrow({ where: { conventionId: id } });
      expect(nextTryAt.getTime()).toBeGreaterThan(at.getTime());
      at = nextTryAt;
      expect(await sealAll(db, at)).toBe(0);
      expect((await dane.conventions.get({ id })).status).toBe('awaiting_seal');
    }
    tsa.mood = 'good';
    expect(await sealAll(db, new Date(at.getTime() + 3_600_000))).toBe(1);
    const seal = await db.conventionSeal.findUniqueOrThrow({
      where: { conventionId: id },
      include: { file: true },
    });
    expect(seal).toMatchObject({
      level: 'B-T',
      timestampAt: tsa.at,
      timestampAuthority: 'Horodatage d’essai',
    });
    expect(await db.sealWait.count()).toBe(0);
    if (await hasTool('pdfsig')) expect(await pdfSignatures(seal.file.bytes)).toContain('Signature is Valid');
  });

  it('survives the process being killed while the authority keeps it waiting', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    tsa.mood = 'error';
    await signAs(db, id, 'dasen');
    tsa.mood = 'silent';
    const before = tsa.requests;
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '-e',
        `import('./server/signature/commands/seal.ts').then(async ({ sealNow }) => {
          const { createDb } = await import('./server/db.ts');
          await sealNow(createDb(process.env.DATABASE_URL, 2), '${id}', new Date());
        })`,
      ],
      { env: { ...process.env, DATABASE_URL: url }, stdio: 'ignore' },
    );
    await new Promise<void>((done) => {
      const look = setInterval(() => {
        if (tsa.requests === before) return;
        clearInterval(look);
        done();
      }, 20);
    });
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
    expect(await db.conventionSeal.count({ where: { conventionId: id } })).toBe(0);
    tsa.mood = 'good';
    expect(await sealNow(db, id, testNow)).toBe('sealed');
    expect((await (await callerOf(db, 'dane')).conventions.get({ id })).status).toBe('signed');
  });
});
