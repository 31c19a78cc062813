import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import type { Db } from '../db';
import { writeXlsx } from '../documents/xlsx';
import { callerOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';
import { type Planted, plantInventory, told } from './testing';

let db: Db;
let close: () => Promise<void>;
let planted: Planted;

const as = (person: Person) => callerOf(db, person);
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
type Caller = Awaited<ReturnType<typeof as>>;
type Target = 'tools' | 'sectors';

const file = (text: Uint8Array | string, target: Target = 'tools', columns?: string[]) => ({
  target,
  name: 'outils.csv',
  contentBase64: base64(text),
  ...(columns ? { columns } : {}),
});
const preview = (caller: Caller, text: Uint8Array | string, target?: Target, columns?: string[]) =>
  caller.inventory.previewImport(file(text, target, columns));
async function write(caller: Caller, text: Uint8Array | string, target?: Target, columns?: string[]) {
  const { plan, refusal } = await preview(caller, text, target, columns);
  if (!plan) throw new Error(refusal);
  return caller.inventory.import({ ...file(text, target, columns), digest: plan.digest });
}

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  planted = await plantInventory(db);
});
afterAll(() => close());
beforeEach(async () => {
  await db.inventoryEntry.deleteMany();
  await db.sectorLink.deleteMany();
});

const heads =
  'UAI;Commune;Solution;Usages;Payeur;Collectivité;Depuis;Jusqu’au;Cadre de confiance;Preuve;Par l’ENT;Source;Date de la source';
const lines = () => [
  `${planted.ferry};;cahier PAYANT;Cahier de textes, absences;collectivité;Argenteuil;01/09/2024;;oui;Marché 2024;non;Enquête;15/10/2026`,
  ';Argenteuil;ENT Alpha;;;;1er septembre 2023;;inconnu;;;Enquête;2026-10-15',
  `${planted.curie};;Manuels;;école;;;31/08/2026;hors;;;Enquête;15/10/2026`,
];
const table = () => [heads, ...lines()].join('\r\n');

