import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import { callerOf, contextOf, createPopulatedDatabase, type Person } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { smallPdf } from '@/server/testing/scenes';
import { speaksFor } from '../speaks';
import { serveActivityDocument } from './downloads';
import { responsibilitiesOf, spokenColumns } from './mine';

let db: Db;
let url: string;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  await db.project.deleteMany();
  id = await opened('Projet');
});

async function opened(name: string) {
  const projet = await callerOf(db, 'projet');
  const { id: made } = await projet.projects.create({ name, degree: 'primary', carrierInsee: '95018' });
  await projet.raci.start({ id: made });
  return made;
}

const lines = async (person: Person = 'dane') =>
  (await (await callerOf(db, person)).raci.work.ofProject({ id })).activities;
/** By number: what people call an activity by. */
const line = async (number: number, person?: Person) => {
  const found = (await lines(person)).find((one) => one.number === number);
  if (!found) throw new Error(`no activity ${number}`);
  return found;
};
type State = Parameters<Awaited<ReturnType<typeof callerOf>>['raci']['work']['setState']>[0];
const set = async (person: Person, number: number, act: State['act'], more: Partial<State> = {}) => {
  const { id: activityId, workVersion } = await line(number);
  return (await callerOf(db, person)).raci.work.setState({ id, activityId, workVersion, act, ...more });
};
const due = async (person: Person, number: number, dueOn: string | null) => {
  const { id: activityId, workVersion } = await line(number);
  return (await callerOf(db, person)).raci.work.setDue({ id, activityId, workVersion, dueOn });
};
const sentences = async () => {
  const { entries } = await (await callerOf(db, 'dane')).projects.history({ id });
  return entries.map(({ sentence }) => sentence);
};

