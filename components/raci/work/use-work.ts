'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { formatLongDate } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import { type WorkAct, type WorkState, workStateWords, workTransitions } from '@/server/raci/work/domain';

/** What a screen needs to know of an activity to change how far it is. */
export type WorkTarget = {
  projectId: string;
  id: string;
  number: number;
  label: string;
  state: WorkState;
  note: string | null;
  dueOn: string | null;
  late: boolean;
  workVersion: number;
  mayWork: boolean;
};

/**
 * The acts on the work of an activity. What is refused is said, and what stands on screen is read again.
 * @returns each act answers the sentence of its refusal, or nothing.
 */
export function useWork({ projectId, id, workVersion, number }: WorkTarget) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const state = useMutation(trpc.raci.work.setState.mutationOptions());
  const due = useMutation(trpc.raci.work.setDue.mutationOptions());
  const target = { id: projectId, activityId: id, workVersion };

  async function run(work: () => Promise<unknown>, said: string): Promise<string | undefined> {
    try {
      await work();
      toast(said);
    } catch (error) {
      const refusal = refusalFrom(error);
      if (refusal.code !== 'conflict') return refusal.message;
      // Somebody else was first: their state is shown, and said.
      toast(refusal.message, { tone: 'danger' });
    }
    await queries.invalidateQueries(trpc.raci.work.ofProject.queryFilter({ id: projectId }));
    router.refresh();
  }
  return {
    isPending: state.isPending || due.isPending,
    act: (act: WorkAct, reason?: string) =>
      run(
        () => state.mutateAsync({ ...target, act, ...(reason ? { reason } : {}) }),
        `Activité ${number}\u00a0: ${workStateWords[workTransitions[act].to].label.toLowerCase()}.`,
      ),
    setDue: (dueOn: string | null) =>
      run(
        () => due.mutateAsync({ ...target, dueOn }),
        dueOn
          ? `Activité ${number}\u00a0: pour le ${formatLongDate(dueOn)}.`
          : `Activité ${number}\u00a0: sans échéance.`,
      ),
  };
}
