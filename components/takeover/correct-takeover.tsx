'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { statusLabels } from '@/server/conventions/transitions';
import type { TakenOverFacts } from '@/server/takeover/queries';
import { type Correct, correctSchema } from '@/server/takeover/schema';

const states = ['signed', 'in_force', 'suspended', 'expired', 'terminated', 'renewed'] as const;
const NONE = 'aucune';

/** Corrects what was taken over wrongly, with a reason. */
export function CorrectTakeover({
  facts,
  products,
}: {
  facts: TakenOverFacts;
  products: readonly { id: string; name: string }[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const correct = useMutation(trpc.takeover.correct.mutationOptions());
  const form = useForm({
    resolver: zodResolver(correctSchema),
    values: {
      version: facts.version,
      state: states.find((state) => state === facts.status) ?? 'in_force',
      signedOn: facts.signedOn,
      effectiveOn: facts.effectiveOn ?? '',
      endsOn: facts.endsOn,
      terminatedOn: facts.terminatesOn,
      productId: facts.productId,
      externalReference: facts.externalReference ?? '',
      deliberationNumber: facts.deliberationNumber ?? '',
      deliberationOn: facts.deliberationOn,
      note: facts.note ?? '',
      reason: '',
    },
  });
  const { submit, refusal } = useSending(form, async (values: Correct) => {
    await correct.mutateAsync({ id: facts.id, ...values });
    setOpen(false);
    toast('Reprise corrigée.');
    router.refresh();
  });

  return (
    <Dialog
      title="Corriger la reprise"
      size="lg"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Corriger la reprise</Button>}
    >
      <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <div className="grid gap-5 sm:grid-cols-2">
          <FormField control={form.control} name="state">
            {(field) => (
              <Select
                {...field}
                label="État"
                choices={states.map((id) => ({ id, label: statusLabels[id].label }))}
              />
            )}
          </FormField>
          <FormField control={form.control} name="effectiveOn">
            {(field) => <DateField {...field} label="Date d’effet" isRequired />}
          </FormField>
          <FormField control={form.control} name="endsOn">
            {(field) => <DateField {...field} label="Date de fin" description="Vide : sans date de fin." />}
          </FormField>
          <FormField control={form.control} name="signedOn">
            {(field) => <DateField {...field} label="Date de signature" />}
          </FormField>
          <FormField control={form.control} name="terminatedOn">
            {(field) => <DateField {...field} label="Date de résiliation" />}
          </FormField>
          <FormField control={form.control} name="productId">
            {({ value, onChange, ...field }) => (
              <Select
                {...field}
                label="Solution"
                value={value ?? NONE}
                onChange={(next) => onChange(next === NONE ? null : next)}
                choices={[
                  { id: NONE, label: 'Aucune' },
                  ...products.map(({ id, name }) => ({ id, label: name })),
                ]}
              />
            )}
          </FormField>
          <FormField control={form.control} name="externalReference">
            {(field) => <TextField {...field} label="Référence d’origine" maxLength={100} />}
          </FormField>
          <FormField control={form.control} name="deliberationNumber">
            {(field) => <TextField {...field} label="Numéro de délibération" maxLength={100} />}
          </FormField>
          <FormField control={form.control} name="deliberationOn">
            {(field) => <DateField {...field} label="Date de la délibération" />}
          </FormField>
        </div>
        <FormField control={form.control} name="note">
          {(field) => <TextArea {...field} label="Remarques" rows={3} />}
        </FormField>
        <FormField control={form.control} name="reason">
          {(field) => (
            <TextArea
              {...field}
              label="Motif de la correction"
              description="Gardé dans l’historique avec l’ancienne valeur."
              isRequired
              rows={2}
            />
          )}
        </FormField>
        <FormActions>
          <SubmitButton pendingLabel="Enregistrement…">Corriger</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
