import { longDate } from '@/server/calendar';
import { counted, number } from '@/server/french';
import { type Rate, sectorLabels } from '../domain';
import { comparedOn, type PublishedScope } from './domain';

/** What the application counts on a day, for one sector. */
export type Counted = {
  asOf: string;
  inProject: number;
  exists: number;
  /** The pupils of those schools, and how many schools have a known number of pupils. */
  pupilsInProject: number;
  pupilsExists: number;
  pupilsKnown: number;
};

/** What a figure counts, and what is therefore counted beside it. */
export type Unit = 'école' | 'élève';

/** What a published figure is set beside; everything here is a fact that was read, nothing is supposed. */
export type Beside = {
  figure: {
    year: number;
    asOf: string | null;
    band: string;
    scopeKind: PublishedScope;
    rate: Rate;
  };
  /** At the day of the figure, by sector; null when no fact is dated that early. */
  sameDay: { public: Counted; all: Counted } | null;
  today: { public: Counted; all: Counted };
  /** First dated fact (school in a project) entered here for the département; null when there is none. */
  firstFactOn: string | null;
  /** Day since which the schools of the département are known; before it, no denominator is known. */
  directorySince: string | null;
  /** The schools counted here are those of the demonstration. */
  demonstration: boolean;
  /** Band that the computed rate of today falls in, in the words of whoever reads. */
  bandToday: string | null;
};

export type Gap = {
  /** At the day of the figure, or today for want of it. */
  at: 'sameDay' | 'today';
  asOf: string;
  /** Computed less published, in schools or in pupils. */
  count: number;
  /** The same in points, when both have a rate on comparable schools. */
  points: number | null;
};

export type Comparison = {
  /** Schools that the computation counts, or whose pupils it counts. */
  sector: 'public' | 'all';
  unit: Unit;
  sameDay: { asOf: string; exact: boolean; inProject: number; rate: Rate | null } | null;
  today: { asOf: string; inProject: number; exists: number; rate: Rate; band: string | null };
  gap: Gap | null;
  /** The schools counted here are those of the demonstration. */
  demonstration: boolean;
  /** Why they differ, or why they cannot be compared: French sentences, each from a fact. */
  reasons: string[];
};

