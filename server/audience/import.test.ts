import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AudienceImport } from '@/prisma/generated/client';
import type { Act } from '../audit/journal';
import type { Db } from '../db';
import { actOf, callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { schoolRow } from '../testing/territory';
import { runWaitingWork } from '../work/run';
import { beginImport, confirmImport, importScope, lookOr, recordFile, resumeImport } from './commands';
import { recognise } from './fields';
import { HEADS, lineOf, uaiOf } from './fixtures';
import type { ReportLine } from './report';
import { runImport } from './run';
import type { Reading } from './schema';
import { receiveUpload } from './upload';

let db: Db;
let close: () => Promise<void>;
let folder: string;
let act: Act;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  folder = await mkdtemp(path.join(tmpdir(), 'accordent-essai-'));
  act = { db, actor: { system: true, name: 'Essai' }, now: testNow };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await close();
});
beforeEach(async () => {
  await db.audienceWeek.deleteMany();
  await db.audienceMapping.deleteMany();
});

const a = uaiOf('95', 1);
const b = uaiOf('95', 2);
const rennes = uaiOf('35', 1);
const weeks = ['2026-11-02', '2026-11-09', '2026-11-16'] as const;

async function fileWith(content: string | Buffer): Promise<string> {
  const file = path.join(folder, `${randomUUID()}.csv`);
  await writeFile(file, content);
  return file;
}
const table = (...lines: string[]) => [HEADS, ...lines, ''].join('\n');

const readingOf = (heads: readonly string[], more: Partial<Reading> = {}): Reading => ({
  columns: recognise(heads),
  dateFormat: 'auto',
  durationUnit: 'second',
  ...more,
});

async function begin(
  content: string | Buffer,
  more: Partial<Reading> = {},
  academyCode: string | null = null,
) {
  const file = await fileWith(content);
  const look = await lookOr(file);
  const { id } = await recordFile(act, academyCode, { fileName: 'dnma.csv', bytes: 1, look });
  await beginImport(act, id, readingOf(look.heads, more));
  return { id, file };
}

async function bring(
  content: string | Buffer,
  more: Partial<Reading> = {},
  academyCode: string | null = null,
) {
  const { id, file } = await begin(content, more, academyCode);
  return runImport(act, id, { path: file });
}

const rows = () => db.audienceWeek.findMany({ orderBy: [{ weekStart: 'asc' }, { uai: 'asc' }] });
const reasons = (row: AudienceImport) =>
  (row.refusals as unknown as ReportLine[]).map(({ line, reason }) => `${line} ${reason}`);

describe('a file of the open data', () => {
  it('is recognised, and gives one row for each school and week', async () => {
    expect(recognise(HEADS.split(';')).slice(0, 2)).toEqual(['week', 'uai']);
    expect(recognise(HEADS.split(';')).filter((field) => field !== '')).toHaveLength(17);
    const done = await bring(
      table(
        lineOf(weeks[0], a, { visitsTotal: 120, usersTotal: 40, durationTotal: 7200, visitsPupil: 100 }),
        lineOf(weeks[0], b, { visitsTotal: 0 }),
        lineOf(weeks[1], a, { visitsTotal: 130, durationTotal: '9000000000' }),
      ),
    );
    expect(done).toMatchObject({ state: 'done', lines: 3, created: 3, refused: 0, unknown: 3 });
    expect(await rows()).toMatchObject([
      {
        uai: a,
        visitsTotal: 120,
        usersTotal: 40,
        durationTotal: 7200n,
        visitsPupil: 100,
        visitsParent: null,
      },
      { uai: b, visitsTotal: 0, usersTotal: null },
      { uai: a, visitsTotal: 130, durationTotal: 9_000_000_000n },
    ]);
    const journal = await db.journalEntry.findMany({ where: { objectId: done.id }, orderBy: { seq: 'asc' } });
    expect(journal.map(({ action }) => action)).toEqual([
      'audience.received',
      'audience.started',
      'audience.imported',
    ]);
  });

  it('changes nothing the second time, compressed or not, in batches or not', async () => {
    const content = table(...weeks.map((week, index) => lineOf(week, a, { visitsTotal: index + 1 })));
    const first = await bring(content);
    const before = await rows();
    const again = await begin(gzipSync(content));
    const done = await runImport(act, again.id, { path: again.file, chunkLines: 1 });
    expect(done).toMatchObject({ created: 0, updated: 0, unchanged: 3, sha256: first.sha256 });
    expect(await rows()).toEqual(before);
  });

  it('replaces only what an older file holds, and keeps the columns that it has not', async () => {
    await bring(
      table(
        ...weeks.map((week) => lineOf(week, a, { visitsTotal: 100, usersTotal: 30 })),
        lineOf(weeks[0], b, { visitsTotal: 7 }),
      ),
    );
    const done = await bring(`semaine;uai;visites\n${weeks[0]};${a};90\n`);
    expect(done).toMatchObject({
      created: 0,
      updated: 1,
      newestBefore: new Date(weeks[2]),
      lastWeek: new Date(weeks[0]),
    });
    expect((await rows()).map(({ visitsTotal, usersTotal }) => [visitsTotal, usersTotal])).toEqual([
      [90, 30],
      [7, null],
      [100, 30],
      [100, 30],
    ]);
  });
});

