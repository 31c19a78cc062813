'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { updateOrganisation } from '@/server/organisations/schema';

/** Another name for the same organisation. */
export function RenameOrganisation({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const rename = useMutation(trpc.organisations.rename.mutationOptions());
  const [isOpen, setOpen] = useState(false);
  const form = useForm({ resolver: zodResolver(updateOrganisation), defaultValues: { name } });

  const { submit, refusal } = useSending(form, async (values: { name: string }) => {
    await rename.mutateAsync({ id, ...values });
    setOpen(false);
    toast('Organisation renommée.');
    router.refresh();
  });

  return (
    <Dialog
      title="Renommer l’organisation"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Renommer</Button>}
    >
      <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormField control={form.control} name="name">
          {(field) => <TextField {...field} label="Nom" isRequired maxLength={200} />}
        </FormField>
        <FormActions>
          <SubmitButton pendingLabel="Enregistrement…">Enregistrer</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
