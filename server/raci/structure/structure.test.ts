import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { actOf, callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { createMatrix } from '../create';
import { raciTemplate } from '../template';
import { editStructure } from './commands';
import type { StructureEdit } from './schema';

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

const matrix = async () => {
  const found = (await (await callerOf(db, 'dane')).raci.matrix({ id })).matrix;
  if (!found) throw new Error('no matrix');
  return { ...found, activities: found.phases.flatMap((band) => band.activities) };
};
/** One edit by somebody, from the structure as it is now. */
async function edit(given: StructureEdit, person = 'dane') {
  const { structureVersion } = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
  return (await callerOf(db, person)).raci.structure.edit({ id, structureVersion, edit: given });
}
const entries = async () =>
  (await (await callerOf(db, 'dane')).projects.history({ id })).entries.map(({ sentence }) => sentence);
const journalRows = () => db.journalEntry.count({ where: { objectId: id } });
const membershipOf = async (person: string) =>
  (await db.membership.findFirstOrThrow({ where: { user: { email: `${person}@demo.invalid` } } })).id;

describe('every edit', () => {
  it('raises the versions, writes one journal row with its sentence, and is told to open grids', async () => {
    const [first] = (await matrix()).activities;
    const key = first?.key ?? '';
    const acts: [StructureEdit, RegExp][] = [
      [
        { kind: 'row.add', label: 'Nommer un référent', phase: 'scoping', after: key },
        /a ajouté l’activité «\u00a0Nommer un référent\u00a0» à la matrice/,
      ],
      [
        { kind: 'row.rename', key, label: 'Recenser' },
        /a renommé l’activité «\u00a0Recenser les besoins.+en «\u00a0Recenser\u00a0»/,
      ],
      [
        { kind: 'row.move', key, phase: 'renewal', after: null },
        /a déplacé l’activité «\u00a0Recenser\u00a0» de la phase «\u00a0Cadrage\u00a0» à la phase «\u00a0Suite\u00a0»/,
      ],
      [{ kind: 'row.split', key, label: 'Recenser encore' }, /a dédoublé l’activité/],
      [
        { kind: 'row.remove', key, letters: 6 },
        /a retiré l’activité «\u00a0Recenser\u00a0» de la matrice, avec 6\u00a0lettres/,
      ],
      [
        { kind: 'column.add', label: 'Familles', party: 'other', after: 'AC' },
        /a ajouté la colonne «\u00a0Familles\u00a0»/,
      ],
      [
        { kind: 'column.name', within: 'CO', inner: { label: 'Service éducation' }, after: null },
        /«\u00a0Service éducation\u00a0» à la matrice, dans «\u00a0Collectivité/,
      ],
      [
        { kind: 'column.rename', key: 'AC', label: 'Rectorat', short: 'REC' },
        /a renommé la colonne «\u00a0.+en «\u00a0Rectorat\u00a0»/,
      ],
      [{ kind: 'column.move', key: 'AC', after: 'NA' }, /a déplacé la colonne «\u00a0Rectorat\u00a0»/],
      [
        { kind: 'column.split', key: 'AC', label: 'DANE' },
        /a dédoublé la colonne «\u00a0Rectorat\u00a0», la copie s’appelle «\u00a0DANE\u00a0»/,
      ],
      [
        { kind: 'column.divide', key: 'ED', into: [{ label: 'Assistance' }, { label: 'Projet' }] },
        /a réparti la colonne «\u00a0.+entre Assistance et Projet/,
      ],
      [
        { kind: 'column.remove', key: 'NA', letters: 10 },
        /a retiré la colonne «\u00a0.+» de la matrice, avec 10\u00a0lettres/,
      ],
      [
        { kind: 'visibility', rows: [], columns: ['DP'], hidden: true },
        /a masqué dans la matrice la colonne/,
      ],
      [
        { kind: 'visibility', rows: [], columns: ['DP'], hidden: false },
        /a affiché de nouveau dans la matrice la colonne/,
      ],
    ];
    for (const [act, sentence] of acts) {
      const before = { rows: await journalRows(), version: (await matrix()).version };
      const answer = await edit(act);
      expect(await journalRows(), act.kind).toBe(before.rows + 1);
      expect((await entries())[0]).toMatch(sentence);
      const { version, structureVersion } = await matrix();
      expect([version, structureVersion]).toEqual([before.version + 1, before.version + 1]);
      expect(answer).toMatchObject({ version, structureVersion });
      const heard = await (await callerOf(db, 'projet')).raci.changes({ id, since: before.version });
      expect(heard).toMatchObject({ structureVersion, structureBy: { name: 'Dominique Dane', mine: false } });
      const kept = await db.raciMatrix.findUniqueOrThrow({
        where: { projectId: id },
        include: { actors: true, activities: true },
      });
      for (const list of [kept.actors, kept.activities])
        expect(list.map(({ position }) => position).sort((a, b) => a - b)).toEqual(list.map((_, at) => at));
    }
    const now = await matrix();
    expect(now.activities.map(({ number }) => number)).toEqual(now.activities.map((_, at) => at + 1));
    expect(now.actors.map(({ short }) => short).join(' ')).toBe('FAM DS CO SÉ ED ASS PRO DI DP EN REC DAN');
  });

  it('that changes nothing writes nothing', async () => {
    const before = await journalRows();
    const { version } = await matrix();
    expect(await edit({ kind: 'column.move', key: 'AC', after: null })).toEqual({
      version,
      structureVersion: version,
      made: [],
      inverse: null,
    });
    expect(await journalRows()).toBe(before);
  });

  it('is refused to readers, hidden from strangers, and refused on a structure that has changed, saying by whom', async () => {
    const given: StructureEdit = { kind: 'row.add', label: 'X', phase: 'scoping', after: null };
    expect((await refused(edit(given, 'maire'))).code).toBe('forbidden');
    expect((await refused(edit(given, 'dane.rennes'))).code).toBe('not_found');
    const stale = await matrix();
    await edit(given, 'projet');
    const before = await journalRows();
    const late = await refused(
      (await callerOf(db, 'dane')).raci.structure.edit({
        id,
        structureVersion: stale.structureVersion,
        edit: { kind: 'visibility', rows: [], columns: ['AC'], hidden: true },
      }),
    );
    expect([late.code, late.message]).toEqual(['conflict', expect.stringContaining('Alix Projet a changé')]);
    expect((await refused(edit({ kind: 'row.rename', key: 'none', label: 'X' }))).fields).toHaveProperty([
      'edit.key',
    ]);
    expect((await refused(edit({ kind: 'column.rename', key: 'none', label: 'X' }))).fields).toHaveProperty([
      'edit.key',
    ]);
    expect(
      (await refused(edit({ kind: 'visibility', rows: ['none'], columns: [], hidden: true }))).fields,
    ).toHaveProperty(['edit.rows.0']);
    expect(await journalRows()).toBe(before);
    expect((await matrix()).actors.map(({ key }) => key)).toContain('AC');
  });

  it('lets only one of two pass who start from the same structure', async () => {
    const { structureVersion } = await matrix();
    const answers = await Promise.allSettled(
      ['dane', 'projet'].map(async (person) =>
        (await callerOf(db, person)).raci.structure.edit({
          id,
          structureVersion,
          edit: { kind: 'row.add', label: person, phase: 'scoping', after: null },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await matrix()).activities).toHaveLength(31);
  });
});

describe('letters', () => {
  it('go with what is split and with what is removed, and stay with what is hidden', async () => {
    const [first] = (await matrix()).activities;
    const { made, inverse } = await edit({ kind: 'row.split', key: first?.key ?? '', label: 'Copie' });
    const copy = (await matrix()).activities[1];
    expect([copy?.key, copy?.cells.CO?.meanings]).toEqual([made[0], ['accountable', 'doer']]);
    await edit({ kind: 'visibility', rows: [made[0] ?? ''], columns: ['CO'], hidden: true });
    const hidden = await matrix();
    expect(hidden.hidden).toMatchObject({ actors: [{ key: 'CO' }], activities: [{ key: made[0] }] });
    expect(hidden.activities).toHaveLength(30);
    await edit({ kind: 'visibility', rows: [made[0] ?? ''], columns: ['CO'], hidden: false });
    expect((await matrix()).activities[1]?.cells.CO?.meanings).toEqual(['accountable', 'doer']);
    if (!inverse) throw new Error('a split is taken back');
    await edit(inverse);
    expect((await matrix()).activities).toHaveLength(30);
    expect(await db.raciCell.count({ where: { activity: { key: made[0] ?? '' } } })).toBe(0);
  });

  it('written since the announcement, answers, documents and work hold a removal back', async () => {
    const { activities, version } = await matrix();
    const [first, second, third] = activities;
    if (!first || !second || !third) throw new Error('no activities');
    await (await callerOf(db, 'projet')).raci.setCells({
      id,
      cells: [{ activityId: first.id, actorKey: 'NA', meanings: ['informed'], version }],
    });
    const surprise = await refused(edit({ kind: 'row.remove', key: first.key, letters: 6 }));
    expect([surprise.code, surprise.message]).toEqual([
      'conflict',
      expect.stringContaining('7\u00a0lettres'),
    ]);
    const actor = await db.raciActor.findFirstOrThrow({ where: { key: 'AC', matrix: { projectId: id } } });
    await db.raciAnswer.create({
      data: {
        activityId: second.id,
        actorId: actor.id,
        stance: 'accepted',
        meanings: ['consulted'],
        answeredAt: testNow,
        byName: 'X',
      },
    });
    await db.raciActivity.update({ where: { id: third.id }, data: { state: 'in_progress' } });
    expect((await refused(edit({ kind: 'row.remove', key: second.key, letters: 5 }))).message).toContain(
      '1\u00a0réponse\u00a0: masquez-la plutôt',
    );
    expect((await refused(edit({ kind: 'row.remove', key: third.key, letters: 6 }))).message).toContain(
      'un avancement',
    );
    expect((await refused(edit({ kind: 'column.remove', key: 'AC', letters: 30 }))).message).toContain(
      'masquez la colonne plutôt',
    );
    await edit({ kind: 'visibility', rows: [second.key], columns: ['AC'], hidden: true });
    expect(await db.raciAnswer.count({ where: { activityId: second.id } })).toBe(1);
  });
});

describe('people', () => {
  it('are offered when their hat takes part in the project today, and no one else', async () => {
    const offered = await (await callerOf(db, 'dane')).raci.structure.people({ id });
    const names = offered.map(({ name }) => name);
    expect(names).toContain('Alix Projet');
    expect(names).toContain('Dominique Dane');
    expect(offered.find(({ name }) => name === 'Alix Projet')).toMatchObject({ party: 'authority' });
    expect(offered.map(({ membershipId }) => membershipId)).not.toContain(await membershipOf('dane.rennes'));
    expect(offered.map(({ membershipId }) => membershipId)).not.toContain(await membershipOf('lecteur'));
    expect((await refused((await callerOf(db, 'maire')).raci.structure.people({ id }))).code).toBe(
      'forbidden',
    );
    expect((await refused((await callerOf(db, 'dane.rennes')).raci.structure.people({ id }))).code).toBe(
      'not_found',
    );
  });

  it('are named inside an organisation, and replaced when they have left', async () => {
    const membershipId = await membershipOf('maire');
    const { made } = await edit({ kind: 'column.name', within: 'CO', inner: { membershipId }, after: null });
    const key = made[0] ?? '';
    const [first] = (await matrix()).activities;
    await (await callerOf(db, 'dane')).raci.setCells({
      id,
      cells: [{ activityId: first?.id ?? '', actorKey: key, meanings: ['informed'], version: 0 }],
    });
    const named = (await matrix()).actors.find((actor) => actor.key === key);
    expect(named).toMatchObject({
      kind: 'person',
      within: 'CO',
      party: 'authority',
      membershipId,
      hasLeft: false,
    });

    const yesterday = toDbDate(civilDate(new Date(testNow.getTime() - 86_400_000)));
    await db.membership.update({ where: { id: membershipId }, data: { validUntil: yesterday } });
    const left = await matrix();
    expect(left.problems.map(({ code, actorKey }) => [code, actorKey])).toContainEqual(['person_left', key]);
    expect(
      (await refused(edit({ kind: 'column.name', within: 'CO', inner: { membershipId }, after: null })))
        .fields,
    ).toHaveProperty(['edit.membershipId']);
    expect(
      (await refused(edit({ kind: 'column.replace', key, membershipId: await membershipOf('lecteur') })))
        .fields,
    ).toHaveProperty(['edit.membershipId']);
    await edit({ kind: 'column.replace', key, membershipId: await membershipOf('projet') });
    const after = await matrix();
    expect(after.actors.find((actor) => actor.key === key)).toMatchObject({
      label: 'Alix Projet',
      short: 'AP',
      hasLeft: false,
    });
    expect(after.problems.map(({ code }) => code)).not.toContain('person_left');
    expect((await entries())[0]).toMatch(/a nommé «\u00a0Alix Projet\u00a0» à la place de/);
    await db.membership.update({ where: { id: membershipId }, data: { validUntil: null } });
  });

  it('are not named in a template, whose rows and columns change by the same command', async () => {
    const template = await db.raciTemplate.create({
      data: { academyCode: '25', degree: 'primary', name: `Modèle ${id}` },
    });
    const owner = { templateId: template.id };
    await db.$transaction((tx) =>
      createMatrix(tx, owner, raciTemplate('primary'), { at: testNow, templateKey: 'primary' }),
    );
    const act = await actOf(db, 'dane');
    const added = await editStructure(act, owner, {
      structureVersion: 1,
      edit: { kind: 'column.name', within: 'CO', inner: { label: 'Service éducation' }, after: null },
    });
    expect(added.structureVersion).toBe(2);
    const named = editStructure(act, owner, {
      structureVersion: 2,
      edit: {
        kind: 'column.name',
        within: 'CO',
        inner: { membershipId: await membershipOf('projet') },
        after: null,
      },
    });
    expect((await refused(named)).fields).toHaveProperty(['edit.membershipId']);
    expect(
      await db.journalEntry.count({ where: { objectType: 'RaciTemplate', objectId: template.id } }),
    ).toBe(1);
  });
});
