import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/server/access/actor';
import type { Act } from '@/server/audit/journal';
import { verifyJournal } from '@/server/audit/verify';
import { fromDbDate } from '@/server/clock';
import { createDb, type Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { importDirectory } from './commands';
import { csv, HEADER, type Line, realData, school, uai } from './fixtures';
import { KEPT_LINES } from './limits';
import { DirectorySource } from './source';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, 4);
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const now = new Date('2026-11-22T23:30:00Z'); // 23 November in Paris.
const operator: Act['actor'] = { system: true, name: 'essai' };
const person = (role: Actor['role'], academyCode: string | null): Actor => ({
  userId: 'u1',
  userName: 'Dominique',
  email: 'd@demo.invalid',
  membershipId: 'm1',
  role,
  quality: null,
  organisation: { id: 'o1', name: 'Académie', kind: 'academy' },
  academyCode,
  departmentCode: null,
  authorityIds: [],
  productIds: [],
  uai: null,
});

const load = (content: string | Uint8Array, actor: Act['actor'] = operator, academyCode?: string) =>
  importDirectory(
    { db, actor, now },
    {
      fileName: 'annuaire.csv',
      source: DirectorySource.fromBytes(typeof content === 'string' ? Buffer.from(content) : content),
      academyCode,
    },
  );
const lines = (prefix: string, count: number, line: Line = {}) =>
  Array.from({ length: count }, (_, index) => school(`${prefix}${String(index).padStart(4, '0')}`, line));
const fingerprint = async () =>
  (
    await db.$queryRaw<
      { all: string }[]
    >`SELECT md5(coalesce(string_agg(s::text, '' ORDER BY uai), '')) AS all
    FROM "School" s`
  )[0]?.all;
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`refused otherwise: ${error}`);
  return error;
};

describe('an import', () => {
  it('creates, then leaves alone what did not change, then updates what did', async () => {
    const file = lines('095', 5);
    expect(await load(csv(file))).toMatchObject({
      received: 5,
      created: 5,
      unchanged: 0,
      refused: 0,
      warned: 0,
    });
    const before = await fingerprint();
    expect(await load(csv(file))).toMatchObject({
      received: 5,
      created: 0,
      updated: 0,
      unchanged: 5,
      closed: 0,
    });
    expect(await fingerprint()).toBe(before);
    const renamed = file.map((line, index) =>
      index === 2 ? { ...line, Nom_etablissement: 'École Jean Zay' } : line,
    );
    expect(await load(csv(renamed))).toMatchObject({ created: 0, updated: 1, unchanged: 4 });
    const changed = await db.school.findUniqueOrThrow({
      where: { uai: uai('0950002') },
      include: { commune: true },
    });
    expect(changed).toMatchObject({
      name: 'École Jean Zay',
      academyCode: '25',
      departmentCode: '95',
      searchText: `ecole jean zay argenteuil ${uai('0950002').toLowerCase()} 95100`,
      commune: { name: 'Argenteuil' },
    });
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${csv([school('0780001', { Code_departement: '078' })])}`)],
    ['windows-1252', Buffer.from(csv([school('0780001', { Code_departement: '78' })]), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${csv([school('0780001', { Code_departement: '78' })])}`, 'utf16le')],
    [
      'LF and commas',
      Buffer.from(csv([school('0780001', { Code_departement: '78' })], { delimiter: ',', lineEnd: '\n' })),
    ],
    [
      'CR and tabs',
      Buffer.from(csv([school('0780001', { Code_departement: '78' })], { delimiter: '\t', lineEnd: '\r' })),
    ],
  ])('reads the same facts from %s', async (_what, bytes) => {
    const report = await load(bytes);
    expect(report).toMatchObject({ received: 1, refused: 0, warned: 0 });
    expect(report.created + report.unchanged).toBe(1);
    const kept = await db.school.findUniqueOrThrow({ where: { uai: uai('0780001') } });
    expect(kept).toMatchObject({ name: 'École n° 0780001', departmentCode: '78' });
  });

  it('refuses lines one by one, with their number and a French reason, and keeps the others', async () => {
    const report = await load(
      csv([
        school('0910001', { Code_departement: '091' }),
        school('pas-un-uai', { Code_departement: '091' }),
        school('9880001', { Code_departement: '988', Code_commune: '98818' }),
        school('0910002', { Code_departement: '091', Type_etablissement: 'Service Administratif' }),
        school('0910003A', { Code_departement: '091' }),
      ]),
    );
    expect(report).toMatchObject({ received: 5, created: 2, refused: 3, warned: 1 });
    expect(report.refusals.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(report.refusals[1]?.reason).toBe('Département 988\u00a0: hors des 101 départements suivis.');
    expect(report.warnings[0]).toMatchObject({
      line: 6,
      uai: '0910003A',
      reason: expect.stringContaining('lettre'),
    });
  });

  it('takes what follows an unquoted delimiter for a refused line, empty cells too many for nothing', async () => {
    const [header = '', line = ''] = csv([school('0910010', { Code_departement: '091' })]).split('\r\n');
    const report = await load(
      [
        header,
        `${line};`,
        line.replace('École', 'École;;annexe'),
        `${line.replace('0010', '0011')};`,
        '',
      ].join('\n'),
    );
    expect(report).toMatchObject({ received: 3, created: 2, refused: 1 });
    expect(report.refusals[0]?.reason).toContain('un séparateur est de trop');
  });

  it('merges a UAI on several lines: silently when all are flagged, with a warning otherwise', async () => {
    const flagged = school('0920001', { Code_departement: '092', multi_uai: '1' });
    const plain = school('0920002', { Code_departement: '092' });
    const report = await load(csv([flagged, { ...flagged, Nom_etablissement: 'Annexe' }, plain, plain]));
    expect(report).toMatchObject({ received: 4, created: 2, merged: 2, warned: 1 });
    expect(report.warnings[0]).toMatchObject({ line: 5, reason: expect.stringContaining('ligne 4') });
    const [first, second] = await db.school.findMany({
      where: { uai: { in: [uai('0920001'), uai('0920002')] } },
      orderBy: { uai: 'asc' },
    });
    expect(first).toMatchObject({ multiUai: true, name: 'École n° 0920001' });
    expect(second).toMatchObject({ multiUai: false });
  });

  it('finds the commune of today behind an arrondissement, a merged commune, or none', async () => {
    await load(
      csv([
        school('0750001', { Code_departement: '075', Code_commune: '75112', Nom_commune: 'Paris 12' }),
        school('0930001', { Code_departement: '093', Code_commune: '93059', Nom_commune: '' }),
        school('0930002', { Code_departement: '093', Code_commune: '93999' }),
      ]),
    );
    const codes = await db.school.findMany({
      where: { uai: { in: [uai('0750001'), uai('0930001'), uai('0930002')] } },
      orderBy: { uai: 'asc' },
      select: { communeCode: true, knownCommuneCode: true, communeName: true },
    });
    expect(codes).toEqual([
      { communeCode: '75112', knownCommuneCode: '75056', communeName: 'Paris 12' },
      { communeCode: '93059', knownCommuneCode: '93066', communeName: 'Saint-Denis' },
      { communeCode: '93999', knownCommuneCode: null, communeName: 'Argenteuil' },
    ]);
  });
});

