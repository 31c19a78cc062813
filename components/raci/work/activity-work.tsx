'use client';

import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTRPC } from '@/components/trpc';
import { Link } from '@/components/ui/link';
import { CellSection } from '../chosen-cell';
import { DueControl } from './due-control';
import { StateControl } from './state-control';
import { activityHref } from './words';

/** In the panel of the chosen cell: how far its activity is. One question for the whole matrix. */
export const ActivityWork = memo(function ActivityWork({
  projectId,
  activityId,
}: {
  projectId: string;
  activityId: string;
}) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.raci.work.ofProject.queryOptions({ id: projectId }, { staleTime: 30_000 }));
  const line = data?.activities.find(({ id }) => id === activityId);
  if (!data || !line) return null;
  const work = { ...line, projectId };
  return (
    <CellSection title="Avancement de l’activité">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <StateControl work={work} />
        <DueControl work={work} today={data.today} />
        <Link href={activityHref(projectId, activityId)}>Voir le suivi</Link>
      </div>
    </CellSection>
  );
});
