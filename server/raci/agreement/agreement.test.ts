import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import type { Meaning } from '../domain';
import type { Stance } from './domain';

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

async function cellsOf(actorKey: string) {
  const { matrix } = await (await callerOf(db, 'dane')).raci.matrix({ id });
  if (!matrix) throw new Error('no matrix');
  const cells = matrix.phases
    .flatMap((band) => band.activities)
    .map((one) => ({
      activityId: one.id,
      actorKey,
      label: one.label,
      meanings: one.cells[actorKey]?.meanings ?? [],
      version: one.cells[actorKey]?.version ?? 0,
    }));
  return { version: matrix.version, cells, held: cells.filter(({ meanings }) => meanings.length > 0) };
}
type Cell = { activityId: string; actorKey: string; meanings: Meaning[] };
const answer = async (person: string, cells: readonly Cell[], stance: Stance, comment?: string) =>
  (await callerOf(db, person)).raci.agreement.answer({
    id,
    answers: cells.map(({ activityId, actorKey, meanings }) => ({
      activityId,
      actorKey,
      meanings,
      stance,
      ...(comment ? { comment } : {}),
    })),
  });
const column = async (key: string, person = 'dane') => {
  const { matrix } = await (await callerOf(db, person)).raci.agreement.view({ id });
  const found = matrix?.columns.find((one) => one.key === key);
  if (!found) throw new Error(`no column ${key}`);
  return found;
};
const set = async (cell: Cell, meanings: Meaning[]) =>
  (await callerOf(db, 'dane')).raci.setCells({
    id,
    cells: [{ activityId: cell.activityId, actorKey: cell.actorKey, meanings, version: 99 }],
  });
const journal = (action: string) =>
  db.journalEntry.findMany({ where: { objectId: id, action }, orderBy: { seq: 'asc' } });

