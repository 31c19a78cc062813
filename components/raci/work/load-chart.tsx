import { type Meaning, meaningLabels } from '@/server/raci/domain';
import { type LetterSet, saidOrder } from '@/server/raci/letters';
import type { ActorLoad } from '@/server/raci/work/load';

/** Colour and pattern of each meaning: either alone tells them apart. */
const fills: Record<Meaning, { colour: string; drawing: 'full' | 'stripes' | 'dots' | 'empty' }> = {
  accountable: { colour: 'var(--data-4)', drawing: 'full' },
  doer: { colour: 'var(--data-3)', drawing: 'stripes' },
  consulted: { colour: 'var(--data-2)', drawing: 'dots' },
  informed: { colour: 'var(--data-0)', drawing: 'empty' },
};
/** In the order of the bars: what weighs most first. */
const stacked = ['accountable', 'doer', 'consulted', 'informed'] as const;

/** Drawn once; every bar of the page refers to them. */
const patternId = (meaning: Meaning) => `charge-${meaning}`;

function Patterns() {
  return (
    <svg aria-hidden width="0" height="0" className="absolute">
      <defs>
        {stacked.map((meaning) => {
          const { colour, drawing } = fills[meaning];
          return (
            <pattern
              key={meaning}
              id={patternId(meaning)}
              width="8"
              height="8"
              patternUnits="userSpaceOnUse"
              patternTransform={drawing === 'stripes' ? 'rotate(45)' : undefined}
            >
              <rect width="8" height="8" fill={drawing === 'full' ? colour : 'var(--surface)'} />
              {drawing === 'stripes' && <rect width="5" height="8" fill={colour} />}
              {drawing === 'dots' && <circle cx="4" cy="4" r="2.4" fill={colour} />}
              {drawing === 'empty' && <rect width="8" height="8" fill={colour} />}
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}

const BOX = { stroke: 'var(--ink)', strokeWidth: 1 };

/** How many letters each actor holds, stacked; the table beside gives the same numbers. */
export function LoadChart({ loads, letters }: { loads: readonly ActorLoad[]; letters: LetterSet }) {
  const most = Math.max(1, ...loads.map((one) => one.letters));
  const spoken = loads
    .map(
      ({ label, counts }) =>
        `${label}\u00a0: ${saidOrder.map((meaning) => `${counts[meaning]} ${letters[meaning]}`).join(', ')}`,
    )
    .join('. ');
  return (
    <figure className="relative flex break-inside-avoid flex-col gap-3">
      <Patterns />
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {stacked.map((meaning) => (
          <span key={meaning} className="inline-flex items-center gap-1.5">
            <svg aria-hidden width="22" height="16" className="shrink-0">
              <rect x="0.5" y="0.5" width="21" height="15" fill={`url(#${patternId(meaning)})`} {...BOX} />
            </svg>
            <strong>{letters[meaning]}</strong> {meaningLabels[meaning]}
          </span>
        ))}
      </figcaption>
      <div role="img" aria-label={`Charge par acteur. ${spoken}.`} className="flex flex-col gap-2">
        {loads.map((load) => {
          let from = 0;
          return (
            <div
              key={load.key}
              className="grid grid-cols-1 items-center gap-x-3 sm:grid-cols-[12rem_minmax(0,1fr)]"
            >
              <span className="text-sm leading-tight sm:text-right">{load.label}</span>
              <svg aria-hidden width="100%" height="22" className="overflow-visible">
                {stacked.map((meaning) => {
                  const x = (from / most) * 100;
                  const width = (load.counts[meaning] / most) * 100;
                  from += load.counts[meaning];
                  return width === 0 ? null : (
                    <rect
                      key={meaning}
                      x={`${x}%`}
                      y="1"
                      width={`${width}%`}
                      height="20"
                      fill={`url(#${patternId(meaning)})`}
                      {...BOX}
                    />
                  );
                })}
                {load.letters === 0 && <line x1="0.5" x2="0.5" y1="1" y2="21" {...BOX} />}
              </svg>
            </div>
          );
        })}
      </div>
    </figure>
  );
}
