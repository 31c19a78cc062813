'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { toast } from '@/components/ui/toast';
import type { FollowUpChoices } from '@/server/followup/queries';
import { EntryFields, type EntryForm, ReadersField, StepFields } from './fields';
import { emptyStep, entryInput, stepInput, underFormNames } from './form';

/** Writes a line of the follow-up, and the next step that comes out of it; Ctrl+Enter sends. */
export function QuickEntry({
  projectId,
  choices,
  today,
  mayKeepInternal,
}: {
  projectId: string;
  choices: FollowUpChoices;
  today: string;
  mayKeepInternal: boolean;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const write = useMutation(trpc.followUp.write.mutationOptions());
  const [withStep, setWithStep] = useState(false);
  const blank: EntryForm = {
    kind: 'note',
    on: today,
    text: '',
    participants: '',
    shared: mayKeepInternal ? 'internal' : 'shared',
    link: null,
    step: emptyStep,
  };
  const form = useForm<EntryForm>({ defaultValues: blank });
  const shared = form.watch('shared') === 'shared';

  const { submit, refusal } = useSending(
    form,
    async ({ step, ...entry }) => {
      await write.mutateAsync({
        id: projectId,
        ...entryInput(entry),
        step: withStep ? stepInput(step) : null,
      });
      toast(withStep ? 'Ligne et prochaine étape enregistrées.' : 'Ligne enregistrée.');
      // The next line is often of the same kind, on the same day, for the same readers.
      form.reset({ ...blank, kind: entry.kind, on: entry.on, shared: entry.shared });
      setWithStep(false);
      router.refresh();
    },
    undefined,
    underFormNames,
  );
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void form.handleSubmit(submit)();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the fields inside, the button does the same
    <div onKeyDown={onKeyDown} className="print:hidden">
      <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <EntryFields control={form.control} choices={choices} />
        {withStep && (
          <StepFields
            control={form.control}
            choices={choices}
            shared={shared}
            owner={form.watch('step.owner')}
            isRequired
          />
        )}
        <ReadersField control={form.control} choice={mayKeepInternal} />
        <FormActions>
          <SubmitButton variant="primary">Enregistrer</SubmitButton>
          <Button variant="quiet" onPress={() => setWithStep(!withStep)}>
            {withStep ? 'Sans prochaine étape' : 'Ajouter une prochaine étape'}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}
