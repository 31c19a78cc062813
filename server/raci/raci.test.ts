import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase } from '../testing/people';
import { refused } from '../testing/refused';
import type { Meaning } from './domain';
import { raciTemplate } from './template';

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
});

async function opened() {
  const dane = await callerOf(db, 'dane');
  await dane.raci.start({ id });
  const { matrix } = await dane.raci.matrix({ id });
  if (!matrix) throw new Error('no matrix');
  return { dane, matrix, activities: matrix.phases.flatMap((band) => band.activities) };
}

describe('opening', () => {
  it('starts from the template of the degree, once', async () => {
    const dane = await callerOf(db, 'dane');
    expect((await dane.raci.matrix({ id })).matrix).toBeNull();
    const first = await dane.raci.start({ id });
    expect(await dane.raci.start({ id })).toEqual({ matrixId: first.matrixId, started: false });
    const { matrix, canEdit } = await dane.raci.matrix({ id });
    expect(canEdit).toBe(true);
    const template = raciTemplate('primary');
    expect(matrix?.actors.find(({ key }) => key === 'CO')?.organisation).toBe('Commune d’Argenteuil');
    expect(matrix?.actors.find(({ key }) => key === 'DP')?.organisation).toBeNull();
    const activities = matrix?.phases.flatMap((band) => band.activities) ?? [];
    expect(activities.map(({ number }) => number)).toEqual(template.activities.map(({ number }) => number));
    expect(activities[0]?.cells.CO).toEqual({ meanings: ['accountable', 'doer'], version: 1 });
    expect(activities[0]?.cells.ED).toEqual({ meanings: [], version: 0 });
    expect(await db.journalEntry.count({ where: { objectId: id, action: 'raci.started' } })).toBe(1);
  });

  it('gives one matrix to several people who open it at once', async () => {
    const callers = await Promise.all(
      ['dane', 'projet', 'dane', 'projet'].map((person) => callerOf(db, person)),
    );
    const results = await Promise.all(callers.map((caller) => caller.raci.start({ id })));
    expect(new Set(results.map(({ matrixId }) => matrixId)).size).toBe(1);
    expect(results.filter(({ started }) => started)).toHaveLength(1);
  });

  it('is refused to readers, hidden from strangers', async () => {
    expect((await refused((await callerOf(db, 'dpd')).raci.start({ id }))).code).toBe('forbidden');
    expect((await refused((await callerOf(db, 'dane.rennes')).raci.start({ id }))).code).toBe('not_found');
    expect((await refused((await callerOf(db, 'lecteur')).raci.matrix({ id }))).code).toBe('not_found');
    expect((await (await callerOf(db, 'dpd')).raci.matrix({ id })).canEdit).toBe(false);
  });
});

