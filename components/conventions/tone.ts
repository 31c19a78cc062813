import type { Tone as KitTone } from '@/components/ui/tone';
import type { Tone } from '@/server/conventions/lifecycle';

/** The kit's colour for a state's tone. */
export const toneOf = (tone: Tone): KitTone => (tone === 'warn' ? 'warning' : tone);
