import { counted } from '@/server/french';
import type { RaciParty } from '../domain';
import type { SpokenColumn } from '../speaks';
import type { Agreement, AgreementState, CellState } from './domain';

/** The words of a cell’s state, and its sign: colour never speaks alone. */
export const cellStateWords: Record<Exclude<CellState, 'none'>, { label: string; sign: string }> = {
  accepted: { label: 'acceptée', sign: '✓' },
  objected: { label: 'objection', sign: '!' },
  to_review: { label: 'à revoir', sign: '↻' },
  waiting: { label: 'sans réponse', sign: '' },
};

export const agreementLabels: Record<AgreementState, string> = {
  agreed: 'Accord donné',
  objected: 'Objections',
  to_review: 'À revoir',
  waiting: 'En attente',
  nothing: 'Aucun rôle',
};

/** « 12 cases acceptées, 1 objection, 2 cases à revoir ». */
export function countsInWords({ accepted, objected, to_review, waiting }: Agreement): string {
  const parts = [
    accepted > 0 && counted(accepted, 'case acceptée', 'cases acceptées'),
    objected > 0 && counted(objected, 'objection'),
    to_review > 0 && counted(to_review, 'case à revoir', 'cases à revoir'),
    waiting > 0 && counted(waiting, 'case sans réponse', 'cases sans réponse'),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : 'aucune case à accepter';
}

const voices: Record<RaciParty, string> = {
  academy: 'l’académie (DANE)',
  district: 'la direction départementale (DSDEN)',
  authority: 'la collectivité, ou la structure qui agit pour elle',
  vendor: 'l’éditeur',
  heads: 'les directeurs et chefs d’établissement des écoles du projet',
  dpo: 'le délégué à la protection des données',
  teachers: 'l’académie, qui consigne la réponse des enseignants',
  ministry: 'l’académie, qui consigne la réponse du ministère',
  other: 'l’académie, qui consigne la réponse de cet acteur',
};

/** Who answers for a column: « la collectivité, ou la structure qui agit pour elle ». */
export const whoSpeaks = ({ kind, party, membershipId, label }: SpokenColumn & { label: string }): string =>
  kind === 'person' && membershipId !== null ? label : voices[party];
