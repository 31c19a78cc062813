'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { applyFieldErrors, Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
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
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values, unknown, z.output<typeof deriveTemplate>>({
    resolver: zodResolver(deriveTemplate),
    defaultValues: { baseId: '', name: '' },
  });
  async function submit(values: z.output<typeof deriveTemplate>) {
    setRefusal(null);
    try {
      const { id } = await derive.mutateAsync(values);
      router.push(`/modeles/${id}`);
    } catch (error) {
      const said = refusalFrom(error);
      if (Object.keys(said.fields).length > 0) applyFieldErrors(form, said.fields);
      else setRefusal(said.message);
    }
  }
  return (
    <Form form={form} onSubmit={submit} labels={{ baseId: 'Modèle national', name: 'Nom du modèle' }}>
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
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
            description="Par exemple « Convention ENT 1er degré – académie de Versailles »."
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
