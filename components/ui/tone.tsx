import { CircleAlert, CircleCheck, CircleDot, Info, TriangleAlert } from 'lucide-react';

/** What a colour means; never shown without its icon and a word. */
export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';

const ICONS = {
  neutral: CircleDot,
  accent: CircleDot,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** The icon that stands for a tone. */
export function ToneIcon({ tone, className = 'size-[1.1em] shrink-0' }: { tone: Tone; className?: string }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden className={className} />;
}

export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-soft',
  accent: 'text-accent',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
};

export const TONE_SOFT: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink',
  accent: 'bg-accent-soft text-accent',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
};

export const TONE_BORDER: Record<Tone, string> = {
  neutral: 'border-edge',
  accent: 'border-accent',
  info: 'border-info',
  success: 'border-success',
  warning: 'border-warning',
  danger: 'border-danger',
};
