import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase } from '../testing/people';
import { refused } from '../testing/refused';
import { refusalOf } from '../trpc/init';
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

describe('writing a cell', () => {
  it('fills, changes and empties it, one version at a time, with a journal row each', async () => {
    const { dane, activities } = await opened();
    const cell = { id, activityId: activities[0]?.id ?? '', actorKey: 'ED' };
    expect(await dane.raci.setCell({ ...cell, meanings: ['informed', 'doer', 'doer'], version: 0 })).toEqual({
      meanings: ['doer', 'informed'],
      version: 1,
    });
    expect(await dane.raci.setCell({ ...cell, meanings: [], version: 1 })).toEqual({
      meanings: [],
      version: 2,
    });
    const rows = await db.journalEntry.findMany({
      where: { objectId: id, action: 'raci.cell_set' },
      orderBy: { seq: 'asc' },
    });
    expect(rows.map(({ before, after }) => [before, after])).toMatchObject([
      [{ letters: '' }, { letters: 'RI', actorKey: 'ED' }],
      [{ letters: 'RI' }, { letters: '' }],
    ]);
    const { entries } = await dane.projects.history({ id });
    expect(entries[0]?.sentence).toBe(
      'a modifié la matrice\u00a0: Recenser les besoins et l’existant, Éditeur, case vidée',
    );
  });

  it('tells the second of two people the newer value, and overwrites nothing', async () => {
    const { dane, activities } = await opened();
    const projet = await callerOf(db, 'projet');
    const cell = { id, activityId: activities[0]?.id ?? '', actorKey: 'AC' };
    await projet.raci.setCell({ ...cell, meanings: ['informed'], version: 1 });
    const refusal = await refused(dane.raci.setCell({ ...cell, meanings: ['doer'], version: 1 }));
    expect(refusal).toMatchObject({
      code: 'conflict',
      details: { meanings: ['informed'], version: 2, changedBy: 'Alix Projet' },
    });
    expect(refusal.message).toContain('Alix Projet');
    const again = await dane.raci.matrix({ id });
    expect(again.matrix?.phases[0]?.activities[0]?.cells.AC).toEqual({ meanings: ['informed'], version: 2 });
  });

  it('lets one of twenty at once fill an empty cell', async () => {
    const { dane, activities } = await opened();
    const cell = { id, activityId: activities[1]?.id ?? '', actorKey: 'NA', version: 0 };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => dane.raci.setCell({ ...cell, meanings: ['informed'] })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(refusalOf(outcome.reason).code).toBe('conflict');
  });

  it('refuses an activity of another project, an unknown actor, an unknown meaning', async () => {
    const { dane, activities } = await opened();
    const other = await dane.projects.create({ name: 'Autre', degree: 'primary', carrierInsee: '95018' });
    await dane.raci.start({ id: other.id });
    const cell = { activityId: activities[0]?.id ?? '', actorKey: 'AC', meanings: [], version: 1 };
    expect((await refused(dane.raci.setCell({ ...cell, id: other.id }))).fields).toHaveProperty('activityId');
    expect((await refused(dane.raci.setCell({ ...cell, id, actorKey: 'XX' }))).fields).toHaveProperty(
      'actorKey',
    );
    const wrong = { ...cell, id, meanings: ['boss'] as unknown as [] };
    expect((await refused(dane.raci.setCell(wrong))).code).toBe('invalid');
    expect((await refused((await callerOf(db, 'maire')).raci.setCell({ ...cell, id }))).code).toBe(
      'forbidden',
    );
  });
});

describe('what is wrong', () => {
  it('is told with the matrix and counted in the list', async () => {
    const { dane, activities } = await opened();
    const before = await dane.raci.matrix({ id });
    expect(before.matrix?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const cell = { id, activityId: activities[0]?.id ?? '', actorKey: 'CO' };
    await dane.raci.setCell({ ...cell, meanings: ['doer'], version: 1 });
    const after = await dane.raci.matrix({ id });
    expect(after.matrix?.problems[0]).toMatchObject({ code: 'no_accountable', activityNumber: 1 });
    const line = (await dane.raci.list({ q: 'argenteuil' })).find((one) => one.id === id);
    expect(line?.matrix).toMatchObject({ activities: 30, errors: 1 });
    expect((await (await callerOf(db, 'dane.rennes')).raci.list({})).some((one) => one.id === id)).toBe(
      false,
    );
  });
});
