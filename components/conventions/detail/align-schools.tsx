'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';

/** Makes annexe A1 the list of the project's schools; says what would change, and offers to undo. */
export function AlignSchools({
  id,
  version,
  wanted,
  current,
}: {
  id: string;
  version: number;
  wanted: readonly string[];
  current: readonly string[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.conventions.update.mutationOptions());
  const added = wanted.filter((uai) => !current.includes(uai)).length;
  const removed = current.filter((uai) => !wanted.includes(uai)).length;

  async function replace(uais: readonly string[], at: number, undoable: boolean) {
    try {
      const { version: next } = await update.mutateAsync({ id, version: at, uais: [...uais] });
      toast(
        `Annexe A1\u00a0: ${counted(uais.length, 'école')}.`,
        undoable ? { undo: { label: 'Annuler', onUndo: () => void replace(current, next, false) } } : {},
      );
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  const reason = added + removed === 0 ? 'L’annexe est celle du projet.' : null;
  return (
    <Button
      size="sm"
      reason={reason}
      isPending={update.isPending}
      onPress={() => replace(wanted, version, true)}
    >
      Reprendre les écoles du projet{added + removed > 0 ? ` (+ ${added} / − ${removed})` : ''}
    </Button>
  );
}
