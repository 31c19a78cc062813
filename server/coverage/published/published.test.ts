import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { toCsv } from '@/server/documents/csv';
import { writeXlsx } from '@/server/documents/xlsx';
import { contextOf, createPopulatedDatabase } from '@/server/testing/people';
import { refused as refusalFrom } from '@/server/testing/refused';
import { schoolRow } from '@/server/testing/territory';
import { refusalOf } from '@/server/trpc/init';
import { callerFor } from '@/server/trpc/root';
import { publishedFigures } from './queries';
import type { EnterFigure, FiguresTableInput } from './schema';

let db: Db;
let close: () => Promise<void>;
const as = async (person: string | null) => callerFor(await contextOf(db, person)).coverage.figures;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

const refused = async (work: Promise<unknown>, code: string, why: RegExp) => {
  const refusal = await refusalFrom(work);
  expect({ code: refusal.code, said: [refusal.message, ...Object.values(refusal.fields)].join(' ') }).toEqual(
    {
      code,
      said: expect.stringMatching(why),
    },
  );
};
const facts = (given: Partial<EnterFigure> = {}): EnterFigure => ({
  departmentCode: '95',
  degree: 'primary',
  year: 2024,
  asOf: '2024-06-30',
  band: '90 % et plus',
  numerator: 772,
  denominator: 765,
  scopeKind: 'public',
  scope: '',
  source: 'Eduscol 2024',
  sourceUrl: 'https://eduscol.education.fr/ent',
  publishedOn: '2024-10-01',
  ...given,
});
const journal = (objectId: string) =>
  db.journalEntry.findMany({ where: { objectId }, orderBy: { seq: 'asc' } });

describe('from the start', () => {
  it('has the four figures of the project, which say where they come from', async () => {
    const figures = await publishedFigures({ db }, { academyCode: '25' });
    expect(figures.map((one) => [one.departmentCode, one.rate.numerator])).toEqual([
      ['78', 177],
      ['91', 164],
      ['92', 259],
      ['95', 772],
    ]);
    expect(new Set(figures.map((one) => one.source))).toEqual(
      new Set(['Eduscol 2022 (repris du dossier de départ du projet)']),
    );
    expect(figures.every((one) => one.rate.denominator === null && one.rate.ratio === null)).toBe(true);
  });
});

