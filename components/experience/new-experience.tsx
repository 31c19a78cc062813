'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ComboBox } from '@/components/ui/combo-box';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { PageHeader } from '@/components/ui/page-header';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { degreeLabels, experienceTypes, typeLabels } from '@/server/experience/domain';
import { createExperience } from '@/server/experience/schema';

type Values = z.input<typeof createExperience>;
type Project = { id: string; name: string; degree: 'primary' | 'secondary'; carrier: { name: string } };

/** The first lines of a sheet; the writing itself comes next, with its guide. */
export function NewExperience({
  projects,
  projectRequired,
  chosen,
}: {
  projects: readonly Project[];
  /** True for authors of a collectivité: their sheets tell about a project that it carries. */
  projectRequired: boolean;
  chosen: string | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.experience.create.mutationOptions());
  const first = projects.find(({ id }) => id === chosen);
  const form = useForm<Values, unknown, z.output<typeof createExperience>>({
    resolver: zodResolver(createExperience),
    defaultValues: {
      title: '',
      type: 'initialisation',
      degree: first?.degree ?? 'primary',
      projectId: first?.id ?? null,
      territory: '',
    },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof createExperience>) => {
    const { id } = await create.mutateAsync(values);
    router.push(`/retours/${id}/modifier`);
  });

  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Retours d’expérience', href: '/retours' }]}
        title="Écrire un retour d’expérience"
        lead="Quelques mots pour commencer ; cinq questions vous guideront ensuite."
      />
      <Form form={form} onSubmit={submit}>
        <RefusalNotice refusal={refusal} />
        <FormField control={form.control} name="title">
          {(field) => (
            <TextField
              {...field}
              label="Titre"
              description="Ce que l’on en retient, en une ligne."
              isRequired
              maxLength={200}
            />
          )}
        </FormField>
        <FormField control={form.control} name="type">
          {(field) => (
            <Select
              {...field}
              label="Type"
              isRequired
              choices={experienceTypes.map((id) => ({ id, label: typeLabels[id] }))}
              onChange={(value) => value && field.onChange(value)}
            />
          )}
        </FormField>
        <FormField control={form.control} name="degree">
          {(field) => (
            <RadioGroup
              {...field}
              label="Degré"
              isRequired
              orientation="horizontal"
              choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
            />
          )}
        </FormField>
        <FormField control={form.control} name="projectId">
          {({ value, ...field }) => (
            <ComboBox
              {...field}
              value={value ?? null}
              label="Projet"
              description="Son porteur, sa solution et ses écoles seront relevés à la publication."
              isRequired={projectRequired}
              choices={projects.map(({ id, name, carrier }) => ({ id, label: name, detail: carrier.name }))}
              emptyText={
                projects.length === 0 ? 'Aucun projet auquel vous contribuez.' : 'Aucun projet de ce nom.'
              }
            />
          )}
        </FormField>
        <FormField control={form.control} name="territory">
          {({ value, ...field }) => (
            <TextField
              {...field}
              value={value ?? ''}
              label="Territoire"
              description="Commune, circonscription, département…"
              maxLength={300}
            />
          )}
        </FormField>
        <FormActions>
          <SubmitButton pendingLabel="Ouverture…">Commencer à écrire</SubmitButton>
        </FormActions>
      </Form>
    </>
  );
}
