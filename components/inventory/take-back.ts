'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { toast } from '@/components/ui/toast';

type Made = { id: string; version: number };

/** Takes a line or a link back, as the « Annuler » of what was just done; what the server refuses is said. */
export function useTakeBack() {
  const trpc = useTRPC();
  const router = useRouter();
  const entry = useMutation(trpc.inventory.withdraw.mutationOptions());
  const link = useMutation(trpc.inventory.withdrawLink.mutationOptions());
  const undo = (take: (made: Made) => Promise<unknown>) => async (made: Made) => {
    try {
      await take(made);
      toast('Annulé\u00a0: rien n’en reste.');
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  };
  return { entry: undo((made) => entry.mutateAsync(made)), link: undo((made) => link.mutateAsync(made)) };
}
