import { counted } from '@/components/ui/format';
import type { Tone } from '@/components/ui/tone';
import type { ImportView } from '@/server/territory/imports';

export const schoolNoun = ['établissement', 'établissements'] as const;
export const importNoun = ['fichier', 'fichiers'] as const;
export const taskNoun = ['suite à donner', 'suites à donner'] as const;

export const schoolStates = {
  open: { label: 'Ouvert', tone: 'success' },
  opening: { label: 'À ouvrir', tone: 'info' },
  closing: { label: 'À fermer', tone: 'warning' },
  closed: { label: 'Fermé', tone: 'neutral' },
} as const satisfies Record<string, { label: string; tone: Tone }>;

export const importStates = {
  queued: { label: 'En attente', tone: 'info' },
  running: { label: 'Lecture en cours', tone: 'accent' },
  prepared: { label: 'À décider', tone: 'warning' },
  applying: { label: 'Application en cours', tone: 'accent' },
  done: { label: 'Appliqué', tone: 'success' },
  refused: { label: 'Refusé', tone: 'warning' },
  failed: { label: 'Interrompu', tone: 'danger' },
  abandoned: { label: 'Abandonné', tone: 'neutral' },
} as const satisfies Record<string, { label: string; tone: Tone }>;

export const sectorWord = (sector: 'public' | 'private' | null) =>
  sector === 'public' ? 'Public' : sector === 'private' ? 'Privé' : 'Non renseigné';

/** « 12 écoles à créer, 34 écoles à modifier et 2 écoles à fermer. » */
export function wouldBe({ created, updated, closed }: Pick<ImportView, 'created' | 'updated' | 'closed'>) {
  if (created + updated + closed === 0) return 'Ce fichier ne change rien\u00a0: tout y est déjà connu.';
  const parts = [
    created > 0 ? `${counted(created, 'école')} à créer` : null,
    updated > 0 ? `${counted(updated, 'école')} à modifier` : null,
    closed > 0 ? `${counted(closed, 'école')} à fermer` : null,
  ].filter((one) => one !== null);
  const last = parts.pop();
  return `${parts.length > 0 ? `${parts.join(', ')} et ` : ''}${last}. Rien n’est encore enregistré.`;
}
