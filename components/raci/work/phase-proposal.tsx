'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { useStored } from '@/components/ui/stored';
import { toast } from '@/components/ui/toast';
import { type ProjectPhase, phaseLabels } from '@/server/projects/domain';
import type { PhaseProposal as Proposal } from '@/server/raci/work/domain';

const quoted = (phase: ProjectPhase) => `«\u00a0${phaseLabels[phase]}\u00a0»`;

/** What the work says of the phase of the project; one click moves it, and the message takes it back. */
export function PhaseProposal({
  projectId,
  version,
  proposal,
}: {
  projectId: string;
  /** Of the project, as it was read. */
  version: number;
  proposal: Proposal;
}) {
  const { from, to, why, count } = proposal;
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.projects.update.mutationOptions());
  const { attempt, refusal } = useAttempt();
  const [later, setLater] = useStored('session', `phase-${projectId}-${from}-${to}`, false);
  if (later) return null;

  const move = (phase: ProjectPhase, seen: number, back: ProjectPhase | null) =>
    attempt(async () => {
      const done = await update.mutateAsync({ id: projectId, version: seen, phase });
      toast(
        `Le projet est en phase ${quoted(phase)}.`,
        back ? { undo: { label: 'Annuler', onUndo: () => void move(back, done.version, null) } } : undefined,
      );
      router.refresh();
    });
  return (
    <Notice
      title={`Passer à la phase ${quoted(to)}\u00a0?`}
      className="print:hidden"
      actions={
        <>
          <Button size="sm" isPending={update.isPending} onPress={() => move(to, version, from)}>
            Passer à la phase {quoted(to)}
          </Button>
          <Button size="sm" variant="quiet" onPress={() => setLater(true)}>
            Plus tard
          </Button>
        </>
      }
    >
      <p>
        {why === 'phase_done'
          ? count === 1
            ? `La seule activité de la phase ${quoted(from)} est terminée.`
            : `Les ${count} activités de la phase ${quoted(from)} sont terminées.`
          : `Le projet est en phase ${quoted(from)}, et ${counted(count, 'activité')} de la phase ${quoted(to)} ${count > 1 ? 'ont' : 'a'} déjà commencé.`}
      </p>
      <RefusalNotice refusal={refusal} />
    </Notice>
  );
}
