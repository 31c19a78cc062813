import { addDays } from '@/server/calendar';
import { number, percent } from '@/server/french';

/**
 * The chain of coverage (DOMAIN §6), one school at a time: it exists → it is in a project → a convention is in
 * force for it → it is attached to the AAF → it is used. Each link is counted on its own among the schools that
 * exist, so a school that stays attached after its convention ended is seen, not hidden.
 */
export const chainStages = ['exists', 'in_project', 'signed', 'conventioned', 'attached', 'used'] as const;
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
  used: {
    label: 'Utilisées',
    meaning: 'où la DNMA a compté au moins une visite dans les treize semaines terminées à cette date',
  },
};

/** Weeks before a date in which one visit makes a school « used »: a term, so that holidays do not undo it. */
export const usedWeeks = 13;

export type Degree = 'primary' | 'secondary';
export const degreeLabels: Record<Degree, string> = { primary: 'Premier degré', secondary: 'Second degré' };

export type CoverageSector = 'public' | 'all';
export const sectorLabels: Record<CoverageSector, string> = {
  public: 'établissements publics',
  all: 'établissements publics et privés',
};

/** What a rate is made of: schools, or the pupils of those schools. */
export const coverageBases = ['schools', 'pupils'] as const;
export type CoverageBasis = (typeof coverageBases)[number];

/** Numbers of schools, and of their pupils, on one territory and one date. */
export type ChainCounts = {
  exists: number;
  inProject: number;
  /** Convention signed, not yet in force: outside `conventioned`. */
  signed: number;
  conventioned: number;
  attached: number;
  used: number;
  /** Schools that the DNMA measured in the weeks that `used` looks at: what that number can be read against. */
  measured: number;
  /** Attached although no convention is in force for them: a thing to look at. */
  attachedWithoutConvention: number;
  /** Attached, and no visit counted. */
  attachedSilent: number;
  /** Visits counted, and not attached. */
  usedUnattached: number;
  /** Visits counted, and no convention in force. */
  usedWithoutConvention: number;
  /** Schools whose number of pupils is known: the others weigh nothing in the numbers of pupils. */
  pupilsKnown: number;
  pupilsExists: number;
  pupilsInProject: number;
  pupilsSigned: number;
  pupilsConventioned: number;
  pupilsAttached: number;
  pupilsUsed: number;
};

export const noSchools: ChainCounts = {
  exists: 0,
  inProject: 0,
  signed: 0,
  conventioned: 0,
  attached: 0,
  used: 0,
  measured: 0,
  attachedWithoutConvention: 0,
  attachedSilent: 0,
  usedUnattached: 0,
  usedWithoutConvention: 0,
  pupilsKnown: 0,
  pupilsExists: 0,
  pupilsInProject: 0,
  pupilsSigned: 0,
  pupilsConventioned: 0,
  pupilsAttached: 0,
  pupilsUsed: 0,
};

const countKeys = {
  exists: { schools: 'exists', pupils: 'pupilsExists' },
  in_project: { schools: 'inProject', pupils: 'pupilsInProject' },
  signed: { schools: 'signed', pupils: 'pupilsSigned' },
  conventioned: { schools: 'conventioned', pupils: 'pupilsConventioned' },
  attached: { schools: 'attached', pupils: 'pupilsAttached' },
  used: { schools: 'used', pupils: 'pupilsUsed' },
} as const satisfies Record<ChainStage, Record<CoverageBasis, keyof ChainCounts>>;

/** Number behind one link of the chain: of schools, or of pupils. */
export function countOf(counts: ChainCounts, stage: ChainStage, basis: CoverageBasis = 'schools'): number {
  return counts[countKeys[stage][basis]];
}

/** The links that have a rate among what exists. */
export const ratedStages = ['in_project', 'conventioned', 'attached', 'used'] as const satisfies ChainStage[];
export type RatedStage = (typeof ratedStages)[number];
/** The name of a rate is that of its count. */
export type RateKey = 'inProject' | 'conventioned' | 'attached' | 'used';
export const rateKey = (stage: RatedStage): RateKey => (stage === 'in_project' ? 'inProject' : stage);

/** True where « used » says nothing, since the DNMA measured no school there: neither a number nor a rate is shown. */
export function isUnmeasured(stage: ChainStage, { measured }: Pick<ChainCounts, 'measured'>): boolean {
  return stage === 'used' && measured === 0;
}

/** The share of the schools that exist which has this link; null without schools, or where use was not measured. */
export function shareOf(
  counts: ChainCounts,
  stage: ChainStage,
  basis: CoverageBasis = 'schools',
): number | null {
  const whole = countOf(counts, 'exists', basis);
  return whole === 0 || isUnmeasured(stage, counts) ? null : countOf(counts, stage, basis) / whole;
}

/** No rate rather than 0 %. */
const unmeasured = (rate: Rate): Rate => ({
  ...rate,
  ratio: null,
  over: false,
  explanation: 'La DNMA n’a mesuré aucune école du territoire sur ces semaines\u00a0: il n’y a pas de taux.',
});

/** The rate of each link among the schools, or the pupils, that exist. */
export function ratesOf(
  counts: ChainCounts,
  scope: string,
  basis: CoverageBasis = 'schools',
): Record<RateKey, Rate> {
  const rate = (stage: RatedStage) =>
    rateOf(
      countOf(counts, stage, basis),
      countOf(counts, 'exists', basis),
      basis === 'pupils' ? `élèves des ${scope}` : scope,
    );
  return {
    inProject: rate('in_project'),
    conventioned: rate('conventioned'),
    attached: rate('attached'),
    used: isUnmeasured('used', counts) ? unmeasured(rate('used')) : rate('used'),
  };
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
    explanation: `${percent(ratio)} : le numérateur (${number(numerator)}) dépasse le dénominateur (${number(denominator)}, ${scope}). Les deux ne comptent pas les mêmes écoles, ou pas à la même date : le taux est montré tel quel, il n’est pas ramené à 100 %.`,
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
