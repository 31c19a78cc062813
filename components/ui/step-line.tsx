import clsx from 'clsx';
import { Check, CircleAlert } from 'lucide-react';

export type Step = {
  label: string;
  state: 'done' | 'current' | 'todo' | 'blocked';
  /** A date or a few words under the label, already in French. */
  detail?: string;
};

const SAID = { done: 'fait', current: 'en cours', todo: 'à venir', blocked: 'bloqué' };

/** Where something stands on its way: one line on a wide screen, a short list on a phone. */
export function StepLine({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-0 md:flex-row">
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 md:flex-col md:gap-1.5 md:pr-3 md:pb-0"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden
              className={clsx(
                'absolute max-md:top-5 max-md:bottom-0 max-md:left-[0.5625rem] max-md:w-0.5 md:top-[0.5625rem] md:right-0 md:left-5 md:h-0.5',
                step.state === 'done' ? 'bg-accent' : 'bg-line',
              )}
            />
          )}
          <span
            aria-hidden
            className={clsx(
              'relative grid size-5 shrink-0 place-items-center rounded-full border-2',
              step.state === 'done' && 'border-accent bg-accent text-on-accent',
              step.state === 'current' && 'border-accent bg-surface ring-4 ring-accent-soft',
              step.state === 'todo' && 'border-edge bg-ground',
              step.state === 'blocked' && 'border-danger bg-danger-soft text-danger',
            )}
          >
            {step.state === 'done' && <Check className="size-3.5" strokeWidth={3} />}
            {step.state === 'current' && <span className="size-2 rounded-full bg-accent" />}
            {step.state === 'blocked' && <CircleAlert className="size-3.5" strokeWidth={3} />}
          </span>
          <span className="min-w-0 text-sm leading-5">
            <span
              className={step.state === 'current' ? 'font-bold' : step.state === 'todo' ? 'text-soft' : ''}
            >
              {step.label}
            </span>
            <span className="sr-only"> ({SAID[step.state]})</span>
            {step.detail && <span className="tabular block text-soft text-xs">{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
