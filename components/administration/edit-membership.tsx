'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { MembershipDetail } from '@/server/organisations/people/queries';
import { updateMembership } from '@/server/organisations/people/schema';

type Props = { membership: MembershipDetail };

/** Quality and dates of a role. */
export function EditMembership({ membership }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      title="Qualité et dates du rôle"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Modifier</Button>}
    >
      <MembershipForm membership={membership} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function MembershipForm({ membership, onDone }: Props & { onDone: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(trpc.people.change.mutationOptions());
  const form = useForm<z.input<typeof updateMembership>, unknown, z.output<typeof updateMembership>>({
    resolver: zodResolver(updateMembership),
    defaultValues: {
      quality: membership.quality ?? '',
      validFrom: membership.validFrom,
      validUntil: membership.validUntil,
    },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof updateMembership>) => {
    await change.mutateAsync({ id: membership.id, ...values });
    toast('Rôle modifié.');
    onDone();
    router.refresh();
  });

  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="quality">
        {(field) => (
          <TextField
            {...field}
            label="Qualité"
            description="Imprimée sous la signature."
            isRequired={membership.signs}
            maxLength={200}
          />
        )}
      </FormField>
      <FormField control={form.control} name="validFrom">
        {(field) => <DateField {...field} label="Premier jour" isRequired />}
      </FormField>
      <FormField control={form.control} name="validUntil">
        {(field) => (
          <DateField
            {...field}
            value={field.value ?? null}
            label="Dernier jour"
            description="Vide : sans fin prévue."
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">Enregistrer</SubmitButton>
      </FormActions>
    </Form>
  );
}
