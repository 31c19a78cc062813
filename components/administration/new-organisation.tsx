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
import { Select } from '@/components/ui/select';
import { kindLabels, type OrganisationKind } from '@/server/organisations/domain';
import { createOrganisation } from '@/server/organisations/schema';
import { administrationCrumb, organisationsCrumb } from './crumbs';
import { OrganisationFields, type OrganisationForm } from './organisation-fields';

export type OrganisationChoices = {
  kinds: readonly OrganisationKind[];
  academies: readonly { code: string; name: string }[];
  departments: readonly { code: string; name: string }[];
};

/** A new organisation: first what it is, then what that kind asks. */
export function NewOrganisation({ choices }: { choices: OrganisationChoices }) {
  const [kind, setKind] = useState<OrganisationKind | null>(
    choices.kinds.includes('authority') ? 'authority' : (choices.kinds[0] ?? null),
  );
  return (
    <>
      <PageHeader crumbs={[administrationCrumb, organisationsCrumb]} title="Nouvelle organisation" />
      <div className="flex max-w-text flex-col gap-6">
        <Select
          label="Type d’organisation"
          isRequired
          value={kind}
          onChange={(next) => next && setKind(next as OrganisationKind)}
          choices={choices.kinds.map((id) => ({ id, label: kindLabels[id] }))}
        />
        {kind && <KindForm key={kind} kind={kind} choices={choices} />}
      </div>
    </>
  );
}

function KindForm({ kind, choices }: { kind: OrganisationKind; choices: OrganisationChoices }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.organisations.create.mutationOptions());
  const form: OrganisationForm = useForm<
    z.input<typeof createOrganisation>,
    unknown,
    z.output<typeof createOrganisation>
  >({
    resolver: zodResolver(createOrganisation),
    defaultValues: { kind } as z.input<typeof createOrganisation>,
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof createOrganisation>) => {
    const { id } = await create.mutateAsync(values);
    router.push(`/administration/organisations/${id}`);
  });

  return (
    <Form form={form} onSubmit={submit}>
      <RefusalNotice refusal={refusal} />
      <OrganisationFields kind={kind} form={form} choices={choices} />
      <FormActions>
        <SubmitButton pendingLabel="Création…">Créer l’organisation</SubmitButton>
        <ButtonLink href="/administration/organisations" variant="quiet">
          Annuler
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
