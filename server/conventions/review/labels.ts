import type { AnyOpinionKind } from '../facts';

/** Headings of the opinions. */
export const opinionLabels: Record<AnyOpinionKind, string> = {
  dpo: 'Avis du délégué à la protection des données',
  legal: 'Avis juridique',
  dsi: 'Avis de la direction des systèmes d’information',
  dsden: 'Avis de la direction départementale (DSDEN)',
  expert: 'Avis d’un expert invité',
};

export const shortOpinionLabels: Record<AnyOpinionKind, string> = {
  dpo: 'Avis du DPD',
  legal: 'Avis juridique',
  dsi: 'Avis de la DSI',
  dsden: 'Avis de la DSDEN',
  expert: 'Avis d’expert',
};

export const occasionLabels = {
  submitted: 'Soumis à l’examen',
  opinion_given: 'Avis rendu',
  opinion_confirmed: 'Avis confirmé',
  expert_invited: 'Expert invité',
  sent_to_partner: 'Transmis à la collectivité',
  changes_requested: 'Modifications demandées',
  accepted: 'Texte accepté',
  ready_to_sign: 'Ouvert à la signature',
  signed: 'Signé',
} as const;
export type Occasion = keyof typeof occasionLabels;