describe('schools that the file no longer has', () => {
  const of = (department: string, line: Line = {}) => ({
    Code_departement: department,
    Code_commune: '',
    ...line,
  });

  it('are closed on the civil date of the import, and open again when they come back', async () => {
    const file = lines('035', 4, of('035'));
    await load(csv(file));
    expect(await load(csv(file.slice(1)))).toMatchObject({ closed: 1, unchanged: 3 });
    const closed = await db.school.findUniqueOrThrow({ where: { uai: uai('0350000') } });
    expect([closed.state, closed.closedOn && fromDbDate(closed.closedOn)]).toEqual(['closed', '2026-11-23']);
    expect(await load(csv(file.slice(1)))).toMatchObject({ closed: 0, unchanged: 3 });
    expect(await load(csv(file))).toMatchObject({ updated: 1, unchanged: 3, closed: 0 });
    expect(await db.school.findUniqueOrThrow({ where: { uai: uai('0350000') } })).toMatchObject({
      state: 'open',
      closedOn: null,
    });
  });

  it('stay open when the file holds half of the known schools or fewer', async () => {
    const file = lines('029', 4, of('029'));
    await load(csv(file));
    expect(await load(csv(file.slice(2)))).toMatchObject({ closed: 0, unchanged: 2 });
  });

  it('stay open when they are of another kind, sector or département than the file', async () => {
    await load(
      csv(
        [
          ...lines('0220', 3, of('022')),
          ...lines('0221', 2, of('022', { Type_etablissement: 'Collège' })),
          ...lines('0222', 2, of('022', { Statut_public_prive: 'Privé' })),
          ...lines('0560', 2, of('056')),
        ].map((line, index) => ({ ...line, Identifiant_de_l_etablissement: uai(`02${20000 + index}`) })),
      ),
    );
    const publicEcoles = lines('022', 3, of('022')).map((line, index) => ({
      ...line,
      Identifiant_de_l_etablissement: uai(`02${20000 + index}`),
    }));
    expect(await load(csv(publicEcoles.slice(0, 2)))).toMatchObject({ closed: 1 });
  });

  it('are left alone in the demonstration', async () => {
    await load(csv(lines('044', 3, of('044'))));
    await db.school.update({ where: { uai: uai('0440000') }, data: { demonstration: true } });
    expect(await load(csv(lines('044', 3, of('044')).slice(1)))).toMatchObject({ closed: 0 });
  });
});