describe('a line that cannot be taken', () => {
  it('is told with its number and its reason, and leaves the others', async () => {
    const done = await bring(
      table(
        lineOf(weeks[0], a, { visitsTotal: 10 }),
        lineOf(weeks[0], '095X', { visitsTotal: 1 }),
        lineOf(weeks[0], '', { visitsTotal: 1 }),
        lineOf('2026-11-03', b, { visitsTotal: 1 }),
        lineOf('32/11/2026', b, { visitsTotal: 1 }),
        lineOf('45600', b, { visitsTotal: 1 }),
        lineOf('', b, { visitsTotal: 1 }),
        lineOf(weeks[0], b, { visitsTotal: -3 }),
        lineOf(weeks[0], b, { visitsTotal: 'douze' }),
        lineOf(weeks[0], b, { visitsTotal: '1,5' }),
        lineOf(weeks[0], b, { visitsTotal: 99_999_999_999 }),
        lineOf(weeks[0], a, { visitsTotal: 11 }),
        lineOf('2027-01-04', b, { visitsTotal: 1 }),
        lineOf('2012-01-02', b, { visitsTotal: 1 }),
        `${lineOf(weeks[0], b, { visitsTotal: 1 })};x`,
        lineOf('09/11/2026', b, { visitsTotal: '1\u202f234', usersTotal: '12.0' }),
        lineOf(weeks[2], b, { visitsTotal: 3, usersTotal: 8 }),
        lineOf(weeks[2], '0950003Z', { visitsTotal: 3 }),
      ),
    );
    expect(reasons(done)).toEqual([
      expect.stringMatching(/^3 Un UAI comporte/),
      '4 L’UAI manque.',
      expect.stringMatching(/^5 .*n’est pas un lundi/),
      expect.stringMatching(/^6 .*n’est pas une date du calendrier/),
      expect.stringMatching(/^7 .*n’est pas une date écrite/),
      '8 La semaine manque.',
      expect.stringMatching(/^9 .*«\u00a0-3\u00a0» n’est pas un nombre entier positif/),
      expect.stringMatching(/^10 .*douze/),
      expect.stringMatching(/^11 .*1,5/),
      expect.stringMatching(/^12 /),
      expect.stringMatching(/^13 .*déjà plus haut/),
      expect.stringMatching(/^14 .*pas encore commencé/),
      expect.stringMatching(/^15 .*commence le 2 septembre 2019/),
      expect.stringMatching(/^16 .*plus de cellules/),
    ]);
    expect(done).toMatchObject({ lines: 18, created: 4, refused: 14, warned: 2 });
    expect((done.warnings as unknown as ReportLine[]).map(({ line, reason }) => `${line} ${reason}`)).toEqual(
      [
        expect.stringMatching(/^18 .*plus d’utilisateurs \(8\) que de visites \(3\)/),
        expect.stringMatching(/^19 .*lettre de contrôle/),
      ],
    );
    expect((await rows()).map(({ uai, visitsTotal }) => [uai, visitsTotal])).toEqual([
      [a, 10],
      [b, 1234],
      [b, 3],
      ['0950003Z', 3],
    ]);
  });

  it('follows the writing of dates and the unit that a person chose', async () => {
    const text = `jour,rne,v,d\n11/09/2026,${a},5,1.5\n`;
    const columns: Reading['columns'] = ['week', 'uai', 'visitsTotal', 'durationTotal'];
    const done = await bring(text, { columns, dateFormat: 'american', durationUnit: 'minute' });
    expect(done).toMatchObject({ created: 1 });
    expect(await rows()).toMatchObject([{ weekStart: new Date('2026-11-09'), durationTotal: 90n }]);
  });
});

