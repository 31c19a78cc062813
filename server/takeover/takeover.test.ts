import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAct } from '../audit/journal';
import { addDays } from '../calendar';
import { fromDbDate } from '../clock';
import { followCalendar } from '../conventions/commands/calendar';
import { chainSql } from '../coverage/chain';
import type { Db } from '../db';
import { isSiret } from '../territory/siren';
import { setTestEnvironment } from '../testing/environment';
import { actOf, callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { runWaitingWork } from '../work/run';
import { receiveSheet } from './commands';
import { csvOf, plantTowns, scanOf, soundLine, type Town, type TypedLine, workbookOf } from './fixtures';
import { dropScan, setScan } from './scans';
import { readConventionTable } from './table';

let db: Db;
let close: () => Promise<void>;
let act: PersonAct;
let towns: Town[];

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  // Work is done here by hand: a queue that cannot be reached is a warning, and leaves nothing running.
  setTestEnvironment('postgres://127.0.0.1:1/absent');
  act = await actOf(db, 'dane');
  towns = await plantTowns(db, 60);
});
afterAll(() => close());

const town = (rank: number): Town => {
  const found = towns[rank];
  if (!found) throw new Error(`no town ${rank}`);
  return found;
};
/** A SIRET of that SIREN, whose key is right. */
const siretOf = (siren: string) =>
  Array.from({ length: 10 }, (_, key) => `${siren}0001${key}`).find(isSiret) ?? '';
const dane = () => callerOf(db, 'dane');
const receive = async (lines: readonly TypedLine[], name = 'suivi.xlsx') =>
  receiveSheet(act, { name, bytes: await workbookOf(lines) });

/** Receives, confirms and does the work; gives the report. */
async function takeOver(lines: readonly TypedLine[]) {
  const { id } = await receive(lines);
  const caller = await dane();
  const { version } = await caller.takeover.get({ id });
  await caller.takeover.confirm({ id, version });
  await runWaitingWork(db);
  return { id, report: await caller.takeover.report({ id }) };
}
const conventionOf = async (report: Awaited<ReturnType<typeof takeOver>>['report'], index = 0) => {
  const id = report[index]?.convention?.id ?? '';
  return db.convention.findUniqueOrThrow({
    where: { id },
    include: {
      stages: { orderBy: { since: 'asc' } },
      schools: true,
      deliberation: true,
      takenOver: true,
      project: true,
    },
  });
};

