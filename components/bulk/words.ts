import type { Tone } from '@/components/ui/tone';
import type { LineState, PreviewLine } from '@/server/conventions/bulk/domain';

export const communeNoun = ['commune', 'communes'] as const;

export const lineStates = {
  ready: { label: 'Prête', tone: 'success' },
  left_out: { label: 'Laissée de côté', tone: 'neutral' },
  choice: { label: 'À préciser', tone: 'warning' },
  error: { label: 'Refusée', tone: 'danger' },
} as const satisfies Record<LineState, { label: string; tone: Tone }>;

/** What will be done with the project of a line. */
export const projectWord = ({ project, authority }: PreviewLine): string =>
  project ? project.name : authority ? 'à créer' : '–';

export const outcomeTones = {
  waiting: 'info',
  created: 'success',
  left: 'warning',
} as const satisfies Record<string, Tone>;
