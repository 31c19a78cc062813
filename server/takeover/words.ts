import type { LineState } from './plan';

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** French names of what becomes of a line, and their tone. */
export const outcomeLabels: Record<
  'created' | 'already' | 'refused' | 'skipped',
  { label: string; tone: Tone }
> = {
  created: { label: 'Reprise', tone: 'success' },
  already: { label: 'Déjà reprise', tone: 'neutral' },
  refused: { label: 'Refusée', tone: 'danger' },
  skipped: { label: 'Écartée', tone: 'neutral' },
};

/** French names of what a line would become. */
export const lineStateLabels: Record<LineState, { label: string; tone: Tone }> = {
  ready: { label: 'Prête', tone: 'success' },
  warning: { label: 'Prête, à vérifier', tone: 'warning' },
  error: { label: 'Erreur', tone: 'danger' },
  already: { label: 'Déjà reprise', tone: 'neutral' },
  skipped: { label: 'Écartée', tone: 'neutral' },
};

/** French names of the states of an import. */
export const takeoverStateLabels: Record<
  'preparing' | 'running' | 'done' | 'undone',
  { label: string; tone: Tone }
> = {
  preparing: { label: 'En préparation', tone: 'warning' },
  running: { label: 'En cours', tone: 'info' },
  done: { label: 'Terminée', tone: 'success' },
  undone: { label: 'Annulée', tone: 'neutral' },
};
