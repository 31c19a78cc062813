import type { InventoryPayer, TrustState } from '@/prisma/generated/enums';
import type { Territory, TerritoryKind } from '@/server/coverage/territory';

export type { InventoryPayer, TrustState };

/**
 * What a tool is used for. A short closed list: two products are compared by their uses, so a use that everybody
 * writes in their own words would hide every doublon.
 */
export const useLabels = {
  diary: 'Cahier de textes',
  liaison: 'Cahier de liaison',
  family_messaging: 'Messagerie avec les familles',
  staff_messaging: 'Messagerie entre personnels',
  absences: 'Absences et retards',
  marks: 'Notes et évaluations',
  timetable: 'Emploi du temps',
  class_space: 'Espace de classe',
  blog: 'Blog et journal de classe',
  storage: 'Stockage et partage de fichiers',
  resources: 'Ressources pédagogiques',
  virtual_class: 'Classe virtuelle',
  booking: 'Réservation de salles et de matériels',
  after_school: 'Cantine et périscolaire',
  other: 'Autre usage',
} as const;
export type Use = keyof typeof useLabels;
export const allUses = Object.keys(useLabels) as Use[];

/** Uses by which two products are compared: « autre » says nothing of what they have in common. */
export const comparedUses = allUses.filter((use) => use !== 'other');

/** The known uses among kept keys, in the order of the list. */
export const knownUses = (keys: readonly string[]): Use[] => allUses.filter((use) => keys.includes(use));

export const payerLabels: Record<InventoryPayer, string> = {
  authority: 'Collectivité',
  school: 'École ou coopérative scolaire',
  state: 'Académie ou État',
  free: 'Gratuit',
  unknown: 'Inconnu',
};
export const payers = Object.keys(payerLabels) as InventoryPayer[];

/** Payers with whom a tool costs somebody something. */
export const payingPayers: readonly InventoryPayer[] = ['authority', 'school', 'state'];

export const trustLabels: Record<TrustState, string> = {
  inside: 'Dans le cadre de confiance',
  outside: 'Hors du cadre de confiance',
  unknown: 'Cadre de confiance inconnu',
};
export const trustStates = Object.keys(trustLabels) as TrustState[];

/** Reached from the ENT: yes, no, or nobody knows (null). */
export const throughEntLabel = (through: boolean | null): string =>
  through === null ? 'Accès par l’ENT inconnu' : through ? 'Accessible par l’ENT' : 'Hors de l’ENT';

/** What makes a doublon, in words. */
export const duplicateLabels = {
  same_use: 'Deux solutions pour un même usage',
  two_projects: 'Deux collectivités portent un projet pour une même école',
  two_payers: 'Deux collectivités paient pour une même école',
  paid_covered: 'Outil payant pour un usage que l’ENT couvre déjà',
} as const;
export type DuplicateKind = keyof typeof duplicateLabels;
export const duplicateKinds = Object.keys(duplicateLabels) as DuplicateKind[];

/** Does a line hold on a day? Both ends count; an open end is never reached. */
export const holdsOn = (
  { sinceOn, untilOn }: { sinceOn: string | null; untilOn: string | null },
  day: string,
): boolean => (sinceOn === null || sinceOn <= day) && (untilOn === null || untilOn >= day);

/** Do two periods have a day in common? */
export const overlap = (
  a: { sinceOn: string | null; untilOn: string | null },
  b: { sinceOn: string | null; untilOn: string | null },
): boolean =>
  (a.sinceOn === null || b.untilOn === null || a.sinceOn <= b.untilOn) &&
  (b.sinceOn === null || a.untilOn === null || b.sinceOn <= a.untilOn);

/** How the ENT of the écoles of a collège go on into it. */
export const continuityLabels = {
  same_product: 'Même solution',
  same_vendor: 'Même éditeur',
  different: 'Solutions différentes',
  unknown: 'ENT inconnu',
} as const;
export type Continuity = keyof typeof continuityLabels;
export const continuities = Object.keys(continuityLabels) as Continuity[];

export type KnownEnt = { productId: string; vendorId: string };

/** From the ENT of an école to those of its collège; unknown when one of the two has none. */
export function continuityOf(school: readonly KnownEnt[], college: readonly KnownEnt[]): Continuity {
  if (school.length === 0 || college.length === 0) return 'unknown';
  const shares = (key: keyof KnownEnt) => school.some((a) => college.some((b) => a[key] === b[key]));
  return shares('productId') ? 'same_product' : shares('vendorId') ? 'same_vendor' : 'different';
}

/** Territories that narrow the inventory beside the département. */
export const inventoryPlaces = ['epci', 'constituency', 'commune'] as const satisfies TerritoryKind[];

/** True for one of them. */
export const isInventoryPlace = ({ kind }: Pick<Territory, 'kind'>): boolean =>
  inventoryPlaces.some((one) => one === kind);
