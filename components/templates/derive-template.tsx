'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { deriveTemplate } from '@/server/templates/schema';

type Values = z.input<typeof deriveTemplate>;

/** Opens the académie's own template from a national one. */
export function DeriveTemplate({ bases }: { bases: readonly { id: string; label: string }[] }) {
  return (
    <Dialog title="Nouveau modèle de l’académie" trigger={<Button variant="primary">Nouveau modèle</Button>}>
      <DeriveForm bases={bases} />
    </Dialog>
  );
}

function DeriveForm({ bases }: { bases: readonly { id: string; label: string }[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const derive = useMutation(trpc.templates.derive.mutationOptions());
  const form = useForm<Values, unknown, z.output<typeof deriveTemplate>>({
    resolver: zodResolver(deriveTemplate),
    defaultValues: { baseId: '', name: '' },
  });
  const { submit, refusal } = useSending(form, async (values) => {
    const { id } = await derive.mutateAsync(values);
    router.push(`/modeles/${id}`);
  });
  return (
    <Form form={form} onSubmit={submit} labels={{ baseId: 'Modèle national', name: 'Nom du modèle' }}>
      <RefusalNotice refusal={refusal} />
      <FormField control={form.control} name="baseId">
        {(field) => (
          <Select
            {...field}
            value={field.value || null}
            onChange={(value) => field.onChange(value ?? '')}
            label="Modèle national de départ"
            isRequired
            choices={bases}
          />
        )}
      </FormField>
      <FormField control={form.control} name="name">
        {(field) => (
          <TextField
            {...field}
            label="Nom du modèle"
            description="Par exemple «&nbsp;Convention ENT 1er degré – académie de Versailles&nbsp;»."
            isRequired
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton variant="primary" pendingLabel="Préparation…">
          Ouvrir le modèle
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
