'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { ThreadView } from '@/server/conventions/review/queries/threads';
import type { VariableValue } from '@/server/conventions/template/types';
import { FieldControl } from '../text/field-control';
import type { Comments } from './comments';

/** The passage that was opened, to be corrected where the other side asked. */
export function ProposalForm({
  comments,
  thread,
  correction,
  onDone,
}: {
  comments: Comments;
  thread: ThreadView;
  correction: NonNullable<ThreadView['correction']>;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const propose = useMutation(trpc.review.proposeCorrection.mutationOptions());
  const variable = comments.view.variables.find(({ key }) => key === thread.variableKey);
  const [body, setBody] = useState(correction.current);
  const [value, setValue] = useState<VariableValue>(
    (comments.view.values[thread.variableKey ?? ''] as VariableValue | undefined) ?? null,
  );

  const { attempt, errors, refusal } = useAttempt([variable ? 'value' : 'body']);

  const send = () =>
    attempt(async () => {
      await propose.mutateAsync({
        id: comments.id,
        threadId: thread.id,
        version: correction.version,
        base: correction.base,
        ...(variable ? { value } : { body }),
      });
      toast('Votre correction est proposée.');
      await comments.refresh();
      onDone();
    });

  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">
        Ce passage seul vous est ouvert. Votre proposition entrera dans le texte si l’autre partie l’accepte.
      </p>
      {variable ? (
        <FieldControl
          variable={variable}
          value={value}
          errorMessage={errors.value}
          onChange={setValue}
          onBlur={() => {}}
        />
      ) : (
        <TextArea
          label="Texte proposé"
          rows={12}
          value={body}
          onChange={setBody}
          errorMessage={errors.body}
        />
      )}
      <RefusalNotice refusal={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onDone}>Annuler</Button>
        <Button variant="primary" isPending={propose.isPending} onPress={send}>
          Proposer la correction
        </Button>
      </div>
    </div>
  );
}
