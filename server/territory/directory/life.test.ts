import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '@/server/audit/verify';
import { fromDbDate, toDbDate } from '@/server/clock';
import { chainSql } from '@/server/coverage/chain';
import type { Db } from '@/server/db';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { plantConvention } from '@/server/testing/scenes';
import { workOnUpload } from './background';
import type { ChangeKind } from './change-kinds';
import { realData, uai } from './fixtures';
import { receiveUpload } from './upload';

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

const HEAD = [
  'Identifiant_de_l_etablissement',
  'Nom_etablissement',
  'Type_etablissement',
  'Statut_public_prive',
  'Adresse_1',
  'Code_commune',
  'Nom_commune',
  'Code_departement',
  'Ecole_maternelle',
  'Ecole_elementaire',
  'date_maj_ligne',
  'etat',
  'etablissement_mere',
  'Nombre_d_eleves',
] as const;
type Line = Partial<Record<(typeof HEAD)[number], string>>;

/** A line about an open public élémentaire of Pontoise (95500), unless told otherwise. */
const line = (digits: string, more: Line = {}): Line => ({
  Identifiant_de_l_etablissement: uai(digits),
  Nom_etablissement: `École n° ${digits}`,
  Type_etablissement: 'Ecole',
  Statut_public_prive: 'Public',
  Code_commune: '95500',
  Nom_commune: 'Pontoise',
  Code_departement: '095',
  Ecole_maternelle: '0',
  Ecole_elementaire: '1',
  etat: 'OUVERT',
  ...more,
});
const file = (lines: readonly Line[]) =>
  [HEAD.join(';'), ...lines.map((one) => HEAD.map((name) => one[name] ?? '').join(';')), ''].join('\n');

const now = (days = 0) => new Date(testNow.getTime() + days * 86_400_000);

/** Uploads a file and lets the background read it. */
async function prepare(
  content: string | Buffer,
  { person = 'dane', day = 0, statedOn = null as string | null, name = 'annuaire.csv' } = {},
) {
  const { actor } = await contextOf(db, person);
  if (!actor) throw new Error('no hat');
  const id = await receiveUpload(
    { db, actor, now: now(day) },
    {
      fileName: name,
      announced: 0,
      body: new Blob([new Uint8Array(Buffer.from(content))]).stream(),
      statedOn,
    },
  );
  const work = () => workOnUpload(db, { importId: id, membershipId: actor.membershipId }, now(day));
  await work();
  const caller = await callerOf(db, person, { now: now(day) });
  const view = () => caller.territory.importReport({ id });
  const of = async (kind: ChangeKind) => (await caller.territory.importChanges({ id, kind })).items;
  return {
    id,
    caller,
    view,
    of,
    work,
    async apply(closingOn?: string, acceptOlder = false) {
      const { version, fileOn } = await view();
      await caller.territory.applyImport({
        id,
        version,
        closingOn: closingOn ?? fileOn ?? '',
        acceptOlder,
      });
      await workOnUpload(db, { importId: id, membershipId: actor.membershipId, acceptOlder }, now(day));
      return view();
    },
  };
}
const fingerprint = async () =>
  (
    await db.$queryRaw<{ all: string }[]>`
      SELECT md5(coalesce(string_agg(s::text, '' ORDER BY uai), '')) AS all FROM "School" s`
  )[0]?.all;
const range = (prefix: string, count: number, more: Line = {}) =>
  Array.from({ length: count }, (_, index) => line(`${prefix}${String(index).padStart(2, '0')}`, more));

