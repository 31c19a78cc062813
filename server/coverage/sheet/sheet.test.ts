import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { CoverageSheetContent } from '@/server/documents/content';
import { coverageSheet } from '@/server/documents/layout1/coverage-sheet';
import { loadFonts } from '@/server/documents/layout1/fonts';
import { MARGIN, PAPER } from '@/server/documents/layout1/style';
import { hasTool, pdfFonts, pdfInfo, pdfText, qpdfComplaint } from '@/server/documents/poppler';
import { closeDocumentWorkers, renderCoverageSheetPdf } from '@/server/documents/render';
import { contextOf, createPopulatedDatabase } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { schoolRow } from '@/server/testing/territory';
import { callerFor } from '@/server/trpc/root';

const poppler = await hasTool('pdftotext');
const qpdf = await hasTool('qpdf');
let db: Db;
let close: () => Promise<void>;
const as = async (person: string | null) => callerFor(await contextOf(db, person)).coverage;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const uais = Array.from({ length: 10 }, (_, rank) => `095100${rank}A`);
  await db.school.createMany({
    data: uais.map((uai) => ({
      ...schoolRow({ uai, department: '95', name: 'École que la fiche ne nomme pas' }),
      demonstration: false,
      firstSeenAt: new Date('2025-01-10T10:00:00Z'),
    })),
  });
  const carrier = await db.authority.create({ data: { kind: 'syndicate', name: 'S', searchName: 's' } });
  const day = (rank: number) => toDbDate(rank < 3 ? '2024-02-01' : '2025-09-01');
  await db.project.create({
    data: {
      academyCode: '25',
      carrierId: carrier.id,
      name: 'Projet que la fiche ne nomme pas',
      degree: 'primary',
      schools: { create: uais.slice(0, 5).map((uai, rank) => ({ uai, addedOn: day(rank) })) },
    },
  });
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

describe('what it says', () => {
  it('is what the pages say: same counts, same date, with sources, and rates only since the directory is known', async () => {
    const dane = await as('dane');
    const content = await dane.sheet({ department: '95' });
    const { departments } = await dane.byDepartment({ departments: ['95'] });
    const counts = departments[0]?.counts;
    expect(counts).toMatchObject({ exists: 10, inProject: 5 });
    expect(content.chain.map(({ label, figure }) => [label, plain(figure)])).toEqual([
      ['Ouverts', '10 établissements'],
      ['Dans un projet', '5 sur 10, soit 50 %'],
      ['Conventionnés', '0 sur 10, soit 0 %'],
      ['Accrochés à l’AAF', '0 sur 10, soit 0 %'],
      ['Utilisés (DNMA)', 'non mesurés à cette date'],
    ]);
    expect(content.evolution.heads.at(-1)).toBe('2026-2027, au 22/11/2026');
    // 2022-23, 2023-24, 2024-25, 2025-26, today: no rate before January 2025, when the directory began.
    expect(content.evolution.rows[1]?.cells.map(plain)).toEqual([
      '0',
      '3',
      '3 (30 %)',
      '5 (50 %)',
      '5 (50 %)',
    ]);
    expect(content.evolution.rows[0]?.cells).toEqual(['–', '–', '10', '10', '10']);
    expect(plain(content.evolution.note ?? '')).toContain('que depuis le 10 janvier 2025');
    expect(content.movements.map(({ day, said }) => plain(`${day} ${said}`))).toEqual([
      '1er septembre 2025 2 établissements entrent dans un projet',
      '1er février 2024 3 établissements entrent dans un projet',
    ]);
    expect(content.published[0]).toMatchObject({
      source: 'Eduscol 2022 (repris du dossier de départ du projet), 2022',
      computed: 'aucun fait daté aussi tôt',
    });
    expect(content.demonstration).toBe(false);
    expect(JSON.stringify(content)).not.toContain('ne nomme pas');
  });

  it('tells the past of a past day', async () => {
    const content = await (await as('dane')).sheet({ department: '95', asOf: '2025-06-30' });
    expect(plain(content.chain[1]?.figure ?? '')).toBe('3 sur 10, soit 30 %');
    expect(content.movements).toHaveLength(1);
  });

  it('is for whoever is signed in, and of a département that exists', async () => {
    expect((await (await as('lecteur')).sheet({ department: '95' })).title).toBe('Val-d’Oise (95)');
    expect((await refused((await as(null)).sheet({ department: '95' }))).code).toBe('unauthenticated');
    expect((await refused((await as('dane')).sheet({ department: '96' }))).code).toBe('not_found');
    expect((await refused((await as('dane')).sheet({ department: '7' }))).code).toBe('invalid');
  });
});

