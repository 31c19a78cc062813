import { longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import { type Rate, sectorLabels } from '../domain';
import { comparedOn, type PublishedScope } from './domain';

/** What the application counts on a day, for one sector. */
export type Counted = {
  asOf: string;
  inProject: number;
  exists: number;
};

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
  /** Computed less published, in schools. */
  schools: number;
  /** The same in points, when both have a rate on comparable schools. */
  points: number | null;
};

export type Comparison = {
  /** Schools that the computation counts. */
  sector: 'public' | 'all';
  sameDay: { asOf: string; exact: boolean; inProject: number; rate: Rate | null } | null;
  today: { asOf: string; inProject: number; exists: number; rate: Rate; band: string | null };
  gap: Gap | null;
  /** The schools counted here are those of the demonstration. */
  demonstration: boolean;
  /** Why they differ, or why they cannot be compared: French sentences, each from a fact. */
  reasons: string[];
};

const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('fr-FR');
const signed = (value: number) =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${decimal.format(Math.abs(value))}`;

/** « +12 écoles », « −1 école », « aucun écart ». */
export const gapInSchools = (schools: number): string =>
  schools === 0 ? 'aucun écart' : `${schools > 0 ? '+' : '−'}${counted(Math.abs(schools), 'école')}`;

/** « +1,2 point ». */
export const gapInPoints = (points: number): string =>
  `${signed(points)}\u00a0${Math.abs(points) >= 2 ? 'points' : 'point'}`;

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
  const known = sameDay?.[sector] ?? null;
  const hasDirectory = known !== null && directorySince !== null && directorySince <= known.asOf;
  const thenRate = known && hasDirectory ? rate(known.inProject, known.exists, scope) : null;
  const now = today[sector];
  const nowRate = rate(now.inProject, now.exists, scope);

  const comparable = figure.scopeKind !== 'pupils' && !demonstration;
  const at = known ? ('sameDay' as const) : ('today' as const);
  const counts = known ?? now;
  const computedRatio = known ? (thenRate?.ratio ?? null) : nowRate.ratio;
  const gap: Gap | null = comparable
    ? {
        at,
        asOf: counts.asOf,
        schools: counts.inProject - figure.rate.numerator,
        points:
          figure.rate.ratio === null || computedRatio === null || figure.scopeKind === 'unknown'
            ? null
            : Math.round((computedRatio - figure.rate.ratio) * 1000) / 10,
      }
    : null;
  return {
    sector,
    sameDay: known ? { asOf: known.asOf, exact, inProject: known.inProject, rate: thenRate } : null,
    today: { asOf: now.asOf, inProject: now.inProject, exists: now.exists, rate: nowRate, band: bandToday },
    gap,
    demonstration,
    reasons: [...reasonsOf(beside, { sector, day, exact, hasDirectory, gap })],
  };
}

function* reasonsOf(
  { figure, sameDay, today, firstFactOn, directorySince, demonstration }: Beside,
  {
    sector,
    day,
    exact,
    hasDirectory,
    gap,
  }: { sector: 'public' | 'all'; day: string; exact: boolean; hasDirectory: boolean; gap: Gap | null },
): Generator<string> {
  const { rate } = figure;
  if (rate.over && rate.explanation) yield rate.explanation;
  if (demonstration) {
    yield 'Les écoles comptées ici sont fictives (démonstration)\u00a0: aucun écart avec un chiffre publié n’a de sens.';
    return;
  }
  if (figure.scopeKind === 'pupils') {
    yield 'La publication compte des élèves, le calcul compte des écoles\u00a0: les deux se lisent côte à côte, sans écart.';
    return;
  }
  if (gap?.schools === 0)
    yield 'Les deux nombres sont égaux, ce qui ne prouve pas que les écoles soient les mêmes.';

  // Dates.
  if (!exact)
    yield `La publication ne donne que l’année ${figure.year}\u00a0: le calcul est fait au ${longDate(day)}, dernier jour de cette année.`;
  if (!sameDay) {
    yield firstFactOn === null
      ? 'Aucun projet n’est encore saisi ici pour ce département\u00a0: la publication est seule à en connaître.'
      : `Le premier fait daté saisi ici pour ce département est du ${longDate(firstFactOn)}\u00a0: rien n’est calculé avant.`;
    yield `L’écart montré compare donc deux dates\u00a0: ${figure.asOf ? `le ${longDate(figure.asOf)}` : figure.year} pour la publication, le ${longDate(today[sector].asOf)} pour le calcul.`;
  } else {
    const since = today[sector].inProject - sameDay[sector].inProject;
    if (since !== 0)
      yield `Depuis, ${since > 0 ? `${counted(since, 'école')} de plus ${since > 1 ? 'sont' : 'est'} dans un projet` : `${counted(-since, 'école')} de moins ${since < -1 ? 'sont' : 'est'} dans un projet`} selon les faits saisis ici.`;
  }

  // Schools known by one side only.
  const computed = sameDay?.[sector] ?? today[sector];
  const missing = rate.numerator - computed.inProject;
  if (missing > 0)
    yield sameDay
      ? `La publication compte ${counted(missing, 'école')} de plus\u00a0: ${missing > 1 ? 'elles ne sont connues' : 'elle n’est connue'} que par elle, leurs projets ne sont pas saisis ici à cette date, ou ne le sont pas avec leur date d’entrée.`
      : `La publication compte ${counted(missing, 'école')} de plus que les projets saisis ici aujourd’hui\u00a0: des projets peuvent manquer, ou avoir pris fin depuis.`;
  if (missing < 0)
    yield sameDay
      ? `Les projets saisis ici comptent ${counted(-missing, 'école')} de plus que la publication à la même date.`
      : `Les projets saisis ici aujourd’hui comptent ${counted(-missing, 'école')} de plus que la publication.`;

  // Denominators.
  if (figure.scopeKind === 'unknown') {
    const other = (sameDay ?? today).all;
    yield `La source ne précise pas quelles écoles elle compte. Le calcul compte les écoles publiques\u00a0; avec les écoles privées, il donne ${counted(other.inProject, 'école')} dans un projet.`;
  }
  if (rate.denominator === null)
    yield 'Le dénominateur n’est pas publié\u00a0: la publication n’a pas de taux, il n’y a pas d’écart en points.';
  if (sameDay && !hasDirectory)
    yield directorySince === null
      ? 'Aucun annuaire n’est chargé pour ce département\u00a0: aucun taux n’est calculé.'
      : `L’annuaire de ce département n’est connu ici que depuis le ${longDate(directorySince)}\u00a0: un taux d’avant n’est pas recalculé avec l’annuaire d’aujourd’hui.`;
  const exists = (hasDirectory && sameDay ? sameDay : today)[sector];
  if (rate.denominator !== null && rate.denominator !== exists.exists)
    yield `Les dénominateurs diffèrent\u00a0: ${whole.format(rate.denominator)} pour la publication (${rate.scope}), ${whole.format(exists.exists)} selon l’annuaire au ${longDate(exists.asOf)} (${sectorLabels[sector]}).`;
  if (rate.numerator > exists.exists && exists.exists > 0)
    yield `La publication compte ${counted(rate.numerator, 'école')}, plus que les ${whole.format(exists.exists)} de l’annuaire au ${longDate(exists.asOf)} (${sectorLabels[sector]})\u00a0: elle ne compte pas les mêmes écoles, ou pas à la même date.`;
}