describe('answering for a column', () => {
  it('accepts and objects cell by cell, in one journal row, and says by whom', async () => {
    const { held } = await cellsOf('CO');
    const [first, second, third] = held;
    if (!first || !second || !third) throw new Error('no cells');
    expect((await column('CO')).agreement).toMatchObject({ state: 'waiting', waiting: held.length });
    await answer('maire', [first, second], 'accepted');
    await answer('projet', [third], 'objected', '  Nous n’avons pas ce service.  ');
    const now = await column('CO', 'maire');
    expect(now).toMatchObject({ speech: 'own' });
    expect(now.agreement).toMatchObject({
      state: 'objected',
      accepted: 2,
      objected: 1,
      waiting: held.length - 3,
    });
    const objected = now.cells.find(({ activityId }) => activityId === third.activityId);
    expect(objected).toMatchObject({
      state: 'objected',
      answer: { comment: 'Nous n’avons pas ce service.', onBehalf: false },
    });
    expect(objected?.answer?.byName).toMatch(/^Alix Projet, /);
    expect((await journal('raci.answered')).map(({ after }) => after)).toMatchObject([
      { actors: ['Collectivité'], accepted: 2, objected: 0 },
      { actors: ['Collectivité'], accepted: 0, objected: 1 },
    ]);
    const { entries } = await (await callerOf(db, 'dane')).projects.history({ id });
    expect(entries.map(({ sentence }) => sentence).join('\n')).toContain(
      'a répondu pour Collectivité sur la matrice\u00a0: 2\u00a0cases acceptées',
    );
    // The same again changes nothing, and writes nothing.
    expect(await answer('maire', [first, second], 'accepted')).toEqual({ answered: 0 });
    expect(await journal('raci.answered')).toHaveLength(2);
    // What the grid reads.
    const { answers, columns } = await (await callerOf(db, 'maire')).raci.agreement.answers({ id });
    expect(answers).toHaveLength(3);
    expect(columns.filter(({ speech }) => speech === 'own').map(({ key }) => key)).toEqual(['CO']);
  });

  it('holds as long as the cell says the same; afterwards it is to be looked at again', async () => {
    const { held } = await cellsOf('CO');
    const [first] = held;
    if (!first) throw new Error('no cell');
    await answer('maire', [first], 'accepted');
    await set(first, ['informed']);
    expect((await column('CO')).agreement).toMatchObject({ state: 'to_review', to_review: 1, accepted: 0 });
    await set(first, first.meanings);
    expect((await column('CO')).agreement).toMatchObject({ accepted: 1, to_review: 0 });
    await set(first, []);
    expect(
      (await column('CO')).cells.find(({ activityId }) => activityId === first.activityId),
    ).toMatchObject({
      state: 'to_review',
      meanings: [],
    });
    await answer('maire', [{ ...first, meanings: [] }], 'accepted');
    expect((await column('CO')).agreement).toMatchObject({ to_review: 0, accepted: 1 });
  });

  it('is refused for a cell that changed since it was shown, and keeps none of the batch', async () => {
    const { held } = await cellsOf('CO');
    const [first, second] = held;
    if (!first || !second) throw new Error('no cells');
    await set(second, ['informed']);
    const refusal = await refused(answer('maire', [first, second], 'accepted'));
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toContain(second.label);
    expect(refusal.message).toContain('Elle dit maintenant\u00a0: est informé');
    expect(refusal.details).toMatchObject({ activityId: second.activityId, meanings: ['informed'] });
    expect(await db.raciAnswer.count({ where: { activity: { matrix: { projectId: id } } } })).toBe(0);
  });

  it('is refused to another hat, in a sentence that says who does; an unknown cell, an empty objection', async () => {
    const { held } = await cellsOf('CO');
    const [first] = held;
    if (!first) throw new Error('no cell');
    for (const person of ['dane', 'dpd', 'juridique']) {
      const refusal = await refused(answer(person, [first], 'accepted'));
      expect(refusal.code).toBe('forbidden');
      expect(refusal.message).toContain('c’est la collectivité');
    }
    expect((await refused(answer('dane.rennes', [first], 'accepted'))).code).toBe('not_found');
    expect((await refused(answer('lecteur', [first], 'accepted'))).code).toBe('not_found');
    const empty = await refused(answer('maire', [first], 'objected', '   '));
    expect(empty).toMatchObject({ code: 'invalid' });
    expect(Object.keys(empty.fields ?? {})).toEqual(['answers.0.comment']);
    expect(
      (await refused(answer('maire', [{ ...first, activityId: 'no-such' }], 'accepted'))).fields,
    ).toEqual({
      'answers.0.activityId': 'Cette activité ne figure pas, ou plus, dans cette matrice.',
    });
    expect((await refused(answer('maire', [{ ...first, actorKey: 'ZZ' }], 'accepted'))).fields).toEqual({
      'answers.0.actorKey': 'Cet acteur ne figure pas, ou plus, dans cette matrice.',
    });
    await db.raciActivity.update({ where: { id: first.activityId }, data: { hidden: true } });
    expect((await refused(answer('maire', [first], 'accepted'))).code).toBe('invalid');
    const many = Array.from({ length: 501 }, () => first);
    expect((await refused(answer('maire', many, 'accepted'))).code).toBe('invalid');
    expect((await refused(answer('maire', [], 'accepted'))).code).toBe('invalid');
  });

  it('is recorded by the académie for a party without an account, and says so', async () => {
    const { held } = await cellsOf('EN');
    const [first] = held;
    if (!first) throw new Error('no cell');
    expect((await column('EN', 'dane')).speech).toBe('on_behalf');
    await answer('dane', [first], 'objected', 'Les enseignants demandent à être consultés.');
    expect((await column('EN')).cells[0]?.answer).toMatchObject({ onBehalf: true });
    expect((await journal('raci.answered')).at(-1)?.after).toMatchObject({ onBehalf: true });
    expect((await refused(answer('maire', [first], 'accepted'))).message).toContain(
      'l’académie, qui consigne',
    );
  });

  it('is taken back by whoever speaks for the column, and by nobody else', async () => {
    const { held } = await cellsOf('CO');
    const [first, second] = held;
    if (!first || !second) throw new Error('no cells');
    await answer('maire', [first], 'accepted');
    const withdraw = async (person: string, cells: readonly Cell[]) =>
      (await callerOf(db, person)).raci.agreement.withdraw({
        id,
        cells: cells.map(({ activityId, actorKey }) => ({ activityId, actorKey })),
      });
    expect((await refused(withdraw('dane', [first]))).code).toBe('forbidden');
    expect(await withdraw('projet', [first, second])).toEqual({ withdrawn: 1 });
    expect(await withdraw('projet', [first])).toEqual({ withdrawn: 0 });
    expect((await column('CO')).agreement.accepted).toBe(0);
    expect(await journal('raci.answers_withdrawn')).toHaveLength(1);
  });
});

