import { addMonths } from '@/server/calendar';

/** How long documents are kept after the end, and what may be eliminated (DOMAIN §9). Pure; ISO days. */
export const retainedKinds = [
  'convention',
  'deliberation',
  'agreement',
  'reversibility',
  'abandoned',
] as const;
export type RetainedKind = (typeof retainedKinds)[number];

export const retainedLabels: Record<RetainedKind, string> = {
  convention: 'Conventions et avenants signés, avec leurs preuves',
  deliberation: 'Délibérations et actes joints',
  agreement: 'Contrats de sous-traitance (article 28 du RGPD), avec leurs preuves',
  reversibility: 'Documents de réversibilité',
  abandoned: 'Projets abandonnés',
};

/** The rule under which public archives are eliminated: the visa of the archives administration is required. */
export const legalGround = 'Code du patrimoine, articles L. 212-2 et R. 212-14';

/** First day on which a document may be eliminated. */
export const dueDay = (endedOn: string, years: number) => addMonths(endedOn, 12 * years);

export type Retained = {
  fileId: string;
  conventionId: string;
  number: string;
  kind: RetainedKind;
  what: string;
  fileName: string;
  sha256: string;
  /** Null while the convention lives. */
  endedOn: string | null;
  eliminated: boolean;
  hold: string | null;
};

/** Why a document may not be eliminated today, or null. */
export function whyKept(
  document: Retained,
  years: Record<RetainedKind, number>,
  today: string,
): string | null {
  if (document.eliminated) return 'Ce document est déjà éliminé.';
  if (!document.endedOn) return `La convention ${document.number} n’a pas pris fin.`;
  if (document.hold)
    return `Un contentieux est en cours sur la convention ${document.number} : ${document.hold}`;
  const due = dueDay(document.endedOn, years[document.kind]);
  if (due > today) return `La durée de conservation court jusqu’au ${due.split('-').reverse().join('/')}.`;
  return null;
}
