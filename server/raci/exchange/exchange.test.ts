import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { pdfInfo, pdfText } from '@/server/documents/poppler';
import { closeDocumentWorkers } from '@/server/documents/render';
import { callerOf, contextOf, createPopulatedDatabase } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { matrixFile } from './downloads';

let db: Db;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});
beforeEach(async () => {
  const dane = await callerOf(db, 'dane');
  ({ id } = await dane.projects.create({
    name: 'ENT des écoles',
    degree: 'primary',
    carrierInsee: '95018',
  }));
  await dane.raci.start({ id });
});

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const file = (content: Uint8Array | string, name = 'matrice.csv') => ({
  name,
  contentBase64: base64(content),
});
const rows = () => db.journalEntry.findMany({ where: { objectId: id, action: 'raci.imported' } });

async function read(content: string | Uint8Array, name?: string) {
  const dane = await callerOf(db, 'dane');
  return {
    dane,
    table: { name: 'matrice.csv', ...(await dane.raci.exchange.read({ id, ...file(content, name) })) },
  };
}

describe('a file into the matrix', () => {
  it('is read, shown line by line, then written in one journal row', async () => {
    const { dane, table } = await read(
      'Phase;Activité;AC;CO;Familles\r\nCadrage;Recenser les besoins et l’existant;R;AR;I\r\nExploitation;Tenir le registre des incidents;A;R;\r\n',
    );
    expect(table.columns).toEqual(['phase', 'activity', 'actor:AC', 'actor:CO', 'new']);
    const { version, plan } = await dane.raci.exchange.preview({ id, ...table });
    expect(plan?.counts).toEqual({ same: 0, changed: 1, new: 1, error: 0, cells: 4 });
    expect(await rows()).toHaveLength(0);

    const done = await dane.raci.exchange.write({ id, ...table, version });
    expect(done).toEqual({ version: 2, activities: 1, actors: 1, renamed: 0, cells: 4 });
    const { matrix } = await dane.raci.matrix({ id });
    expect(matrix?.structureVersion).toBe(2);
    expect(matrix?.actors.at(-1)).toMatchObject({ label: 'Familles', short: 'FAM', party: 'other' });
    const operation = matrix?.phases.find(({ phase }) => phase === 'operation')?.activities ?? [];
    expect(operation.at(-1)).toMatchObject({ label: 'Tenir le registre des incidents', number: 26 });
    expect(operation.at(-1)?.cells.AC?.meanings).toEqual(['accountable']);
    expect(await rows()).toHaveLength(1);

    // What stands is nothing to write.
    const again = await read(
      'Phase;Activité;AC;CO;FAM\r\nExploitation;Tenir le registre des incidents;A;R;\r\n',
    );
    const same = await dane.raci.exchange.write({ id, ...again.table, version: 2 });
    expect(same).toMatchObject({ version: 2, cells: 0 });
    expect(await rows()).toHaveLength(1);
  });

  it('takes back the workbook that it gives', async () => {
    const ctx = await contextOf(db, 'dane');
    const { bytes } = await matrixFile(ctx, id, 'xlsx', null);
    const { dane, table } = await read(bytes as Uint8Array, 'matrice.xlsx');
    const { plan } = await dane.raci.exchange.preview({ id, ...table });
    expect(plan?.counts).toEqual({ same: 30, changed: 0, new: 0, error: 0, cells: 0 });
  });

  it('writes nothing for one wrong line, and names it', async () => {
    const { dane, table } = await read(
      'Activité;CO\nRecenser les besoins et l’existant;R\nInconnue;R\nRédiger le projet de convention;Z\n',
    );
    const refusal = await refused(dane.raci.exchange.write({ id, ...table, version: 1 }));
    expect(refusal.code).toBe('invalid');
    expect(Object.keys(refusal.fields ?? {})).toEqual(['rows.3', 'rows.4']);
    expect(refusal.message).toContain('Rien n’est importé. Ligne 3');
    expect((await dane.raci.matrix({ id })).matrix?.version).toBe(1);
  });

  it('is refused when the matrix changed since the preview, or when its columns say too little', async () => {
    const { dane, table } = await read('Activité;CO\nRecenser les besoins et l’existant;R\n');
    const stale = await refused(dane.raci.exchange.write({ id, ...table, version: 0 }));
    expect(stale.code).toBe('conflict');
    const columns = ['', 'actor:CO'] as typeof table.columns;
    expect((await dane.raci.exchange.preview({ id, ...table, columns })).refusal).toContain('activités');
    expect((await refused(dane.raci.exchange.write({ id, ...table, columns, version: 1 }))).code).toBe(
      'invalid',
    );
  });

  it('refuses an actor that is not in the matrix, and characters that nothing keeps', async () => {
    const { dane, table } = await read('Activité;CO\nRecenser les besoins et l’existant;R\n');
    const columns = ['activity', 'actor:ZZ'] as typeof table.columns;
    expect((await dane.raci.exchange.preview({ id, ...table, columns })).refusal).toContain(
      'n’est pas, ou plus',
    );
    const unknown = await refused(dane.raci.exchange.write({ id, ...table, columns, version: 1 }));
    expect(unknown.fields.columns).toContain('n’est pas, ou plus');
    const rows = [{ line: 2, cells: ['Nom\u0000caché', 'R'] }];
    expect((await refused(dane.raci.exchange.write({ id, ...table, rows, version: 1 }))).code).toBe(
      'invalid',
    );
    expect((await dane.raci.matrix({ id })).matrix?.version).toBe(1);
  });

  it.each([
    ['empty', '', 'vide'],
    ['cut in a quotation', 'Activité;CO\n"Recenser;R', 'coupé'],
    ['without heads', 'x\n', 'en-têtes'],
    ['of one line of heads', 'Activité;CO\n', 'aucune ligne'],
    ['of a thousand lines', `Activité;CO\n${'a;R\n'.repeat(1000)}`, 'au plus'],
  ])('is refused when it is %s', async (_, content, reason) => {
    const dane = await callerOf(db, 'dane');
    const refusal = await refused(dane.raci.exchange.read({ id, ...file(content) }));
    expect(refusal.code).toBe('invalid');
    expect(refusal.message).toContain(reason);
  });

  it('is refused to who reads only, hidden from strangers', async () => {
    const given = file('Activité;CO\nx;R\n');
    expect((await refused((await callerOf(db, 'dpd')).raci.exchange.read({ id, ...given }))).code).toBe(
      'forbidden',
    );
    expect(
      (await refused((await callerOf(db, 'dane.rennes')).raci.exchange.read({ id, ...given }))).code,
    ).toBe('not_found');
  });
});