describe('a file of products used', () => {
  it('is shown line by line, written whole, and changes nothing the second time', async () => {
    const dane = await as('dane');
    const seen = await preview(dane, table());
    expect(seen.columns).not.toContain('');
    expect(seen.plan?.lines.map(({ line, state, said }) => [line, state, said])).toEqual([
      [2, 'new', 'Nouvelle ligne.'],
      [3, 'new', 'Nouvelle ligne.'],
      [4, 'new', 'Nouvelle ligne.'],
    ]);
    expect(await db.inventoryEntry.count()).toBe(0);
    expect(await write(dane, table())).toEqual({ created: 3, changed: 0 });
    const kept = await db.inventoryEntry.findMany({
      include: { payerAuthority: true },
      orderBy: { sinceOn: 'asc' },
    });
    expect(kept).toMatchObject([
      { communeCode: '95018', payer: 'unknown', trust: 'unknown', throughEnt: null },
      {
        uai: planted.ferry,
        uses: ['diary', 'absences'],
        payer: 'authority',
        payerAuthority: { kind: 'commune', code: '95018' },
        trust: 'inside',
        trustProof: 'Marché 2024',
        throughEnt: false,
      },
      { uai: planted.curie, payer: 'school', trust: 'outside' },
    ]);
    const again = await preview(dane, table());
    expect(again.plan?.counts).toEqual({ same: 3, changed: 0, new: 0, error: 0 });
    expect(await write(dane, table())).toEqual({ created: 0, changed: 0 });
    const imports = await db.journalEntry.findMany({ where: { action: 'inventory.imported' } });
    expect(imports).toHaveLength(1);
    expect(await db.journalEntry.count({ where: { action: 'inventory.declared' } })).toBe(3);
    expect((await verifyJournal(db)).broken).toBeNull();
  });

  it('corrects what it tells and leaves the rest of a line as it is', async () => {
    const dane = await as('dane');
    await write(dane, table());
    const few = `UAI;Solution;Payeur\n${planted.ferry};Cahier payant;gratuit\n${planted.hugo};Cahier payant;\n`;
    const seen = await preview(dane, few);
    expect(seen.plan?.lines.map(({ said }) => said)).toEqual(['Change\u00a0: payeur.', 'Nouvelle ligne.']);
    expect(await write(dane, few)).toEqual({ created: 1, changed: 1 });
    expect(await db.inventoryEntry.findFirst({ where: { uai: planted.ferry } })).toMatchObject({
      payer: 'free',
      payerAuthorityId: null,
      trust: 'inside',
      source: 'Enquête',
      version: 2,
    });
    expect(await write(dane, few)).toEqual({ created: 0, changed: 0 });
  });

  it('is read from a workbook, and by columns that are said otherwise', async () => {
    const dane = await as('dane');
    const book = await writeXlsx(
      'Outils',
      [
        { label: 'Établissement', kind: 'text', value: (row: string[]) => row[0] },
        { label: 'Quoi', kind: 'text', value: (row: string[]) => row[1] },
      ],
      [[planted.ferry, 'Manuels']],
    );
    const seen = await preview(dane, book);
    expect(seen).toMatchObject({ columns: ['', ''], plan: null, refusal: expect.stringContaining('UAI') });
    expect((await preview(dane, book, 'tools', ['uai', ''])).refusal).toContain('la solution');
    expect((await preview(dane, book, 'tools', ['uai', 'uai'])).refusal).toContain('Deux colonnes');
    expect((await preview(dane, book, 'tools', ['uai', 'coffee'])).refusal).toContain('ne peut pas');
    expect(await write(dane, book, 'tools', ['uai', 'product'])).toEqual({ created: 1, changed: 0 });
  });

  const good = () => `${planted.curie};;Manuels;;;;;;;;;;`;
  it.each<[string, () => string, string]>([
    ['an unknown school', () => '0951099D;;Manuels;;;;;;;;;;', 'n’est pas dans l’annuaire'],
    ['a wrong check letter', () => '0957001A;;Manuels;;;;;;;;;;', 'lettre de contrôle'],
    ['no place', () => ';;Manuels;;;;;;;;;;', 'ni école (UAI) ni commune'],
    ['an unknown commune', () => ';Trifouillis;Manuels;;;;;;;;;;', '« Trifouillis »'],
    ['an INSEE code that nobody has', () => ';95999;Manuels;;;;;;;;;;', '95999'],
    ['a name of several communes', () => ';Saint-Denis;Manuels;;;;;;;;;;', 'code INSEE'],
    ['a product outside the catalogue', () => `${planted.ferry};;Pronotte;;;;;;;;;;`, 'catalogue'],
    ['no product', () => `${planted.ferry};;;;;;;;;;;;`, 'pas nommée'],
    ['an unknown use', () => `${planted.ferry};;Manuels;café;;;;;;;;;`, '« café »'],
    ['an unknown payer', () => `${planted.ferry};;Manuels;;le roi;;;;;;;;`, '« le roi »'],
    ['an unknown authority', () => `${planted.ferry};;Manuels;;;Trifouillis;;;;;;;`, 'Trifouillis'],
    ['two payers', () => `${planted.ferry};;Manuels;;gratuit;Argenteuil;;;;;;;`, 'le payeur est un autre'],
    ['a day that is none', () => `${planted.ferry};;Manuels;;;;31/02/2025;;;;;;`, '31/02/2025'],
    ['a period turned round', () => `${planted.ferry};;Manuels;;;;01/09/2026;01/01/2026;;;;;`, 'précède'],
    ['a cadre without proof', () => `${planted.ferry};;Manuels;;;;;;oui;;;;`, 'ce qui le prouve'],
    ['neither yes nor no', () => `${planted.ferry};;Manuels;;;;;;;;bof;;`, '« bof »'],
    ['a source of tomorrow', () => `${planted.ferry};;Manuels;;;;;;;;;;01/01/2030`, 'avenir'],
    ['another académie', () => `${planted.rennes};;Manuels;;;;;;;;;;`, 'votre académie'],
    ['the same line twice', () => good(), 'déjà à la ligne 2'],
  ])('is refused whole for one line with %s', async (_, line, reason) => {
    const dane = await as('dane');
    const text = [heads, good(), line()].join('\n');
    const { plan } = await preview(dane, text);
    expect(plan?.counts.error).toBe(1);
    const [bad] = plan?.lines.filter(({ state }) => state === 'error') ?? [];
    expect(bad?.line).toBe(3);
    expect(bad?.said.replace(/\u00a0/g, ' ')).toContain(reason);
    const said = await refused(dane.inventory.import({ ...file(text), digest: plan?.digest ?? '' }));
    expect(said).toMatchObject({ code: 'invalid', message: expect.stringContaining('Ligne 3') });
    expect(await db.inventoryEntry.count()).toBe(0);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'vide'],
    ['without heads', 'Bonjour\n', 'en-têtes'],
    ['without lines', 'UAI;Solution\n', 'aucune ligne'],
    ['cut', 'UAI;Solution\n0957001A;x\n0957002B;y\n095', 'coupé'],
    ['a broken workbook', 'PK\u0003\u0004rien', ''],
    ['too long', `UAI;Solution\n${'0957001A;x\n'.repeat(5_001)}`, '5'],
  ])('is refused when it is %s', async (_, text, reason) => {
    const said = await refused(preview(await as('dane'), text));
    expect(said.code).toBe('invalid');
    expect(said.fields.file ?? said.message).toContain(reason);
  });

  it('writes nothing when something changed since the preview, nor without a preview', async () => {
    const dane = await as('dane');
    const { plan } = await preview(dane, table());
    await dane.inventory.declare({ ...told, uai: planted.curie, productId: planted.products.resource.id });
    const late = await refused(dane.inventory.import({ ...file(table()), digest: plan?.digest ?? '' }));
    expect(late).toMatchObject({ code: 'conflict', message: expect.stringContaining('aperçu') });
    expect((await refused(dane.inventory.import({ ...file(table()), digest: '' }))).code).toBe('invalid');
    expect(await db.inventoryEntry.count()).toBe(1);
  });

  it('keeps a collectivité to its territory, and others out', async () => {
    const town = await as('projet');
    const outside = `UAI;Solution\n${planted.ferry};Manuels\n${planted.hugo};Manuels\n`;
    const { plan } = await preview(town, outside);
    expect(plan?.lines.map(({ said }) => said)[1]).toContain('territoire de votre collectivité');
    expect(await write(town, `UAI;Solution\n${planted.ferry};Manuels\n`)).toEqual({ created: 1, changed: 0 });
    for (const person of ['maire', 'dpd', 'editeur', 'ecole'])
      expect((await refused(preview(await as(person), outside))).code).toBe('forbidden');
  });
});

