'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { EmptyState } from '@/components/ui/empty-state';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { counted } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { PageHeader } from '@/components/ui/page-header';
import type { StartableProject } from '@/server/conventions/queries/startable';
import { createConvention } from '@/server/conventions/schema';
import { ShapeFields } from './shape-fields';

type Values = z.input<typeof createConvention>;

/** Drafts a convention from a project: everything that the project knows is taken over. */
export function NewConvention({
  projects,
  chosen,
}: {
  projects: readonly StartableProject[];
  chosen: string | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.conventions.create.mutationOptions());
  const form = useForm<Values, unknown, z.output<typeof createConvention>>({
    resolver: zodResolver(createConvention),
    defaultValues: {
      projectId: projects.some(({ id }) => id === chosen) ? (chosen ?? '') : '',
      effectiveOn: null,
      durationMonths: 36,
      shape: 'bipartite',
      templateId: null,
      establishmentUai: null,
      parentId: null,
      bodyId: null,
      beneficiaryIds: [],
    },
  });

  const { submit, refusal } = useSending(form, async (values) => {
    const { id } = await create.mutateAsync(values);
    router.push(`/conventions/${id}`);
  });

  const header = (
    <PageHeader
      crumbs={[{ label: 'Conventions', href: '/conventions' }]}
      title="Nouvelle convention"
      lead="Le texte part du modèle du degré du projet&nbsp;; les écoles du projet forment l’annexe A1."
    />
  );
  if (projects.length === 0)
    return (
      <>
        {header}
        <EmptyState
          title="Il faut d’abord un projet"
          actions={
            <ButtonLink href="/projets/nouveau" variant="primary">
              Créer un projet
            </ButtonLink>
          }
        >
          Une convention porte sur un projet&nbsp;: une collectivité, une solution, des écoles.
        </EmptyState>
      </>
    );
  return (
    <>
      {header}
      <RefusalNotice refusal={refusal} className="mb-4" />
      <Form
        form={form}
        onSubmit={submit}
        labels={{
          projectId: 'Projet',
          shape: 'Forme',
          templateId: 'Modèle',
          establishmentUai: 'Établissement partie',
          parentId: 'Convention-cadre',
          bodyId: 'Structure signataire',
          beneficiaryIds: 'Collectivités bénéficiaires',
        }}
      >
        <FormField control={form.control} name="projectId">
          {(field) => (
            <ComboBox
              {...field}
              label="Projet"
              isRequired
              choices={projects.map((project) => ({
                id: project.id,
                label: project.name,
                detail: `${project.carrierName} – ${counted(project.schools, 'école')}${project.conventions > 0 ? ` – déjà ${counted(project.conventions, 'convention')}` : ''}`,
              }))}
            />
          )}
        </FormField>
        <ShapeFields form={form} />
        <FormField control={form.control} name="effectiveOn">
          {(field) => (
            <DateField
              {...field}
              onChange={(value) => field.onChange(value || null)}
              label="Date d’effet"
              description="Peut être fixée plus tard, avant la relecture par la collectivité."
            />
          )}
        </FormField>
        <FormField control={form.control} name="durationMonths">
          {(field) => <NumberField {...field} label="Durée (mois)" minValue={1} maxValue={120} />}
        </FormField>
        <FormActions>
          <SubmitButton variant="primary" pendingLabel="Préparation du texte…">
            Rédiger la convention
          </SubmitButton>
          <ButtonLink href="/conventions" variant="quiet">
            Annuler
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