describe('the matrix as a file', () => {
  it('is a PDF that lies, with its phases, its letters and their legend', async () => {
    const { bytes, name } = await matrixFile(await contextOf(db, 'dane'), id, 'pdf', null);
    const text = await pdfText(bytes as Uint8Array);
    expect(name).toBe('responsabilites-2026-11-22.pdf');
    for (const said of [
      'ENT des écoles',
      'État au 22 novembre 2026',
      'Cadrage',
      'répond du résultat',
      'Suite',
    ])
      expect(text).toContain(said);
    expect((await pdfInfo(bytes as Uint8Array)).get('Page size')).toMatch(/^841\.\d+ x 595/);
  });

  it('has a page for each phase once it is long, with all its heads', async () => {
    const { matrix } = await (await callerOf(db, 'dane')).raci.matrix({ id });
    const { id: matrixId } = await db.raciMatrix.findUniqueOrThrow({ where: { projectId: id } });
    await db.raciActivity.createMany({
      data: Array.from({ length: 70 }, (_, rank) => ({
        matrixId,
        key: `more${rank}`,
        phase: 'operation' as const,
        label: `Activité supplémentaire ${rank + 1}`,
        position: 100 + rank,
      })),
    });
    await db.raciActor.createMany({
      data: Array.from({ length: 14 }, (_, rank) => ({
        matrixId,
        key: `k${rank}`,
        label: `Organisme partenaire ${rank + 1}`,
        short: `O${rank + 1}`,
        position: 100 + rank,
      })),
    });
    const { bytes } = await matrixFile(await contextOf(db, 'dane'), id, 'pdf', null);
    const pages = (await pdfText(bytes as Uint8Array)).split('\f').filter((page) => page.trim() !== '');
    expect(matrix?.phases).toHaveLength(8);
    expect(pages.length).toBeGreaterThan(8);
    // 22 actors stand on two sets of pages; what is narrow is named under the legend.
    expect(pages.filter((page) => page.includes('acteurs 2/2')).length).toBeGreaterThanOrEqual(8);
    for (const page of pages) expect(page).toContain('répond du résultat');
    expect(pages.some((page) => page.includes('O14'))).toBe(true);
  });

  it('is not given to strangers, and not in a version that does not exist', async () => {
    const stranger = await contextOf(db, 'dane.rennes');
    expect((await refused(matrixFile(stranger, id, 'csv', null))).code).toBe('not_found');
    const dane = await contextOf(db, 'dane');
    expect((await refused(matrixFile(dane, id, 'csv', '9'))).code).toBe('not_found');
    expect((await refused(matrixFile(dane, id, 'csv', 'x'))).code).toBe('invalid');
  });
});
