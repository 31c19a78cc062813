import type { Tone } from '@/components/ui/tone';

/** How templates and clauses are named on screen. */
export const shapeWords = {
  bipartite: 'bipartite',
  tripartite: 'tripartite',
  framework: 'cadre',
  mutualised: 'mutualisée',
} as const;

export const kindWords = {
  convention: 'Convention',
  amendment: 'Avenant',
  processing_agreement: 'Contrat de sous-traitance (art. 28)',
} as const;

export const obligationWords: Record<
  'mandatory' | 'optional' | 'alternative',
  { label: string; tone: Tone }
> = {
  mandatory: { label: 'Obligatoire', tone: 'accent' },
  optional: { label: 'Facultative', tone: 'neutral' },
  alternative: { label: 'Au choix', tone: 'info' },
};

export const sectionWords = {
  visas: 'Visas',
  preamble: 'Préambule',
  article: 'Article',
  annex: 'Annexe',
} as const;

export const typeWords = {
  text: 'Texte d’une ligne',
  longtext: 'Texte de plusieurs lignes',
  date: 'Date',
  number: 'Nombre',
  money: 'Montant en euros',
  choice: 'Choix',
  boolean: 'Oui ou non',
  email: 'Adresse électronique',
} as const;

export const templatesCrumb = { label: 'Modèles', href: '/modeles' };
export const clausesCrumb = { label: 'Clauses', href: '/modeles/clauses' };

/** Tabs of the room. */
export const roomTabs = [
  { href: '/modeles', label: 'Modèles' },
  { href: '/modeles/clauses', label: 'Bibliothèque de clauses' },
  { href: '/modeles/ecarts', label: 'Écarts' },
];
