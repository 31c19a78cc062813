'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { NumberField } from '@/components/ui/number-field';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { ObjectiveDetail } from '@/server/objectives/queries';
import { reviseObjective } from '@/server/objectives/schema';

/** Revises an objective with the reason, or closes it. */
export function ObjectiveActs({ objective }: { objective: ObjectiveDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const close = useMutation(trpc.objectives.close.mutationOptions());
  const [isRevising, setRevising] = useState(false);
  const { id, version } = objective;
  return (
    <>
      <Button onPress={() => setRevising(true)}>Modifier</Button>
      <ConfirmDialog
        trigger={<Button variant="quiet">Clore</Button>}
        title="Clore cet objectif&nbsp;?"
        confirmLabel="Clore l’objectif"
        reasonLabel="Pourquoi"
        onConfirm={async (reason) => {
          try {
            await close.mutateAsync({ id, version, reason });
          } catch (error) {
            return refusalFrom(error).message;
          }
          toast('Objectif clos.');
          router.refresh();
        }}
      >
        Il n’est plus suivi et ne change plus&nbsp;; il reste lisible, avec le taux du jour de sa clôture.
      </ConfirmDialog>
      {isRevising && <ReviseDialog objective={objective} onClose={() => setRevising(false)} />}
    </>
  );
}

function ReviseDialog({ objective, onClose }: { objective: ObjectiveDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revise = useMutation(trpc.objectives.revise.mutationOptions());
  const form = useForm<z.input<typeof reviseObjective>, unknown, z.output<typeof reviseObjective>>({
    resolver: zodResolver(reviseObjective),
    defaultValues: {
      version: objective.version,
      target: objective.target,
      targetOn: objective.targetOn,
      note: objective.note ?? '',
      reason: '',
    },
  });
  const { submit, refusal } = useSending(form, async (values: z.output<typeof reviseObjective>) => {
    await revise.mutateAsync({ id: objective.id, ...values });
    toast('Objectif modifié.');
    onClose();
    router.refresh();
  });
  return (
    <Dialog title="Modifier l’objectif" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form form={form} onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="target">
            {(field) => (
              <NumberField
                {...field}
                onChange={(value) => field.onChange(value ?? 0)}
                label="Taux à atteindre"
                isRequired
                formatOptions={{ style: 'percent', maximumFractionDigits: 1 }}
                step={0.01}
              />
            )}
          </FormField>
          <FormField control={form.control} name="targetOn">
            {(field) => (
              <DateField
                {...field}
                onChange={(day) => field.onChange(day ?? '')}
                label="Échéance"
                isRequired
              />
            )}
          </FormField>
        </div>
        <FormField control={form.control} name="note">
          {(field) => (
            <TextArea {...field} value={field.value ?? ''} label="Remarque" rows={2} maxLength={2000} />
          )}
        </FormField>
        <FormField control={form.control} name="reason">
          {(field) => (
            <TextArea
              {...field}
              label="Pourquoi ce changement"
              description="Le point de départ ne change pas."
              isRequired
              rows={2}
              maxLength={500}
            />
          )}
        </FormField>
        <FormActions>
          <SubmitButton variant="primary">Enregistrer</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
