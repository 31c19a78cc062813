'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import { WorkProgress } from '@/components/work/work-progress';
import type { PreviewPage, TakeoverView } from '@/server/takeover/queries';

type Counts = PreviewPage['counts'];

/** Starts the work, after having said what it will do. */
export function ConfirmTakeover({ takeover, counts }: { takeover: TakeoverView; counts: Counts }) {
  const trpc = useTRPC();
  const router = useRouter();
  const confirm = useMutation(trpc.takeover.confirm.mutationOptions());
  const ready = counts.ready + counts.warning;
  const reason =
    takeover.columnsRefusal ?? (ready === 0 ? 'Aucune ligne ne peut être reprise pour l’instant.' : null);
  const title = `Reprendre ${counted(ready, 'convention')}`;
  if (reason)
    return (
      <Button variant="primary" reason={reason}>
        Reprendre les conventions
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{title}</Button>}
      title={`${title} ?`}
      confirmLabel={title}
      onConfirm={async () => {
        try {
          await confirm.mutateAsync({ id: takeover.id, version: takeover.version });
          router.refresh();
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      <p>
        Chaque ligne prête devient une convention reprise, avec son projet et ses écoles.
        {counts.error > 0 &&
          ` ${counted(counts.error, 'ligne en erreur est laissée', 'lignes en erreur sont laissées')} de côté : corrigez votre tableau et déposez-le à nouveau, rien ne sera doublé.`}
      </p>
      <p>La reprise entière pourra être annulée tant que rien d’autre ne s’y rattache.</p>
    </ConfirmDialog>
  );
}

/** Throws the spreadsheet away; nothing was made of it. */
export function DiscardTakeover({ takeover }: { takeover: TakeoverView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const discard = useMutation(trpc.takeover.discard.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button>Écarter ce tableau</Button>}
      title="Écarter ce tableau ?"
      confirmLabel="Écarter le tableau"
      onConfirm={async () => {
        try {
          await discard.mutateAsync({ id: takeover.id, version: takeover.version });
          router.push('/conventions/reprise');
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      <p>Rien n’en a été repris ; vous pourrez le déposer à nouveau.</p>
    </ConfirmDialog>
  );
}

/** Undoes the whole import, while nothing hangs on it. */
export function UndoTakeover({ takeover }: { takeover: TakeoverView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const undo = useMutation(trpc.takeover.undo.mutationOptions());
  if (takeover.obstacles.length > 0)
    return (
      <Button reason={`Plus possible : ${takeover.obstacles.slice(0, 3).join(' ')}`}>
        Annuler toute la reprise
      </Button>
    );
  const made = counted(takeover.outcomes.created, 'convention reprise', 'conventions reprises');
  return (
    <ConfirmDialog
      trigger={<Button>Annuler toute la reprise</Button>}
      title="Annuler toute la reprise ?"
      confirmLabel={`Retirer ${made}`}
      tone="danger"
      onConfirm={async () => {
        try {
          await undo.mutateAsync({ id: takeover.id });
          toast('Reprise annulée.');
          router.refresh();
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      <p>
        {made}, leurs numérisations et les projets créés pour elles seront retirés. L’historique garde trace
        de la reprise et de son annulation.
      </p>
    </ConfirmDialog>
  );
}

/** How far the work is; the page shows the report as soon as it has ended. */
export function TakeoverProgress({ workId }: { workId: string }) {
  const router = useRouter();
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <WorkProgress id={workId} onEnd={() => router.refresh()} />
      <p className="text-soft text-sm">
        Vous pouvez quitter cette page : la reprise continue, et son résultat vous attendra dans les alertes.
      </p>
    </div>
  );
}