describe('a spreadsheet of sixty lines', () => {
  const lines = () => [
    ...towns.slice(0, 40).map((one, index) => soundLine(one, index)),
    { ...soundLine(town(40), 40), 'Date de fin': '', 'Durée (mois)': '36' },
    {
      ...soundLine(town(41), 41),
      Statut: 'échue',
      'Date d’effet': '2019-09-01',
      'Date de fin': '31 août 2022',
      'Date de signature': '',
    },
    { ...soundLine(town(42), 42), Statut: 'Résiliée', 'Date de résiliation': '01/03/2025' },
    {
      ...soundLine(town(43), 43),
      Statut: 'signée',
      'Date de signature': '01/10/2026',
      'Date d’effet': '01/01/2027',
      'Date de fin': '31/12/2029',
    },
    { ...soundLine(town(44), 44), Commune: '', 'Code INSEE': town(44).code },
    { ...soundLine(town(45), 45), Commune: '', SIRET: siretOf(town(45).siren) },
    { ...soundLine(town(46), 46), SIRET: '2,17003E+13' },
    { ...soundLine(town(47), 47), 'Écoles (UAI)': 'Toutes les écoles de la commune' },
    { ...soundLine(town(48), 48), 'Écoles (UAI)': `${town(48).uais[0]} / ${town(0).uais[0]}` },
    { ...soundLine(town(49), 49), 'Écoles (UAI)': `${town(49).uais[0]}, 0352143C` },
    // From here on, errors: lines 52 to 61 of the sheet.
    { ...soundLine(town(50), 50), 'Date de fin': '31/08/2023' },
    { ...soundLine(town(51), 51), 'Date d’effet': '31/02/2024' },
    { ...soundLine(town(52), 52), Statut: 'projet' },
    { ...soundLine(town(53), 53), Commune: 'Rennes' },
    { ...soundLine(town(54), 54), Commune: '', 'Code INSEE': '35238' },
    { ...soundLine(town(55), 55), Solution: 'Solution inconnue' },
    { ...soundLine(town(56), 56), 'Écoles (UAI)': '' },
    { ...soundLine(town(57), 57), 'Date d’effet': '' },
    { ...soundLine(town(58), 58), Statut: 'en vigueur', 'Date de fin': '31/08/2025' },
    soundLine(town(0), 0),
  ];

  it('is previewed whole, made line by line, and reported', async () => {
    const { id } = await receive(lines());
    const caller = await dane();
    const view = await caller.takeover.get({ id });
    expect(view).toMatchObject({ state: 'preparing', lines: 60, columnsRefusal: null });
    const preview = await caller.takeover.preview({ id, limit: 200 });
    expect(preview.counts).toEqual({ ready: 46, warning: 4, error: 10, already: 0, skipped: 0 });
    const errors = preview.items.filter(({ state }) => state === 'error');
    expect(errors.map(({ line }) => line)).toEqual([52, 53, 54, 55, 56, 57, 58, 59, 60, 61]);
    expect(errors[0]?.findings[0]?.text).toBe(
      'Ligne 52, colonne « Date de fin » : La fin (31 août 2023) précède la date d’effet (1er septembre 2024).',
    );
    expect(errors[9]?.findings.at(-1)?.text).toContain('Même convention que la ligne 2');

    await caller.takeover.confirm({ id, version: view.version });
    await runWaitingWork(db);
    const done = await caller.takeover.get({ id });
    expect(done).toMatchObject({
      state: 'done',
      outcomes: { created: 50, refused: 10, already: 0, skipped: 0 },
      work: { state: 'done', done: 60 },
    });
    const report = await caller.takeover.report({ id });
    expect(report).toHaveLength(60);
    expect(
      report
        .filter(({ outcome }) => outcome === 'created')
        .every(({ convention }) => convention?.number.startsWith('25-2026-')),
    ).toBe(true);
    expect(new Set(report.map(({ convention }) => convention?.number)).size).toBe(51);

    const first = await conventionOf(report, 0);
    expect(first).toMatchObject({
      origin: 'taken_over',
      status: 'in_force',
      externalReference: 'DANE-000',
      authorityId: town(0).id,
      durationMonths: 36,
      deliberation: { number: '2024-0' },
      project: { phase: 'operation', degree: 'primary', carrierId: town(0).id },
    });
    expect(first.schools.map(({ uai, entryOn }) => [uai, fromDbDate(entryOn)]).sort()).toEqual(
      town(0)
        .uais.map((uai) => [uai, '2024-09-01'])
        .sort(),
    );
    expect(
      first.stages.map(({ status, since, until }) => [
        status,
        since.toISOString(),
        until?.toISOString() ?? null,
      ]),
    ).toEqual([
      ['signed', '2024-06-14T22:00:00.000Z', '2024-08-31T22:00:00.000Z'],
      ['in_force', '2024-08-31T22:00:00.000Z', null],
    ]);
    expect((await conventionOf(report, 41)).project.phase).toBe('renewal');
    expect(fromDbDate((await conventionOf(report, 40)).endsOn)).toBe('2027-08-31');
    expect((await conventionOf(report, 47)).schools).toHaveLength(2);
    expect((await conventionOf(report, 49)).schools).toHaveLength(1);

    // The same spreadsheet again: every sound line is known, nothing is doubled.
    const before = await db.convention.count();
    const again = await receive(lines());
    const second = await caller.takeover.preview({ id: again.id, limit: 200 });
    expect(second.counts).toMatchObject({ ready: 0, warning: 0, already: 51 });
    expect(second.items[0]?.existing?.number).toBe(first.number);
    await expect(caller.takeover.confirm({ id: again.id, version: 1 })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    });
    expect(await db.convention.count()).toBe(before);

    // What is in force counts, as of any day, as the lines say; the calendar ends what is over.
    const detail = await caller.conventions.get({ id: first.id });
    expect(detail.steps.map(({ label, enteredOn }) => [label, enteredOn])).toEqual([
      ['Délibération', '2024-05-20'],
      ['Signature', '2024-06-15'],
      ['En vigueur', '2024-09-01'],
    ]);
    await followCalendar(db, new Date('2027-09-02T06:00:00Z'));
    expect((await conventionOf(report, 0)).status).toBe('expired');
    expect((await conventionOf(report, 43)).status).toBe('in_force');
  });
});

