'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { toast } from '@/components/ui/toast';
import type { AskZip } from '@/server/conventions/bulk/schema';

/** Orders an archive of PDFs and goes to its page, where the file will be. */
export function useArchive() {
  const trpc = useTRPC();
  const router = useRouter();
  const zip = useMutation(trpc.bulk.zip.mutationOptions());
  return {
    isPending: zip.isPending,
    ask: async (input: AskZip) => {
      try {
        const { id } = await zip.mutateAsync(input);
        router.push(`/travaux/${id}`);
      } catch (error) {
        toast(refusalFrom(error).message, { tone: 'danger' });
      }
    },
  };
}
