'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { PageHeader } from '@/components/ui/page-header';
import type { ProductLine } from '@/server/organisations/catalogue/queries';
import type { CarrierChoice } from '@/server/projects/carriers';
import { createProjectSchema } from '@/server/projects/schema';
import { useCarrierSearch } from './carrier-search';
import { DateFields, LeadFields, MainFields, type ProjectInput } from './project-fields';

/** A new project: degree, carrier, product, dates, leads. Its schools are chosen on the next page. */
export function NewProject({
  products,
  onlyCarrier,
}: {
  products: readonly ProductLine[];
  /** The one collectivité for which this hat acts: already chosen. */
  onlyCarrier: CarrierChoice | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.projects.create.mutationOptions());
  const { search, hint } = useCarrierSearch();
  const [showAcademy, setShowAcademy] = useState(false);
  const form = useForm<ProjectInput, unknown, z.output<typeof createProjectSchema>>({
    resolver: zodResolver(createProjectSchema),
    defaultValues: { name: '', carrierId: onlyCarrier?.id, phase: 'scoping', productId: null },
  });

  const { submit, refusal } = useSending(
    form,
    async (values: z.output<typeof createProjectSchema>) => {
      const { id } = await create.mutateAsync(values);
      router.push(`/projets/${id}/ecoles`);
    },
    ({ fields }) => {
      if (fields.academyCode) setShowAcademy(true);
    },
  );

  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Projets', href: '/projets' }]}
        title="Nouveau projet"
        lead="Les écoles se choisissent à l’étape suivante&nbsp;; tout peut être modifié ensuite."
      />
      <RefusalNotice refusal={refusal} className="mb-4" />
      <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-6">
        <MainFields
          control={form.control}
          products={products}
          carrierSearch={search}
          carrierHint={hint}
          carrierLabel={onlyCarrier?.name}
          degree={form.watch('degree')}
          showAcademy={showAcademy}
        />
        <DateFields control={form.control} />
        <LeadFields control={form.control} />
        <FormActions>
          <SubmitButton variant="primary" pendingLabel="Création…">
            Créer et choisir les écoles
          </SubmitButton>
          <ButtonLink href="/projets" variant="quiet">
            Annuler
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
