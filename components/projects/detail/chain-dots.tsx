import clsx from 'clsx';
import { type ChainStep, chainLabels, chainSteps } from '@/server/projects/domain';

/** How far a school is in the chain: three dots and the word of the last one reached. */
export function ChainDots({ step }: { step: ChainStep }) {
  const reached = chainSteps.indexOf(step);
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="inline-flex gap-1">
        {chainSteps.map((one, rank) => (
          <span
            key={one}
            className={clsx(
              'size-2.5 rounded-full border',
              rank <= reached ? 'border-accent bg-accent' : 'border-edge bg-transparent',
            )}
          />
        ))}
      </span>
      {chainLabels[step]}
    </span>
  );
}