const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${number(Math.abs(value), 1)}`;

/** « +12 écoles », « −1 élève », « aucun écart ». */
export const gapInWords = (gap: number, unit: Unit = 'école'): string =>
  gap === 0 ? 'aucun écart' : `${gap > 0 ? '+' : '−'}${counted(Math.abs(gap), unit)}`;

/** « +1,2 point ». */
export const gapInPoints = (points: number): string =>
  `${signed(points)}\u00a0${Math.abs(points) >= 2 ? 'points' : 'point'}`;

const measureOf = (one: Counted, unit: Unit): { count: number; of: number } =>
  unit === 'élève'
    ? { count: one.pupilsInProject, of: one.pupilsExists }
    : { count: one.inProject, of: one.exists };

/**
 * A published figure beside what the application counts: at the day of the figure when facts are dated that
 * early, else today, and it says which. A past rate is never made with the directory of today: without a
 * directory of that time, there is a number and no rate.
 */
export function compare(beside: Beside, rate: (n: number, d: number, scope: string) => Rate): Comparison {
  const { figure, sameDay, today, directorySince, demonstration, bandToday } = beside;
  const sector = figure.scopeKind === 'all' ? 'all' : 'public';
  const scope = sectorLabels[sector];
  const { day, exact } = comparedOn(figure);
  const unit: Unit = figure.scopeKind === 'pupils' ? 'élève' : 'école';
  const measured = (one: Counted) => measureOf(one, unit);
  const known = sameDay?.[sector] ?? null;
  const hasDirectory = known !== null && directorySince !== null && directorySince <= known.asOf;
  const rateFor = (one: Counted) =>
    rate(measured(one).count, measured(one).of, unit === 'élève' ? `élèves des ${scope}` : scope);
  const thenRate = known && hasDirectory ? rateFor(known) : null;
  const now = today[sector];
  const nowRate = rateFor(now);

  const counts = known ?? now;
  // Without a single known number of pupils there is nothing to set beside a number of pupils.
  const comparable = !demonstration && (unit === 'école' || counts.pupilsKnown > 0);
  const computedRatio = known ? (thenRate?.ratio ?? null) : nowRate.ratio;
  const gap: Gap | null = comparable
    ? {
        at: known ? 'sameDay' : 'today',
        asOf: counts.asOf,
        count: measured(counts).count - figure.rate.numerator,
        points:
          figure.rate.ratio === null || computedRatio === null || figure.scopeKind === 'unknown'
            ? null
            : Math.round((computedRatio - figure.rate.ratio) * 1000) / 10,
      }
    : null;
  return {
    sector,
    unit,
    sameDay: known ? { asOf: known.asOf, exact, inProject: measured(known).count, rate: thenRate } : null,
    today: {
      asOf: now.asOf,
      inProject: measured(now).count,
      exists: measured(now).of,
      rate: nowRate,
      band: bandToday,
    },
    gap,
    demonstration,
    reasons: [...reasonsOf(beside, { sector, unit, day, exact, hasDirectory, gap })],
  };
}

type Found = {
  sector: 'public' | 'all';
  unit: Unit;
  day: string;
  exact: boolean;
  hasDirectory: boolean;
  gap: Gap | null;
};

function* reasonsOf(beside: Beside, found: Found): Generator<string> {
  const { rate, scopeKind } = beside.figure;
  const { unit, gap } = found;
  const counts = (beside.sameDay ?? beside.today)[found.sector];
  if (rate.over && rate.explanation) yield rate.explanation;
  if (beside.demonstration) {
    yield 'Les écoles comptées ici sont fictives (démonstration)\u00a0: aucun écart avec un chiffre publié n’a de sens.';
    return;
  }
  if (unit === 'élève') {
    if (counts.pupilsKnown === 0) {
      yield 'La publication compte des élèves, et le nombre d’élèves des écoles n’est pas connu ici à cette date\u00a0: les deux se lisent côte à côte, sans écart.';
      return;
    }
    yield `La publication compte des élèves\u00a0: le calcul aussi, ceux des ${number(counts.pupilsKnown)} écoles sur ${number(counts.exists)} dont le nombre d’élèves est connu.`;
  }
  if (gap?.count === 0)
    yield 'Les deux nombres sont égaux, ce qui ne prouve pas que les écoles soient les mêmes.';
  yield* datesExplained(beside, found);
  yield* numbersExplained(beside, found);
  if (scopeKind === 'unknown') {
    const other = (beside.sameDay ?? beside.today).all;
    yield `La source ne précise pas quelles écoles elle compte. Le calcul compte les écoles publiques\u00a0; avec les écoles privées, il donne ${counted(other.inProject, 'école')} dans un projet.`;
  }
  yield* denominatorsExplained(beside, found);
}

/** On which day each side speaks, and what happened since. */
function* datesExplained(
  { figure, sameDay, today, firstFactOn }: Beside,
  { sector, unit, day, exact }: Found,
): Generator<string> {
  if (!exact)
    yield `La publication ne donne que l’année ${figure.year}\u00a0: le calcul est fait au ${longDate(day)}, dernier jour de cette année.`;
  if (!sameDay) {
    yield firstFactOn === null
      ? 'Aucun projet n’est encore saisi ici pour ce département\u00a0: la publication est seule à en connaître.'
      : `Le premier fait daté saisi ici pour ce département est du ${longDate(firstFactOn)}\u00a0: rien n’est calculé avant.`;
    yield `L’écart montré compare donc deux dates\u00a0: ${figure.asOf ? `le ${longDate(figure.asOf)}` : figure.year} pour la publication, le ${longDate(today[sector].asOf)} pour le calcul.`;
    return;
  }
  const since = measureOf(today[sector], unit).count - measureOf(sameDay[sector], unit).count;
  if (since === 0) return;
  const many = Math.abs(since) > 1;
  yield `Depuis, ${counted(Math.abs(since), unit)} de ${since > 0 ? 'plus' : 'moins'} ${many ? 'sont' : 'est'} dans un projet selon les faits saisis ici.`;
}

/** Schools, or pupils, that only one side knows. */
function* numbersExplained(
  { figure: { rate }, sameDay, today }: Beside,
  { sector, unit }: Found,
): Generator<string> {
  const missing = rate.numerator - measureOf((sameDay ?? today)[sector], unit).count;
  if (missing > 0)
    yield sameDay
      ? `La publication compte ${counted(missing, unit)} de plus\u00a0: leurs projets ne sont connus que par elle, ne sont pas saisis ici à cette date, ou ne le sont pas avec leur date d’entrée.`
      : `La publication compte ${counted(missing, unit)} de plus que les projets saisis ici aujourd’hui\u00a0: des projets peuvent manquer, ou avoir pris fin depuis.`;
  if (missing < 0)
    yield `Les projets saisis ici ${sameDay ? '' : 'aujourd’hui '}comptent ${counted(-missing, unit)} de plus que la publication${sameDay ? ' à la même date' : ''}.`;
}

/** What each side divides by, and why a side has no rate. */
function* denominatorsExplained(
  { figure: { rate }, sameDay, today, directorySince }: Beside,
  { sector, unit, hasDirectory }: Found,
): Generator<string> {
  if (rate.denominator === null)
    yield 'Le dénominateur n’est pas publié\u00a0: la publication n’a pas de taux, il n’y a pas d’écart en points.';
  if (sameDay && !hasDirectory)
    yield directorySince === null
      ? 'Aucun annuaire n’est chargé pour ce département\u00a0: aucun taux n’est calculé.'
      : `L’annuaire de ce département n’est connu ici que depuis le ${longDate(directorySince)}\u00a0: un taux d’avant n’est pas recalculé avec l’annuaire d’aujourd’hui.`;
  const exists = (hasDirectory && sameDay ? sameDay : today)[sector];
  const { of } = measureOf(exists, unit);
  if (rate.denominator !== null && rate.denominator !== of)
    yield `Les dénominateurs diffèrent\u00a0: ${number(rate.denominator)} pour la publication (${rate.scope}), ${number(of)} selon l’annuaire au ${longDate(exists.asOf)} (${sectorLabels[sector]}).`;
  if (rate.numerator > of && of > 0)
    yield `La publication compte ${counted(rate.numerator, unit)}, plus que les ${number(of)} de l’annuaire au ${longDate(exists.asOf)} (${sectorLabels[sector]})\u00a0: elle ne compte pas les mêmes, ou pas à la même date.`;
}