describe('the state of an activity', () => {
  it('follows the table, with a journal row each, told in French', async () => {
    await set('dane', 1, 'start');
    await set('projet', 1, 'block', { reason: ' Le recensement des postes manque. ' });
    expect(await line(1)).toMatchObject({
      state: 'blocked',
      note: 'Le recensement des postes manque.',
      stateBy: 'Alix Projet',
      stateOn: '2026-11-22',
      workVersion: 3,
    });
    await set('projet', 1, 'finish');
    expect(await line(1)).toMatchObject({ state: 'done', note: null });
    await set('dane', 1, 'reopen');
    const told = await sentences();
    expect(told[0]).toBe(
      'a passé l’activité «\u00a0Recenser les besoins et l’existant\u00a0» à «\u00a0En cours\u00a0»',
    );
    expect(told[2]).toContain('à «\u00a0Bloquée\u00a0»\u00a0: Le recensement des postes manque.');
    const row = await db.journalEntry.findFirstOrThrow({
      where: { objectId: id, action: 'raci.work_state' },
      orderBy: { seq: 'asc' },
    });
    expect([row.before, row.after]).toMatchObject([{ workState: 'À faire' }, { workState: 'En cours' }]);
  });

  it('refuses what the table does not allow, a block without its reason, an older reading', async () => {
    expect((await refused(set('dane', 1, 'reopen'))).message).toContain(
      'cette activité est «\u00a0à faire\u00a0»',
    );
    const silent = await refused(set('dane', 1, 'block', { reason: '  ' }));
    expect(silent.fields.reason).toBe('Indiquez ce qui bloque.');
    await set('projet', 1, 'start');
    const stale = await refused(set('dane', 1, 'finish', { workVersion: 1 }));
    expect(stale).toMatchObject({ code: 'conflict' });
    expect(stale.message).toContain('par Alix Projet');
    expect(await line(1)).toMatchObject({ state: 'in_progress', workVersion: 2 });
  });

  it('is written once when two people act at once', async () => {
    // Both on what they had read before either wrote.
    const read = { workVersion: 1 };
    const answers = await Promise.allSettled([
      set('dane', 1, 'start', read),
      set('projet', 1, 'finish', read),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db.journalEntry.count({ where: { objectId: id, action: 'raci.work_state' } })).toBe(1);
  });

  it('is told by the editors and by who does or answers, by nobody else', async () => {
    // 1: AC C, DS R, CO AR, DI C, EN C.
    await set('maire', 1, 'start');
    await set('mutualisation', 1, 'finish');
    // The DPD is consulted on 5 and does nothing; answers for 7.
    expect((await refused(set('dpd', 5, 'start'))).message).toContain('Seuls ceux qui réalisent');
    await set('dpd', 7, 'start').then(
      () => expect.unreachable(),
      (error) => expect(error.message).toContain('Seuls ceux qui réalisent'),
    );
    expect((await refused(set('juridique', 1, 'reopen'))).code).toBe('forbidden');
    expect((await line(1, 'maire')).mayWork).toBe(true);
    expect((await line(5, 'dpd')).mayWork).toBe(false);
    const [one] = await lines();
    const asked = { id, activityId: one?.id ?? '', workVersion: 3, act: 'reopen' as const };
    const by = async (person: Person) =>
      (await refused((await callerOf(db, person)).raci.work.setState(asked))).code;
    expect(await by('dane.rennes')).toBe('not_found');
    expect(await by('national')).toBe('forbidden');
    expect(await by('dsden78')).toBe('not_found');
    expect(await by('editeur')).toBe('not_found');
  });

  it('is that of a named person, not of their party; a hidden column or activity says nothing', async () => {
    const { id: activityId } = await line(5);
    const legal = await contextOf(db, 'juridique');
    const matrix = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
    const person = await db.raciActor.create({
      data: {
        matrixId: matrix.id,
        key: 'P1',
        label: 'Andréa Lebrun',
        short: 'AL',
        party: 'academy',
        kind: 'person',
        membershipId: legal.actor?.membershipId ?? '',
        position: 50,
      },
    });
    await db.raciCell.create({ data: { activityId, actorId: person.id, meanings: ['doer'] } });
    await set('juridique', 5, 'start');
    await db.raciActor.update({ where: { id: person.id }, data: { hidden: true } });
    expect((await refused(set('juridique', 5, 'finish'))).code).toBe('forbidden');
    await db.raciActivity.update({ where: { id: activityId }, data: { hidden: true } });
    const caller = await callerOf(db, 'dane');
    const gone = caller.raci.work.setState({ id, activityId, workVersion: 2, act: 'finish' });
    expect((await refused(gone)).message).toContain('Cette activité n’existe pas');
  });

  it('does not move in another project, nor in one that is closed', async () => {
    const other = await opened('Autre');
    const { id: activityId, workVersion } = await line(1);
    const dane = await callerOf(db, 'dane');
    const asked = { activityId, workVersion, act: 'start' as const };
    expect((await refused(dane.raci.work.setState({ id: other, ...asked }))).code).toBe('not_found');
    const { version } = await dane.projects.get({ id });
    await dane.projects.update({ id, version, closed: true });
    expect((await refused(dane.raci.work.setState({ id, ...asked }))).message).toContain(
      'Ce projet est clos',
    );
    expect((await line(1)).mayWork).toBe(false);
  });
});

describe('the due date', () => {
  it('is set, moved, removed; the same again writes nothing', async () => {
    await due('maire', 1, '2026-12-01');
    await due('maire', 1, '2026-12-01');
    expect(await line(1)).toMatchObject({ dueOn: '2026-12-01', late: false, workVersion: 2 });
    await due('dane', 1, '2026-11-21');
    expect(await line(1)).toMatchObject({ late: true });
    await due('dane', 1, null);
    expect((await sentences()).slice(0, 3)).toEqual([
      'a retiré l’échéance de l’activité «\u00a0Recenser les besoins et l’existant\u00a0»',
      'a fixé au 21 novembre 2026 l’échéance de l’activité «\u00a0Recenser les besoins et l’existant\u00a0»',
      'a fixé au 1er décembre 2026 l’échéance de l’activité «\u00a0Recenser les besoins et l’existant\u00a0»',
    ]);
  });

  it('refuses a day that does not exist, and whoever has no part', async () => {
    expect((await refused(due('dane', 1, '2026-02-30'))).fields.dueOn).toContain('date existante');
    expect((await refused(due('dpd', 1, '2026-12-01'))).code).toBe('forbidden');
  });
});

describe('documents', () => {
  const add = async (person: Person, number: number, file = smallPdf) => {
    const { id: activityId } = await line(number);
    return (await callerOf(db, person)).raci.work.addDocument({ id, activityId, file });
  };
  const get = async (person: Person, documentId: string, project = id) =>
    serveActivityDocument(await contextOf(db, person), project, documentId);

  it('are joined, downloaded by those who take part, taken out with their bytes', async () => {
    const { documentId } = await add('maire', 1, { ...smallPdf, name: 'état des lieux.pdf' });
    const answer = await get('dpd', documentId);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''%C3%A9tat%20des%20lieux.pdf",
    );
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(smallPdf.contentBase64);
    expect((await line(1, 'maire')).documents).toMatchObject([
      { name: 'état des lieux.pdf', on: '2026-11-22', by: 'Maxime Dupré', eliminated: false },
    ]);
    const files = await db.storedFile.count();
    const { id: activityId } = await line(1);
    const removed = { id, activityId, documentId };
    expect((await refused((await callerOf(db, 'dpd')).raci.work.removeDocument(removed))).code).toBe(
      'forbidden',
    );
    await (await callerOf(db, 'projet')).raci.work.removeDocument(removed);
    expect(await db.storedFile.count()).toBe(files - 1);
    expect((await get('dpd', documentId)).status).toBe(404);
    expect((await sentences()).slice(0, 2)).toEqual([
      'a retiré «\u00a0état des lieux.pdf\u00a0» de l’activité «\u00a0Recenser les besoins et l’existant\u00a0»',
      'a joint «\u00a0état des lieux.pdf\u00a0» à l’activité «\u00a0Recenser les besoins et l’existant\u00a0»',
    ]);
  });

  it('are refused to who has no part, and shown to nobody outside', async () => {
    expect((await refused(add('dpd', 1))).code).toBe('forbidden');
    const { documentId } = await add('projet', 1);
    for (const person of ['dane.rennes', 'lecteur', 'dsden78', 'editeur'])
      expect((await get(person, documentId)).status, person).toBe(404);
    // Whoever reads every project of the country takes part in none.
    expect((await get('national', documentId)).status).toBe(403);
    expect((await line(1, 'national')).documents).toEqual([]);
    const other = await opened('Autre');
    expect((await get('projet', documentId, other)).status).toBe(404);
    const { id: second } = await line(2);
    const elsewhere = { id, activityId: second, documentId };
    const projet = await callerOf(db, 'projet');
    expect((await refused(projet.raci.work.removeDocument(elsewhere))).code).toBe('not_found');
  });

  it('are whole PDFs of a bearable size and number; an eliminated one answers 410', async () => {
    const text = { name: 'note.pdf', contentBase64: Buffer.from('bonjour').toString('base64') };
    expect((await refused(add('projet', 1, text))).fields.file).toContain('n’est pas un PDF complet');
    const large = {
      name: 'gros.pdf',
      contentBase64: Buffer.alloc(10 * 1024 * 1024 + 1, '%').toString('base64'),
    };
    expect((await refused(add('projet', 1, large))).fields.file).toContain('10 Mo');
    const { id: activityId } = await line(1);
    const { id: fileId } = await db.storedFile.create({
      data: {
        academyCode: '25',
        name: 'ancien.pdf',
        mime: 'application/pdf',
        size: 10,
        sha256: 'a'.repeat(64),
        bytes: new Uint8Array(),
        eliminatedAt: new Date('2026-11-20T10:00:00Z'),
      },
    });
    const added = { activityId, fileId, addedAt: new Date(), addedByName: 'A' };
    const { id: documentId } = await db.raciDocument.create({ data: added });
    const gone = await get('projet', documentId);
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain('a été éliminé le 20 novembre 2026');
    expect((await line(1)).documents).toMatchObject([{ eliminated: true }]);
    await db.raciDocument.createMany({
      data: Array.from({ length: 29 }, () => added),
    });
    expect((await refused(add('projet', 1))).fields.file).toContain('au plus 30 documents');
  });
});

