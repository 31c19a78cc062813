import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change } from '@/server/audit/journal';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { actOf, callerOf, contextOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import type { Meaning } from '../domain';
import { letterSet, usualLetters } from '../letters';
import { snapshotOf } from '../snapshot';
import { raciTemplate } from '../template';
import { countDifferences, isSame } from './compare';
import { differencesCsv, heatCsv } from './csv';
import { heatMap } from './heat';
import { objectionsOf } from './objections';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

let rank = 0;
async function opened(name = 'Projet', carrierInsee = '95018', person = 'dane') {
  const caller = await callerOf(db, person);
  rank += 1;
  const { id } = await caller.projects.create({ name: `${name} ${rank}`, degree: 'primary', carrierInsee });
  await caller.raci.start({ id, template: 'application' });
  return id;
}
/** Writes one cell of a project's matrix, by the number of its activity. */
async function write(id: string, number: number, actorKey: string, meanings: Meaning[]) {
  const dane = await callerOf(db, 'dane');
  const { matrix } = await dane.raci.matrix({ id });
  const activity = matrix?.phases.flatMap((band) => band.activities)[number - 1];
  const version = activity?.cells[actorKey]?.version ?? 0;
  await dane.raci.setCells({
    id,
    cells: [{ activityId: activity?.id ?? '', actorKey, meanings, version }],
  });
  return activity?.id ?? '';
}
async function freeze(id: string, number: number) {
  const { id: matrixId } = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
  const snapshot = snapshotOf(raciTemplate('primary'));
  await db.raciVersion.create({
    data: { matrixId, number, snapshot, frozenAt: testNow, frozenByName: 'Dominique Dane' },
  });
}
async function template(name: string) {
  const dane = await callerOf(db, 'dane');
  const from = { kind: 'application', degree: 'primary' } as const;
  const { id } = await dane.raci.templates.create({ name, from });
  await dane.raci.templates.publish({ id, version: 1 });
  return { id, versionId: (await dane.raci.templates.versions({ id })).versions[0]?.id ?? '' };
}

describe('a project’s matrix', () => {
  it('is compared with the application’s proposal, a frozen version, its template and another project', async () => {
    const dane = await callerOf(db, 'dane');
    const id = await opened();
    const same = await dane.raci.compare.between({ id });
    expect([same.before.label, same.after.label]).toEqual([
      'Proposition de l’application',
      'Matrice actuelle',
    ]);
    expect(isSame(same.difference)).toBe(true);
    await freeze(id, 1);
    await write(id, 5, 'CO', ['informed']);
    const { difference, before } = await dane.raci.compare.between({ id, with: 'v1' });
    expect(before.label).toBe('Version 1 figée');
    expect(countDifferences(difference).cells).toBe(1);
    expect(isSame((await dane.raci.compare.between({ id, of: 'v1', with: 'application' })).difference)).toBe(
      true,
    );

    const other = await opened();
    const beside = await dane.raci.compare.between({ id, with: `projet-${other}` });
    expect(countDifferences(beside.difference).cells).toBe(1);

    const { id: templateId, versionId } = await template('Modèle comparé');
    const { id: began } = await dane.projects.create({
      name: 'Né du modèle',
      degree: 'primary',
      carrierInsee: '95018',
    });
    await dane.raci.start({ id: began, template: versionId });
    await write(began, 1, 'ED', ['informed']);
    const own = await dane.raci.compare.between({ id: began });
    expect([own.before.label, countDifferences(own.difference).cells]).toEqual([
      'Modèle comparé, version 1',
      1,
    ]);
    await dane.raci.templates.retire({ id: templateId, retired: true, version: 1 });
    // Whoever takes part reads the version with which their matrix began, and no other template.
    const projet = await callerOf(db, 'projet');
    expect((await projet.raci.compare.between({ id: began, with: 'modele' })).before.label).toBe(
      'Modèle comparé, version 1',
    );
    const hidden = await template('Modèle interne');
    expect(
      (await refused(projet.raci.compare.between({ id: began, with: `modele-${hidden.versionId}` }))).code,
    ).toBe('not_found');
    expect(
      (await dane.raci.compare.between({ id: began, with: `modele-${hidden.versionId}` })).before.label,
    ).toBe('Modèle interne, version 1');
    await dane.raci.templates.retire({ id: hidden.id, retired: true, version: 1 });
  });

  it('offers what may be read, and proposes the last frozen version first', async () => {
    const dane = await callerOf(db, 'dane');
    const id = await opened();
    const cergy = await opened('Cergy', '95127');
    expect((await dane.raci.compare.sides({ id })).first).toBe('application');
    await freeze(id, 1);
    await freeze(id, 2);
    const sides = await dane.raci.compare.sides({ id });
    expect(sides.first).toBe('v2');
    const ids = (groups: typeof sides.groups) => groups.flatMap((group) => group.sides.map((one) => one.id));
    expect(ids(sides.groups)).toEqual(
      expect.arrayContaining(['actuel', 'v2', 'v1', 'application', `projet-${cergy}`]),
    );
    const projet = await callerOf(db, 'projet');
    expect(ids((await projet.raci.compare.sides({ id })).groups)).not.toContain(`projet-${cergy}`);
    expect((await refused(projet.raci.compare.between({ id, with: `projet-${cergy}` }))).code).toBe(
      'not_found',
    );
  });

  it('refuses what does not exist, what is no side, and whoever may not read the project', async () => {
    const dane = await callerOf(db, 'dane');
    const id = await opened();
    for (const side of ['v9', 'projet-rien', 'modele-rien'])
      expect((await refused(dane.raci.compare.between({ id, with: side }))).code, side).toBe('not_found');
    expect((await refused(dane.raci.compare.between({ id, with: 'tout' }))).fields).toHaveProperty('with');
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.raci.compare.between({ id }))).code).toBe('not_found');
    expect((await refused(rennes.raci.compare.sides({ id }))).code).toBe('not_found');
    const { id: closed } = await dane.projects.create({
      name: 'Sans matrice',
      degree: 'primary',
      carrierInsee: '95018',
    });
    expect((await refused(dane.raci.compare.between({ id: closed }))).code).toBe('invalid');
  });

  it('goes to a spreadsheet with its differences in words and in the letters of the académie', async () => {
    const dane = await callerOf(db, 'dane');
    const id = await opened();
    await write(id, 5, 'CO', ['accountable']);
    const comparison = await dane.raci.compare.between({ id });
    const csv = differencesCsv(comparison, usualLetters);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('Rédiger le projet de convention;Collectivité;R;A;réalise → répond du résultat');
    expect(differencesCsv(comparison, letterSet('ARCI'))).toContain('Collectivité;A;R;');
  });
});

