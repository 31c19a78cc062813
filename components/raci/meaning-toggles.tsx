'use client';

import clsx from 'clsx';
import { type Meaning, meaningLabels } from '@/server/raci/domain';
import { saidOrder } from '@/server/raci/letters';
import { useLetters } from './letters';

/** The four letters as switches, with what each means. */
export function MeaningToggles({
  label,
  given,
  onToggle,
  compact = false,
}: {
  /** Whose part it is: « Collectivité, activité 3 ». */
  label: string;
  given: readonly Meaning[];
  onToggle: (meaning: Meaning) => void;
  /** Letters alone; the legend stands beside. */
  compact?: boolean;
}) {
  const letters = useLetters();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box for four buttons
    <div role="group" aria-label={label} className={clsx('flex', compact ? 'gap-1' : 'flex-wrap gap-1.5')}>
      {saidOrder.map((meaning) => {
        const on = given.includes(meaning);
        return (
          <button
            key={meaning}
            type="button"
            aria-pressed={on}
            onClick={() => onToggle(meaning)}
            className={clsx(
              'flex cursor-pointer items-center gap-2 rounded-md border text-left',
              compact
                ? 'size-11 justify-center font-bold text-lg'
                : 'min-h-9 px-2.5 py-0.5 pointer-coarse:min-h-11',
              on ? 'border-accent bg-accent text-on-accent' : 'border-edge bg-surface hover:border-ink',
            )}
          >
            <span className={clsx('font-bold', !compact && 'text-lg')}>{letters[meaning]}</span>
            <span className={compact ? 'sr-only' : 'whitespace-nowrap text-sm'}>
              {meaningLabels[meaning]}
            </span>
          </button>
        );
      })}
    </div>
  );
}