describe('accepting a whole column', () => {
  const accept = async (person: string, actorKey: string, version: number) =>
    (await callerOf(db, person)).raci.agreement.acceptColumn({ id, actorKey, version });

  it('accepts all that it holds in one act, objections included', async () => {
    const { held, version } = await cellsOf('CO');
    const [first] = held;
    if (!first) throw new Error('no cell');
    await answer('maire', [first], 'objected', 'Non.');
    expect(await accept('maire', 'CO', version)).toEqual({ answered: held.length });
    expect((await column('CO')).agreement).toMatchObject({ state: 'agreed', accepted: held.length });
    expect(await journal('raci.answered')).toHaveLength(2);
    expect(await accept('maire', 'CO', version)).toEqual({ answered: 0 });
  });

  it('is refused when the column changed since it was shown, not when another one did', async () => {
    const { held, version } = await cellsOf('CO');
    const other = (await cellsOf('AC')).held[0];
    const [first] = held;
    if (!first || !other) throw new Error('no cell');
    await set(other, ['informed']);
    await set(first, ['informed']);
    const refusal = await refused(accept('maire', 'CO', version));
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toContain(`«\u00a0${first.label}\u00a0» dit maintenant est informé`);
    const ministry = await cellsOf('NA');
    expect(await accept('dane', 'NA', version)).toEqual({ answered: ministry.held.length });
    expect((await refused(accept('dane', 'CO', version + 2))).code).toBe('forbidden');
    expect(await accept('maire', 'CO', version + 2)).toEqual({ answered: held.length });
  });

  it('is refused for a column without any part', async () => {
    const { held } = await cellsOf('EN');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.raci.setCells({
      id,
      cells: held.map(({ activityId, actorKey }) => ({ activityId, actorKey, meanings: [], version: 99 })),
    });
    expect((await refused(accept('dane', 'EN', version))).message).toContain('rien à accepter');
  });
});

describe('those concerned learn of it', () => {
  const mailsTo = (person: string) =>
    db.outgoingMail.findMany({
      where: { to: `${person}@demo.invalid`, about: `Project:${id}` },
      orderBy: { createdAt: 'asc' },
    });

  it('editors of an objection, but for whoever made it', async () => {
    const { held } = await cellsOf('CO');
    const [first] = held;
    if (!first) throw new Error('no cell');
    await answer('projet', [first], 'objected', 'Nous n’avons pas ce service.');
    const [mail] = await mailsTo('dane');
    expect(mail?.subject).toMatch(/^Matrice des responsabilités\s: une objection \(Projet\)$/);
    expect(mail?.text).toContain('Nous n’avons pas ce service.');
    expect(await mailsTo('projet')).toHaveLength(0);
    // Accepting tells nobody.
    await answer('maire', [first], 'accepted');
    expect(await mailsTo('dane')).toHaveLength(1);
  });

  it('a party whose agreement is asked for, by one mail and one alert, not twice within the delay', async () => {
    const ask = async (person: string, actorKeys: string[], now = testNow) =>
      (await callerOf(db, person, { now })).raci.agreement.ask({ id, actorKeys });
    const alerts = async (person: string) =>
      (await (await callerOf(db, person)).alerts.list({ who: 'mine', kind: 'raci_agreement' })).groups
        .flatMap(({ lines }) => lines)
        .filter(({ about }) => about.id === id);
    expect(await alerts('maire')).toHaveLength(0);
    const report = await ask('dane', ['CO', 'DP']);
    expect(report.asked.map(({ actorKey }) => actorKey)).toEqual(['CO', 'DP']);
    expect(await mailsTo('maire')).toHaveLength(1);
    expect((await mailsTo('dpd'))[0]?.text).toContain('«\u00a0Délégué à la protection des données\u00a0»');
    const [alert] = await alerts('maire');
    expect(alert?.sentence).toContain('demandée le 22 novembre 2026');
    expect(alert?.href).toBe(`/responsabilites/${id}/accord`);
    expect(await journal('raci.agreement_asked')).toHaveLength(1);
    expect((await column('CO')).asked).toMatchObject({ byName: 'Dominique Dane' });

    const again = await refused(ask('dane', ['CO']));
    expect(again.code).toBe('conflict');
    expect(again.message).toContain('déjà demandé le 22 novembre 2026');
    expect((await ask('dane', ['CO'], new Date('2026-11-29T09:00:00.000Z'))).asked).toHaveLength(1);
    expect((await refused(ask('maire', ['CO']))).code).toBe('forbidden');
    expect((await refused(ask('dane', ['ZZ']))).code).toBe('invalid');

    // Answered: nothing is asked any more; changed since: the alert is back.
    const { version, held } = await cellsOf('CO');
    await (await callerOf(db, 'maire')).raci.agreement.acceptColumn({ id, actorKey: 'CO', version });
    expect(await alerts('maire')).toHaveLength(0);
    expect((await refused(ask('dane', ['CO'], new Date('2026-12-20T09:00:00.000Z')))).message).toContain(
      'aucune case n’attend de réponse',
    );
    if (held[0]) await set(held[0], ['informed']);
    expect((await alerts('maire'))[0]?.sentence).toContain('1\u00a0case attend');
  });
});
