'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTRPC } from '@/components/trpc';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { ImportView } from '@/server/territory/imports';

/** How far the work on a file is, asked again every second; the page is read again whenever it tells another state. */
export function ImportProgress({
  id,
  status,
  fileName,
  step,
  percent,
}: {
  id: string;
  /** The state that the page shows. */
  status: ImportView['status'];
  fileName: string;
  step: string;
  percent: number;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  // Nothing is kept from one work on a file to the next: what the reading ended with is no news of its application.
  const { data, dataUpdatedAt } = useQuery(
    trpc.territory.importProgress.queryOptions(
      { id },
      { refetchInterval: 1000, refetchOnWindowFocus: true, gcTime: 0 },
    ),
  );
  // Each answer counts, not each new answer: a page read too early is read again.
  useEffect(() => {
    if (dataUpdatedAt > 0 && data && data.status !== status) router.refresh();
  }, [data, dataUpdatedAt, status, router]);
  return (
    <ProgressBar
      label={data?.step || step || 'Import en cours'}
      value={data?.percent ?? percent}
      total={100}
      detail={fileName}
    />
  );
}
