'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import { isUnderWay } from '@/server/work/domain';
import type { WorkView } from '@/server/work/queries';

/**
 * One background work, asked for again every second until it has ended. Survives a lost connection: the last
 * known state stays on screen.
 */
export function useWork(id: string, first?: WorkView): WorkView | undefined {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.work.get.queryOptions(
      { id },
      {
        initialData: first,
        // Also a page that came back from the browser's memory is asked again.
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data.state) ? false : 1000),
      },
    ),
  );
  return data;
}