describe('who may import what', () => {
  it('counts as outside what is not of the administrator’s académie', async () => {
    const report = await load(
      csv([
        school('0950900'),
        school('0940001', { Code_departement: '094' }),
        school('x', { Code_departement: '94' }),
      ]),
      person('academy_admin', '25'),
    );
    expect(report).toMatchObject({ received: 3, created: 1, outside: 2, refused: 0 });
    expect(await db.school.findUnique({ where: { uai: uai('0940001') } })).toBeNull();
    const entry = await db.journalEntry.findFirstOrThrow({
      where: { objectId: report.importId, action: 'directory.import' },
    });
    expect(entry).toMatchObject({ chain: '25', actorName: 'Dominique' });
  });

  it('never moves another académie’s school, nor closes it', async () => {
    const file = lines('077', 3, { Code_departement: '077', Code_commune: '' });
    await load(csv(file));
    const moved = { ...(file[0] ?? {}), Code_departement: '095', Nom_etablissement: 'Prise' };
    const report = await load(csv([moved]), person('academy_admin', '25'));
    expect(report).toMatchObject({ outside: 1, updated: 0, warned: 1, closed: 0 });
    expect(await db.school.findUniqueOrThrow({ where: { uai: uai('0770000') } })).toMatchObject({
      departmentCode: '77',
      name: 'École n° 0770000',
      state: 'open',
    });
  });

  it('refuses everybody else', async () => {
    for (const role of ['dpo', 'academy_editor', 'authority_editor', 'vendor'] as const)
      expect((await refusalOf(load(csv([school('0950001')]), person(role, '25')))).code).toBe('forbidden');
  });

  it('lets the operator load any file, journaled nationally', async () => {
    const report = await load(
      csv([school('0130001', { Code_departement: '013', Code_commune: '13201' })]),
      person('operator', null),
    );
    expect(report).toMatchObject({ created: 1, outside: 0 });
    expect(await db.journalEntry.count({ where: { chain: 'national', objectId: report.importId } })).toBe(2);
    expect((await verifyJournal(db)).broken).toBeNull();
  });
});

describe('a file that cannot be read', () => {
  const good = csv([
    school('0600001', { Code_departement: '060' }),
    school('0600002', { Code_departement: '060' }),
  ]);
  it.each([
    ['nothing', '', /vide/],
    ['a header alone', `${HEADER.join(';')}\r\n`, /aucune ligne/],
    ['no column of UAI', 'Nom;Commune\nÉcole;Nulle part\n', /l’UAI/],
    ['prose', 'Bonjour,\nvoici le fichier.\n', /l’UAI/],
    ['a workbook', 'PK\u0003\u0004', /xlsx/],
    ['null bytes', good.replace('Argenteuil', 'Argen\u0000teuil'), /octets nuls/],
    ['a quote left open', good.replace('Argenteuil', '"Argenteuil'), /guillemet/],
    ['a cut in a quoted cell', `${good}${uai('0600003')};"École`, /guillemet/],
    ['a cut in a line', good.trimEnd().slice(0, -30), /coupé/],
  ])('changes nothing and says why: %s', async (_what, content, why) => {
    const before = await fingerprint();
    const error = await refusalOf(load(content));
    expect(error.code).toBe('invalid');
    expect(error.message).toMatch(why);
    expect(await fingerprint()).toBe(before);
    const kept = await db.directoryImport.findUniqueOrThrow({
      where: { id: String(error.extra.details?.importId) },
    });
    expect(kept).toMatchObject({ status: 'refused', reason: error.message });
  });

  it.each([
    ['wrong headers', 'Nom;Commune\nÉcole;Nulle part\n', 1],
    ['a quote left open', good.replace('Argenteuil', '"Argenteuil'), 2],
    ['a file cut in the middle', good.trimEnd().slice(0, -30), 3],
  ])('tells the line on which it stopped: %s', async (_what, content, line) => {
    expect((await refusalOf(load(content))).extra.details).toMatchObject({ line });
  });

  it('cut in its last quoted cell undoes the lines read before', async () => {
    const many = csv(lines('060', 3000, { Code_departement: '060', Code_commune: '' }));
    await refusalOf(load(`${many}${uai('0609999')};"École`));
    expect(await db.school.count({ where: { departmentCode: '60' } })).toBe(0);
  });

  it('can be junk by the million lines without filling the memory or the report', async () => {
    const before = await fingerprint();
    const thousand = Buffer.from('n’importe quoi;"x";;;\n'.repeat(1000));
    const source = DirectorySource.from(async function* () {
      yield Buffer.from(`${HEADER.join(';')}\n`);
      for (let times = 0; times < 1000; times += 1) yield thousand;
    });
    let most = 0;
    const report = await importDirectory(
      { db, actor: operator, now },
      { fileName: 'junk.csv', source },
      () => {
        most = Math.max(most, process.memoryUsage().heapUsed);
      },
    );
    expect(report).toMatchObject({ received: 1_000_000, refused: 1_000_000, created: 0, closed: 0 });
    expect(report.refusals).toHaveLength(KEPT_LINES);
    expect(report.refusals.at(-1)?.line).toBe(KEPT_LINES + 1);
    // A million refusals kept would weigh several hundred.
    expect(most).toBeLessThan(400_000_000);
    expect(await fingerprint()).toBe(before);
  }, 120_000);
});