describe('a directory file', () => {
  it('is shown first, change by change, and changes nothing before it is applied', async () => {
    const before = range('09510', 12);
    await (await prepare(file(before), { statedOn: '2026-09-01' })).apply();
    const kept = await fingerprint();
    const after = [
      { ...before[0], Nom_etablissement: 'École Simone-Veil' },
      { ...before[1], Code_commune: '95127', Nom_commune: 'Cergy' },
      { ...before[2], Ecole_maternelle: '1' },
      { ...before[3], Statut_public_prive: 'Privé' },
      { ...before[4], etat: 'A FERMER' },
      { ...before[5], etat: 'FERME' },
      { ...before[6], Adresse_1: '1 rue Neuve' },
      ...before.slice(7, 11),
      line('0951099', { Nom_etablissement: 'École Nouvelle' }),
    ];
    const shown = await prepare(file(after), { statedOn: '2026-11-01' });
    expect(await fingerprint()).toBe(kept);
    const view = await shown.view();
    expect(view).toMatchObject({
      status: 'prepared',
      fileOn: '2026-11-01',
      fileOnFrom: 'person',
      created: 1,
      updated: 6,
      unchanged: 4,
      closed: 2,
      outdated: false,
      newer: null,
      sameAs: null,
    });
    expect(view.changes.counts).toEqual({
      opened: 1,
      closed: 2,
      merged: 2,
      renamed: 1,
      moved: 1,
      nature: 1,
      sector: 1,
      announced: 1,
      details: 1,
    });
    expect(await shown.of('moved')).toMatchObject([
      { uai: uai('0951001'), from: 'Pontoise (95)', to: 'Cergy (95)' },
    ]);
    expect(await shown.of('nature')).toMatchObject([{ from: 'elementaire', to: 'primaire' }]);
    expect(await shown.of('details')).toMatchObject([{ uai: uai('0951006'), from: 'adresse' }]);
    expect((await shown.of('closed')).map((one) => one.uai)).toEqual([uai('0951005'), uai('0951011')]);

    expect(await shown.apply('2026-10-15')).toMatchObject({
      status: 'done',
      created: 1,
      updated: 6,
      closed: 2,
      closingOn: '2026-10-15',
      appliedByName: 'Dominique Dane',
    });
    const gone = await db.school.findUniqueOrThrow({ where: { uai: uai('0951011') } });
    expect([gone.state, fromDbDate(gone.closedOn)]).toEqual(['closed', '2026-10-15']);
    expect(await db.directoryImportPart.count({ where: { importId: shown.id } })).toBe(0);
    const told = await db.schoolEvent.findMany({ where: { importId: shown.id }, orderBy: { kind: 'asc' } });
    expect(told.map((one) => one.kind).sort()).toEqual(
      [
        'opened',
        'closed',
        'closed',
        'merged',
        'merged',
        'renamed',
        'moved',
        'sector',
        'nature',
        'announced',
      ].sort(),
    );
    expect(new Set(told.map((one) => fromDbDate(one.on)))).toEqual(new Set(['2026-10-15']));
  });

  it('leaves a closed school out of coverage from its date on, not before', async () => {
    const counted = async (asOf: string) =>
      (
        await db.$queryRaw<{ uai: string }[]>`
          SELECT c."uai" FROM (${chainSql({ asOf, sector: 'all', departments: ['95'] })}) c
          WHERE c."uai" = ${uai('0951011')}`
      ).length;
    expect([await counted('2026-10-14'), await counted('2026-10-15')]).toEqual([1, 0]);
  });

  it('tells the story on the page of the school, merges on both', async () => {
    const dane = await callerOf(db, 'dane');
    const closed = await dane.coverage.school({ id: uai('0951011') });
    expect(closed.history.map(({ kind, on }) => [kind, on])).toEqual(
      expect.arrayContaining([
        ['closed', '2026-10-15'],
        ['merged', '2026-10-15'],
      ]),
    );
    const host = closed.history.find(({ kind }) => kind === 'merged')?.other;
    expect(host).toMatchObject({ uai: uai('0951099'), name: 'École Nouvelle' });
    const opened = await dane.coverage.school({ id: uai('0951099') });
    expect(opened.history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'merged',
          to: null,
          other: { uai: uai('0951011'), name: 'École n° 0951011' },
        }),
      ]),
    );
  });

  it('reopens a school that comes back', async () => {
    const back = await prepare(file([line('0951011')]), { statedOn: '2026-11-02' });
    expect((await back.view()).changes.counts).toEqual({ reopened: 1 });
    expect(await back.of('reopened')).toMatchObject([{ from: '2026-10-15', to: 'open' }]);
    await back.apply();
    expect(await db.school.findUniqueOrThrow({ where: { uai: uai('0951011') } })).toMatchObject({
      state: 'open',
      closedOn: null,
    });
  });
});

