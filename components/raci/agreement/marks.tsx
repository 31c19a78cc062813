'use client';

import clsx from 'clsx';
import type { AgreementState, CellState } from '@/server/raci/agreement/domain';
import { agreementLabels, cellStateWords, countsInWords } from '@/server/raci/agreement/words';
import { useHead } from './answers';

const colours: Partial<Record<CellState | AgreementState, string>> = {
  accepted: 'text-success',
  agreed: 'text-success',
  objected: 'text-danger',
  to_review: 'text-warning',
};

/** What follows the words of a cell for who does not see it: « , acceptée ». */
export const stateSuffix = (state: CellState): string =>
  state === 'none' || state === 'waiting' ? '' : `, ${cellStateWords[state].label}`;

/** The sign of a cell in its corner; its words stand in the name of the cell. */
export function CellMark({ state }: { state: CellState }) {
  if (state === 'none' || state === 'waiting') return null;
  // Drawn, not written: what stands in the cell is its letters, for who copies and for who reads aloud.
  return (
    <span
      aria-hidden
      data-sign={cellStateWords[state].sign}
      className={clsx(
        'absolute top-0 right-1 font-bold text-xs leading-4 before:content-[attr(data-sign)]',
        colours[state],
      )}
    />
  );
}

const headSigns: Record<AgreementState, string> = {
  agreed: cellStateWords.accepted.sign,
  objected: cellStateWords.objected.sign,
  to_review: cellStateWords.to_review.sign,
  waiting: '',
  nothing: '',
};

/** The sign of a whole column at its head, with its words for who does not see it. */
export function HeadMark({ actorKey }: { actorKey: string }) {
  const head = useHead(actorKey);
  const sign = head && headSigns[head.state];
  if (!head || !sign) return null;
  return (
    <span
      title={`${agreementLabels[head.state]}\u00a0: ${countsInWords(head)}`}
      className={clsx('mr-1 font-bold', colours[head.state])}
    >
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{`${agreementLabels[head.state]}, `}</span>
    </span>
  );
}