describe('entering, correcting, withdrawing', () => {
  it('keeps a figure with its journal row in the chain of its académie, its words and its rate over 100 %', async () => {
    const dane = await as('dane');
    const { id } = await dane.enter(facts());
    const kept = await dane.get({ id });
    expect(kept).toMatchObject({
      band: '90 % et plus',
      rate: { numerator: 772, denominator: 765, scope: 'écoles publiques seulement', over: true },
      version: 1,
      correctedOn: null,
      withdrawn: null,
    });
    expect(kept.rate.ratio).toBeCloseTo(1.00915);
    expect(kept.comparison.reasons[0]).toMatch(/100,9\s%/);
    const [row] = await journal(id);
    expect(row).toMatchObject({ chain: '25', action: 'published.entered' });
  });

  it('refuses the same figure of the same source twice, even at once', async () => {
    const dane = await as('dane');
    const again = facts({ year: 2023, asOf: null, publishedOn: null });
    const both = await Promise.allSettled([
      dane.enter(again),
      dane.enter({ ...again, source: 'EDUSCOL 2024' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const error = both.find((one) => one.status === 'rejected');
    expect(refusalOf(error?.reason)).toMatchObject({
      code: 'invalid',
      fields: { source: expect.stringContaining('déjà connu') },
    });
  });

  it('corrects with a reason and a history; the version that was seen must be the last', async () => {
    const dane = await as('dane');
    const { id } = await dane.enter(facts({ departmentCode: '91', asOf: null, publishedOn: null }));
    const next = facts({ departmentCode: '91', asOf: null, publishedOn: null, numerator: 700 });
    await refused(dane.correct({ id, version: 1, reason: ' ', facts: next }), 'invalid', /Dites pourquoi/);
    expect(await dane.correct({ id, version: 1, reason: 'Erreur de report', facts: next })).toEqual({
      version: 2,
    });
    await refused(
      dane.correct({ id, version: 1, reason: 'Encore', facts: { ...next, numerator: 701 } }),
      'conflict',
      /a changé depuis/,
    );
    expect(await dane.get({ id })).toMatchObject({ rate: { numerator: 700 }, correctedOn: '2026-11-22' });
    const { entries } = await dane.history({ id });
    expect(entries.map((one) => one.sentence.replace(/\u00a0/g, ' '))).toEqual([
      'a corrigé le chiffre publié « 91, premier degré, 2024 : 90 % et plus » : Erreur de report',
      'a enregistré le chiffre publié « 91, premier degré, 2024 : 90 % et plus »',
    ]);
    expect(entries[0]?.changes).toContainEqual({ label: 'Nombre compté', before: '772', after: '700' });
    // Saying the same again writes nothing.
    const kept = { ...next, scope: 'écoles publiques seulement' };
    expect(await dane.correct({ id, version: 2, reason: 'Rien', facts: kept })).toEqual({ version: 2 });
    expect(await journal(id)).toHaveLength(2);
  });

  it('withdraws once, keeps the history, counts it nowhere, and lets the figure be entered anew', async () => {
    const dane = await as('dane');
    const given = facts({ departmentCode: '92', source: 'À retirer' });
    const { id } = await dane.enter(given);
    await refused(dane.withdraw({ id, version: 2, reason: 'Faux' }), 'conflict', /a changé depuis/);
    expect(await dane.withdraw({ id, version: 1, reason: 'Source démentie' })).toEqual({ version: 2 });
    await refused(dane.withdraw({ id, version: 2, reason: 'Encore' }), 'conflict', /déjà été retiré/);
    await refused(
      dane.correct({ id, version: 2, reason: 'Trop tard', facts: given }),
      'conflict',
      /ne se corrige plus/,
    );
    const listed = (withdrawn: boolean) => dane.list({ academyCode: '25', withdrawn });
    expect((await listed(false)).map((one) => one.id)).not.toContain(id);
    expect((await listed(true)).find((one) => one.id === id)?.withdrawn).toEqual({
      on: '2026-11-22',
      reason: 'Source démentie',
    });
    expect((await publishedFigures({ db }, {})).map((one) => one.id)).not.toContain(id);
    expect((await dane.enter(given)).id).not.toBe(id);
  });

  it.each([
    [{ numerator: -1 }, 'numerator', /positif/],
    [{ denominator: 0 }, 'denominator', /au moins 1/],
    [{ band: ' ' }, 'band', /telle qu’elle est publiée/],
    [{ source: '' }, 'source', /source/],
    [{ sourceUrl: 'javascript:alert(1)' }, 'sourceUrl', /https/],
    [{ year: 2027, asOf: null, publishedOn: null }, 'year', /pas commencé/],
    [{ asOf: '2023-06-30' }, 'asOf', /pas dans l’année/],
    [{ publishedOn: '2024-01-01' }, 'publishedOn', /avant la date de l’état/],
    [{ publishedOn: '2027-01-01' }, 'publishedOn', /à venir/],
    [{ departmentCode: '99' }, 'departmentCode', /n’existe pas/],
  ] as const)('refuses %j on its field', async (wrong, field, why) => {
    const error = await (await as('exploitant')).enter(facts(wrong)).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    const { code, fields } = refusalOf(error);
    expect(code).toBe('invalid');
    const said = Object.entries(fields).find(([path]) => path.split('.').at(-1) === field)?.[1];
    expect(said).toMatch(why);
  });
});

describe('who writes', () => {
  it('lets an académie write its own départements, the operator all of them, nobody else any', async () => {
    const rennes = facts({ departmentCode: '35', source: 'Ailleurs' });
    await refused(
      (await as('dane')).enter(rennes),
      'forbidden',
      /n’est pas un département de votre académie/,
    );
    const { id } = await (await as('exploitant')).enter(rennes);
    await refused((await as('dane')).withdraw({ id, version: 1, reason: 'x' }), 'forbidden', /./);
    const dane = await as('dane');
    const own = await dane.enter(facts({ departmentCode: '95', source: 'À déplacer' }));
    // Not even by moving one's own figure there.
    await refused(
      dane.correct({ id: own.id, version: 1, reason: 'x', facts: facts({ departmentCode: '35' }) }),
      'forbidden',
      /n’est pas un département de votre académie/,
    );
    expect((await dane.departments()).map((one) => one.code)).toEqual(['78', '91', '92', '95']);
    expect((await (await as('exploitant')).departments()).length).toBe(101);
    for (const person of ['editeur', 'dsden78', 'national'] as const)
      await refused((await as(person)).enter(facts()), 'forbidden', /./);
    await refused((await as(null)).enter(facts()), 'unauthenticated', /./);
  });
});

describe('a file of figures', () => {
  const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
  const common: FiguresTableInput['common'] = {
    degree: 'primary',
    year: 2025,
    scopeKind: 'unknown',
    source: 'Eduscol 2025',
    sourceUrl: null,
    publishedOn: null,
  };
  const rows = [
    { code: '078', band: 'moins de 20 %', schools: 181 },
    { code: '91', band: 'de 20 à 50 %', schools: 170 },
    { code: '7', band: 'de 50 à 90 %', schools: 210 },
  ];
  const csv = toCsv(
    [
      { label: 'Code département', value: (row: (typeof rows)[number]) => row.code },
      { label: 'Tranche', value: (row) => row.band },
      { label: 'Nombre d’écoles', value: (row) => row.schools },
    ],
    rows,
  );
  const bring = async (
    person: string,
    content: string | Buffer,
    more: Partial<{ correct: boolean; reason: string }> = {},
  ) => {
    const caller = await as(person);
    const read = await caller.read({ name: 'eduscol.csv', contentBase64: base64(content) });
    const table: FiguresTableInput = { name: 'eduscol.csv', ...read, common };
    const preview = await caller.preview(table);
    return {
      preview,
      write: () => caller.import({ ...table, seen: preview.seen, correct: false, reason: '', ...more }),
    };
  };

  it('writes nothing as long as one line is refused, and says which', async () => {
    const before = await db.publishedFigure.count();
    const { preview, write } = await bring('dane', csv);
    expect(preview.plan?.counts).toEqual({ same: 0, new: 2, correction: 0, error: 1 });
    expect(preview.plan?.lines[2]).toMatchObject({ line: 4, state: 'error' });
    await refused(write(), 'invalid', /Ligne 4.*Ardèche \(07\) n’est pas un département de votre académie/);
    expect(await db.publishedFigure.count()).toBe(before);
  });

  it('is written whole, and the same file twice changes nothing', async () => {
    const first = await bring('exploitant', csv);
    expect(await first.write()).toEqual({ entered: 3, corrected: 0, same: 0 });
    const ardeche = await db.publishedFigure.findFirstOrThrow({ where: { departmentCode: '07' } });
    expect(ardeche).toMatchObject({ numerator: 210, year: 2025, denominator: null });
    const entries = await db.journalEntry.count();
    const second = await bring('exploitant', csv);
    expect(second.preview.plan?.counts).toEqual({ same: 3, new: 0, correction: 0, error: 0 });
    expect(await second.write()).toEqual({ entered: 0, corrected: 0, same: 3 });
    expect(await db.journalEntry.count()).toBe(entries);
    expect(await db.publishedFigure.count({ where: { source: 'Eduscol 2025' } })).toBe(3);
  });

  it('corrects what is known only when asked, with a reason, each with its journal row', async () => {
    const changed = csv.replace('181', '190');
    const silent = await bring('dane', changed.replace(/7;de 50 à 90 %;210\r\n/, ''));
    expect(silent.preview.plan?.counts).toEqual({ same: 1, new: 0, correction: 1, error: 0 });
    await refused(silent.write(), 'invalid', /1\u00a0ligne contredit un chiffre connu/);
    const noReason = await bring('dane', changed.replace(/7;de 50 à 90 %;210\r\n/, ''), { correct: true });
    await refused(noReason.write(), 'invalid', /Dites pourquoi/);
    const asked = await bring('dane', changed.replace(/7;de 50 à 90 %;210\r\n/, ''), {
      correct: true,
      reason: 'Rectificatif',
    });
    expect(await asked.write()).toEqual({ entered: 0, corrected: 1, same: 1 });
    const yvelines = await db.publishedFigure.findFirstOrThrow({
      where: { departmentCode: '78', source: 'Eduscol 2025' },
    });
    expect(yvelines).toMatchObject({ numerator: 190, version: 2 });
    expect((await journal(yvelines.id)).map((row) => row.action)).toEqual([
      'published.entered',
      'published.corrected',
    ]);
    // What the preview showed is no longer what is known.
    await refused(asked.write(), 'conflict', /ont changé depuis l’aperçu/);
  });

  it('reads a workbook as it reads text', async () => {
    const bytes = await writeXlsx(
      'Chiffres',
      [
        { label: 'Département', kind: 'number', value: (row: { code: number; n: number }) => row.code },
        { label: 'Tranche', kind: 'text', value: () => 'généralisé' },
        { label: 'Nombre d’écoles', kind: 'number', value: (row) => row.n },
        { label: 'Source', kind: 'text', value: () => 'Classeur' },
      ],
      [{ code: 7, n: 3 }],
    );
    const { preview } = await bring('exploitant', Buffer.from(bytes));
    expect(preview.plan?.lines[0]).toMatchObject({
      state: 'new',
      facts: { departmentCode: '07', numerator: 3, source: 'Classeur' },
    });
  });

  it.each([
    ['an empty file', '', /vide/],
    ['no heads', 'seulement un mot\n', /en-têtes|aucune ligne/],
    ['heads alone', 'Département;Tranche;Écoles\n', /aucune ligne/],
    ['a cut file', 'Département;Tranche;Écoles\n78;"moins de', /coupé/],
  ])('refuses %s', async (_, content, why) => {
    await refused((await as('dane')).read({ name: 'x.csv', contentBase64: base64(content) }), 'invalid', why);
  });
});

describe('beside what is computed', () => {
  it('counts the same schools on the same day when facts are dated that early', async () => {
    await db.publishedFigure.deleteMany({ where: { departmentCode: '91' } });
    await db.school.deleteMany({ where: { departmentCode: '91' } });
    const school = (rank: number) =>
      schoolRow({ uai: `09100${String(rank).padStart(2, '0')}A`, department: '91', name: `École ${rank}` });
    await db.school.createMany({
      data: Array.from({ length: 10 }, (_, rank) => ({
        ...school(rank),
        demonstration: false,
        firstSeenAt: new Date('2024-01-10T10:00:00Z'),
      })),
    });
    const carrier = await db.authority.create({ data: { kind: 'syndicate', name: 'S', searchName: 's' } });
    await db.project.create({
      data: {
        academyCode: '25',
        carrierId: carrier.id,
        name: 'Projet de l’Essonne',
        degree: 'primary',
        schools: {
          create: Array.from({ length: 4 }, (_, rank) => ({
            uai: school(rank).uai,
            addedOn: toDbDate(rank < 3 ? '2024-02-01' : '2025-09-01'),
          })),
        },
      },
    });
    const dane = await as('dane');
    const { id } = await dane.enter(
      facts({ departmentCode: '91', numerator: 5, denominator: 10, source: 'Après l’annuaire' }),
    );
    const early = await dane.enter(
      facts({
        departmentCode: '91',
        year: 2022,
        asOf: '2022-06-30',
        publishedOn: null,
        numerator: 2,
        denominator: 10,
        source: 'Avant tout',
      }),
    );
    const { comparison } = await dane.get({ id });
    expect(comparison.sameDay).toMatchObject({ asOf: '2024-06-30', inProject: 3, rate: { ratio: 0.3 } });
    expect(comparison.gap).toEqual({ at: 'sameDay', asOf: '2024-06-30', count: -2, points: -20 });
    expect(comparison.today).toMatchObject({ inProject: 4, exists: 10 });
    const before = (await dane.get({ id: early.id })).comparison;
    expect(before.sameDay).toBeNull();
    expect(before.gap).toMatchObject({ at: 'today', count: 2 });
    expect(before.reasons.join(' ')).toContain('1er février 2024');
  });
});