describe('a file that is not quite right', () => {
  it('in two encodings is read line by line, each told by its number', async () => {
    const latin = (line: Line) => Buffer.from(csv([line]).split('\r\n')[1] ?? '', 'latin1');
    const utf8 = Buffer.from(
      csv([school('0700001', { Code_departement: '70', Nom_etablissement: 'École A' })]),
    );
    const other = latin(school('0700002', { Code_departement: '70', Nom_etablissement: 'École B' }));
    const last = Buffer.from(
      `\r\n${csv([school('0700003', { Code_departement: '70', Nom_etablissement: 'École C' })]).split('\r\n')[1]}\r\n`,
    );
    const report = await load(Buffer.concat([utf8, other, last]));
    expect(report).toMatchObject({ created: 3, refused: 0, warned: 1 });
    expect(report.warnings).toMatchObject([{ line: 3, reason: expect.stringContaining('windows-1252') }]);
    const names = await db.school.findMany({ where: { departmentCode: '70' }, orderBy: { uai: 'asc' } });
    expect(names.map(({ name }) => name)).toEqual(['École A', 'École B', 'École C']);
  });

  it('gives département 7 its zero back, in its codes too', async () => {
    const report = await load(
      csv([
        school('0070001', { Code_departement: '7', Code_commune: '7019' }),
        school('0070002', { Code_departement: '07', Code_commune: '07019' }),
      ]),
    );
    expect(report).toMatchObject({ created: 2, refused: 0, warned: 0 });
    const both = await db.school.findMany({ where: { uai: { startsWith: '007000' } } });
    expect(both.map((one) => [one.departmentCode, one.academyCode, one.communeCode])).toEqual([
      ['07', '08', '07019'],
      ['07', '08', '07019'],
    ]);
  });

  it('says the line whose SIRET a spreadsheet rounded, and keeps none', async () => {
    const report = await load(
      csv([
        school('0070011', { Code_departement: '007', Code_commune: '07019' }),
        school('0070012', { Code_departement: '007', Code_commune: '07019', SIREN_SIRET: '2,17003E+13' }),
      ]),
    );
    expect(report).toMatchObject({ created: 2, warned: 1 });
    expect(report.warnings).toMatchObject([
      { line: 3, uai: uai('0070012'), reason: expect.stringContaining('SIRET') },
    ]);
    expect(await db.school.findUniqueOrThrow({ where: { uai: uai('0070012') } })).toMatchObject({
      siret: null,
    });
  });

  it('reads dates in three formats, and says the line of one that is none', async () => {
    const [head = '', ...rows] = csv(
      ['0080001', '0080002', '0080003', '0080004'].map((digits) =>
        school(digits, { Code_departement: '008', Code_commune: '' }),
      ),
    )
      .trimEnd()
      .split('\r\n');
    const days = ['2019-09-01', '01/09/2019', '43709', '32/13/2019'];
    const file = [`${head};date_ouverture`, ...rows.map((row, index) => `${row};${days[index]}`), ''].join(
      '\r\n',
    );
    const report = await load(file);
    expect(report).toMatchObject({ created: 4, refused: 0, warned: 1 });
    expect(report.warnings).toMatchObject([{ line: 5, uai: uai('0080004') }]);
    const opened = await db.school.findMany({
      where: { departmentCode: '08' },
      orderBy: { uai: 'asc' },
      select: { openedOn: true },
    });
    expect(opened.map(({ openedOn }) => openedOn && fromDbDate(openedOn))).toEqual([
      '2019-09-01',
      '2019-09-01',
      '2019-09-01',
      null,
    ]);
  });

  it('without a column leaves alone what it would have told, and finds the school by it all the same', async () => {
    const known = school('0480001', {
      Code_departement: '048',
      Code_commune: '48095',
      Nom_commune: 'Mende',
      Code_postal: '48000',
      Ecole_maternelle: '1',
      SIREN_SIRET: '21480095500012',
    });
    const [head, row] = csv([known]).split('\r\n');
    await load(`${head};date_ouverture;nom_circonscription\r\n${row};1998-09-01;Mende\r\n`);
    const where = { uai: uai('0480001') };
    const before = await db.school.findUniqueOrThrow({ where });
    expect(before).toMatchObject({ siret: '21480095500012', constituency: 'Mende' });
    const few = `uai;nom;code departement\r\n${where.uai};École Olympe-de-Gouges;048\r\n`;
    expect(await load(few)).toMatchObject({ created: 0, updated: 1, refused: 0 });
    const after = await db.school.findUniqueOrThrow({ where });
    const { name: _name, factsHash: _hash, searchText, lastImportId, updatedAt: _at, ...rest } = after;
    expect(before).toMatchObject(rest);
    for (const word of ['olympe', 'mende', '48000']) expect(searchText).toContain(word);
    expect(
      await db.schoolEvent.findMany({ where: { importId: lastImportId ?? '' }, select: { kind: true } }),
    ).toEqual([{ kind: 'renamed' }]);
    expect(await load(few)).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('older than what was applied is refused whole, unless that is meant; the same twice changes nothing', async () => {
    const of = (day: string, count: number, acceptOlder = false) =>
      importDirectory(
        { db, actor: operator, now },
        {
          fileName: `${day}.csv`,
          source: DirectorySource.fromBytes(
            Buffer.from(csv(lines('073', count, { Code_departement: '073', Code_commune: '' }))),
          ),
          statedOn: day,
          acceptOlder,
        },
      );
    await of('2026-06-01', 5);
    const before = await fingerprint();
    const refusal = await refusalOf(of('2026-05-01', 4));
    expect([refusal.code, refusal.message]).toEqual(['conflict', expect.stringContaining('1er mai 2026')]);
    expect(await of('2026-06-01', 5)).toMatchObject({ unchanged: 5, created: 0, updated: 0, closed: 0 });
    expect(await fingerprint()).toBe(before);
    expect(await of('2026-05-01', 4, true)).toMatchObject({ closed: 1 });
    const closed = await db.school.findUniqueOrThrow({ where: { uai: uai('0730004') } });
    expect(closed.closedOn && fromDbDate(closed.closedOn)).toBe('2026-05-01');
  });
});

describe('the real directories', () => {
  it('of Versailles: whole, then unchanged', async () => {
    const file = realData('annuaire-versailles.csv');
    if (!file) return;
    const first = await load(file, person('academy_admin', '25'));
    expect(first).toMatchObject({ received: 4275, refused: 0, outside: 0, merged: 0 });
    expect(first.created + first.updated + first.unchanged).toBe(4275);
    expect(await load(file, person('academy_admin', '25'))).toMatchObject({
      unchanged: 4275,
      created: 0,
      updated: 0,
    });
    expect(
      await db.school.count({
        where: {
          academyCode: '25',
          knownCommuneCode: null,
          state: { not: 'closed' },
          lastImportId: first.importId,
        },
      }),
    ).toBe(0);
  });

  it('of the Val-de-Marne: outside for Versailles, whole for the operator', async () => {
    const file = realData('annuaire-94-2026-05.csv');
    if (!file) return;
    expect(await load(file, person('academy_admin', '25'))).toMatchObject({
      received: 613,
      outside: 613,
      created: 0,
    });
    const report = await load(file);
    expect(report).toMatchObject({ received: 613, created: 613, refused: 0, warned: 0 });
    const natures = await db.school.groupBy({
      by: ['nature', 'state'],
      where: { lastImportId: report.importId },
      _count: true,
    });
    expect(natures.find((n) => n.state === 'closing')?._count).toBe(2);
    expect(natures.map((n) => n.nature)).toContain('maternelle');
  });
});

it('lets two imports of one file at once end as one', async () => {
  const file = csv(lines('080', 50, { Code_departement: '080', Code_commune: '' }));
  const reports = await Promise.all([load(file), load(file)]);
  expect(reports.map((report) => report.created).sort((a, b) => a - b)).toEqual([0, 50]);
});
