import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, type PersonAct } from '../audit/journal';
import type { Db } from '../db';
import { invalid } from '../errors';
import { actOf, callerOf, contextOf, createPopulatedDatabase } from '../testing/people';
import { askWork } from './ask';
import { cancelWork } from './commands';
import { serveWorkFile } from './downloads';
import type { Kind, WorkKind } from './kinds';
import { forgetOldFiles, keepParts } from './parts';
import { reclaimWork, runWaitingWork } from './run';

let db: Db;
let close: () => Promise<void>;
let act: PersonAct;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  act = await actOf(db, 'dane');
});
afterAll(() => close());

/** Work of a kind that the test gives itself. */
const ask = (kind: string, total = 3) =>
  change(act, async (tx) => ({
    result: await askWork(tx, act, { kind: kind as WorkKind, label: 'Essai', input: { total }, total }),
    journal: null,
  }));
const state = (id: string) => db.backgroundWork.findUniqueOrThrow({ where: { id }, include: { file: true } });

describe('background work', () => {
  it('says how far it is, and leaves its report and its file', async () => {
    const { id } = await ask('essai');
    const seen: number[] = [];
    const essai: Kind = async ({ checkpoint }) => {
      for (const done of [1, 2, 3]) {
        await checkpoint({ done, step: `Étape ${done}` });
        seen.push((await state(id)).done);
      }
      return { report: { made: 3 }, file: { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('fait') } };
    };
    expect(await runWaitingWork(db, { essai })).toBe(1);
    expect(seen).toEqual([1, 2, 3]);
    const after = await state(id);
    expect(after).toMatchObject({ state: 'done', done: 3, report: { made: 3 }, reason: null });
    expect(Buffer.from(after.file?.bytes ?? []).toString()).toBe('fait');
    expect(await runWaitingWork(db, { essai })).toBe(0);
  });

  it('goes on from its cursor after a stop, and is never done by two at once', async () => {
    const { id } = await ask('reprise');
    const steps: number[] = [];
    let stopped = false;
    const reprise: Kind = async ({ work, checkpoint }) => {
      for (let step = Number(work.cursor ?? 0) + 1; step <= 3; step += 1) {
        steps.push(step);
        await checkpoint({ done: step, cursor: step });
        if (step === 2 && !stopped) {
          stopped = true;
          // As a process that dies: nothing more is written.
          await db.backgroundWork.update({ where: { id }, data: { aliveAt: new Date(0) } });
          await Promise.all([runWaitingWork(db, { reprise }), runWaitingWork(db, { reprise })]);
          return {};
        }
      }
      return {};
    };
    await runWaitingWork(db, { reprise });
    expect(steps).toEqual([1, 2, 3]);
    expect(await state(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('is taken up again when the application starts', async () => {
    const { id } = await ask('depart');
    await db.backgroundWork.update({ where: { id }, data: { state: 'running', aliveAt: new Date() } });
    expect(await runWaitingWork(db, {})).toBe(0);
    await reclaimWork(db);
    expect(await runWaitingWork(db, { depart: async () => ({}) })).toBe(1);
    expect(await state(id)).toMatchObject({ state: 'done' });
  });

  it('tells a refusal in its own words, and hides an unexpected fault', async () => {
    const refused = await ask('refus');
    const broken = await ask('panne');
    await runWaitingWork(db, {
      refus: () => Promise.reject(invalid({ file: 'Le fichier est vide.' })),
      panne: () => Promise.reject(new Error('secret detail')),
    });
    expect((await state(refused.id)).reason).toContain('Le fichier est vide.');
    const { state: ended, reason } = await state(broken.id);
    expect(ended).toBe('failed');
    expect(reason).not.toContain('secret');
  });

  it('waits beside the bell until its page is opened, and gives its file to nobody else', async () => {
    const { id } = await ask('fichier');
    await runWaitingWork(db, {
      fichier: async () => ({
        report: { lines: [] },
        file: { name: 'Rapport été.csv', mime: 'text/csv', bytes: Buffer.from('fait') },
      }),
    });
    const dane = await callerOf(db, 'dane');
    const waits = async () =>
      (await dane.dashboard.get()).groups.find(({ kind }) => kind === 'work')?.tasks.map(({ href }) => href);
    expect(await waits()).toContain(`/travaux/${id}`);
    await dane.work.see({ id });
    expect(await waits()).not.toContain(`/travaux/${id}`);
    expect((await dane.work.list())[0]).toMatchObject({ id, seen: true, hasFile: true });

    const answer = await serveWorkFile(await contextOf(db, 'dane'), id);
    expect(answer.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Rapport%20%C3%A9t%C3%A9.csv",
    );
    expect(await answer.text()).toBe('fait');
    const other = await serveWorkFile(await contextOf(db, 'dpd'), id);
    expect(other.status).toBe(404);
    await expect((await callerOf(db, 'dpd')).work.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps a large file in parts, gives it back whole, and forgets it after a month', async () => {
    const { id } = await ask('grand');
    const piece = Buffer.alloc(3 * 1024 * 1024, 'é');
    async function* chunks() {
      for (let at = 0; at < 4; at += 1) yield piece;
    }
    await runWaitingWork(db, {
      grand: async ({ keepFile }) => {
        await keepFile({ name: 'avant.zip', mime: 'application/zip', chunks: chunks() });
        // A second run begins it again.
        await keepFile({ name: 'grand.zip', mime: 'application/zip', chunks: chunks() });
        return {};
      },
    });
    expect(await db.workPart.count({ where: { workId: id } })).toBe(2);
    const dane = await contextOf(db, 'dane');
    const answer = await serveWorkFile(dane, id);
    expect(answer.headers.get('content-length')).toBe(String(4 * piece.byteLength));
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.concat([piece, piece, piece, piece]))).toBe(
      true,
    );

    const work = await db.backgroundWork.findUniqueOrThrow({ where: { id } });
    const later = (days: number) => new Date((work.finishedAt?.getTime() ?? 0) + days * 86_400_000);
    expect(await forgetOldFiles(db, later(29))).toBe(0);
    expect(await forgetOldFiles(db, later(31))).toBe(1);
    expect(await db.workPart.count({ where: { workId: id } })).toBe(0);
    expect((await serveWorkFile(dane, id)).status).toBe(404);

    const file = { name: 'trop.zip', mime: 'application/zip', chunks: chunks() };
    await expect(keepParts(db, id, file, 8 * 1024 * 1024)).rejects.toThrow(/dépasse 8 Mo/);
    expect(await db.workPart.count({ where: { workId: id } })).toBe(0);
  });

  it('stops when it is cancelled, and is refused once its hat has ended', async () => {
    const { id } = await ask('annule');
    let after = 0;
    await runWaitingWork(db, {
      annule: async ({ checkpoint }) => {
        await cancelWork(act, { id });
        await checkpoint({ done: 1 });
        after += 1;
        return {};
      },
    });
    expect(after).toBe(0);
    expect(await state(id)).toMatchObject({ state: 'cancelled', done: 0 });
    await expect(cancelWork(act, { id })).rejects.toMatchObject({ code: 'conflict' });

    const late = await ask('tard');
    await db.membership.update({
      where: { id: act.actor.membershipId },
      data: { validUntil: new Date('2020-01-01') },
    });
    await runWaitingWork(db, { tard: async () => ({}) });
    expect(await state(late.id)).toMatchObject({ state: 'failed' });
    expect((await state(late.id)).reason).toContain('habilitation');
  });
});
