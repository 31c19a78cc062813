'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTRPC } from '@/components/trpc';
import { ProgressBar } from '@/components/ui/progress-bar';

/** How far an import is, asked again every second; the page is read again once it has ended. */
export function ImportProgress({
  id,
  fileName,
  step,
  percent,
}: {
  id: string;
  fileName: string;
  step: string;
  percent: number;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useQuery(
    trpc.territory.importProgress.queryOptions({ id }, { refetchInterval: 1000, refetchOnWindowFocus: true }),
  );
  const ended = data !== undefined && data.status !== 'queued' && data.status !== 'running';
  useEffect(() => {
    if (ended) router.refresh();
  }, [ended, router]);
  return (
    <ProgressBar
      label={data?.step || step || 'Import en cours'}
      value={data?.percent ?? percent}
      total={100}
      detail={fileName}
    />
  );
}
