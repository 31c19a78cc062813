import type { Tone } from '@/components/ui/tone';

export const schoolNoun = ['établissement', 'établissements'] as const;
export const importNoun = ['import', 'imports'] as const;

export const schoolStates = {
  open: { label: 'Ouvert', tone: 'success' },
  opening: { label: 'À ouvrir', tone: 'info' },
  closing: { label: 'À fermer', tone: 'warning' },
  closed: { label: 'Fermé', tone: 'neutral' },
} as const satisfies Record<string, { label: string; tone: Tone }>;

export const importStates = {
  queued: { label: 'En attente', tone: 'info' },
  running: { label: 'En cours', tone: 'accent' },
  done: { label: 'Terminé', tone: 'success' },
  refused: { label: 'Refusé', tone: 'warning' },
  failed: { label: 'Interrompu', tone: 'danger' },
} as const satisfies Record<string, { label: string; tone: Tone }>;

export const sectorWord = (sector: 'public' | 'private' | null) =>
  sector === 'public' ? 'Public' : sector === 'private' ? 'Privé' : 'Non renseigné';
