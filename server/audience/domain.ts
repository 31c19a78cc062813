import { addDays } from '../calendar';
import { type Profile, profiles } from './fields';
import { type Cell, maskTogether, type Sum } from './mask';

/** The Monday of the week of a civil date. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** Below this, a cell is masked unless the académie settles otherwise. */
export const DEFAULT_THRESHOLD = 10;

/** Who visits, without « tous profils ». */
export const splitProfiles = profiles.filter(
  (profile): profile is Exclude<Profile, 'total'> => profile !== 'total',
);
export type SplitProfile = (typeof splitProfiles)[number];

/**
 * Visits over several weeks or schools. There are no users here, and there cannot be: unique users are those of one
 * school and one week (`SchoolWeek`), and do not add up.
 */
export type VisitSums = Record<Profile, number | null>;

/** Visits by profile as they may be shown: profiles never make the total, what they leave is told apart. */
export type Split = {
  total: Cell;
  profiles: Record<SplitProfile, Cell>;
  /** What the total holds and no profile does; null when the profiles hold more than the total. */
  other: Cell;
  /** The profiles together exceed the total, as published. */
  exceeds: boolean;
};

/** Figures of a split, side by side: the total, the profiles, what they leave (null when they exceed the total). */
export function splitValues(visits: VisitSums): (number | null)[] {
  const values = splitProfiles.map((profile) => visits[profile]);
  const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const rest = visits.total === null || known > visits.total ? null : visits.total - known;
  return [visits.total, ...values, rest];
}

/** The sum that holds in `splitValues`, when they begin at this place among the cells of a page. */
export const splitSum = (at: number): Sum => ({
  total: at,
  parts: [...splitProfiles, 'other'].map((_, index) => at + 1 + index),
});

/** A split read back from its cells, once masked. */
export function splitFrom(visits: VisitSums, [total = null, ...cells]: readonly Cell[]): Split {
  return {
    total,
    profiles: Object.fromEntries(
      splitProfiles.map((profile, index) => [profile, cells[index] ?? null]),
    ) as Split['profiles'],
    other: cells[splitProfiles.length] ?? null,
    exceeds:
      visits.total !== null &&
      splitProfiles.reduce((sum, profile) => sum + (visits[profile] ?? 0), 0) > visits.total,
  };
}

/** The published total beside the profiles, masked; the total is never computed again from them. */
export const splitOf = (visits: VisitSums, threshold: number): Split =>
  splitFrom(visits, maskTogether(splitValues(visits), [splitSum(0)], threshold));

/** The one place where users stand: one school, one week. */
export type SchoolWeek = { week: string; visits: Split; users: Record<Profile, Cell> };

/** The weeks of a school year: those that begin in it, from 1 August (first calendar year). */
export const yearBounds = (year: number) => ({ from: `${year}-08-01`, until: `${year + 1}-08-01` });
export const yearLabel = (year: number) => `${year}-${year + 1}`;

/** What deserves a look, among the schools of a chain. */
export const audienceLists = ['silent', 'unattached', 'unconventioned'] as const;
export type AudienceList = (typeof audienceLists)[number];
export const audienceListLabels: Record<AudienceList, { label: string; meaning: string }> = {
  silent: {
    label: 'Accrochées mais silencieuses',
    meaning: 'accrochées à l’AAF, sans aucune visite mesurée',
  },
  unattached: {
    label: 'Actives mais non accrochées',
    meaning: 'visitées, sans accrochage à l’AAF',
  },
  unconventioned: {
    label: 'Actives sans convention',
    meaning: 'visitées, sans convention en vigueur',
  },
};
