import { expect, it } from 'vitest';
import { rateOf } from '../domain';
import { type Beside, compare, gapInPoints, gapInWords } from './explain';

const counted = (asOf: string, inProject: number, exists: number) => ({
  asOf,
  inProject,
  exists,
  pupilsInProject: inProject * 100,
  pupilsExists: exists * 100,
  pupilsKnown: exists,
});
const both = (asOf: string, inProject: number, exists: number) => ({
  public: counted(asOf, inProject, exists),
  all: counted(asOf, inProject + 5, exists + 50),
});
const figure = (given: Partial<Beside['figure']> = {}): Beside['figure'] => ({
  year: 2025,
  asOf: '2025-06-30',
  band: 'de 20 % à moins de 50 %',
  scopeKind: 'public',
  rate: rateOf(120, 400, 'écoles publiques seulement'),
  ...given,
});
const beside = (given: Partial<Beside> = {}): Beside => ({
  figure: figure(),
  sameDay: both('2025-06-30', 100, 400),
  today: both('2026-11-22', 140, 410),
  firstFactOn: '2024-09-01',
  directorySince: '2024-08-15',
  demonstration: false,
  bandToday: 'de 20 % à moins de 50 %',
  ...given,
});
const told = (given: Partial<Beside> = {}) => compare(beside(given), rateOf);
const said = (given: Partial<Beside> = {}) =>
  told(given)
    .reasons.join('\n')
    .replace(/\u00a0/g, ' ');

it('compares at the day of the figure, in schools and in points', () => {
  const { sameDay, gap, today } = told();
  expect(sameDay).toMatchObject({ asOf: '2025-06-30', exact: true, inProject: 100 });
  expect(sameDay?.rate?.ratio).toBe(0.25);
  expect(gap).toEqual({ at: 'sameDay', asOf: '2025-06-30', count: -20, points: -5 });
  expect(today.rate.ratio).toBeCloseTo(140 / 410);
  expect(said()).toContain('La publication compte 20 écoles de plus');
  expect(said()).toContain('Depuis, 40 écoles de plus sont dans un projet');
});

it('never makes the rate of a past day with the directory of today', () => {
  const late = told({ directorySince: '2026-08-20' });
  expect(late.sameDay).toMatchObject({ inProject: 100, rate: null });
  expect(late.gap).toMatchObject({ count: -20, points: null });
  expect(said({ directorySince: '2026-08-20' })).toContain(
    'n’est connu ici que depuis le 20 août 2026 : un taux d’avant n’est pas recalculé',
  );
});

it('says that nothing is computed before the first dated fact, and compares with today under its date', () => {
  const early = told({ sameDay: null, firstFactOn: '2026-01-05' });
  expect(early.sameDay).toBeNull();
  expect(early.gap).toMatchObject({ at: 'today', asOf: '2026-11-22', count: 20 });
  expect(said({ sameDay: null, firstFactOn: '2026-01-05' })).toContain(
    'Le premier fait daté saisi ici pour ce département est du 5 janvier 2026 : rien n’est calculé avant.',
  );
  expect(said({ sameDay: null, firstFactOn: null })).toContain('Aucun projet n’est encore saisi ici');
});

it('explains a rate over 100 %, other denominators, an unsaid scope, a missing denominator', () => {
  const over = figure({ rate: rateOf(412, 400, 'écoles publiques seulement') });
  expect(said({ figure: over })).toContain('103 % : le numérateur (412) dépasse le dénominateur (400');
  expect(said({ figure: over })).toContain('plus que les 400 de l’annuaire au 30 juin 2025');
  expect(said({ figure: figure({ rate: rateOf(120, 390, 'publiques') }) })).toContain(
    'Les dénominateurs diffèrent : 390 pour la publication (publiques), 400 selon l’annuaire',
  );
  const unsaid = figure({ scopeKind: 'unknown', rate: rateOf(120, null, 'écoles') });
  expect(said({ figure: unsaid })).toContain('La source ne précise pas quelles écoles elle compte.');
  expect(said({ figure: unsaid })).toContain('Le dénominateur n’est pas publié');
  expect(told({ figure: unsaid }).gap?.points).toBeNull();
});

it('counts pupils where the publication does, when their numbers are known', () => {
  const pupils = figure({ scopeKind: 'pupils', rate: rateOf(12_000, 40_000, 'élèves') });
  const both = told({ figure: pupils });
  expect(both).toMatchObject({ unit: 'élève', sameDay: { inProject: 10_000 } });
  expect(both.gap).toMatchObject({ count: -2000, points: -5 });
  expect(said({ figure: pupils }).replace(/\u202f/g, ' ')).toContain(
    'La publication compte 2 000 élèves de plus : leurs projets',
  );
  const nothing = { ...counted('2025-06-30', 100, 400), pupilsInProject: 0, pupilsExists: 0, pupilsKnown: 0 };
  const unknown = { figure: pupils, sameDay: { public: nothing, all: nothing } };
  expect(told(unknown).gap).toBeNull();
  expect(said(unknown)).toContain('le nombre d’élèves des écoles n’est pas connu ici');
});

it('makes no gap with schools of the demonstration', () => {
  expect(told({ demonstration: true }).gap).toBeNull();
  expect(said({ demonstration: true })).toBe(
    'Les écoles comptées ici sont fictives (démonstration) : aucun écart avec un chiffre publié n’a de sens.',
  );
});

it('counts all schools when the publication does', () => {
  const all = told({ figure: figure({ scopeKind: 'all' }) });
  expect(all.sector).toBe('all');
  expect(all.sameDay?.inProject).toBe(105);
});

it('says gaps in French', () => {
  expect([12, -1, 0].map((gap) => gapInWords(gap))).toEqual([
    '+12\u00a0écoles',
    '−1\u00a0école',
    'aucun écart',
  ]);
  expect([1.2, -2, 0].map(gapInPoints)).toEqual(['+1,2\u00a0point', '−2\u00a0points', '0\u00a0point']);
});

it('gives the last day of the year when the source gives no day, and says so', () => {
  expect(said({ figure: figure({ asOf: null }) })).toContain(
    'La publication ne donne que l’année 2025 : le calcul est fait au 31 décembre 2025',
  );
});