describe('merges', () => {
  const commune = { Code_commune: '78586', Nom_commune: 'Sartrouville', Code_departement: '078' };
  const rows = [
    line('0782001', {
      ...commune,
      Adresse_1: '3, rue des Lilas',
      Ecole_maternelle: '1',
      Ecole_elementaire: '0',
    }),
    line('0782002', { ...commune, Adresse_1: '3 RUE DES LILAS' }),
    line('0782003', { ...commune, Adresse_1: '9 place Verte' }),
    line('0782004', { ...commune, Adresse_1: '1 allée du Lac' }),
    ...range('07821', 8, { ...commune, Adresse_1: '' }),
  ];

  it('pair a closing with the school at its address, or that the directory attaches to it', async () => {
    await (await prepare(file(rows), { statedOn: '2026-09-02' })).apply();
    const next = [
      // The élémentaire takes the maternelle in.
      { ...rows[1], Ecole_maternelle: '1', Nom_etablissement: 'Groupe scolaire des Lilas' },
      ...rows.slice(4),
      // A new one whose mother was one of the two others.
      line('0782009', { ...commune, Adresse_1: '40 quai Neuf', etablissement_mere: uai('0782004') }),
    ];
    const shown = await prepare(file(next), { statedOn: '2026-11-03' });
    const pairs = (await shown.of('merged')).map(({ uai: from, otherUai, clue }) => [from, otherUai, clue]);
    expect(pairs).toEqual([
      [uai('0782001'), uai('0782002'), 'address'],
      [uai('0782003'), uai('0782009'), 'commune'],
      [uai('0782004'), uai('0782009'), 'mother'],
    ]);
  });
});

describe('a preparation', () => {
  const commune = { Code_commune: '91377', Nom_commune: 'Massy', Code_departement: '091' };

  it('is out of date once another file was applied, and is compared again on demand', async () => {
    const first = await prepare(file(range('09110', 4, commune)), { statedOn: '2026-10-01' });
    const second = await prepare(file(range('09110', 5, commune)), { statedOn: '2026-10-02' });
    await second.apply();
    const stale = await first.view();
    expect(stale).toMatchObject({ status: 'prepared', outdated: true, created: 4 });
    const before = await fingerprint();
    const refusal = await refused(
      first.caller.territory.applyImport({ id: first.id, version: stale.version, closingOn: '2026-10-01' }),
    );
    expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('recalculez') });
    await first.caller.territory.recomputeImport({ id: first.id, version: stale.version });
    await first.work();
    const again = await first.view();
    expect(again).toMatchObject({ status: 'prepared', outdated: false, created: 0, unchanged: 4, closed: 1 });
    expect(again.version).toBeGreaterThan(stale.version);
    expect(await fingerprint()).toBe(before);
    // Older than what was applied: flagged, and refused without a word of consent.
    expect(again.newer).toMatchObject({ on: '2026-10-02', fileName: 'annuaire.csv' });
    const older = { id: first.id, version: again.version, closingOn: '2026-10-01' };
    expect(await refused(first.caller.territory.applyImport(older))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('revenir en arrière'),
    });
    expect((await first.apply(undefined, true)).status).toBe('done');
    expect((await db.school.findUniqueOrThrow({ where: { uai: uai('0911004') } })).state).toBe('closed');
  });

  it('that meets another application while it is applied is put back, and says so', async () => {
    const one = await prepare(file(range('09120', 3, commune)), { statedOn: '2026-10-05' });
    const two = await prepare(file(range('09120', 4, commune)), { statedOn: '2026-10-05' });
    const { version } = await one.view();
    await one.caller.territory.applyImport({ id: one.id, version, closingOn: '2026-10-05' });
    await two.apply();
    await one.work();
    expect(await one.view()).toMatchObject({
      status: 'prepared',
      outdated: true,
      reason: expect.stringContaining('recalculez'),
    });
  });

  it('of the file that was applied last says that it is the same', async () => {
    const content = file(range('09130', 3, commune));
    const first = await prepare(content, { statedOn: '2026-10-06' });
    await first.apply();
    const again = await prepare(content, { statedOn: '2026-10-06' });
    expect(await again.view()).toMatchObject({ created: 0, updated: 0, sameAs: { importId: first.id } });
  });

  it('is decided once: applied or abandoned, by whoever saw it as it is', async () => {
    const shown = await prepare(file(range('09140', 3, commune)), { statedOn: '2026-10-07' });
    const { version } = await shown.view();
    const decide = { id: shown.id, version };
    expect(
      await refused(shown.caller.territory.abandonImport({ ...decide, version: version + 1 })),
    ).toMatchObject({ code: 'conflict' });
    expect(
      await refused(shown.caller.territory.applyImport({ ...decide, closingOn: '2032-01-01' })),
    ).toMatchObject({ code: 'invalid', fields: { closingOn: expect.any(String) } });
    await shown.caller.territory.abandonImport(decide);
    expect(await shown.view()).toMatchObject({ status: 'abandoned', created: 3 });
    for (const act of [
      () => shown.caller.territory.abandonImport(decide),
      () => shown.caller.territory.recomputeImport(decide),
      () => shown.caller.territory.applyImport({ ...decide, closingOn: '2026-10-07' }),
    ])
      expect(await refused(act())).toMatchObject({ code: 'conflict' });
    expect(await db.school.count({ where: { uai: uai('0914000') } })).toBe(0);
    expect(await db.directoryImportPart.count({ where: { importId: shown.id } })).toBe(0);
    const rennes = await callerOf(db, 'dane.rennes');
    expect(await refused(rennes.territory.abandonImport(decide))).toMatchObject({ code: 'not_found' });
    const editor = await callerOf(db, 'annuaire');
    expect(await refused(editor.territory.abandonImport(decide))).toMatchObject({ code: 'forbidden' });
  });

  it('takes its date from its latest line when nobody says it, never from the future', async () => {
    const dated = range('09150', 3, { ...commune, date_maj_ligne: '27/05/2026' });
    const late = [
      ...dated,
      line('0915090', { ...commune, date_maj_ligne: '2026-06-01' }),
      line('0915091', { ...commune, date_maj_ligne: '2031-01-01' }),
    ];
    expect(await (await prepare(file(late))).view()).toMatchObject({
      fileOn: '2026-06-01',
      fileOnFrom: 'file',
    });
  });

  it('warns of nothing and lists nothing when départements arrive for the first time', async () => {
    const shown = await prepare(
      file(range('09210', 4, { Code_commune: '92004', Nom_commune: 'Asnières', Code_departement: '092' })),
    );
    expect((await shown.view()).changes).toMatchObject({
      counts: {},
      arrivals: [{ department: '92', schools: 4 }],
    });
  });

  it('writes the pupils for the school year of its date', async () => {
    const counted = range('09220', 3, {
      Code_commune: '92004',
      Nom_commune: 'Asnières',
      Code_departement: '092',
      Nombre_d_eleves: '1 204',
    });
    const shown = await prepare(file(counted), { statedOn: '2026-06-30' });
    expect((await shown.view()).changes.pupils).toEqual({ schools: 3, year: 2025 });
    expect(await db.pupilCount.count({ where: { uai: uai('0922000') } })).toBe(0);
    await shown.apply();
    expect(await db.pupilCount.findMany({ where: { uai: uai('0922000') } })).toMatchObject([
      { year: 2025, pupils: 1204, source: 'Annuaire de l’éducation, fichier du 30 juin 2026' },
    ]);
  });
});