describe('mes responsabilités', () => {
  const mine = async (person: Person, input: object = {}) =>
    (await callerOf(db, person)).raci.work.mine(input);

  it('of a party are what its column does or answers for, due first, in every project it reads', async () => {
    const second = await opened('Second');
    await due('dane', 9, '2026-11-30');
    await due('dane', 3, '2026-11-01');
    const found = await mine('maire');
    const cells = await db.raciCell.count({
      where: {
        meanings: { hasSome: ['doer', 'accountable'] },
        actor: { is: { key: 'CO' } },
      },
    });
    expect(found.lines).toHaveLength(cells);
    expect(found.counts).toMatchObject({ total: cells, late: 1, to_do: cells });
    expect(found.lines.slice(0, 2).map(({ number, late }) => [number, late])).toEqual([
      [3, true],
      [9, false],
    ]);
    expect(found.lines[0]).toMatchObject({
      project: { id, name: 'Projet' },
      columns: [{ label: 'Collectivité', meanings: ['accountable', 'doer'], named: false }],
      mayWork: true,
    });
    expect(found.projects.map(({ name }) => name)).toEqual(['Projet', 'Second']);
    expect((await mine('maire', { projectId: second })).lines.every((one) => one.project.id === second)).toBe(
      true,
    );
    expect((await mine('maire', { late: true })).lines).toHaveLength(1);
    await set('maire', 3, 'finish');
    expect((await mine('maire', { state: 'done' })).lines.map(({ number }) => number)).toEqual([3]);
    expect((await mine('maire')).lines.at(-1)?.number).toBe(3);
    const all = await mine('maire', { all: true });
    expect(all.lines.length).toBeGreaterThan(cells);
    expect(all.lines.some(({ mayWork }) => !mayWork)).toBe(true);
  });

  it('of a named person are theirs first and by name; a party’s hat does not see them', async () => {
    const legal = await contextOf(db, 'juridique');
    const matrix = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
    expect((await mine('juridique')).lines).toEqual([]);
    const before = (await mine('projet')).lines.length;
    const person = await db.raciActor.create({
      data: {
        matrixId: matrix.id,
        key: 'P1',
        label: 'Andréa Lebrun',
        short: 'AL',
        party: 'authority',
        kind: 'person',
        membershipId: legal.actor?.membershipId ?? '',
        position: 50,
      },
    });
    const { id: activityId } = await line(9);
    await db.raciCell.create({ data: { activityId, actorId: person.id, meanings: ['doer'] } });
    const found = await mine('juridique', { named: true });
    expect(found.lines).toMatchObject([{ number: 9, named: true, mayWork: true }]);
    expect(found.hasNamed).toBe(true);
    expect((await mine('projet')).lines).toHaveLength(before);
    expect((await mine('projet', { named: true })).lines).toEqual([]);
    await db.raciActor.update({ where: { id: person.id }, data: { hidden: true } });
    expect((await mine('juridique')).lines).toEqual([]);
  });

  it('leave out closed projects and other people’s, and whoever takes part in none', async () => {
    expect((await mine('dane.rennes')).lines).toEqual([]);
    expect((await refused(mine('national'))).code).toBe('forbidden');
    const dane = await callerOf(db, 'dane');
    const { version } = await dane.projects.get({ id });
    await dane.projects.update({ id, version, closed: true });
    expect((await mine('maire')).lines).toEqual([]);
  });

  it('are found by the same rule as the commands apply: the filter is the predicate', async () => {
    const matrix = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
    const parties = [
      'academy',
      'district',
      'authority',
      'vendor',
      'heads',
      'dpo',
      'teachers',
      'other',
    ] as const;
    const people = [
      'dane',
      'redaction',
      'dsden78',
      'maire',
      'projet',
      'editeur',
      'ecole',
      'dpd',
      'juridique',
    ];
    const hats = await Promise.all(people.map(async (person) => (await contextOf(db, person)).actor));
    let rank = 100;
    for (const party of parties)
      for (const membershipId of [null, hats[0]?.membershipId ?? null, hats[3]?.membershipId ?? null]) {
        rank += 1;
        const kind = rank % 4 === 0 && !membershipId ? 'function' : 'person';
        await db.raciActor.create({
          data: {
            matrixId: matrix.id,
            key: `X${rank}`,
            label: 'X',
            short: 'X',
            party,
            kind,
            membershipId,
            position: rank,
          },
        });
      }
    const columns = await db.raciActor.findMany({ where: { matrixId: matrix.id } });
    for (const actor of hats) {
      if (!actor) throw new Error('no hat');
      const found = await db.raciActor.findMany({ where: { matrixId: matrix.id, ...spokenColumns(actor) } });
      expect(found.map(({ id: one }) => one).sort(), actor.role).toEqual(
        columns
          .filter((column) => speaksFor(actor, column))
          .map(({ id: one }) => one)
          .sort(),
      );
    }
  });

  it('cost as many queries for one project as for many', async () => {
    const counting = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url }),
      log: [{ level: 'query', emit: 'event' }],
    });
    let queries = 0;
    counting.$on('query', () => {
      queries += 1;
    });
    const ctx = await contextOf(db, 'maire');
    const { actor } = ctx;
    if (!actor) throw new Error('no hat');
    const cost = async () => {
      queries = 0;
      const { total } = await responsibilitiesOf(
        { ...ctx, actor, db: counting as Db },
        { late: false, named: false, all: true, page: 1 },
      );
      return { queries, total };
    };
    const one = await cost();
    for (let i = 0; i < 4; i += 1) await opened(`Projet ${i}`);
    const many = await cost();
    await counting.$disconnect();
    expect(many.total).toBe(one.total * 5);
    expect(many.queries).toBe(one.queries);
    expect(one.queries).toBeLessThan(15);
  });
});

