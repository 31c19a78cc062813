import type { Tone as KitTone } from '@/components/ui/tone';
import type { Tone } from '@/server/aaf/domain';

/** The kit's colour for a state's tone. */
export const toneOf = (tone: Tone): KitTone => (tone === 'warn' ? 'warning' : tone);

export const schoolNoun = ['école', 'écoles'] as const;

/** Table whose selection the bulk acts read. */
export const queueId = 'accrochage';
export const detachId = 'decrochages';
export const resumeId = 'reprises';

export const drawerLabels = {
  todo: 'À traiter',
  in_place: 'En place',
  closed: 'Clos',
  all: 'Tous',
} as const;

export const environmentLabels: Record<string, string> = { test: 'Test', production: 'Production' };
