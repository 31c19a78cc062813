import {
  type ProjectPhase,
  phaseLabels as projectPhaseLabels,
  projectPhases,
} from '@/server/projects/domain';

/**
 * Responsibility matrix (DOMAIN §5). Meanings are stored, never letters: in French « A » is often read
 * *acteur*, so the letters are only a way to show and to type them (`letters.ts`), always with their legend.
 */
export const meanings = ['accountable', 'doer', 'consulted', 'informed'] as const;
export type Meaning = (typeof meanings)[number];

export const meaningLabels: Record<Meaning, string> = {
  accountable: 'répond du résultat',
  doer: 'réalise',
  consulted: 'est consulté',
  informed: 'est informé',
};

/** The bands of the matrix are the phases of the project; the last one is called « Suite » here (DOMAIN §5). */
export const phases = projectPhases;
export type Phase = ProjectPhase;
export const phaseLabels: Record<Phase, string> = { ...projectPhaseLabels, renewal: 'Suite' };

/** For which party a column stands: who may answer for it, and what the rules say of it. */
export const parties = [
  'academy',
  'district',
  'authority',
  'vendor',
  'heads',
  'dpo',
  'teachers',
  'ministry',
  'other',
] as const;
export type RaciParty = (typeof parties)[number];
export const partyLabels: Record<RaciParty, string> = {
  academy: 'Académie',
  district: 'DSDEN, IEN et ERUN',
  authority: 'Collectivité',
  vendor: 'Éditeur',
  heads: 'Directeurs et chefs d’établissement',
  dpo: 'Délégué à la protection des données',
  teachers: 'Enseignants',
  ministry: 'Ministère',
  other: 'Autre',
};

/** A column is an organisation, or inside one a named person or a function. */
export const actorKinds = ['organisation', 'person', 'function'] as const;
export type RaciActorKind = (typeof actorKinds)[number];

export type RaciActor = {
  /** The same column in every matrix that came from one template. */
  key: string;
  label: string;
  /** Head of a narrow column: « AC ». */
  short: string;
  party: RaciParty;
  kind: RaciActorKind;
  /** Key of the organisation's column in which a person or a function stands. */
  within: string | null;
  /** A named person who no longer has an account here, or whose hat has ended. */
  hasLeft?: boolean;
};

export type RaciActivity = {
  /** The same row in every matrix that came from one template. */
  key: string;
  /** Rank among the rows that are shown, from 1: what people call it by. */
  number: number;
  phase: Phase;
  label: string;
  /** Actor key → meanings; an actor that is absent has no part in it. */
  cells: Readonly<Record<string, readonly Meaning[]>>;
};

/** What is shown of a matrix: hidden rows and columns are not in it. */
export type RaciMatrix = { actors: readonly RaciActor[]; activities: readonly RaciActivity[] };

/** Meanings in the order of the legend, once each. */
export function normaliseMeanings(given: readonly Meaning[]): Meaning[] {
  return meanings.filter((meaning) => given.includes(meaning));
}

/** What an actor is in an activity; empty when it has no part. */
export function cellOf(activity: Pick<RaciActivity, 'cells'>, actorKey: string): readonly Meaning[] {
  return Object.hasOwn(activity.cells, actorKey) ? (activity.cells[actorKey] ?? []) : [];
}

/** The same meanings, in whatever order. */
export const sameMeanings = (one: readonly Meaning[], other: readonly Meaning[]): boolean =>
  normaliseMeanings(one).join() === normaliseMeanings(other).join();

/** Rows in the order in which they are shown, phase by phase, numbered from 1. */
export function numbered<Row extends { phase: Phase; position: number }>(
  rows: readonly Row[],
): (Row & { number: number })[] {
  return [...rows]
    .sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.position - b.position)
    .map((row, index) => ({ ...row, number: index + 1 }));
}
