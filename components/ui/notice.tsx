import type { ReactNode } from 'react';
import { TONE_BORDER, TONE_SOFT, TONE_TEXT, type Tone, ToneIcon } from './tone';

/**
 * Something to know before going on. `live` announces it when it appears (an answer to an act);
 * what is there when the page opens is not announced.
 */
export function Notice({
  tone = 'info',
  title,
  children,
  actions,
  live,
  className = '',
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Links or buttons that help to go on. */
  actions?: ReactNode;
  live?: boolean;
  className?: string;
}) {
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={`flex gap-3 rounded-md border print:break-inside-avoid border-l-4 px-4 py-3 ${TONE_SOFT[tone]} ${TONE_BORDER[tone]} ${className}`}
    >
      <ToneIcon tone={tone} className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 text-ink">
        {title && <p className={`font-semibold ${tone === 'neutral' ? '' : TONE_TEXT[tone]}`}>{title}</p>}
        {children && <div className="space-y-1">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </div>
  );
}
