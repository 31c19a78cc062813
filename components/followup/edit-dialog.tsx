'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Dialog } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { toast } from '@/components/ui/toast';
import type { EntryLine, FollowUpChoices, StepLine } from '@/server/followup/queries';
import { EntryFields, type EntryForm, ReadersField, StepFields } from './fields';
import { emptyStep, entryInput, FREE_NAME, stepInput, underFormNames } from './form';

type Common = { choices: FollowUpChoices; mayKeepInternal: boolean; onClose: () => void };

const readers = (shared: boolean) => (shared ? ('shared' as const) : ('internal' as const));

/** Corrects a line, or a step of the follow-up. */
export function EditDialog({
  entry,
  step,
  projectId,
  choices,
  mayKeepInternal,
  onClose,
}: Common & { projectId: string; entry?: EntryLine; step?: StepLine | 'new' }) {
  const trpc = useTRPC();
  const router = useRouter();
  const edit = useMutation(trpc.followUp.edit.mutationOptions());
  const editStep = useMutation(trpc.followUp.editStep.mutationOptions());
  const addStep = useMutation(trpc.followUp.addStep.mutationOptions());
  const held = step === 'new' ? undefined : step;
  const first = entry ?? held;
  const form = useForm<EntryForm>({
    defaultValues: {
      kind: entry?.kind ?? 'note',
      on: entry?.on ?? null,
      text: entry?.text ?? '',
      participants: entry?.participants ?? '',
      shared: readers(first?.shared ?? !mayKeepInternal),
      link: entry?.convention ? `c:${entry.convention.id}` : entry?.school ? `e:${entry.school.uai}` : null,
      step: held
        ? {
            text: held.text,
            dueOn: held.dueOn,
            owner: held.ownerMembershipId ?? (held.ownerName ? FREE_NAME : null),
            ownerName: held.ownerMembershipId ? '' : (held.ownerName ?? ''),
          }
        : emptyStep,
    },
  });

  const { submit, refusal } = useSending(
    form,
    async ({ step: values, ...line }) => {
      const shared = line.shared === 'shared';
      if (entry) await edit.mutateAsync({ id: entry.id, version: entry.version, ...entryInput(line) });
      else if (held)
        await editStep.mutateAsync({ id: held.id, version: held.version, ...stepInput(values), shared });
      else await addStep.mutateAsync({ id: projectId, ...stepInput(values), shared });
      toast('Enregistré.');
      onClose();
      router.refresh();
    },
    undefined,
    (refused) => {
      const fields = underFormNames(refused);
      return entry
        ? fields
        : Object.fromEntries(Object.entries(fields).map(([path, why]) => [`step.${path}`, why]));
    },
  );

  return (
    <Dialog
      title={entry ? 'Corriger la ligne' : held ? 'Modifier l’étape' : 'Nouvelle étape'}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <Form form={form} onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        {entry ? (
          <EntryFields control={form.control} choices={choices} />
        ) : (
          <StepFields
            control={form.control}
            choices={choices}
            shared={form.watch('shared') === 'shared'}
            owner={form.watch('step.owner')}
            isRequired
          />
        )}
        <ReadersField control={form.control} choice={mayKeepInternal} />
        <FormActions>
          <SubmitButton variant="primary">Enregistrer</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