const long =
  'Un nom très long, avec des mots et encore des mots, qui ne tiendrait sur aucune ligne du monde ';
const endless = 'Établissementsansuneseuleespacepourcouperlemot'.repeat(6);
const worst = (text: string): CoverageSheetContent => ({
  kind: 'coverage_sheet',
  layout: 1,
  title: text,
  scope: text,
  academyName: text,
  composedOn: '2026-11-22',
  asOf: 'au 22 novembre 2026',
  draft: false,
  demonstration: true,
  chain: Array.from({ length: 5 }, () => ({ label: text, meaning: text, figure: text, share: 1.4 })),
  chainNotes: Array.from({ length: 9 }, () => text),
  published: Array.from({ length: 9 }, () => ({ source: text, said: text, computed: text, gap: text })),
  publishedMore: 40,
  reasons: Array.from({ length: 9 }, () => text),
  evolution: {
    heads: Array.from({ length: 5 }, () => '2025-2026, au 31/07/2026'),
    rows: Array.from({ length: 9 }, () => ({ label: text, cells: Array.from({ length: 5 }, () => text) })),
    note: text,
  },
  movements: Array.from({ length: 40 }, () => ({ day: text, said: text })),
  source: text,
});

describe.runIf(poppler)('the page', () => {
  it('is one A4 page that holds what the content says, with its fonts and its title', async () => {
    const content = await (await as('dane')).sheet({ department: '95' });
    const { bytes } = await renderCoverageSheetPdf(content);
    const info = await pdfInfo(bytes);
    expect(info.get('Pages')).toBe('1');
    expect(info.get('Page size')).toMatch(/A4/);
    expect(info.get('Title')).toBe('Couverture numérique – Val-d’Oise (95)');
    const text = plain(await pdfText(bytes));
    for (const said of [
      'académie de Versailles',
      'Val-d’Oise (95)',
      '5 sur 10, soit 50 %',
      'Chiffres publiés, à côté du calcul',
      '772 écoles (écoles du territoire (dénominateur non publié))',
      'Évolution depuis les dernières années scolaires',
      '2 établissements entrent dans un projet',
      'Sources : projets',
      'Page 1 / 1',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Démonstration');
    for (const font of await pdfFonts(bytes)) expect(font).toMatchObject({ embedded: true });
    if (qpdf) expect(await qpdfComplaint(bytes)).toBeNull();
  });

  it.each([
    ['long names', long.repeat(4)],
    ['a word without an end', endless],
    ['another script', 'مدرسة فال دواز '.repeat(30)],
    ['several lines', 'ligne\n'.repeat(60)],
  ])('stays one page with %s, everything above the foot', async (_, text) => {
    const { bytes } = await renderCoverageSheetPdf(worst(text));
    await loadFonts(text);
    const ends = coverageSheet(worst(text)).marks.map((mark) =>
      mark.type === 'lines' ? mark.top + mark.lines.length * mark.style.leading : mark.top,
    );
    expect(Math.max(...ends)).toBeLessThan(PAPER.portrait.height - MARGIN.bottom + 20);
    expect((await pdfInfo(bytes)).get('Pages')).toBe('1');
    const read = await pdfText(bytes);
    // The last part of the page is there: nothing pushed it out.
    expect(plain(read)).toContain('Derniers mouvements');
    expect(plain(read)).toContain('Démonstration, données fictives');
  });
});