it('coverage at any past date equals the facts of the lines', async () => {
  const day = fc.integer({ min: 0, max: 2400 }).map((days) => addDays('2018-01-01', days));
  const states = ['en vigueur', 'échue', 'résiliée'] as const;
  const random = fc.sample(
    fc.record({
      from: day,
      length: fc.integer({ min: 30, max: 1500 }),
      stop: fc.integer({ min: 1, max: 900 }),
      state: fc.constantFrom(...states),
    }),
    { numRuns: 25, seed: 7 },
  );
  const schools = await plantTowns(db, 25);
  const today = '2026-11-22';
  const said = random.flatMap(({ from, length, stop, state }, index) => {
    const one = schools[index];
    if (!one) return [];
    const end =
      state === 'en vigueur'
        ? addDays(today, length)
        : addDays(from, length) < today
          ? addDays(from, length)
          : '2026-01-31';
    if (end <= from) return [];
    const stopped = addDays(from, stop) < today ? addDays(from, stop) : addDays(today, -1);
    return [
      {
        town: one,
        from,
        last: state === 'résiliée' ? addDays(stopped, -1) : end,
        line: {
          ...soundLine(one, 1000 + index),
          'Date de signature': '',
          'Date d’effet': from,
          'Date de fin': state === 'résiliée' ? '2030-01-01' : end,
          Statut: state,
          'Date de résiliation': state === 'résiliée' ? stopped : '',
        },
      },
    ];
  });
  const { report } = await takeOver(said.map(({ line }) => line));
  expect(report.filter(({ outcome }) => outcome !== 'created').map(({ reasons }) => reasons)).toEqual([]);
  const watched = new Set(schools.flatMap(({ uais }) => uais));
  const days = [
    ...new Set([
      ...said.flatMap(({ from, last }) => [addDays(from, -1), from, last, addDays(last, 1)]),
      '2018-06-30',
      '2022-03-27',
      today,
    ]),
  ].filter((one) => one <= today);
  for (const asOf of days) {
    const rows = await db.$queryRaw<{ uai: string; conventioned: boolean; inProject: boolean }[]>`
      SELECT c."uai", c."conventioned", c."inProject" FROM (${chainSql({ asOf, sector: 'all' })}) c WHERE c."uai" = ANY(${[...watched]}::text[])`;
    const told = rows
      .filter(({ conventioned }) => conventioned)
      .map(({ uai }) => uai)
      .sort();
    const facts = said
      .filter(({ from, last }) => from <= asOf && asOf <= last)
      .flatMap(({ town: { uais } }) => uais)
      .sort();
    expect({ asOf, told }).toEqual({ asOf, told: facts });
    expect(rows.filter(({ conventioned, inProject }) => conventioned && !inProject)).toEqual([]);
  }
});

