import type { ReactNode } from 'react';
import { formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { type ChainCounts, type ChainStage, countOf, shareOf, stageLabels } from '@/server/coverage/domain';

const shown = [
  'exists',
  'in_project',
  'conventioned',
  'attached',
  'used',
] as const satisfies readonly ChainStage[];
const fills = ['fill-data-1', 'fill-data-2', 'fill-data-3', 'fill-data-4', 'fill-data-5'] as const;

/** « +3 depuis un mois », with its sign; nothing when nothing moved. */
function Moved({ by }: { by: number }) {
  if (by === 0) return null;
  return (
    <span
      className={`tabular relative whitespace-nowrap text-sm ${by > 0 ? 'text-success' : 'text-warning'}`}
    >
      {by > 0 ? '+' : '−'}
      {formatNumber(Math.abs(by))}
      <span className="sr-only"> depuis un mois</span>
    </span>
  );
}

/**
 * The chain as five bars, each a share of the schools that exist. The word, the number and the rate are always
 * written: the bar only shows them at a glance.
 */
export function Funnel({
  title,
  counts,
  moved,
  hrefOf,
  level = 3,
  children,
}: {
  title: ReactNode;
  counts: ChainCounts;
  moved?: ChainCounts;
  hrefOf?: (stage: ChainStage) => string;
  level?: 2 | 3;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="break-inside-avoid">
      <Heading className="mb-2 font-semibold">{title}</Heading>
      <ol className="flex flex-col gap-1.5">
        {shown.map((stage, index) => {
          const count = countOf(counts, stage);
          const share = shareOf(counts, stage);
          return (
            <li
              key={stage}
              className="grid grid-cols-[7.75rem_1fr_9.25rem] items-center gap-x-3 text-sm sm:grid-cols-[8.5rem_1fr_11rem]"
            >
              <span>{stageLabels[stage].label}</span>
              <svg aria-hidden="true" className="h-4 w-full rounded-sm bg-sunken" preserveAspectRatio="none">
                <rect width={`${Math.min(share ?? 0, 1) * 100}%`} height="100%" className={fills[index]} />
              </svg>
              <span className="tabular flex items-baseline justify-end gap-2 text-right">
                {moved && <Moved by={countOf(moved, stage)} />}
                {hrefOf ? (
                  <Link href={hrefOf(stage)} prefetch={false} className="relative font-semibold">
                    {formatNumber(count)}
                    <span className="sr-only"> {stageLabels[stage].meaning}</span>
                  </Link>
                ) : (
                  <span className="font-semibold">{formatNumber(count)}</span>
                )}
                <span className="w-13 text-soft">
                  {stage === 'exists' ? '' : share === null ? '–' : formatPercent(share)}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      {counts.signed > 0 && (
        <p className="mt-1.5 text-soft text-sm">
          En plus,{' '}
          {hrefOf ? (
            <Link href={hrefOf('signed')}>{signedWords(counts.signed)}</Link>
          ) : (
            signedWords(counts.signed)
          )}
          .
        </p>
      )}
      {children}
    </section>
  );
}

const signedWords = (count: number) =>
  count > 1
    ? `${formatNumber(count)} écoles sous une convention signée, pas encore en vigueur`
    : '1 école sous une convention signée, pas encore en vigueur';
