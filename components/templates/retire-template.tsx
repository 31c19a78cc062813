'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc';
import { RetireDialog } from './retire-dialog';

/** Takes a template out of service for new conventions, or puts it back. */
export function RetireTemplate({ id, retired }: { id: string; retired: boolean }) {
  const trpc = useTRPC();
  const retire = useMutation(trpc.templates.retire.mutationOptions());
  return (
    <RetireDialog
      retired={retired}
      act={() => retire.mutateAsync({ id, retired: !retired })}
      consequences={{
        retire: 'Il ne sera plus proposé aux nouvelles conventions. Celles qui l’ont pris le gardent.',
        restore: 'Il sera de nouveau proposé aux nouvelles conventions.',
      }}
    />
  );
}
