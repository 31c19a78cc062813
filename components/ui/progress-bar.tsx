'use client';

import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { formatNumber } from './format';

/** Long work: what is being done and how far it is. Without `total`, that it goes on. */
export function ProgressBar({
  label,
  value,
  total,
  detail,
}: {
  /** What is being done: « Vérification des lignes ». */
  label: string;
  value?: number;
  total?: number;
  /** Beside the count: « fichier annuaire.csv ». */
  detail?: string;
}) {
  const known = value !== undefined && total !== undefined && total > 0;
  const text = known
    ? `${formatNumber(value)} sur ${formatNumber(total)}`
    : value === undefined
      ? ''
      : formatNumber(value);
  return (
    <AriaProgressBar
      aria-label={label}
      value={known ? value : undefined}
      maxValue={known ? total : undefined}
      isIndeterminate={!known}
      valueLabel={text || undefined}
      className="flex flex-col gap-1.5"
    >
      {({ percentage }) => (
        <>
          <div className="flex flex-wrap justify-between gap-x-4 text-sm">
            <span className="font-semibold">{label}</span>
            <span className="tabular text-soft">{[text, detail].filter(Boolean).join(' · ')}</span>
          </div>
          <div className="h-2 overflow-hidden rounded-full border border-edge bg-sunken">
            {known ? (
              <div className="h-full bg-accent transition-[width]" style={{ width: `${percentage}%` }} />
            ) : (
              <div className="h-full w-1/3 animate-pulse bg-accent" />
            )}
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