it('goes on after a stop, and never does a line twice', async () => {
  const [one, ...rest] = towns
    .slice(0, 12)
    .map((place, index) => ({ ...soundLine(place, 2000 + index), 'Date d’effet': '2025-02-01' }));
  if (!one) throw new Error('no line');
  const { id } = await receive([one, ...rest]);
  const caller = await dane();
  const { version } = await caller.takeover.get({ id });
  const { workId } = await caller.takeover.confirm({ id, version });
  // The process dies after some lines: its transaction on the next one is lost, nothing else is.
  await db.$executeRawUnsafe(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW."line" = 7 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$`);
  await db.$executeRawUnsafe(
    `CREATE TRIGGER die BEFORE INSERT ON "TakeoverLine" FOR EACH ROW EXECUTE FUNCTION die()`,
  );
  await runWaitingWork(db);
  expect(await db.takeoverLine.count({ where: { takeoverId: id } })).toBe(5);
  expect(await db.convention.count({ where: { takenOver: { is: { takeoverId: id } } } })).toBe(5);
  await db.$executeRawUnsafe(`DROP TRIGGER die ON "TakeoverLine"`);
  await db.backgroundWork.update({
    where: { id: workId },
    data: { state: 'running', aliveAt: new Date(0), finishedAt: null },
  });
  await Promise.all([runWaitingWork(db), runWaitingWork(db)]);
  const report = await caller.takeover.report({ id });
  expect(report.map(({ outcome }) => outcome)).toEqual(Array(12).fill('created'));
  expect(await db.convention.count({ where: { takenOver: { is: { takeoverId: id } } } })).toBe(12);
  expect(await caller.takeover.get({ id })).toMatchObject({ state: 'done' });
});

describe('a line that needs a person', () => {
  it('shows homonyms with a choice, and takes what was chosen', async () => {
    const twin = await db.authority.create({
      data: {
        kind: 'syndicate',
        name: `Syndicat ${town(20).plain}`,
        departmentCode: '78',
        searchName: (await db.authority.findUniqueOrThrow({ where: { id: town(20).id } })).searchName,
        siren: null,
      },
    });
    const { id } = await receive([{ ...soundLine(town(20), 3000), 'Date d’effet': '2025-03-01' }]);
    const caller = await dane();
    const [line] = (await caller.takeover.preview({ id })).items;
    expect(line).toMatchObject({ state: 'error', authorityKnown: false });
    expect(line?.places.map((place) => place.id).sort()).toEqual([town(20).id, twin.id].sort());
    // « 95 » tells which, without a choice; so does the word « commune ».
    const told = await receive([
      { ...soundLine(town(20), 3001), Département: '95', 'Date d’effet': '2025-03-01' },
      { ...soundLine(town(20), 3002), Commune: `Commune de ${town(20).plain}`, 'Date d’effet': '2025-03-02' },
    ]);
    expect(
      (await caller.takeover.preview({ id: told.id })).items.map(({ authorityKnown }) => authorityKnown),
    ).toEqual([true, true]);
    await caller.takeover.choose({ id, version: 1, line: 2, authorityId: town(20).id });
    const chosen = await caller.takeover.preview({ id });
    expect(chosen.items[0]).toMatchObject({ state: 'ready', authority: town(20).name });
    await expect(caller.takeover.choose({ id, version: 1, line: 2, skip: true })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await caller.takeover.choose({ id, version: 2, line: 2, skip: true });
    expect((await caller.takeover.preview({ id })).counts.skipped).toBe(1);
    await caller.takeover.discard({ id, version: 3 });
    await expect(caller.takeover.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('remembers the columns for next time', async () => {
    const bytes = Buffer.from(
      'Partenaire public;Ouverture;Clôture;UAI\nArgenteuil;01/09/2024;31/08/2027;0950001A\n',
    );
    const first = await receiveSheet(act, { name: 'a.csv', bytes });
    const caller = await dane();
    expect((await caller.takeover.get({ id: first.id })).columns.map(({ field }) => field)).toEqual([
      '',
      '',
      '',
      'schools',
    ]);
    expect((await caller.takeover.preview({ id: first.id })).items).toEqual([]);
    await expect(caller.takeover.confirm({ id: first.id, version: 1 })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    });
    await expect(
      caller.takeover.setColumns({ id: first.id, version: 1, columns: ['authority', 'authority', '', ''] }),
    ).rejects.toThrow(/Deux colonnes/);
    await caller.takeover.setColumns({
      id: first.id,
      version: 1,
      columns: ['authority', 'effectiveOn', 'endsOn', 'schools'],
    });
    expect((await caller.takeover.preview({ id: first.id })).total).toBe(1);
    const second = await receiveSheet(act, { name: 'b.csv', bytes });
    expect((await caller.takeover.get({ id: second.id })).columns.map(({ field }) => field)).toEqual([
      'authority',
      'effectiveOn',
      'endsOn',
      'schools',
    ]);
    const rennes = await actOf(db, 'dane.rennes');
    const elsewhere = await receiveSheet(rennes, { name: 'c.csv', bytes });
    expect(
      (await (await callerOf(db, 'dane.rennes')).takeover.get({ id: elsewhere.id })).columns[0]?.field,
    ).toBe('');
  });
});

describe('files', () => {
  it('CSV of any usual encoding and separator says the same as the workbook', async () => {
    const lines = [
      soundLine(town(1), 1),
      { ...soundLine(town(2), 2), Remarques: 'Sur deux\nlignes ; et « ici »' },
      soundLine(town(3), 3),
    ];
    const fromXlsx = await readConventionTable(await workbookOf(lines));
    const latin = csvOf(
      lines.map((line) => ({ ...line, Remarques: (line.Remarques ?? '').replace(/[«»]/g, '') })),
    );
    const csv = await readConventionTable(latin);
    expect(csv.heads.length).toBe(fromXlsx.heads.length);
    expect(csv.rows.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(csv.rows[1]?.cells[3]).toBe(town(2).plain);
    const tab = Buffer.from('\uFEFFCommune\tDate d’effet\tDate de fin\nÉragny\t2024-09-01\t2027-08-31\n');
    expect((await readConventionTable(tab)).rows[0]?.cells).toEqual(['Éragny', '2024-09-01', '2027-08-31']);
    const wide = Buffer.from(
      '\uFEFFCommune,Date d’effet,Date de fin\nÉragny,2024-09-01,2027-08-31\n',
      'utf16le',
    );
    expect((await readConventionTable(wide)).rows[0]?.cells[0]).toBe('Éragny');
    const titled = Buffer.from(
      'Suivi des conventions ENT;;\n\nCommune;Date d’effet;Date de fin\nÉragny;1;2\n',
    );
    expect(await readConventionTable(titled)).toMatchObject({
      heads: ['Commune', 'Date d’effet', 'Date de fin'],
      rows: [{ line: 4 }],
    });
  });

  it.each([
    ['0 byte', Buffer.alloc(0), 'vide'],
    [
      'protected',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'mot de passe',
    ],
    ['a PDF', scanOf('x'), 'PDF'],
    ['no line', Buffer.from('Commune;Date d’effet\n'), 'aucune ligne'],
    ['no heads', Buffer.from('bonjour\n'), 'en-têtes'],
    ['cut in a quote', Buffer.from('Commune;Note\nA;"b\nC;d\n'), 'coupé'],
    ['cut in a line', Buffer.from('Commune;Début;Fin\nA;1;2\nB;1;2\nC;1'), 'coupé'],
  ])('%s is refused in French', async (_, bytes, words) => {
    await expect(receiveSheet(act, { name: 'f', bytes })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(words),
    });
  });

  it('a workbook cut short, and one of 100 MB', async () => {
    const bytes = await workbookOf([soundLine(town(1), 1)]);
    await expect(
      receiveSheet(act, { name: 'f', bytes: bytes.subarray(0, bytes.length - 100) }),
    ).rejects.toThrow(/abîmé/);
    await expect(
      receiveSheet(act, { name: 'f', bytes: Buffer.alloc(100 * 1024 * 1024) }),
    ).rejects.toMatchObject({ code: 'payload_too_large' });
  });

  it('only a DANE and its editors take over, and only in their académie', async () => {
    for (const person of ['projet', 'maire', 'dpd', 'juridique', 'annuaire', 'dasen'])
      await expect(
        receiveSheet(await actOf(db, person), { name: 'f', bytes: Buffer.from('a;b\nc;d\n') }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await receive([soundLine(town(1), 1)]);
    await expect((await callerOf(db, 'dane.rennes')).takeover.get({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('after the import', () => {
  const lines = () =>
    [30, 31, 32].map((rank) => ({
      ...soundLine(town(rank), 4000 + rank),
      'Date d’effet': '2025-05-01',
      'Date de fin': '2028-04-30',
    }));

  it('scans find their convention by name, wait for a person else, and are replaced with a reason', async () => {
    const { id, report } = await takeOver(lines());
    const caller = await dane();
    const convention = await conventionOf(report, 0);
    const one = await dropScan(act, { id, name: `${town(30).plain} signée.pdf`, bytes: scanOf('a') });
    expect(one.conventionId).toBe(convention.id);
    expect(await dropScan(act, { id, name: 'copie.pdf', bytes: scanOf('a') })).toMatchObject({ again: true });
    expect(await dropScan(act, { id, name: 'DANE-4030 bis.pdf', bytes: scanOf('b') })).toMatchObject({
      conventionId: null,
    });
    const stray = await dropScan(act, { id, name: 'scan0001.pdf', bytes: scanOf('c') });
    const waiting = await caller.takeover.waitingScans({ id });
    expect(waiting.waiting.map(({ why }) => why)).toEqual([
      'La convention que le nom désigne a déjà sa numérisation.',
      'Rien dans le nom ne désigne une convention.',
    ]);
    const other = await conventionOf(report, 1);
    await expect(
      caller.takeover.matchScan({ id, scanId: stray.scanId, conventionId: convention.id }),
    ).rejects.toThrow(/déjà sa numérisation/);
    await caller.takeover.matchScan({ id, scanId: stray.scanId, conventionId: other.id });
    await caller.takeover.matchScan({ id, scanId: waiting.waiting[0]?.id ?? '', conventionId: null });
    expect((await caller.takeover.waitingScans({ id })).waiting).toEqual([]);

    await expect(
      setScan(act, { id: other.id, name: 'v2.pdf', bytes: scanOf('d'), reason: null }),
    ).rejects.toThrow(/pourquoi/);
    await setScan(act, { id: other.id, name: 'v2.pdf', bytes: scanOf('d'), reason: 'Page manquante' });
    const facts = await caller.takeover.facts({ id: other.id });
    expect(facts?.scan?.name).toBe('v2.pdf');
    expect(facts?.oldScans.map(({ name, replacedReason }) => [name, replacedReason])).toEqual([
      ['scan0001.pdf', 'Page manquante'],
    ]);
    await expect(
      setScan(act, { id: other.id, name: 'x', bytes: Buffer.from('MZ'), reason: 'r' }),
    ).rejects.toThrow(/PDF complet/);
    await expect(
      setScan(act, { id: other.id, name: 'x', bytes: Buffer.alloc(0), reason: 'r' }),
    ).rejects.toThrow(/vide/);
    const pdf = await caller.conventions.pdf({ id: other.id });
    expect(Buffer.from(pdf.bytes).equals(scanOf('d'))).toBe(true);
    await expect(caller.conventions.content({ id: other.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await caller.conventions.verify({ number: other.number })).toBeNull();
    const history = await caller.conventions.history({ id: other.id });
    expect(history.entries.map(({ sentence }) => sentence).join(' ')).toContain('a remplacé la numérisation');
  });

  it('the AAF takes a convention in force with the UAI and its scan, and none without', async () => {
    const { report } = await takeOver([
      { ...soundLine(town(33), 4033), 'Date d’effet': '2025-06-01', 'Date de fin': '2028-05-31' },
    ]);
    const caller = await dane();
    const convention = await conventionOf(report, 0);
    const before = await caller.aaf.eligibility({ id: convention.id });
    expect(before.schools[0]?.obstacles.join(' ')).toContain('reprise sans sa numérisation');
    const request = {
      conventionId: convention.id,
      uais: town(33).uais,
      wantedOn: '2026-12-01',
      environment: 'production' as const,
      eduConnect: false,
      gar: false,
      technicalContact: { name: 'Camille', email: 'camille@demo.invalid' },
      article28Reference: 'A28',
      registerReference: 'R1',
      conformityProof: 'P1',
    };
    await expect(caller.aaf.create(request)).rejects.toThrow();
    await setScan(act, { id: convention.id, name: 'signee.pdf', bytes: scanOf('e'), reason: null });
    expect(
      (await caller.aaf.eligibility({ id: convention.id })).schools.flatMap(({ obstacles }) => obstacles),
    ).toEqual([]);
    await caller.aaf.create(request);
    expect(
      await db.aafAttachment.count({ where: { conventionId: convention.id, status: 'requested' } }),
    ).toBe(2);
    const [found] = (await caller.conventions.list({ q: 'DANE-4033' })).items;
    expect(found).toMatchObject({ id: convention.id, origin: 'taken_over', status: 'in_force' });
  });

  it('a fact is corrected with a reason, journaled, and coverage follows', async () => {
    const { report } = await takeOver([
      { ...soundLine(town(34), 4034), 'Date d’effet': '2025-07-01', 'Date de fin': '2028-06-30' },
    ]);
    const caller = await dane();
    const { id, version } = await conventionOf(report, 0);
    const productId = (await caller.takeover.facts({ id }))?.productId ?? null;
    const good = {
      id,
      version,
      state: 'expired' as const,
      signedOn: null,
      effectiveOn: '2022-01-01',
      endsOn: '2024-12-31',
      terminatedOn: null,
      productId,
      externalReference: 'DANE-4034',
      deliberationNumber: 'D-9',
      deliberationOn: '2021-12-01',
      note: 'Corrigée',
      reason: 'Mauvaise ligne recopiée',
    };
    await expect(caller.takeover.correct({ ...good, reason: ' ' })).rejects.toThrow(/pourquoi/);
    await expect(caller.takeover.correct({ ...good, endsOn: '2021-12-31' })).rejects.toThrow(/précède/);
    await expect((await callerOf(db, 'projet')).takeover.correct(good)).rejects.toThrow();
    await caller.takeover.correct(good);
    await expect(caller.takeover.correct(good)).rejects.toMatchObject({ code: 'CONFLICT' });
    const after = await conventionOf(report, 0);
    expect(after).toMatchObject({
      status: 'expired',
      deliberation: { number: 'D-9' },
      takenOver: { note: 'Corrigée', version: 2 },
    });
    expect(after.schools.every(({ entryOn }) => fromDbDate(entryOn) === '2022-01-01')).toBe(true);
    expect(after.stages.map(({ status }) => status)).toEqual(['in_force', 'expired']);
    const { entries } = await caller.conventions.history({ id });
    expect(entries[0]?.sentence).toContain('a corrigé la reprise\u00a0: Mauvaise ligne recopiée');
  });

  it('is undone whole while nothing hangs on it, refused after', async () => {
    const counts = async () => [
      await db.convention.count(),
      await db.project.count(),
      await db.projectSchool.count(),
    ];
    const before = await counts();
    const kept = towns.slice(50, 53).map((one, index) => ({
      ...soundLine(one, 5000 + index),
      'Date d’effet': '2023-01-01',
      'Date de fin': '2026-12-31',
    }));
    const { id, report } = await takeOver(kept);
    const caller = await dane();
    await dropScan(act, { id, name: 'DANE-5000.pdf', bytes: scanOf('undo') });
    expect((await caller.takeover.get({ id })).obstacles).toEqual([]);
    await caller.takeover.undo({ id });
    expect(await counts()).toEqual(before);
    await expect(caller.takeover.undo({ id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(report.every(({ outcome }) => outcome === 'created')).toBe(true);

    const again = await takeOver(kept);
    const convention = await conventionOf(again.report, 0);
    await caller.conventions.transition({
      id: convention.id,
      version: convention.version,
      action: 'suspend',
      reason: 'Décision',
    });
    await expect(caller.takeover.undo({ id: again.id })).rejects.toThrow(new RegExp(convention.number));
    expect((await caller.takeover.get({ id: again.id })).obstacles).toHaveLength(1);
  });
});

it('uses the active project of that collectivité and degree, and lengthens the stays of its schools', async () => {
  const place = town(55);
  const caller = await dane();
  const project = await caller.projects.create({ name: 'Déjà là', degree: 'primary', carrierId: place.id });
  await caller.projects.setSchools({ id: project.id, uais: [place.uais[0] ?? ''] });
  const { id, report } = await takeOver([
    { ...soundLine(place, 6000), 'Date d’effet': '2021-09-01', 'Date de fin': '2027-08-31' },
  ]);
  expect((await conventionOf(report, 0)).projectId).toBe(project.id);
  const stays = () =>
    db.projectSchool.findMany({ where: { projectId: project.id }, orderBy: { uai: 'asc' } });
  expect((await stays()).map(({ addedOn }) => fromDbDate(addedOn))).toEqual(['2021-09-01', '2021-09-01']);
  await caller.takeover.undo({ id });
  expect((await stays()).map(({ addedOn }) => fromDbDate(addedOn))).toEqual([
    fromDbDate(new Date(`${testNow.toISOString().slice(0, 10)}T00:00:00Z`)),
  ]);
  expect(await db.project.count({ where: { id: project.id } })).toBe(1);
});
