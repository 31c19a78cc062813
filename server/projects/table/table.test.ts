import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTsv } from '@/server/documents/tsv';
import { verifyJournal } from '../../audit/verify';
import type { Db } from '../../db';
import { callerOf, contextOf, createPopulatedDatabase, type Person } from '../../testing/people';
import { refused } from '../../testing/refused';
import { type Refusal, refusalOf } from '../../trpc/init';
import type { CellRefusal } from './columns';

let db: Db;
let close: () => Promise<void>;
let ids: string[];

const as = (person: Person) => callerOf(db, person);
const cells = (refusal: Refusal) => refusal.details.refused as CellRefusal[];
const cell = (projectId: string, column: string, text: string, seen = '') => ({
  projectId,
  column,
  text,
  seen,
});
const row = async (person: Person, id: string) =>
  (await (await as(person)).projects.table({})).rows.find((one) => one.id === id)?.values ?? {};

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  const dane = await as('dane');
  ids = [];
  for (const name of ['Un', 'Deux', 'Trois']) {
    const { id } = await dane.projects.create({ name, degree: 'primary', carrierInsee: '95018' });
    ids.push(id);
  }
});

describe('cells of the table', () => {
  it('saves a range at once: facts, tracking and next step, each with its row in the journal', async () => {
    const dane = await as('dane');
    const [one = '', two = ''] = ids;
    const range = [
      cell(one, 'phase', 'marché', 'scoping'),
      cell(one, 'marketEndsOn', '31/12/2027'),
      cell(one, 'priority', 'Haute'),
      cell(one, 'nextStep', 'Relancer la mairie'),
      cell(one, 'nextStepDue', '1er décembre 2026'),
      cell(one, 'nextStepOwner', 'dominique dane'),
      cell(two, 'academyLeadName', '  Camille Roux '),
    ];
    expect(await dane.projects.setCells({ cells: range })).toEqual({ saved: 7 });
    expect(await row('dane', one)).toMatchObject({
      phase: 'procurement',
      marketEndsOn: '2027-12-31',
      priority: 'high',
      nextStep: 'Relancer la mairie',
      nextStepDue: '2026-12-01',
      nextStepOwner: 'Dominique Dane',
    });
    expect((await row('dane', two)).academyLeadName).toBe('Camille Roux');
    const { open } = await dane.followUp.ofProject({ id: one });
    expect(open[0]).toMatchObject({ text: 'Relancer la mairie', shared: false, canFinish: true });
    const actions = await db.journalEntry.findMany({ where: { objectId: one }, orderBy: { seq: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual([
      'project.created',
      'project.updated',
      'project.tracked',
      'followup.step_added',
    ]);
    await dane.projects.setCells({ cells: [cell(one, 'nextStep', '', 'Relancer la mairie')] });
    expect((await dane.followUp.ofProject({ id: one })).open).toEqual([]);
  });

  it('saves nothing when a single cell is wrong, and says why for each', async () => {
    const dane = await as('dane');
    const [one = '', two = '', three = ''] = ids;
    const refusal = await refused(
      dane.projects.setCells({
        cells: [
          cell(one, 'marketReference', 'MAPA 26-04'),
          cell(one, 'phase', 'Lancement', 'scoping'),
          cell(two, 'startsOn', '30/02/2027'),
          cell(two, 'schools', '12', '0'),
          cell(three, 'academyLeadEmail', 'pas une adresse'),
          cell(three, 'nextStepDue', '01/12/2026'),
          cell('inconnu', 'phase', 'Cadrage'),
        ],
      }),
    );
    expect(refusal.code).toBe('invalid');
    expect(cells(refusal).map(({ column, reason }) => [column, reason])).toEqual([
      ['phase', expect.stringContaining('n’est pas un choix')],
      ['startsOn', expect.stringContaining('n’est pas une date')],
      ['schools', expect.stringContaining('ne se modifie pas ici')],
      ['phase', expect.stringContaining('n’existe pas')],
      ['academyLeadEmail', expect.stringContaining('adresse électronique valide')],
      ['nextStepDue', expect.stringContaining('d’abord la prochaine étape')],
    ]);
    expect((await row('dane', one)).marketReference).toBe('');
  });

  it('keeps the rules of the project: dates in order, products of the degree', async () => {
    const dane = await as('dane');
    const [one = ''] = ids;
    await dane.projects.setCells({ cells: [cell(one, 'startsOn', '2027-01-01')] });
    const dates = await refused(dane.projects.setCells({ cells: [cell(one, 'endsOn', '01/09/2026')] }));
    expect(cells(dates)).toMatchObject([{ column: 'endsOn', reason: expect.stringContaining('précède') }]);
  });

  it('refuses a cell that somebody else changed, says who and what it is now', async () => {
    const [one = ''] = ids;
    const dane = await as('dane');
    const other = await as('redaction');
    await other.projects.setCells({ cells: [cell(one, 'phase', 'Convention', 'scoping')] });
    await other.projects.setCells({ cells: [cell(one, 'nextStep', 'Appeler')] });
    const stale = await refused(
      dane.projects.setCells({
        cells: [cell(one, 'phase', 'Marché', 'scoping'), cell(one, 'nextStep', 'X')],
      }),
    );
    expect(stale.code).toBe('conflict');
    const who = (await contextOf(db, 'redaction')).actor?.userName ?? '';
    expect(cells(stale)).toMatchObject([
      { column: 'phase', current: 'convention', reason: expect.stringContaining(`${who} a changé`) },
      { column: 'nextStep', current: 'Appeler', reason: expect.stringContaining(`${who} a changé`) },
    ]);
    // Another cell of the same project is not stale: each one is compared by itself.
    await dane.projects.setCells({ cells: [cell(one, 'marketReference', 'REF')] });
  });

  it('lets one of two people win the same cell', async () => {
    const [one = ''] = ids;
    const both = await Promise.allSettled(
      ['A', 'B'].map(async (text) =>
        (await as('dane')).projects.setCells({ cells: [cell(one, 'marketReference', text)] }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('never half-saves, whatever text is pasted', async () => {
    const dane = await as('dane');
    const columns = ['phase', 'marketReference', 'endsOn', 'priority', 'nextStep', 'schools', 'name'];
    const piece = fc.oneof(
      fc.constantFrom('Cadrage', 'Marché', '31/12/2030', 'Haute', 'x', '=1+1', '', '"', '31/02/2030'),
      fc.string({ maxLength: 12 }),
    );
    const tsv = fc
      .array(fc.array(piece, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 3 })
      .map((lines) => lines.map((line) => line.join('\t')).join('\n'));
    const values = async () =>
      new Map((await dane.projects.table({})).rows.map((one) => [one.id, one.values]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(tsv, fc.string({ maxLength: 60 })), async (text) => {
        const before = await values();
        const pasted = readTsv(text).slice(0, ids.length);
        const range = pasted.flatMap((line, y) =>
          line.slice(0, columns.length).map((typed, x) => {
            const [id = '', column = ''] = [ids[y], columns[x]];
            return cell(id, column, typed, before.get(id)?.[column] ?? '');
          }),
        );
        if (range.length === 0) return;
        const journal = await db.journalEntry.count();
        const saved = await dane.projects.setCells({ cells: range }).then(
          () => true,
          (error: unknown) => ['invalid', 'conflict'].includes(refusalOf(error).code) && false,
        );
        if (saved) return;
        expect(await values()).toEqual(before);
        expect(await db.journalEntry.count()).toBe(journal);
      }),
      { numRuns: 60 },
    );
  });
});

describe('columns of the académie', () => {
  it('are added, filled, renamed, ordered and hidden by the DANE; values stay', async () => {
    const dane = await as('dane');
    const [one = ''] = ids;
    const text = await dane.projects.addColumn({ label: 'Référent RGPD', type: 'text' });
    const list = await dane.projects.addColumn({ label: 'Vague', type: 'choice', choices: ['V1', 'V2'] });
    const number = await dane.projects.addColumn({ label: 'Classes', type: 'number' });
    await dane.projects.setCells({
      cells: [
        cell(one, `own:${text.id}`, 'Mme Petit'),
        cell(one, `own:${list.id}`, 'v2'),
        cell(one, `own:${number.id}`, '1 250,5'),
      ],
    });
    expect(await row('dane', one)).toMatchObject({
      [`own:${text.id}`]: 'Mme Petit',
      [`own:${list.id}`]: 'V2',
      [`own:${number.id}`]: '1250.5',
    });
    await dane.projects.orderColumns({ ids: [number.id, list.id, text.id] });
    expect((await dane.projects.ownColumns()).map(({ label }) => label)).toEqual([
      'Classes',
      'Vague',
      'Référent RGPD',
    ]);
    const kept = { id: text.id, version: 1, label: 'Référente RGPD' };
    await dane.projects.editColumn({ ...kept, hidden: true });
    expect(await row('dane', one)).not.toHaveProperty(`own:${text.id}`);
    await dane.projects.editColumn({ ...kept, version: 2, hidden: false });
    expect((await row('dane', one))[`own:${text.id}`]).toBe('Mme Petit');
    expect((await refused(dane.projects.editColumn(kept))).code).toBe('conflict');
    const lost = await refused(
      dane.projects.editColumn({ id: list.id, version: 1, label: 'Vague', choices: ['V1'] }),
    );
    expect(lost.fields.choices).toContain('sert encore');
    const same = await refused(dane.projects.addColumn({ label: 'vague', type: 'text' }));
    expect(same.fields.label).toContain('déjà ce nom');
    const empty = await refused(dane.projects.addColumn({ label: 'Liste', type: 'choice' }));
    expect(empty.fields.choices).toContain('au moins un choix');
    const sorted = await dane.projects.table({ sort: `own:${number.id}`, descending: true });
    expect(sorted.rows[0]?.id).toBe(one);
  });

  it('belong to the académie alone: not to its carrier, not to another académie', async () => {
    const dane = await as('dane');
    const [one = ''] = ids;
    const { id } = await dane.projects.addColumn({ label: 'Avis interne', type: 'text' });
    await dane.projects.setCells({
      cells: [
        cell(one, `own:${id}`, 'réservé'),
        cell(one, 'label', 'à surveiller'),
        cell(one, 'nextStep', 'tu'),
      ],
    });
    const town = await as('projet');
    const seen = await town.projects.table({});
    const history = await town.projects.history({ id: one });
    expect(seen.rows.map((each) => each.id)).toContain(one);
    for (const secret of ['réservé', 'à surveiller', 'Avis interne', '"tu"'])
      expect(JSON.stringify([seen, history])).not.toContain(secret);
    for (const column of [`own:${id}`, 'label', 'priority'])
      expect(cells(await refused(town.projects.setCells({ cells: [cell(one, column, 'x')] })))).toMatchObject(
        [{ reason: expect.stringContaining('n’existe pas') }],
      );
    const rennes = await as('dane.rennes');
    expect((await rennes.projects.table({})).rows.map((each) => each.id)).not.toContain(one);
    const foreign = await refused(
      rennes.projects.setCells({ cells: [cell(one, 'phase', 'Marché', 'scoping')] }),
    );
    expect(cells(foreign)).toMatchObject([{ reason: expect.stringContaining('n’existe pas') }]);
    expect(
      (await refused((await as('dpd')).projects.setCells({ cells: [cell(one, 'phase', 'x')] }))).code,
    ).toBe('forbidden');
  });

  it('gives the carrier its own next step, shared', async () => {
    const [one = ''] = ids;
    const town = await as('projet');
    await town.projects.setCells({ cells: [cell(one, 'nextStep', 'Envoyer la liste')] });
    expect(await db.followUpStep.findFirstOrThrow({ where: { projectId: one } })).toMatchObject({
      shared: true,
    });
  });
});

it('filters by what the follow-up says', async () => {
  const dane = await as('dane');
  const [one = '', two = ''] = ids;
  await dane.projects.setCells({
    cells: [
      cell(one, 'nextStep', 'En retard'),
      cell(one, 'nextStepDue', '01/11/2026'),
      cell(one, 'nextStepOwner', 'Dominique Dane'),
      cell(two, 'nextStep', 'À venir'),
    ],
  });
  const found = async (followUp: 'late' | 'none' | 'mine') =>
    (await dane.projects.table({ followUp })).rows.map(({ id }) => id).filter((id) => ids.includes(id));
  expect(await found('late')).toEqual([one]);
  expect(await found('mine')).toEqual([one]);
  expect(await found('none')).toEqual([ids[2]]);
});

it('leaves a journal that holds', async () => {
  expect((await verifyJournal(db)).broken).toBeNull();
});
