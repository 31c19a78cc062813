import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '../clock';
import type { Db } from '../db';
import { readXlsx } from '../documents/xlsx';
import { callerOf, contextOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';
import { templateVersion } from '../testing/territory';
import { runWaitingWork } from '../work/run';

let db: Db;
let close: () => Promise<void>;
let column: string;
let projects: string[];
const as = (person: Person) => callerOf(db, person);
/** Runs what waits, and reads the file that this work left. */
async function fileOf({ id }: { id: string }) {
  await runWaitingWork(db);
  const work = await db.backgroundWork.findUniqueOrThrow({ where: { id }, include: { file: true } });
  return { work, bytes: Buffer.from(work.file?.bytes ?? []), name: work.file?.name };
}

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const dane = await as('dane');
  ({ id: column } = await dane.projects.addColumn({ label: 'Classes', type: 'number' }));
  projects = [];
  for (const name of ['=HYPERLINK("http://x.invalid")', 'Écoles\u00a0; «\u00a0essai\u00a0»'])
    projects.push((await dane.projects.create({ name, degree: 'primary', carrierInsee: '95018' })).id);
  const [one = ''] = projects;
  const cell = (key: string, text: string) => ({ projectId: one, column: key, text, seen: '' });
  await dane.projects.setCells({
    cells: [
      cell(`own:${column}`, '1 250,5'),
      cell('endsOn', '31/08/2027'),
      cell('nextStep', '+33 1 30 83 00 00'),
    ],
  });
});
afterAll(() => close());

describe('export of a list', () => {
  it('writes projects as CSV with the columns of the académie, formulas made text, source at the foot', async () => {
    const dane = await as('dane');
    const asked = await dane.lists.exportProjects({ format: 'csv', filters: {} });
    const { work, bytes, name } = await fileOf(asked);
    expect(work).toMatchObject({ state: 'done', report: { rows: 2 }, done: 2, total: 2 });
    expect(name).toMatch(/^projets-\d{4}-\d\d-\d\d\.csv$/);
    const [heads = '', first = '', second = '', empty, ...foot] = bytes.toString().split('\r\n');
    expect(heads.charCodeAt(0)).toBe(0xfeff);
    expect(heads).toContain(';Prochaine étape;');
    expect(heads).toContain(';Classes;');
    expect(first).toContain(`"'=HYPERLINK(""http://x.invalid"")"`);
    expect(first).toContain(`'+33 1 30 83 00 00`);
    expect(first).toContain(';31/08/2027;');
    expect(first).toContain(';1250,5;');
    expect(second).toContain('"Écoles\u00a0; «\u00a0essai\u00a0»"');
    expect(empty).toBe('');
    expect(foot.join(' ')).toMatch(/Source;.*Lignes;2\s+projets.*Demandé par;Dominique Dane/);
    const row = await db.journalEntry.findFirstOrThrow({ where: { objectId: asked.id } });
    expect(row.action).toBe('list.export_asked');
  });

  it('writes a workbook that reads back: typed cells, text that never runs, a sheet about it', async () => {
    const dane = await as('dane');
    const { bytes } = await fileOf(await dane.lists.exportProjects({ format: 'xlsx', filters: {} }));
    const { rows } = await readXlsx(bytes);
    const [heads = [], first = []] = rows;
    const at = (label: string) => first[heads.indexOf(label)];
    expect(at('Projet')).toBe('=HYPERLINK("http://x.invalid")');
    expect(at('Fin prévue')).toEqual(new Date('2027-08-31'));
    expect(at('Classes')).toBe(1250.5);
    expect(at('Prochaine étape')).toBe('+33 1 30 83 00 00');
    const about = await readXlsx(bytes, 'À propos');
    expect(about.rows.map(([label]) => label)).toContain('Demandé par');
    expect(bytes.includes('<f>')).toBe(false);
  });

  it('takes the filters of the screen, and many pages', async () => {
    const template = await templateVersion(db);
    const carrier = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: '95018' } },
    });
    await db.convention.createMany({
      data: Array.from({ length: 1_203 }, (_, index) => ({
        number: `25-2018-${String(index).padStart(4, '0')}`,
        academyCode: '25',
        projectId: projects[0] ?? '',
        authorityId: carrier.id,
        templateVersionId: template,
        title: index % 3 === 0 ? 'Reprise du classeur' : 'Autre texte',
        degree: 'primary' as const,
        endsOn: toDbDate('2027-08-31'),
      })),
    });
    const dane = await as('dane');
    const all = await fileOf(await dane.lists.exportConventions({ format: 'csv', filters: {} }));
    expect(all.work.report).toEqual({ rows: 1_203 });
    const lines = all.bytes.toString().split('\r\n').slice(1, 1_204);
    expect(new Set(lines.map((line) => line.split(';')[0])).size).toBe(1_203);
    const some = await fileOf(
      await dane.lists.exportConventions({ format: 'csv', filters: { q: 'reprise clasëur' } }),
    );
    expect(some.work.report).toEqual({ rows: 401 });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('accordent-liste-'))).toEqual([]);
  });

  it('gives each what their hat reads, and nothing of what the académie keeps to itself', async () => {
    const town = await as('projet');
    const { bytes } = await fileOf(await town.lists.exportProjects({ format: 'csv', filters: {} }));
    const text = bytes.toString();
    expect(text).toContain('31/08/2027');
    for (const secret of ['Classes', 'Priorité', '+33 1 30']) expect(text).not.toContain(secret);
    const rennes = await as('dane.rennes');
    const none = await fileOf(await rennes.lists.exportConventions({ format: 'csv', filters: {} }));
    expect(none.work.report).toEqual({ rows: 0 });
    expect(
      (await refused((await as('lecteur')).lists.exportProjects({ format: 'csv', filters: {} }))).code,
    ).toBe('forbidden');
    const wrong = { format: 'pdf' as 'csv', filters: {} };
    expect((await refused((await as('dane')).lists.exportProjects(wrong))).fields.format).toContain('CSV');
  });

  it('reads the rights when it runs, not when it was asked', async () => {
    const asked = await (await as('redaction')).lists.exportProjects({ format: 'csv', filters: {} });
    const { actor } = await contextOf(db, 'redaction');
    await db.membership.update({
      where: { id: actor?.membershipId ?? '' },
      data: { validUntil: toDbDate('2020-01-01') },
    });
    const { work } = await fileOf(asked);
    expect(work).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('pris fin'),
      fileId: null,
    });
  });

  it('writes the queue of the AAF, empty as it may be', async () => {
    const dane = await as('dane');
    const { bytes } = await fileOf(await dane.lists.exportAaf({ format: 'xlsx', filters: { state: 'all' } }));
    expect((await readXlsx(bytes)).rows[0]).toContain('UAI');
  });
});