describe('writing cells', () => {
  type Given = { activityId: string; actorKey: string; meanings: Meaning[]; version: number };
  const write = async (person: string, ...cells: Given[]) =>
    (await callerOf(db, person)).raci.setCells({ id, cells });
  const rows = () =>
    db.journalEntry.findMany({
      where: { objectId: id, action: { startsWith: 'raci.cell' } },
      orderBy: { seq: 'asc' },
    });

  it('fills, changes and empties one, with a journal row each; the same again changes nothing', async () => {
    const { dane, activities } = await opened();
    const cell = { activityId: activities[0]?.id ?? '', actorKey: 'ED' };
    const first = await write('dane', { ...cell, meanings: ['informed', 'doer', 'doer'], version: 0 });
    expect(first).toEqual({ version: 2, replaced: [] });
    expect(await write('dane', { ...cell, meanings: ['doer', 'informed'], version: 2 })).toEqual(first);
    expect((await write('dane', { ...cell, meanings: [], version: 2 })).version).toBe(3);
    expect((await rows()).map(({ before, after }) => [before, after])).toMatchObject([
      [{ letters: '' }, { letters: 'RI', actor: 'Éditeur' }],
      [{ letters: 'RI' }, { letters: '' }],
    ]);
    const { entries } = await dane.projects.history({ id });
    expect(entries.map(({ sentence }) => sentence).join('\n')).toContain(
      'a modifié la matrice\u00a0: Recenser les besoins et l’existant, Éditeur, case vidée',
    );
  });

  it('pastes a whole matrix in one change and one journal row', async () => {
    const { dane, matrix, activities } = await opened();
    const cells = activities.flatMap(({ id: activityId, cells: held }) =>
      matrix.actors.map(({ key }) => ({
        activityId,
        actorKey: key,
        meanings: ['consulted' as const],
        version: held[key]?.version ?? 0,
      })),
    );
    expect(await write('dane', ...cells)).toMatchObject({ version: 2, replaced: [] });
    const after = await dane.raci.matrix({ id });
    const all = after.matrix?.phases.flatMap((band) =>
      band.activities.flatMap((one) => Object.values(one.cells)),
    );
    expect(new Set(all?.map(({ meanings }) => meanings.join()))).toEqual(new Set(['consulted']));
    expect(await rows()).toHaveLength(1);
    const { entries } = await dane.projects.history({ id });
    expect(entries[0]?.sentence).toMatch(/a modifié \d+\scases de la matrice/);
  });

  it('keeps the last writer, tells them what they replaced, and tells the other', async () => {
    const { activities } = await opened();
    const cell = { activityId: activities[0]?.id ?? '', actorKey: 'AC' };
    await write('projet', { ...cell, meanings: ['informed'], version: 1 });
    expect(await write('dane', { ...cell, meanings: ['doer'], version: 1 })).toEqual({
      version: 3,
      replaced: [{ ...cell, meanings: ['informed'], changedByName: 'Alix Projet' }],
    });
    const projet = await callerOf(db, 'projet');
    expect(await projet.raci.changes({ id, since: 2 })).toEqual({
      version: 3,
      structureVersion: 1,
      cells: [{ ...cell, meanings: ['doer'], version: 3, changedByName: 'Dominique Dane', mine: false }],
    });
    expect(await projet.raci.changes({ id, since: 3 })).toEqual({
      version: 3,
      structureVersion: 1,
      cells: [],
    });
    // One’s own earlier writing is nothing to be told of.
    expect((await write('dane', { ...cell, meanings: [], version: 1 })).replaced).toEqual([]);
  });

  it('loses nothing when twenty write at once: each writing is a version, each cell has its last', async () => {
    const { activities } = await opened();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, rank) =>
        write(rank % 2 === 0 ? 'dane' : 'projet', {
          activityId: activities[rank]?.id ?? '',
          actorKey: 'NA',
          meanings: rank % 3 === 0 ? ['doer', 'informed'] : ['doer', 'consulted'],
          version: 0,
        }),
      ),
    );
    expect(new Set(answers.map(({ version }) => version)).size).toBe(20);
    const { cells, version } = await (await callerOf(db, 'dane')).raci.changes({ id, since: 1 });
    expect([cells.length, version]).toEqual([20, 21]);
  });

  it('refuses all of them for one activity of another project, one unknown actor, one unknown meaning', async () => {
    const { dane, activities } = await opened();
    const other = await dane.projects.create({ name: 'Autre', degree: 'primary', carrierInsee: '95018' });
    await dane.raci.start({ id: other.id });
    const cell: Given = { activityId: activities[0]?.id ?? '', actorKey: 'AC', meanings: [], version: 1 };
    const good: Given = { ...cell, actorKey: 'CO', meanings: ['informed'] };
    expect((await refused(dane.raci.setCells({ id: other.id, cells: [cell] }))).fields).toHaveProperty([
      'cells.0.activityId',
    ]);
    expect((await refused(write('dane', good, { ...cell, actorKey: 'XX' }))).fields).toHaveProperty([
      'cells.1.actorKey',
    ]);
    expect((await refused(write('dane', { ...cell, meanings: ['boss'] as unknown as [] }))).code).toBe(
      'invalid',
    );
    expect((await refused(write('maire', good))).code).toBe('forbidden');
    expect((await refused((await callerOf(db, 'lecteur')).raci.changes({ id, since: 0 }))).code).toBe(
      'not_found',
    );
    expect(await rows()).toEqual([]);
    expect((await dane.raci.matrix({ id })).matrix?.version).toBe(1);
  });
});

describe('what is wrong', () => {
  it('is told with the matrix and counted in the list', async () => {
    const { dane, activities } = await opened();
    const before = await dane.raci.matrix({ id });
    expect(before.matrix?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const cell = { activityId: activities[0]?.id ?? '', actorKey: 'CO' };
    await dane.raci.setCells({ id, cells: [{ ...cell, meanings: ['doer'], version: 1 }] });
    const after = await dane.raci.matrix({ id });
    expect(after.matrix?.problems[0]).toMatchObject({ code: 'no_accountable', activityNumber: 1 });
    const line = (await dane.raci.list({ q: 'argenteuil' })).find((one) => one.id === id);
    expect(line?.matrix).toMatchObject({ activities: 30, errors: 1 });
    expect((await (await callerOf(db, 'dane.rennes')).raci.list({})).some((one) => one.id === id)).toBe(
      false,
    );
  });
});
