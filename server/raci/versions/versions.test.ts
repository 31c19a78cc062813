import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import type { Meaning } from '../domain';

let db: Db;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

beforeEach(async () => {
  const dane = await callerOf(db, 'dane');
  ({ id } = await dane.projects.create({ name: 'Projet', degree: 'primary', carrierInsee: '95018' }));
  await dane.raci.start({ id });
});

const list = async (person = 'dane') => (await callerOf(db, person)).raci.versions.list({ id });
async function freeze(person = 'dane', note?: string, version?: number) {
  const { live } = await list();
  return (await callerOf(db, person)).raci.versions.freeze({
    id,
    version: version ?? live?.version ?? 0,
    ...(note ? { note } : {}),
  });
}
async function cell(actorKey: string, rank: number) {
  const { matrix } = await (await callerOf(db, 'dane')).raci.matrix({ id });
  const activity = matrix?.phases.flatMap((band) => band.activities)[rank];
  if (!activity) throw new Error('no activity');
  return { activityId: activity.id, actorKey, meanings: activity.cells[actorKey]?.meanings ?? [] };
}
const set = async (at: { activityId: string; actorKey: string }, meanings: Meaning[]) =>
  (await callerOf(db, 'dane')).raci.setCells({
    id,
    cells: [{ activityId: at.activityId, actorKey: at.actorKey, meanings, version: 99 }],
  });

describe('freezing a matrix', () => {
  it('makes the next version, with the answers that held, a note and a journal row', async () => {
    const first = await cell('CO', 0);
    const second = await cell('CO', 1);
    await (await callerOf(db, 'maire')).raci.agreement.answer({
      id,
      answers: [
        { ...first, stance: 'accepted' },
        { ...second, stance: 'objected', comment: 'À revoir ensemble.' },
      ],
    });
    await set(await cell('ED', 0), ['informed']);
    expect(await freeze('projet', 'Comité du 20 novembre')).toEqual({ number: 1, created: true });
    const { versions, live } = await list('maire');
    expect(versions).toMatchObject([
      {
        number: 1,
        note: 'Comité du 20 novembre',
        frozenByName: 'Alix Projet',
        activities: 30,
        actors: 8,
        agreement: { state: 'objected', accepted: 1, objected: 1 },
      },
    ]);
    expect(live).toMatchObject({ errors: [], differs: false });
    const one = await (await callerOf(db, 'maire')).raci.versions.get({ id, number: 1 });
    expect(one.content.phases[0]?.activities[0]?.cells).toMatchObject({ CO: 'AR', ED: 'I' });
    expect(one.objections).toMatchObject([{ actor: 'Collectivité', comment: 'À revoir ensemble.' }]);
    const rows = await db.journalEntry.findMany({ where: { objectId: id, action: 'raci.frozen' } });
    expect(rows.map(({ after }) => after)).toMatchObject([{ number: 1, note: 'Comité du 20 novembre' }]);
    const { entries } = await (await callerOf(db, 'dane')).projects.history({ id });
    expect(entries[0]?.sentence).toContain('a figé la version n°\u00a01 de la matrice');
  });

  it('makes no new version of the same matrix; a change, or an answer, makes one', async () => {
    expect(await freeze()).toEqual({ number: 1, created: true });
    expect(await freeze()).toEqual({ number: 1, created: false });
    const place = await cell('ED', 0);
    await set(place, ['informed']);
    expect((await list()).live?.differs).toBe(true);
    expect(await freeze()).toEqual({ number: 2, created: true });
    await set(place, []);
    expect(await freeze()).toEqual({ number: 3, created: true });
    await (await callerOf(db, 'maire')).raci.agreement.answer({
      id,
      answers: [{ ...(await cell('CO', 0)), stance: 'accepted' }],
    });
    // Said by the same parties of the same matrix: the text of the annex has not changed, the agreement has.
    expect((await list()).live?.differs).toBe(false);
    expect(await freeze()).toEqual({ number: 4, created: true });
    expect(await db.journalEntry.count({ where: { objectId: id, action: 'raci.frozen' } })).toBe(4);
  });

  it('gives one number to each, however many freeze at once', async () => {
    const results = await Promise.all([freeze(), freeze('projet'), freeze()]);
    expect(results.map(({ number }) => number)).toEqual([1, 1, 1]);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
  });

  it('is never changed afterwards, by nobody', async () => {
    await freeze();
    await set(await cell('CO', 0), ['informed']);
    const one = await (await callerOf(db, 'dane')).raci.versions.get({ id, number: 1 });
    expect(one.content.phases[0]?.activities[0]?.cells.CO).toBe('AR');
    await expect(
      db.raciVersion.updateMany({ where: { matrix: { projectId: id } }, data: { note: 'autre' } }),
    ).rejects.toThrow();
  });

  it('is refused while the matrix has errors, in a message that lists them; warnings do not block', async () => {
    await set(await cell('CO', 0), []);
    const refusal = await refused(freeze());
    expect(refusal.code).toBe('invalid');
    expect(refusal.message).toMatch(
      /^La matrice ne peut pas être figée\s: 1\spoint à corriger\. Activité\s1/,
    );
    expect((await list()).live?.errors).toHaveLength(1);
    expect((await list()).versions).toHaveLength(0);
    await set(await cell('CO', 0), ['accountable', 'doer']);
    // The ministry without any part is a warning.
    const { matrix } = await (await callerOf(db, 'dane')).raci.matrix({ id });
    expect(matrix?.problems.every(({ severity }) => severity === 'warning')).toBe(true);
    expect((await freeze()).created).toBe(true);
  });

  it('is refused to whoever does not edit the project, and on a matrix that moved', async () => {
    for (const person of ['maire', 'dpd', 'editeur'])
      expect(['forbidden', 'not_found']).toContain((await refused(freeze(person))).code);
    expect((await refused(freeze('maire'))).code).toBe('forbidden');
    expect((await refused(freeze('dane.rennes'))).code).toBe('not_found');
    await set(await cell('ED', 0), ['informed']);
    expect((await refused(freeze('dane', undefined, 1))).code).toBe('conflict');
    const dane = await callerOf(db, 'dane');
    expect((await refused(dane.raci.versions.get({ id, number: 9 }))).code).toBe('not_found');
    expect((await refused(freeze('dane', 'n'.repeat(201)))).code).toBe('invalid');
  });

  it('needs a matrix', async () => {
    const dane = await callerOf(db, 'dane');
    const bare = await dane.projects.create({ name: 'Nu', degree: 'primary', carrierInsee: '95018' });
    expect((await refused(dane.raci.versions.freeze({ id: bare.id, version: 1 }))).code).toBe('not_found');
    expect(await dane.raci.versions.list({ id: bare.id })).toMatchObject({ isOpen: false, versions: [] });
  });
});