describe('what conventions hear of it', () => {
  it('opens a task for each thing that names the school, treated with a reason or settled by itself', async () => {
    const convention = await plantConvention(db, { schools: 3 });
    const listed = await db.conventionSchool.findMany({
      where: { conventionId: convention.id },
      orderBy: { uai: 'asc' },
    });
    const uais = listed.map((one) => one.uai);
    await db.school.updateMany({ where: { uai: { in: uais } }, data: { demonstration: false } });
    const schools = await db.school.findMany({ where: { uai: { in: uais } }, orderBy: { uai: 'asc' } });
    const rows = schools.map((school) => ({
      ...line('0950000'),
      Identifiant_de_l_etablissement: school.uai,
      Nom_etablissement: school.name,
      Code_commune: '95018',
      Nom_commune: 'Argenteuil',
    }));
    const shown = await prepare(
      file(rows.map((one, index) => (index === 0 ? { ...one, etat: 'FERME' } : one))),
      {
        statedOn: '2026-11-20',
      },
    );
    expect(await db.schoolTask.count()).toBe(0);
    await shown.apply();
    const dane = await callerOf(db, 'dane');
    const open = await dane.territory.tasks({ importId: shown.id });
    expect(open.items.map(({ uai: one, about, on }) => [one, about, on])).toEqual([
      [uais[0], 'convention', '2026-11-20'],
      [uais[0], 'project', '2026-11-20'],
    ]);
    const alertKeys = async () =>
      (await dane.alerts.export({})).filter(({ kind }) => kind === 'school_closed').map(({ key }) => key);
    expect(await alertKeys()).toEqual([`school_closed:${convention.id}:annexe`]);
    const { groups } = await dane.dashboard.get();
    expect(groups.find(({ kind }) => kind === 'school_life')?.tasks).toMatchObject([
      { count: 2, href: '/administration/annuaire/suites' },
    ]);

    const ids = open.items.filter(({ about }) => about === 'convention').map(({ id }) => id);
    expect(await refused(dane.territory.treatTasks({ ids, reason: ' ' }))).toMatchObject({ code: 'invalid' });
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await rennes.territory.tasks({ state: 'all' })).total).toBe(0);
    expect(await refused(rennes.territory.treatTasks({ ids, reason: 'Avenant signé' }))).toMatchObject({
      code: 'forbidden',
    });
    const dpo = await callerOf(db, 'dpd');
    expect(await refused(dpo.territory.treatTasks({ ids, reason: 'Avenant signé' }))).toMatchObject({
      code: 'forbidden',
    });
    await dane.territory.treatTasks({ ids, reason: 'Avenant en préparation' });
    expect(await refused(dane.territory.treatTasks({ ids, reason: 'Encore' }))).toMatchObject({
      code: 'conflict',
    });
    expect(await alertKeys()).toEqual([]);
    expect((await dane.territory.tasks({ state: 'treated' })).items).toMatchObject([
      { reason: 'Avenant en préparation', treatedByName: 'Dominique Dane' },
    ]);
    // The project lets the school go: nothing is left to do, nobody had to say so.
    await db.projectSchool.updateMany({
      where: { uai: uais[0] ?? '' },
      data: { removedOn: toDbDate('2026-11-21') },
    });
    expect((await dane.territory.tasks({})).counts).toEqual({ open: 0, treated: 1, settled: 1 });
    expect((await verifyJournal(db)).broken).toBeNull();
  });
});

