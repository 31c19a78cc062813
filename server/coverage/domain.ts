import { addDays } from '@/server/calendar';

/**
 * The chain of coverage (DOMAIN §6), one school at a time: it exists → it is in a project → a convention is in
 * force for it → it is attached to the AAF. Each link is counted on its own among the schools that exist, so a
 * school that stays attached after its convention ended is seen, not hidden.
 */
export const chainStages = ['exists', 'in_project', 'signed', 'conventioned', 'attached'] as const;
export type ChainStage = (typeof chainStages)[number];

/** What each link is called, and what exactly it counts. */
export const stageLabels: Record<ChainStage, { label: string; meaning: string }> = {
  exists: { label: 'Existent', meaning: 'ouvertes à cette date selon l’annuaire des établissements' },
  in_project: { label: 'Dans un projet', meaning: 'inscrites à un projet ENT en cours à cette date' },
  signed: {
    label: 'Signées, pas encore en vigueur',
    meaning: 'à l’annexe d’une convention signée qui n’a pas encore pris effet',
  },
  conventioned: {
    label: 'Conventionnées',
    meaning: 'à l’annexe d’une convention en vigueur à cette date',
  },
  attached: { label: 'Accrochées', meaning: 'accrochées à l’AAF à cette date' },
};

export type Degree = 'primary' | 'secondary';
export const degreeLabels: Record<Degree, string> = { primary: 'Premier degré', secondary: 'Second degré' };

export type CoverageSector = 'public' | 'all';
export const sectorLabels: Record<CoverageSector, string> = {
  public: 'établissements publics',
  all: 'établissements publics et privés',
};

/** Numbers of schools, on one territory and one date. */
export type ChainCounts = {
  exists: number;
  inProject: number;
  /** Convention signed, not yet in force: outside `conventioned`. */
  signed: number;
  conventioned: number;
  attached: number;
  /** Attached although no convention is in force for them: a thing to look at. */
  attachedWithoutConvention: number;
};

export const noSchools: ChainCounts = {
  exists: 0,
  inProject: 0,
  signed: 0,
  conventioned: 0,
  attached: 0,
  attachedWithoutConvention: 0,
};

/** Number behind one link of the chain. */
export function countOf(counts: ChainCounts, stage: ChainStage): number {
  return stage === 'in_project' ? counts.inProject : counts[stage];
}

/** Counts of several territories together. */
export function sumCounts(all: readonly ChainCounts[]): ChainCounts {
  const total = { ...noSchools };
  for (const one of all)
    for (const key of Object.keys(total) as (keyof ChainCounts)[]) total[key] += one[key];
  return total;
}

/** What changed from one date to another. */
export function movedSince(before: ChainCounts, after: ChainCounts): ChainCounts {
  const moved = { ...noSchools };
  for (const key of Object.keys(moved) as (keyof ChainCounts)[]) moved[key] = after[key] - before[key];
  return moved;
}

export type Rate = {
  numerator: number;
  /** Null when whoever gave the figure did not publish it. */
  denominator: number | null;
  /** In French: which schools the denominator counts. */
  scope: string;
  /** Null without denominator, or on an empty territory. Never capped: 1.009 stays 1.009. */
  ratio: number | null;
  over: boolean;
  /** Why there is no rate, or why it exceeds 100 %; null when there is nothing to say. */
  explanation: string | null;
};

const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('fr-FR');

/** A rate with its numerator, its denominator and its scope; over 100 % it is shown as such and explained. */
export function rateOf(numerator: number, denominator: number | null, scope: string): Rate {
  const given = { numerator, denominator, scope };
  if (denominator === null)
    return {
      ...given,
      ratio: null,
      over: false,
      explanation: 'Dénominateur non publié : aucun taux n’est calculé.',
    };
  if (denominator === 0)
    return {
      ...given,
      ratio: null,
      over: numerator > 0,
      explanation: 'Aucune école n’est connue sur ce territoire à cette date : il n’y a pas de taux.',
    };
  const ratio = numerator / denominator;
  if (numerator <= denominator) return { ...given, ratio, over: false, explanation: null };
  return {
    ...given,
    ratio,
    over: true,
    explanation: `${decimal.format(ratio * 100)} % : le numérateur (${whole.format(numerator)}) dépasse le dénominateur (${whole.format(denominator)}, ${scope}). Les deux ne comptent pas les mêmes écoles, ou pas à la même date : le taux est montré tel quel, il n’est pas ramené à 100 %.`,
  };
}

export type Band = { low: number; high: number; label: string };

/**
 * Bands as Eduscol publishes them; 50–90 % is the gap it leaves. Each holds its lower bound and not its upper
 * one, but the last, which holds all the rest.
 */
export const defaultBands: readonly Band[] = [
  { low: 0, high: 0.2, label: 'moins de 20 %' },
  { low: 0.2, high: 0.5, label: 'de 20 % à moins de 50 %' },
  { low: 0.5, high: 0.9, label: 'de 50 % à moins de 90 %' },
  { low: 0.9, high: 1, label: '90 % et plus' },
];

/** The band of a computed rate, or null without rate. */
export function bandOf(ratio: number | null, bands: readonly Band[] = defaultBands): Band | null {
  if (ratio === null) return null;
  return bands.findLast((band) => ratio >= band.low) ?? null;
}

/** First day (1 August) of the school year of a day. */
export function schoolYearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= '08-01' ? year : year - 1}-08-01`;
}

export type DateMark = { label: string; asOf: string; current: boolean };

/** The date line: the last day of each past school year, then today for the one under way. Oldest first. */
export function dateLine(today: string, years = 5): DateMark[] {
  const current = Number(schoolYearStart(today).slice(0, 4));
  return Array.from({ length: years }, (_, index) => {
    const start = current - (years - 1 - index);
    const last = start === current;
    return {
      label: `${start}-${start + 1}`,
      asOf: last ? today : addDays(`${start + 1}-08-01`, -1),
      current: last,
    };
  });
}