describe('a file of collèges of sector', () => {
  it('links écoles to their collège, once', async () => {
    const dane = await as('dane');
    const text = `UAI école;Collège de secteur;Depuis\n${planted.ferry};${planted.college};01/09/2025\n${planted.curie};${planted.college};\n`;
    expect(await write(dane, text, 'sectors')).toEqual({ created: 2, changed: 0 });
    expect(await write(dane, text, 'sectors')).toEqual({ created: 0, changed: 0 });
    const later = text.replace('01/09/2025', '01/09/2024');
    expect(await write(dane, later, 'sectors')).toEqual({ created: 0, changed: 1 });
    const wrong = `UAI école;Collège de secteur\n${planted.ferry};${planted.curie}\n${planted.college};${planted.college}\n;${planted.college}\n${planted.ferry};${planted.college}\n${planted.ferry};${planted.college}\n`;
    const { plan } = await preview(dane, wrong, 'sectors');
    expect(plan?.lines.map(({ state, said }) => `${state} ${said}`)).toEqual([
      expect.stringContaining('n’est pas un collège'),
      expect.stringContaining('n’est pas une école'),
      expect.stringContaining('manque'),
      'same Rien ne change.',
      expect.stringContaining('déjà à la ligne 5'),
    ]);
    expect((await preview(dane, text.replace('Collège de secteur', 'X'), 'sectors')).refusal).toContain(
      'collège',
    );
  });
});
