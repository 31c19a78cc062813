import { expect, it } from 'vitest';
import { columnLabels, columnsRefusal, recogniseColumns } from './columns';
import { type FigureFacts, publishedScopeLabels } from './domain';
import { planFigures, scopeOf } from './plan';
import type { FiguresTable } from './schema';

const common: FiguresTable['common'] = {
  degree: 'primary',
  year: 2024,
  scopeKind: 'unknown',
  source: 'Eduscol 2024',
  sourceUrl: null,
  publishedOn: null,
};
const departments = [
  { code: '07', name: 'Ardèche', mine: true },
  { code: '78', name: 'Yvelines', mine: true },
  { code: '2A', name: 'Corse-du-Sud', mine: true },
  { code: '35', name: 'Ille-et-Vilaine', mine: false },
];
const heads = ['Département', 'Tranche', 'Écoles', 'Dénominateur', 'Périmètre', 'Date'];
const columns = recogniseColumns(heads);
const plan = (cells: string[][], known: { id: string; version: number; facts: FigureFacts }[] = []) =>
  planFigures(
    { columns, common, rows: cells.map((one, index) => ({ line: index + 2, cells: one })) },
    known,
    departments,
    '2026-11-22',
  );
const plain = (text: string | undefined) => (text ?? '').replace(/\u00a0/g, ' ');
const line = (...cells: string[]) => plan([cells]).lines[0];

it('recognises columns by their heads, ours first, each use once', () => {
  expect(columns).toEqual(['department', 'band', 'numerator', 'denominator', 'scope', 'asOf']);
  expect(recogniseColumns(['Code département', 'Dép', 'Remarques', 'Année', 'Degré', 'URL'])).toEqual([
    'department',
    '',
    '',
    'year',
    'degree',
    'sourceUrl',
  ]);
});

it.each(['7', '07', '007', 'Ardèche', 'ARDECHE'])('reads the département %s', (written) => {
  expect(line(written, 'moins de 20 %', '12')?.facts?.departmentCode).toBe('07');
});
it.each(['78', '078', ' 78 '])('reads the département %s', (written) => {
  expect(line(written, 'moins de 20 %', '12')?.facts?.departmentCode).toBe('78');
});

it('reads counts, unpublished denominators, scopes and days as people write them', () => {
  expect(line('78', 'moins de 20 %', '1 024', 'NC', 'écoles publiques', '30/06/2024')?.facts).toMatchObject({
    numerator: 1024,
    denominator: null,
    scopeKind: 'public',
    scope: 'écoles publiques',
    asOf: '2024-06-30',
    year: 2024,
    source: 'Eduscol 2024',
  });
  expect(line('2a', 'généralisé', '772', '765')?.facts).toMatchObject({
    departmentCode: '2A',
    denominator: 765,
    scopeKind: 'unknown',
    scope: publishedScopeLabels.unknown,
  });
  expect(scopeOf('public et privé')).toBe('all');
  expect(scopeOf('nombre d’élèves')).toBe('pupils');
  expect(scopeOf('écoles du territoire')).toBe('unknown');
});

it.each([
  [['', 'moins de 20 %', '12'], 'Le département manque.'],
  [['99', 'moins de 20 %', '12'], '« 99 » n’est pas un département connu.'],
  [['35', 'moins de 20 %', '12'], 'Ille-et-Vilaine (35) n’est pas un département de votre académie.'],
  [['78', '', '12'], 'Tranche : Recopiez la tranche telle qu’elle est publiée.'],
  [['78', 'moins de 20 %', ''], 'Le nombre compté manque.'],
  [['78', 'moins de 20 %', 'beaucoup'], '« beaucoup » n’est pas un nombre entier.'],
  [['78', 'moins de 20 %', '12,5'], '« 12,5 » n’est pas un nombre entier.'],
  [['78', 'moins de 20 %', '12', 'environ 40'], 'Dénominateur : « environ 40 » n’est pas un nombre entier.'],
  [['78', 'moins de 20 %', '12', '0'], 'Dénominateur : Le dénominateur est d’au moins 1'],
  [['78', 'moins de 20 %', '12', '', '', '31/02/2024'], '« 31/02/2024 » n’est pas une date'],
  [['78', 'moins de 20 %', '12', '', '', '01/12/2026'], 'L’état décrit ne peut pas être à venir.'],
])('refuses %j with its reason', (cells, reason) => {
  const refused = line(...cells);
  expect(refused?.state).toBe('error');
  expect(plain(refused?.said)).toContain(reason);
});

it('refuses a figure named twice, and names the first line', () => {
  const { lines, counts } = plan([
    ['78', 'moins de 20 %', '12'],
    ['078', 'de 20 à 50 %', '13'],
  ]);
  expect(counts).toMatchObject({ new: 1, error: 1 });
  expect(lines[1]?.said).toContain('déjà à la ligne 2');
});

it('leaves what is known alone, and calls the rest a correction that says what changes', () => {
  const facts = line('78', 'moins de 20 %', '177', '906')?.facts;
  if (!facts) throw new Error('unreadable');
  const known = [
    { id: 'f', version: 3, facts: { ...facts, sourceUrl: 'https://exemple.fr/x', scope: 'ses mots' } },
  ];
  expect(plan([['78', 'moins de 20 %', '177', '906']], known).lines[0]).toMatchObject({
    state: 'same',
    known: { id: 'f', version: 3 },
  });
  const corrected = plan([['78', 'de 20 à 50 %', '187', '906']], known).lines[0];
  expect(corrected?.state).toBe('correction');
  expect(plain(corrected?.said)).toBe(
    'Corrige un chiffre connu : tranche, « moins de 20 % » devient « de 20 à 50 % » ; nombre compté, « 177 » devient « 187 ».',
  );
  expect(corrected?.facts).toMatchObject({ sourceUrl: 'https://exemple.fr/x', scope: 'ses mots' });
});

it('says which columns are missing, and what may be told for the whole file instead', () => {
  const told = { year: 2024, source: 'Eduscol' };
  expect(columnsRefusal(['department', 'band', 'numerator'], told)).toBeNull();
  expect(columnsRefusal(['department', 'band', ''], told)).toContain(columnLabels.numerator.toLowerCase());
  expect(columnsRefusal(['department', 'band', 'numerator'], { ...told, year: null })).toContain('l’année');
  expect(columnsRefusal(['department', 'band', 'numerator'], { ...told, source: ' ' })).toContain(
    'la source',
  );
  expect(columnsRefusal(['department', 'band', 'numerator', 'band'], told)).toContain('Deux colonnes');
});
