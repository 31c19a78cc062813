'use client';

import { useEffect, useRef } from 'react';
import { ProgressBar } from '@/components/ui/progress-bar';
import { isUnderWay, workStateLabels } from '@/server/work/domain';
import type { WorkView } from '@/server/work/queries';
import { useWork } from './use-work';

/** The bar of a work under way: what it is doing, how many are done. */
export function WorkBar({ work }: { work: Pick<WorkView, 'state' | 'step' | 'done' | 'total' | 'label'> }) {
  return (
    <ProgressBar
      label={work.step || (work.state === 'waiting' ? 'En attente de son tour' : work.label)}
      {...(work.total > 0 ? { value: work.done, total: work.total } : {})}
    />
  );
}

/**
 * How far a background work is, anywhere on a screen; once it has ended, its state and `onEnd`.
 * The page of the work (`/travaux/[id]`) has the report and the file.
 */
export function WorkProgress({
  id,
  first,
  onEnd,
}: {
  id: string;
  first?: WorkView;
  onEnd?: (work: WorkView) => void;
}) {
  const work = useWork(id, first);
  const told = useRef(false);
  const ended = work !== undefined && !isUnderWay(work.state);
  useEffect(() => {
    if (!ended || told.current) return;
    told.current = true;
    onEnd?.(work);
  }, [ended, work, onEnd]);
  if (!work) return <ProgressBar label="En attente de nouvelles du travail" />;
  if (!ended) return <WorkBar work={work} />;
  return <p role="status">{work.reason ?? `${workStateLabels[work.state]}.`}</p>;
}
