import type { ReactNode } from 'react';
import { TONE_SOFT, type Tone, ToneIcon } from './tone';

/** A small word beside something: a count, a kind. Without state, without icon. */
export function Badge({ children, tone = 'neutral' }: { children: ReactNode; tone?: Tone }) {
  return (
    <span
      className={`tabular inline-flex items-center whitespace-nowrap rounded-sm px-1.5 font-semibold text-xs leading-5 ${TONE_SOFT[tone]}`}
    >
      {children}
    </span>
  );
}

/** The state of an object: icon, word and colour together. */
export function StateBadge({ children, tone, icon }: { children: ReactNode; tone: Tone; icon?: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-sm px-2 py-0.5 font-semibold text-sm [&_svg]:size-[1.1em] [&_svg]:shrink-0 ${TONE_SOFT[tone]}`}
    >
      {icon ?? <ToneIcon tone={tone} />}
      {children}
    </span>
  );
}