describe('the map of the académie', () => {
  const figure = async (person: string, name: string, party: string, input = {}) => {
    const map = await (await callerOf(db, person)).raci.compare.heat(input);
    const line = map.lines.find((one) => one.name === name);
    return { map, line, count: line?.counts[map.parties.indexOf(party as 'academy')] };
  };

  it('counts in how many projects a party holds an activity, among those that may be read', async () => {
    await db.project.deleteMany({ where: { academyCode: '25' } });
    const [one, two] = [await opened('Un'), await opened('Deux')];
    await opened('Cergy', '95127');
    const rennes = await callerOf(db, 'dane.rennes');
    const far = await rennes.projects.create({ name: 'Loin', degree: 'primary', carrierInsee: '35238' });
    await rennes.raci.start({ id: far.id });
    await write(one, 5, 'AC', ['doer']);
    await write(one, 5, 'CO', ['accountable', 'doer']);

    const dane = await figure('dane', 'a5', 'authority');
    expect([dane.map.projects, dane.line?.projects, dane.count, dane.line?.varies]).toEqual([3, 3, 1, true]);
    expect((await figure('dane', 'a5', 'academy')).count).toBe(2);
    expect((await figure('dane', 'a5', 'authority', { measure: 'doer' })).count).toBe(3);
    expect((await figure('dane', 'a5', 'vendor', { measure: 'any' })).count).toBe(3);
    expect((await figure('dane', 'a9', 'authority')).line?.varies).toBe(false);
    expect((await figure('projet', 'a5', 'academy')).map.projects).toBe(2);
    expect((await figure('dane.rennes', 'a5', 'academy')).map.projects).toBe(1);
    expect((await figure('lecteur', 'a5', 'academy').catch(() => null))?.map.projects ?? 0).toBe(0);

    const holders = await (await callerOf(db, 'dane')).raci.compare.figure({
      activity: 'a5',
      party: 'authority',
    });
    expect(holders).toMatchObject([{ id: one, actor: 'Collectivité', meanings: ['accountable', 'doer'] }]);
    expect(await rennes.raci.compare.figure({ activity: 'a5', party: 'authority' })).toEqual([]);

    // A line that two projects added alike is one, a hidden one is none.
    for (const [rank, id] of [one, two].entries()) {
      const { id: matrixId } = await db.raciMatrix.findUniqueOrThrow({
        where: { projectId: id },
        select: { id: true },
      });
      await db.raciActivity.create({
        data: { matrixId, phase: 'support', key: `neuve${rank}`, label: 'Former les élus', position: 99 },
      });
      if (rank === 0)
        await db.raciActivity.updateMany({ where: { matrixId, key: 'a6' }, data: { hidden: true } });
    }
    const { map, line } = await figure('dane', 'nom former les élus', 'academy');
    expect(line).toMatchObject({ label: 'Former les élus', phase: 'support', projects: 2, varies: false });
    expect(map.lines.find(({ name }) => name === 'a6')?.projects).toBe(2);
    expect(heatCsv(map)).toContain('Accompagnement;Former les élus;2;0;');
  });

  it('keeps to a degree, a département, a phase', async () => {
    const dane = await callerOf(db, 'dane');
    const all = await dane.raci.compare.heat({});
    expect(
      new Set((await dane.raci.compare.heat({ phase: 'convention' })).lines.map(({ phase }) => phase)),
    ).toEqual(new Set(['convention']));
    expect((await dane.raci.compare.heat({ degree: 'secondary' })).projects).toBe(0);
    expect((await dane.raci.compare.heat({ degree: 'secondary' })).lines).toEqual([]);
    await db.project.updateMany({
      where: { name: { startsWith: 'Cergy' } },
      data: { departmentCodes: ['78'] },
    });
    expect([all.projects, (await dane.raci.compare.heat({ department: '78' })).projects]).toEqual([3, 1]);
    expect((await refused(dane.raci.compare.heat({ department: 'x' }))).fields).toHaveProperty('department');
    expect((await refused(dane.raci.compare.heat({ measure: 'tout' as 'any' }))).code).toBe('invalid');
  });

  it('tells the average letters of each party, per project', async () => {
    const { averages } = await (await callerOf(db, 'dane')).raci.compare.heat({ phase: 'convention' });
    const authority = averages.find(({ party }) => party === 'authority');
    expect(authority).toMatchObject({ projects: 3, accountable: 4 });
    expect(averages.find(({ party }) => party === 'teachers')).toMatchObject({
      projects: 3,
      doer: 0,
      informed: 0,
    });
  });

  it('is made by as many statements for many projects as for few', async () => {
    const count = async () => {
      let statements = 0;
      const counting = db.$extends({
        query: {
          async $allOperations({ args, query }) {
            statements += 1;
            return query(args);
          },
        },
      });
      const ctx = { ...(await contextOf(db, 'dane')), db: counting as unknown as Db };
      await heatMap(ctx, { measure: 'accountable' });
      await objectionsOf(ctx, { measure: 'accountable' });
      return statements;
    };
    const few = await count();
    for (let more = 0; more < 6; more += 1) await opened();
    expect(await count()).toBe(few);
  });
});

