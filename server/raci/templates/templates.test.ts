import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import type { Meaning } from '../domain';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

let rank = 0;
const named = (name: string) => `${name} ${++rank}`;
const later = new Date(testNow.getTime() + 60_000);
const dane = (now = testNow) => callerOf(db, 'dane', { now });
const fromApplication = { kind: 'application', degree: 'primary' } as const;

/** A template of the académie, in preparation. */
async function prepared(name = named('Modèle')) {
  const { id } = await (await dane()).raci.templates.create({ name, from: fromApplication });
  return { id, name };
}
const project = async (degree: 'primary' | 'secondary' = 'primary') =>
  (await (await dane()).projects.create({ name: named('Projet'), degree, carrierInsee: '95018' })).id;

/** Writes one cell of a template: the version of the matrix after it. */
async function write(id: string, number: number, actorKey: string, meanings: Meaning[]) {
  const caller = await dane();
  const { matrix } = await caller.raci.templates.get({ id });
  const activity = matrix.phases.flatMap((band) => band.activities)[number - 1];
  const cell = { activityId: activity?.id ?? '', actorKey, meanings, version: matrix.version };
  return (await caller.raci.templates.setCells({ id, cells: [cell] })).version;
}
async function published(id: string, now = testNow, note = '') {
  const caller = await dane(now);
  const { version } = await caller.raci.templates.readiness({ id });
  return caller.raci.templates.publish({ id, version, note });
}

