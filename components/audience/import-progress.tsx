'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { WorkProgress } from '@/components/work/work-progress';

/** How far an import is; the page turns to its report when it ends. It may be left, or stopped. */
export function AudienceProgress({ workId, mayEdit }: { workId: string; mayEdit: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const cancel = useMutation(trpc.work.cancel.mutationOptions());
  const { attempt, refusal } = useAttempt();
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <RefusalNotice refusal={refusal} />
      <WorkProgress id={workId} onEnd={() => router.refresh()} />
      <p className="text-soft text-sm">
        Vous pouvez quitter cette page&nbsp;: l’import continue, et son résultat vous attendra dans les
        alertes.
      </p>
      {mayEdit && (
        <div>
          <Button
            isPending={cancel.isPending}
            onPress={() =>
              attempt(async () => {
                await cancel.mutateAsync({ id: workId });
                router.refresh();
              })
            }
          >
            Arrêter l’import
          </Button>
        </div>
      )}
    </div>
  );
}

/** Takes up an import where it stood. */
export function ResumeImport({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const resume = useMutation(trpc.audience.resume.mutationOptions());
  const { attempt, refusal } = useAttempt();
  return (
    <div className="flex flex-col gap-3">
      <RefusalNotice refusal={refusal} />
      <div>
        <Button
          variant="primary"
          isPending={resume.isPending}
          onPress={() =>
            attempt(async () => {
              await resume.mutateAsync({ id });
              router.refresh();
            })
          }
        >
          Reprendre l’import
        </Button>
      </div>
    </div>
  );
}
