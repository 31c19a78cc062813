import type { ReactNode } from 'react';
import { formatDateTime } from './format';
import { TONE_TEXT, type Tone, ToneIcon } from './tone';

export type TimelineEvent = {
  id: string;
  /** ISO instant. */
  at: string;
  /** What happened: « A transmis la délibération ». */
  title: ReactNode;
  /** Who, and under which hat. */
  who?: string;
  detail?: ReactNode;
  tone?: Tone;
};

/** The journal of an object, newest first as given. */
export function Timeline({ label, events }: { label: string; events: readonly TimelineEvent[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {events.map((event) => (
        <li key={event.id} className="relative flex gap-3 pb-5 last:pb-0">
          <span aria-hidden className="absolute top-6 bottom-0 left-[0.5625rem] w-px bg-line" />
          <span
            className={`mt-0.5 grid size-5 shrink-0 place-items-center ${TONE_TEXT[event.tone ?? 'neutral']}`}
          >
            <ToneIcon tone={event.tone ?? 'neutral'} className="size-4" />
          </span>
          <div className="min-w-0">
            <p className="leading-6">{event.title}</p>
            <p className="text-soft text-sm">
              <time dateTime={event.at}>{formatDateTime(event.at)}</time>
              {event.who && ` · ${event.who}`}
            </p>
            {event.detail && <div className="mt-1 text-sm">{event.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