describe('a template', () => {
  it('begins with the application’s proposal, a project’s matrix or another template, in preparation', async () => {
    const caller = await dane();
    const { id, name } = await prepared();
    const seen = await caller.raci.templates.get({ id });
    expect(seen).toMatchObject({ name, degree: 'primary', state: 'draft', published: null, canEdit: true });
    expect(seen.matrix.phases.flatMap((band) => band.activities)).toHaveLength(30);

    const from = await project('secondary');
    const refusal = await refused(
      caller.raci.templates.create({ name: named('Tiré'), from: { kind: 'project', projectId: from } }),
    );
    expect(refusal.fields).toHaveProperty(['from.projectId']);
    await caller.raci.start({ id: from, template: 'application' });
    const { matrix } = await caller.raci.matrix({ id: from });
    const activityId = matrix?.phases[0]?.activities[0]?.id ?? '';
    const cell = { activityId, actorKey: 'ED', meanings: ['informed' as const], version: 0 };
    await caller.raci.setCells({ id: from, cells: [cell] });
    const drawn = await caller.raci.templates.create({
      name: named('Tiré'),
      from: { kind: 'project', projectId: from },
    });
    const copy = await caller.raci.templates.create({
      name: named('Copie'),
      from: { kind: 'template', templateId: drawn.id },
    });
    const { degree, matrix: copied } = await caller.raci.templates.get({ id: copy.id });
    expect([degree, copied.phases[0]?.activities[0]?.cells.ED?.meanings]).toEqual([
      'secondary',
      ['informed'],
    ]);
  });

  it('is written by the administrator of its académie, read by its services, hidden from the others', async () => {
    const { id } = await prepared();
    const redaction = await callerOf(db, 'redaction');
    expect((await redaction.raci.templates.get({ id })).canEdit).toBe(false);
    for (const work of [
      () => redaction.raci.templates.create({ name: 'Refusé', from: fromApplication }),
      () => redaction.raci.templates.rename({ id, name: 'Refusé', version: 1 }),
      () => redaction.raci.templates.publish({ id, version: 1 }),
      () => redaction.raci.templates.retire({ id, retired: true, version: 1 }),
      () =>
        redaction.raci.templates.setCells({
          id,
          cells: [{ activityId: 'x', actorKey: 'AC', meanings: [], version: 0 }],
        }),
      () => redaction.raci.templates.readiness({ id }),
      async () => (await callerOf(db, 'projet')).raci.templates.list(),
    ])
      expect((await refused(work())).code).toBe('forbidden');
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.raci.templates.get({ id }))).code).toBe('not_found');
    expect((await refused((await callerOf(db, 'projet')).raci.templates.get({ id }))).code).toBe('not_found');
    const theirs = { kind: 'template', templateId: id } as const;
    expect((await refused(rennes.raci.templates.create({ name: 'Copie', from: theirs }))).code).toBe(
      'not_found',
    );
    const notTheirs = { kind: 'project', projectId: await project() } as const;
    expect((await refused(rennes.raci.templates.create({ name: 'Copie', from: notTheirs }))).code).toBe(
      'not_found',
    );
  });

  it('bears a name of its own, also when two are named at once, and can be renamed once by version', async () => {
    const caller = await dane();
    const { id, name } = await prepared();
    const other = await prepared();
    expect(
      (await refused(caller.raci.templates.create({ name: name.toUpperCase(), from: fromApplication })))
        .fields,
    ).toHaveProperty('name');
    expect(
      (await refused(caller.raci.templates.rename({ id: other.id, name, version: 1 }))).fields,
    ).toHaveProperty('name');
    expect(
      (await refused(caller.raci.templates.rename({ id, name: ' ', version: 1 }))).fields,
    ).toHaveProperty('name');
    const same = named('Ensemble');
    const both = await Promise.allSettled(
      [1, 2].map(() => caller.raci.templates.create({ name: same, from: fromApplication })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await caller.raci.templates.rename({ id, name: named('Nouveau nom'), version: 1 })).toEqual({
      version: 2,
    });
    const late = await refused(caller.raci.templates.rename({ id, name: named('Trop tard'), version: 1 }));
    expect(late.code).toBe('conflict');
    const history = await caller.raci.templates.history({ id });
    expect(history.entries.map(({ sentence }) => sentence).join('\n')).toMatch(
      /a renommé le modèle de matrice en «\sNouveau nom/,
    );
  });

  it('is published without error only, as it was read, and once for the same matrix', async () => {
    const caller = await dane();
    const { id } = await prepared();
    expect(await published(id, testNow, 'Première diffusion')).toEqual({ number: 1, isNew: true });
    expect(await published(id)).toEqual({ number: 1, isNew: false });
    const broken = await write(id, 5, 'AC', ['doer']);
    expect(await caller.raci.templates.readiness({ id })).toMatchObject({ errors: 1, version: broken });
    const refusal = await refused(caller.raci.templates.publish({ id, version: broken }));
    expect([refusal.code, refusal.message]).toEqual([
      'invalid',
      expect.stringContaining('personne ne répond du résultat'),
    ]);
    const mended = await write(id, 5, 'CO', ['accountable', 'doer']);
    expect((await refused(caller.raci.templates.publish({ id, version: broken }))).code).toBe('conflict');
    expect(await caller.raci.templates.publish({ id, version: mended })).toEqual({ number: 2, isNew: true });
    const { versions } = await caller.raci.templates.versions({ id });
    expect(versions.map(({ number, note, by }) => [number, note, by])).toEqual([
      [2, null, 'Dominique Dane'],
      [1, 'Première diffusion', 'Dominique Dane'],
    ]);
    const accountable = (version: number) =>
      versions.find(({ number }) => number === version)?.matrix.activities[4]?.cells.AC;
    expect([accountable(1), accountable(2)]).toEqual([['accountable', 'doer'], ['doer']]);
    expect(await db.journalEntry.count({ where: { objectId: id, action: 'raci.template_published' } })).toBe(
      2,
    );
  });

  it('has its rows and columns edited as a project’s are, by whoever edits it', async () => {
    const caller = await dane();
    const { id } = await prepared();
    const edit = { kind: 'column.add', label: 'Familles', short: 'FA', party: 'other', after: null } as const;
    const { structureVersion } = (await caller.raci.templates.get({ id })).matrix;
    await caller.raci.templates.editStructure({ id, structureVersion, edit });
    const { matrix } = await caller.raci.templates.get({ id });
    expect(matrix.actors.map(({ label }) => label)).toContain('Familles');
    const redaction = await callerOf(db, 'redaction');
    expect((await refused(redaction.raci.templates.editStructure({ id, structureVersion, edit }))).code).toBe(
      'forbidden',
    );
  });

  it('shows to an open grid what others wrote', async () => {
    const { id } = await prepared();
    const version = await write(id, 1, 'ED', ['informed']);
    const reader = await callerOf(db, 'dpd');
    expect(await reader.raci.templates.changes({ id, since: version - 1 })).toMatchObject({
      version,
      cells: [{ actorKey: 'ED', meanings: ['informed'], changedByName: 'Dominique Dane', mine: false }],
    });
  });
});

