/** States of a background work and their French names. */
export const workStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type WorkState = (typeof workStates)[number];

export const workStateLabels: Record<WorkState, string> = {
  waiting: 'En attente',
  running: 'En cours',
  done: 'Terminé',
  failed: 'Interrompu',
  cancelled: 'Annulé',
};

/** True while there is still something to wait for. */
export const isUnderWay = (state: WorkState) => state === 'waiting' || state === 'running';