describe('the real directories', () => {
  const linesOf = (real: Buffer) => {
    const [head = '', ...rows] = real.toString('utf8').split(/\r?\n/).filter(Boolean);
    return { of: (kept: readonly string[]) => [head, ...kept, ''].join('\n'), rows };
  };

  it('of Versailles: two openings, three closings, one new name, and nothing else of 4,275', async () => {
    const real = realData('annuaire-versailles.csv');
    if (!real) return;
    await db.school.updateMany({ data: { demonstration: true } });
    const { of, rows } = linesOf(real);
    expect(rows).toHaveLength(4275);
    const first = await prepare(of(rows.slice(0, -2)), { statedOn: '2026-11-21' });
    // Whole départements that arrive are no openings.
    expect((await first.view()).changes.counts).toEqual({});
    const { created, updated } = await first.apply();
    // Other tests may have planted some of them.
    expect(created + updated).toBe(4273);
    const renamed = rows.slice(3).map((row) => row.replace(/^(0780036R;)[^;]+/, '$1Collège Simone-Veil'));
    const second = await prepare(of(renamed), { statedOn: '2026-11-22' });
    const { changes, unchanged, newer } = await second.view();
    expect(changes.counts).toMatchObject({ opened: 2, closed: 3, renamed: 1 });
    expect((await second.of('opened')).map(({ uai: one }) => one).sort()).toEqual(['0952284S', '0952343F']);
    expect((await second.of('closed')).map(({ uai: one }) => one).sort()).toEqual([
      '0780002D',
      '0780032L',
      '0780033M',
    ]);
    expect(await second.of('renamed')).toMatchObject([{ uai: '0780036R', to: 'Collège Simone-Veil' }]);
    expect([unchanged, newer]).toEqual([4269, null]);
    expect(await second.apply('2026-09-01')).toMatchObject({ created: 2, updated: 1, closed: 3 });
  });

  it('of the Val-de-Marne: the two closings that it announces, the one that a line says', async () => {
    const real = realData('annuaire-94-2026-05.csv');
    if (!real) return;
    const { of, rows } = linesOf(real);
    const announced = rows.filter((row) => row.includes(';A FERMER;'));
    expect([rows.length, announced.length]).toEqual([613, 2]);
    const before = rows.map((row) => row.replace(';A FERMER;', ';OUVERT;'));
    await (await prepare(of(before), { person: 'exploitant', statedOn: '2026-04-01' })).apply();
    const after = rows.map((row) => (row.startsWith('0940511V;') ? row.replace(';OUVERT;', ';FERME;') : row));
    const file = await prepare(of(after), { person: 'exploitant', statedOn: '2026-05-01' });
    expect((await file.view()).changes.counts).toMatchObject({ announced: 2, closed: 1 });
    expect((await file.of('announced')).map(({ uai: one }) => one).sort()).toEqual(
      announced.map((row) => row.slice(0, 8)).sort(),
    );
    expect(await file.apply()).toMatchObject({ created: 0, updated: 2, closed: 1 });
  });
});