describe('a project', () => {
  it('begins with the latest published template of its degree, another, or the application’s', async () => {
    const caller = await dane();
    const old = await prepared();
    const recent = await prepared();
    await prepared();
    await published(old.id);
    await published(recent.id, later);
    const first = await project();
    const choices = await (await callerOf(db, 'projet')).raci.templates.choices({ id: first });
    expect([choices[0]?.name, choices.at(-1)?.id]).toEqual([recent.name, 'application']);
    expect(choices.map(({ name }) => name)).toContain(old.name);
    expect(choices).not.toContainEqual(
      expect.objectContaining({ number: null, id: expect.not.stringMatching('application') }),
    );
    expect((await refused((await callerOf(db, 'dpd')).raci.templates.choices({ id: first }))).code).toBe(
      'forbidden',
    );

    await caller.raci.start({ id: first });
    expect((await caller.raci.frame({ id: first })).origin).toEqual({
      name: recent.name,
      number: 1,
      newer: null,
    });
    const second = await project();
    await caller.raci.start({ id: second, template: choices.find(({ name }) => name === old.name)?.id });
    expect((await caller.raci.frame({ id: second })).origin?.name).toBe(old.name);
    const third = await project();
    await caller.raci.start({ id: third, template: 'application' });
    expect((await caller.raci.frame({ id: third })).origin).toBeNull();
    const list = await caller.raci.templates.list();
    expect(list.find(({ id }) => id === recent.id)).toMatchObject({ projects: 1, state: 'in_service' });

    // A version published since is told, the matrix stays as it is, and the old version is no longer offered.
    await write(recent.id, 1, 'ED', ['informed']);
    expect((await caller.raci.templates.list()).find(({ id }) => id === recent.id)?.state).toBe('changed');
    await published(recent.id, later);
    expect((await caller.raci.frame({ id: first })).origin).toEqual({
      name: recent.name,
      number: 1,
      newer: 2,
    });
    const fourth = await project();
    const stale = await refused(caller.raci.start({ id: fourth, template: choices[0]?.id }));
    expect(stale.fields).toHaveProperty('template');
    expect((await caller.raci.matrix({ id: fourth })).matrix).toBeNull();
    expect((await caller.raci.matrix({ id: first })).matrix?.version).toBe(1);
  });

  it('is not offered what was retired, is of another degree or of another académie; what was retired comes back', async () => {
    const caller = await dane();
    const { id, name } = await prepared();
    await published(id, new Date(later.getTime() + 60_000));
    const offered = async (degree: 'primary' | 'secondary') =>
      (await caller.raci.templates.choices({ id: await project(degree) })).map((one) => one.name);
    expect(await offered('primary')).toContain(name);
    expect(await offered('secondary')).not.toContain(name);
    expect(await caller.raci.templates.retire({ id, retired: true, version: 1 })).toEqual({ version: 2 });
    expect(await caller.raci.templates.retire({ id, retired: true, version: 2 })).toEqual({ version: 2 });
    expect(await offered('primary')).not.toContain(name);
    expect((await caller.raci.templates.get({ id })).state).toBe('retired');
    expect((await refused(caller.raci.templates.retire({ id, retired: false, version: 1 }))).code).toBe(
      'conflict',
    );
    await caller.raci.templates.retire({ id, retired: false, version: 2 });
    expect(await offered('primary')).toContain(name);

    const rennes = await callerOf(db, 'dane.rennes');
    const theirs = await rennes.projects.create({ name: 'Rennes', degree: 'primary', carrierInsee: '35238' });
    const versionId = (await caller.raci.templates.versions({ id })).versions[0]?.id ?? '';
    expect((await refused(rennes.raci.start({ id: theirs.id, template: versionId }))).fields).toHaveProperty(
      'template',
    );
  });
});
