import type { Degree } from '../domain';

/** What the numerator and the denominator of a published figure count. */
export const publishedScopes = ['public', 'all', 'pupils', 'unknown'] as const;
export type PublishedScope = (typeof publishedScopes)[number];

/** The words of each scope; a figure may keep those of its source instead. */
export const publishedScopeLabels: Record<PublishedScope, string> = {
  public: 'écoles publiques seulement',
  all: 'toutes les écoles, publiques et privées',
  pupils: 'élèves, et non écoles',
  unknown: 'périmètre non précisé par la source',
};

/** A published figure as people enter it; days are civil dates. */
export type FigureFacts = {
  departmentCode: string;
  degree: Degree;
  year: number;
  /** Day of the state that it tells, when the source gives one. */
  asOf: string | null;
  /** As published, never recomputed. */
  band: string;
  numerator: number;
  denominator: number | null;
  scopeKind: PublishedScope;
  scope: string;
  source: string;
  sourceUrl: string | null;
  publishedOn: string | null;
};

export const figureFactKeys = [
  'departmentCode',
  'degree',
  'year',
  'asOf',
  'band',
  'numerator',
  'denominator',
  'scopeKind',
  'scope',
  'source',
  'sourceUrl',
  'publishedOn',
] as const satisfies readonly (keyof FigureFacts)[];

/** What makes two lines the same figure: what it is about and who says so, never what it says. */
export function identityOf(
  facts: Pick<FigureFacts, 'departmentCode' | 'degree' | 'year' | 'asOf' | 'scopeKind' | 'source'>,
): string {
  return JSON.stringify([
    facts.departmentCode,
    facts.degree,
    facts.year,
    facts.asOf,
    facts.scopeKind,
    facts.source.toLowerCase(),
  ]);
}

/** The facts in which two figures differ. */
export function changedFacts(before: FigureFacts, after: FigureFacts): (keyof FigureFacts)[] {
  return figureFactKeys.filter((key) => before[key] !== after[key]);
}

/**
 * The day at which a figure is compared: the one that it tells; else the last of its year, which is said. A day
 * that is still to come is no day to compare at.
 */
export function comparedOn(figure: Pick<FigureFacts, 'year' | 'asOf'>): { day: string; exact: boolean } {
  return figure.asOf ? { day: figure.asOf, exact: true } : { day: `${figure.year}-12-31`, exact: false };
}

/** « 78, premier degré, 2022 : moins de 20 % », as the history names a figure. */
export function figureName(facts: Pick<FigureFacts, 'departmentCode' | 'degree' | 'year' | 'band'>): string {
  const degree = facts.degree === 'primary' ? 'premier degré' : 'second degré';
  return `${facts.departmentCode}, ${degree}, ${facts.year}\u00a0: ${facts.band}`;
}