describe('the phase of the project', () => {
  it('is proposed when all of the present one is done, and moves by a person alone', async () => {
    const dane = await callerOf(db, 'dane');
    expect(await dane.raci.work.proposal({ id })).toBeNull();
    for (const { number, phase } of await lines())
      if (phase === 'scoping') await set('dane', number, 'finish');
    const proposal = await dane.raci.work.proposal({ id });
    expect(proposal).toMatchObject({ from: 'scoping', to: 'convention', why: 'phase_done', count: 4 });
    expect((await dane.projects.get({ id })).phase).toBe('scoping');
    const { version } = await dane.projects.update({
      id,
      version: proposal?.version ?? 0,
      phase: 'convention',
    });
    expect(await dane.raci.work.proposal({ id })).toBeNull();
    expect((await sentences())[0]).toBe('a modifié le projet');
    await dane.projects.update({ id, version, phase: 'scoping' });
    expect((await dane.raci.work.ofProject({ id })).proposal?.to).toBe('convention');
    expect((await refused((await callerOf(db, 'maire')).raci.work.proposal({ id }))).code).toBe('forbidden');
  });

  it('is proposed when an activity of a later one begins', async () => {
    await set('dane', 16, 'start');
    const dane = await callerOf(db, 'dane');
    expect(await dane.raci.work.proposal({ id })).toMatchObject({
      to: 'deployment',
      why: 'later_started',
      count: 1,
    });
  });
});
