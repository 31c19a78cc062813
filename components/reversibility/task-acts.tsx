'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { maxPdfBytes } from '@/server/files/schema';
import type { PlanView } from '@/server/reversibility/queries';

type Task = PlanView['plans'][number]['tasks'][number];

/** Marks a task done with its document, moves its day, or opens it again. */
export function TaskActs({ conventionId, task, today }: { conventionId: string; task: Task; today: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const complete = useMutation(trpc.reversibility.completeTask.mutationOptions());
  const reopen = useMutation(trpc.reversibility.reopenTask.mutationOptions());
  const plan = useMutation(trpc.reversibility.planTask.mutationOptions());
  const [dialog, setDialog] = useState<'done' | 'plan' | null>(null);
  const [doneOn, setDoneOn] = useState<string | null>(today);
  const [dueOn, setDueOn] = useState<string | null>(task.dueOn);
  const [detail, setDetail] = useState(task.detail ?? '');
  const [files, setFiles] = useState<File[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const target = { id: conventionId, taskId: task.id, version: task.version };

  async function run(work: () => Promise<unknown>, said: string) {
    setErrors({});
    setRefusal(null);
    try {
      await work();
      setDialog(null);
      toast(said);
      router.refresh();
    } catch (error) {
      const refused = refusalFrom(error);
      setErrors(refused.fields);
      if (Object.keys(refused.fields).length === 0) setRefusal(refused.message);
    }
  }
  const finish = () =>
    run(async () => {
      const [file] = files;
      await complete.mutateAsync({
        ...target,
        doneOn: doneOn ?? '',
        detail: detail.trim() || null,
        file: file ? { name: file.name, contentBase64: await toBase64(file) } : null,
      });
    }, 'La tâche est achevée.');

  if (task.done)
    return (
      <span>
        <Button
          size="sm"
          isPending={reopen.isPending}
          onPress={() => run(() => reopen.mutateAsync(target), 'La tâche est rouverte.')}
        >
          Rouvrir
          <span className="sr-only">{`\u00a0: ${task.label}`}</span>
        </Button>
        {refusal && (
          <Notice tone="danger" live>
            {refusal}
          </Notice>
        )}
      </span>
    );
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" onPress={() => setDialog('done')}>
        Achever
        <span className="sr-only">{`\u00a0: ${task.label}`}</span>
      </Button>
      <Button size="sm" variant="quiet" onPress={() => setDialog('plan')}>
        Changer l’échéance
        <span className="sr-only">{`\u00a0: ${task.label}`}</span>
      </Button>
      <Dialog
        title={task.label}
        isOpen={dialog !== null}
        onOpenChange={(open) => !open && setDialog(null)}
        footer={
          <>
            <Button onPress={() => setDialog(null)}>Annuler</Button>
            {dialog === 'done' ? (
              <Button variant="primary" isPending={complete.isPending} onPress={finish}>
                Achever la tâche
              </Button>
            ) : (
              <Button
                variant="primary"
                isPending={plan.isPending}
                onPress={() =>
                  run(() => plan.mutateAsync({ ...target, dueOn: dueOn ?? '' }), 'L’échéance est changée.')
                }
              >
                Changer l’échéance
              </Button>
            )}
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {dialog === 'plan' ? (
            <DateField
              label="Échéance"
              isRequired
              value={dueOn}
              onChange={setDueOn}
              errorMessage={errors.dueOn}
            />
          ) : (
            <>
              <DateField
                label="Fait le"
                isRequired
                value={doneOn}
                onChange={setDoneOn}
                errorMessage={errors.doneOn}
              />
              <TextField
                label={task.kind === 'portability' ? 'Format de l’export remis' : 'Précision'}
                description={task.kind === 'deletion' ? 'Référence de l’attestation.' : undefined}
                value={detail}
                onChange={setDetail}
                errorMessage={errors.detail}
              />
              <FileDrop
                id={`reversibilite-${task.kind}`}
                label={
                  task.kind === 'deletion'
                    ? 'Attestation d’effacement (PDF)'
                    : 'Document (PDF), s’il y en a un'
                }
                isRequired={task.kind === 'deletion'}
                accept={['application/pdf', '.pdf']}
                maxBytes={maxPdfBytes}
                value={files}
                onChange={setFiles}
                errorMessage={errors.file}
              />
            </>
          )}
          {refusal && (
            <Notice tone="danger" live>
              {refusal}
            </Notice>
          )}
        </div>
      </Dialog>
    </span>
  );
}