describe('objections', () => {
  it('are counted by activity, those that stand first, those settled since by what the journal tells', async () => {
    await db.project.deleteMany({ where: { academyCode: '25' } });
    const [one, two] = [await opened('Un'), await opened('Deux')];
    const object = async (id: string, number: number, comment: string, said: Meaning[]) => {
      const { id: activityId } = await db.raciActivity.findFirstOrThrow({
        where: { matrix: { projectId: id }, key: `a${number}` },
      });
      const { id: actorId } = await db.raciActor.findFirstOrThrow({
        where: { matrix: { projectId: id }, key: 'CO' },
      });
      await db.raciAnswer.create({
        data: {
          activityId,
          actorId,
          stance: 'objected',
          meanings: said,
          comment,
          answeredAt: toDbDate('2026-11-20'),
          byName: 'Maxime Dupré',
        },
      });
    };
    await object(one, 5, 'Ce n’est pas à nous.', ['doer']);
    // The cell says something else since: what was objected to was settled.
    await object(two, 5, 'Trop lourd.', ['accountable']);
    const act = await actOf(db, 'maire');
    await change(act, async () => ({
      result: null,
      journal: {
        chain: '25',
        action: 'raci.answered',
        objectType: 'Project',
        objectId: two,
        after: {
          cells: [
            {
              activity: 'Installer le comité de pilotage et le calendrier',
              actor: 'Collectivité',
              stance: 'objected',
              comment: 'Pas seule.',
            },
            { activity: 'Arrêter la liste des écoles', actor: 'Collectivité', stance: 'accepted' },
          ],
        },
      },
    }));
    const seen = await (await callerOf(db, 'dane')).raci.compare.objections({});
    expect(seen.map(({ label, standing, objections }) => [label, standing, objections.length])).toEqual([
      ['Rédiger le projet de convention', 1, 2],
      ['Installer le comité de pilotage et le calendrier', 0, 1],
    ]);
    expect(seen[0]?.objections[0]).toMatchObject({
      comment: 'Ce n’est pas à nous.',
      byName: 'Maxime Dupré',
      stands: true,
    });
    expect(await (await callerOf(db, 'dane')).raci.compare.objections({ phase: 'support' })).toEqual([]);
    expect(await (await callerOf(db, 'dane.rennes')).raci.compare.objections({})).toEqual([]);
    expect((await refused((await callerOf(db, 'lecteur')).raci.compare.objections({}))).code).toBe(
      'forbidden',
    );
  });
});
