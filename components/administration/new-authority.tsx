'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
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
import { createAuthority, enteredKindLabels, enteredKinds } from '@/server/organisations/authorities/schema';

type Created = { id: string; name: string };

/** A collectivité that the reference data does not hold: syndicats mixtes are entered by hand. */
export function NewAuthority({
  departments,
  onCreated,
}: {
  departments: readonly { code: string; name: string }[];
  onCreated: (authority: Created) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      title="Inscrire une collectivité"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="sm" className="self-start">
          Elle n’est pas dans la liste : l’inscrire
        </Button>
      }
    >
      <AuthorityForm
        departments={departments}
        onCreated={(authority) => {
          onCreated(authority);
          setOpen(false);
        }}
      />
    </Dialog>
  );
}

function AuthorityForm({
  departments,
  onCreated,
}: {
  departments: readonly { code: string; name: string }[];
  onCreated: (authority: Created) => void;
}) {
  const trpc = useTRPC();
  const create = useMutation(trpc.organisations.createAuthority.mutationOptions());
  const form = useForm<z.input<typeof createAuthority>, unknown, z.output<typeof createAuthority>>({
    resolver: zodResolver(createAuthority),
    defaultValues: { kind: 'syndicate', name: '', siren: '' },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof createAuthority>) => {
    const { id } = await create.mutateAsync(values);
    onCreated({ id, name: values.name });
  });

  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <p className="text-soft">
        Communes, intercommunalités, départements et régions viennent des données de référence ; seuls les
        syndicats et structures semblables s’inscrivent ici.
      </p>
      <FormField control={form.control} name="kind">
        {(field) => (
          <Select
            {...field}
            onChange={(value) => field.onChange(value ?? 'syndicate')}
            label="Nature"
            isRequired
            choices={enteredKinds.map((id) => ({ id, label: enteredKindLabels[id] }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="name">
        {(field) => <TextField {...field} label="Nom" isRequired maxLength={200} />}
      </FormField>
      <FormField control={form.control} name="siren">
        {(field) => (
          <TextField {...field} label="SIREN" description="Neuf chiffres." isRequired inputMode="numeric" />
        )}
      </FormField>
      <FormField control={form.control} name="departmentCode">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? null}
            onChange={(value) => field.onChange(value ?? '')}
            label="Département du siège"
            isRequired
            choices={departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` }))}
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton pendingLabel="Inscription…">Inscrire</SubmitButton>
      </FormActions>
    </Form>
  );
}
