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
import { ButtonLink } from '@/components/ui/button-link';
import { Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toast';
import type { ProductLine } from '@/server/organisations/catalogue/queries';
import type { ProjectDetail } from '@/server/projects/queries';
import { createProjectSchema } from '@/server/projects/schema';
import { useCarrierSearch } from './carrier-search';
import { DateFields, LeadFields, MainFields, type ProjectInput } from './project-fields';

/** The facts of a project, changed on the version that was shown; what somebody else did is told. */
export function EditProject({
  project,
  products,
}: {
  project: ProjectDetail;
  products: readonly ProductLine[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.projects.update.mutationOptions());
  const { search, hint } = useCarrierSearch();
  const [version, setVersion] = useState(project.version);
  const form = useForm<ProjectInput, unknown, z.output<typeof createProjectSchema>>({
    resolver: zodResolver(createProjectSchema),
    defaultValues: {
      name: project.name,
      degree: project.degree,
      carrierId: project.carrier.id,
      productId: project.product?.id ?? null,
      phase: project.phase,
      startsOn: project.startsOn,
      endsOn: project.endsOn,
      marketReference: project.market.reference,
      marketEndsOn: project.market.endsOn,
      academyLeadName: project.leads.academy.name,
      academyLeadEmail: project.leads.academy.email,
      authorityLeadName: project.leads.authority.name,
      authorityLeadEmail: project.leads.authority.email,
    },
  });

  const { submit, refusal, clear } = useSending(
    form,
    async (values: z.output<typeof createProjectSchema>) => {
      const { carrierSiren: _siren, carrierInsee: _insee, academyCode: _academy, ...facts } = values;
      await update.mutateAsync({ ...facts, id: project.id, version });
      toast('Projet enregistré.');
      router.push(`/projets/${project.id}`);
      router.refresh();
    },
  );

  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Projets', href: '/projets' },
          { label: project.name, href: `/projets/${project.id}` },
        ]}
        title="Modifier le projet"
      />
      <RefusalNotice
        refusal={refusal}
        className="mb-4"
        whenStale={
          <>
            <ButtonLink href={`/projets/${project.id}?onglet=journal`} size="sm">
              Voir ce qui a changé
            </ButtonLink>
            <Button
              size="sm"
              onPress={() => {
                setVersion(Number(refusal?.details.currentVersion ?? version));
                clear();
              }}
            >
              Garder ma saisie et reprendre
            </Button>
          </>
        }
      />
      <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-6">
        <MainFields
          control={form.control}
          products={products}
          carrierSearch={search}
          carrierHint={hint}
          carrierLabel={project.carrier.name}
          degree={form.watch('degree')}
          showAcademy={false}
        />
        <DateFields control={form.control} />
        <LeadFields control={form.control} />
        <FormActions>
          <SubmitButton variant="primary" pendingLabel="Enregistrement…">
            Enregistrer
          </SubmitButton>
          <ButtonLink href={`/projets/${project.id}`} variant="quiet">
            Annuler
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