describe('a file that is not what it should be', () => {
  it('is refused before anything is written', async () => {
    const refusalOf = async (content: string | Buffer) =>
      (await refused(lookOr(await fileWith(content)))).message;
    expect(await refusalOf('')).toContain('vide');
    expect(await refusalOf(Buffer.from([0x50, 0x4b, 3, 4, 0]))).toContain('classeur');
    expect(await refusalOf('bonjour\nau revoir\n')).toContain('ne nomme pas de colonnes');
    expect(await refusalOf(`${HEADS}\n`)).toContain('aucune ligne');
    expect(await refusalOf(`${table(lineOf(weeks[0], a))}2026-11-02;095`)).toContain('coupé');
    expect(await refusalOf(gzipSync(table(lineOf(weeks[0], a))).subarray(0, 60))).toContain('abîmé ou coupé');
    expect(await rows()).toEqual([]);
  });

  it('takes mixed encodings and a UTF-16 file, for what it reads is figures', async () => {
    const line = lineOf(weeks[0], a, { visitsTotal: 4 });
    const mixed = Buffer.concat([
      Buffer.from(`${HEADS}\n`),
      Buffer.from(`${line.replace('Argenteuil', 'Bézons')}\n`, 'latin1'),
      Buffer.from(`${lineOf(weeks[1], a, { visitsTotal: 5 }).replace('Argenteuil', 'Bézons')}\n`),
    ]);
    expect(await bring(mixed)).toMatchObject({ created: 2, refused: 0 });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table(line), 'utf16le')]);
    expect(await bring(wide)).toMatchObject({ unchanged: 1 });
  });

  it('stops early when nothing can be read, with a report that stays short', async () => {
    const junk = `${HEADS}\n${'n;importe;quoi\n'.repeat(1_000_000)}`;
    const { id, file } = await begin(junk);
    const refusal = await refused(runImport(act, id, { path: file }));
    expect(refusal.message).toContain('Vérifiez le choix des colonnes');
    const row = await db.audienceImport.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'refused', created: 0 });
    expect(row.reason).toContain('Rien n’a été enregistré');
    expect(row.lines).toBeLessThan(100_000);
    expect(row.refusals).toHaveLength(1000);
    expect(await rows()).toEqual([]);
  });

  it('counts a million junk lines among which some can be read, and keeps a thousand', async () => {
    const good = lineOf(weeks[0], a, { visitsTotal: 1 });
    const done = await bring(`${HEADS}\n${good}\n${'n;importe;quoi\n'.repeat(1_000_000)}`);
    expect(done).toMatchObject({ state: 'done', lines: 1_000_001, created: 1, refused: 1_000_000 });
    expect(done.refusals).toHaveLength(1000);
  }, 60_000);

  it('keeps what stands before a quote that is never closed, and says so', async () => {
    const broken = `${table(lineOf(weeks[0], a, { visitsTotal: 1 }))}"${'x'.repeat(300_000)};\n${lineOf(weeks[1], a)}\n`;
    const { id, file } = await begin(broken);
    expect((await refused(runImport(act, id, { path: file }))).message).toContain('guillemet');
    const row = await db.audienceImport.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'refused', created: 1 });
    expect(row.reason).toMatch(/le reste \(1\sligne\)/);
    expect(row.reason).not.toContain('Rien n’a été');
  });
});

describe('an import that is stopped', () => {
  const many = (count: number) =>
    table(
      ...Array.from({ length: count }, (_, index) =>
        lineOf(weeks[index % 3] as string, uaiOf('95', 1 + Math.floor(index / 3)), { visitsTotal: index }),
      ),
      lineOf(weeks[0], uaiOf('95', 1), { visitsTotal: 1 }),
      'n;importe;quoi',
    );

  it('goes on where it stood, and ends as if it had never stopped', async () => {
    const content = many(27_000);
    const { id, file } = await begin(content);
    let batches = 0;
    await expect(
      runImport(act, id, {
        path: file,
        chunkLines: 5000,
        checkpoint: async () => {
          batches += 1;
          if (batches === 4) throw new Error('the process died');
        },
      }),
    ).rejects.toThrow('the process died');
    const half = await db.audienceImport.findUniqueOrThrow({ where: { id } });
    expect(half).toMatchObject({ state: 'failed' });
    expect(half.reason).toContain('il continue où il en était');
    expect(half.lines).toBeGreaterThan(5000);
    expect(half.lines).toBeLessThan(27_000);
    expect(await db.audienceWeek.count()).toBe(half.created);

    await db.audienceImport.update({ where: { id }, data: { state: 'running' } });
    const done = await runImport(act, id, { path: file, chunkLines: 5000 });
    expect(done).toMatchObject({ state: 'done', lines: 27_002, created: 27_000, updated: 0, refused: 2 });
    expect(reasons(done)).toEqual([
      expect.stringMatching(/^27002 .*déjà plus haut/),
      expect.stringMatching(/^27003 /),
    ]);
    const stopped = await rows();
    await db.audienceWeek.deleteMany();
    await bring(content);
    expect(stopped).toEqual(await rows());
  }, 60_000);

  it('two at once go one after the other: each ends, the rows are whole', async () => {
    const content = many(9000);
    const [one, two] = await Promise.all([begin(content), begin(content)]);
    const done = await Promise.all(
      [one, two].map(({ id, file }) => runImport(act, id, { path: file, chunkLines: 1000 })),
    );
    expect(done.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(done.map(({ created }) => created).sort((x, y) => x - y)).toEqual([0, 9000]);
    expect(await db.audienceWeek.count()).toBe(9000);
  }, 60_000);
});

describe('who imports', () => {
  const upload = async (person: string, content: string) => {
    const acting = await actOf(db, person);
    const body = new Blob([content]).stream();
    return { acting, ...(await receiveUpload(acting, { fileName: 'dnma.csv', announced: 0, body })) };
  };
  const confirmed = async (person: string, content: string, mappingName?: string) => {
    const { acting, id } = await upload(person, content);
    const caller = await callerOf(db, person);
    const view = await caller.audience.import({ id });
    await confirmImport(acting, {
      id,
      version: view.version,
      reading: { ...view.reading, columns: view.reading.columns } as Reading,
      ...(mappingName ? { mappingName } : {}),
    });
    await runWaitingWork(db);
    return db.audienceImport.findUniqueOrThrow({ where: { id } });
  };

  it('an académie writes the schools of its départements alone', async () => {
    await db.school.create({ data: schoolRow({ uai: uaiOf('35', 9), department: '95' }) });
    const content = table(
      lineOf(weeks[0], a, { visitsTotal: 1 }),
      lineOf(weeks[0], rennes, { visitsTotal: 2 }),
      // The directory wins over the prefix.
      lineOf(weeks[0], uaiOf('35', 9), { visitsTotal: 3 }),
    );
    const done = await confirmed('dane', content);
    expect(done).toMatchObject({ state: 'done', academyCode: '25', created: 2, outside: 1 });
    expect((await rows()).map(({ uai }) => uai).sort()).toEqual([uaiOf('35', 9), a].sort());
    expect(await confirmed('exploitant', content)).toMatchObject({
      academyCode: null,
      created: 1,
      unchanged: 2,
    });
  });

  it('nobody else does', async () => {
    for (const person of ['redactrice', 'maire', 'directrice', 'editeur', 'observatrice']) {
      const found = await db.user.findUnique({ where: { email: `${person}@demo.invalid` } });
      if (!found) continue;
      const acting = await actOf(db, person);
      expect(() => importScope(acting)).toThrow();
    }
  });

  it('keeps a choice of columns by name for the next file, whatever the order of its columns', async () => {
    const { acting, id } = await upload('dane', `quand;qui;combien\n${weeks[0]};${a};5\n`);
    await confirmImport(acting, {
      id,
      version: 1,
      reading: { columns: ['week', 'uai', 'visitsTotal'], dateFormat: 'iso', durationUnit: 'second' },
      mappingName: 'Relevé de l’éditeur',
    });
    await runWaitingWork(db);
    const next = await upload('dane', `Combien;Quand;Qui;Autre\n6;${weeks[1]};${a};z\n`);
    const view = await (await callerOf(db, 'dane')).audience.import({ id: next.id });
    expect(view).toMatchObject({
      mappingName: 'Relevé de l’éditeur',
      reading: { columns: ['visitsTotal', 'week', 'uai', ''], dateFormat: 'iso' },
      readyMade: false,
    });
    const wrong = await refused(
      confirmImport(acting, { id: next.id, version: 7, reading: view.reading as Reading }),
    );
    expect(wrong.code).toBe('conflict');
    await expect(resumeImport(acting, { id: next.id })).rejects.toThrow('n’est pas arrêté');
    await (await callerOf(db, 'dane')).audience.discard({ id: next.id });
    expect(await db.audienceImport.findUnique({ where: { id: next.id } })).toBeNull();
  });

  it('says that a file is the same as one before, and stops when the person cancels', async () => {
    const content = table(lineOf(weeks[0], a, { visitsTotal: 77 }));
    const first = await confirmed('dane', content);
    const again = await upload('dane', content);
    const caller = await callerOf(db, 'dane');
    const view = await caller.audience.import({ id: again.id });
    expect(view.sameAs).toMatchObject({ id: first.id });
    expect(view.readyMade).toBe(true);
    const { workId } = await caller.audience.confirm({
      id: again.id,
      version: view.version,
      reading: view.reading,
    });
    await caller.work.cancel({ id: workId });
    await runWaitingWork(db);
    const cancelled = await caller.audience.import({ id: again.id });
    expect(cancelled).toMatchObject({ state: 'cancelled', lines: 0 });
    await caller.audience.resume({ id: again.id });
    await runWaitingWork(db);
    expect(await caller.audience.import({ id: again.id })).toMatchObject({ state: 'done', unchanged: 1 });
  });
});
