'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { roleLabels } from '@/server/access/roles';
import { signs } from '@/server/organisations/domain';
import { invitePerson } from '@/server/organisations/people/schema';
import { administrationCrumb, peopleCrumb } from './crumbs';

/** Gives a role to somebody in an organisation: the roles offered are those that make sense there. */
export function InvitePerson({
  today,
  organisation,
}: {
  today: string;
  /** Already chosen, when one comes from its page. */
  organisation: { id: string; name: string } | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const invite = useMutation(trpc.people.invite.mutationOptions());
  const form = useForm<z.input<typeof invitePerson>, unknown, z.output<typeof invitePerson>>({
    resolver: zodResolver(invitePerson),
    defaultValues: {
      email: '',
      name: '',
      organisationId: organisation?.id ?? '',
      quality: '',
      validFrom: today,
    },
  });
  const organisationId = form.watch('organisationId');
  const role = form.watch('role');
  const chosen = useQuery({
    ...trpc.organisations.get.queryOptions({ id: organisationId }),
    enabled: organisationId !== '',
  });
  const grantable = chosen.data?.grantable ?? [];

  async function search(q: string) {
    const { items } = await client.fetchQuery(trpc.organisations.list.queryOptions({ q, size: 20 }));
    return items.map(({ id, name, kindLabel }) => ({ id, label: name, detail: kindLabel }));
  }

  const { submit, refusal } = useSending(form, async (values: z.output<typeof invitePerson>) => {
    const { id, newAccount } = await invite.mutateAsync(values);
    toast(newAccount ? 'Compte créé et invitation envoyée.' : 'Rôle donné ; la personne est prévenue.');
    router.push(`/administration/personnes/${id}`);
  });

  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, peopleCrumb]}
        title="Donner un rôle"
        lead="La personne reçoit un courriel. Elle se connecte avec son adresse, sans mot de passe."
      />
      <RefusalNotice refusal={refusal} className="mb-4" />
      <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-6">
        <FieldSet legend="Qui">
          <FormField control={form.control} name="email">
            {(field) => (
              <TextField {...field} type="email" label="Adresse électronique" isRequired maxLength={254} />
            )}
          </FormField>
          <FormField control={form.control} name="name">
            {(field) => (
              <TextField
                {...field}
                label="Prénom et nom"
                description="Sans effet si cette adresse a déjà un compte : son nom reste le sien."
                isRequired
                maxLength={120}
              />
            )}
          </FormField>
        </FieldSet>
        <FieldSet legend="Quel rôle">
          <FormField control={form.control} name="organisationId">
            {(field) => (
              <ComboBox
                {...field}
                value={field.value || null}
                onChange={(value) => {
                  field.onChange(value ?? '');
                  form.resetField('role');
                }}
                label="Organisation"
                description="Elle fixe la portée du rôle."
                isRequired
                search={search}
                selectedLabel={organisation?.name}
                emptyText="Aucune organisation ne répond : créez-la d’abord."
              />
            )}
          </FormField>
          <FormField control={form.control} name="role">
            {(field) => (
              <Select
                {...field}
                value={field.value ?? null}
                onChange={(value) => value && field.onChange(value)}
                label="Rôle"
                description={
                  organisationId === ''
                    ? 'Choisissez d’abord l’organisation.'
                    : chosen.isError
                      ? refusalFrom(chosen.error).message
                      : undefined
                }
                isRequired
                isDisabled={grantable.length === 0}
                choices={grantable.map((id) => ({ id, label: roleLabels[id] }))}
              />
            )}
          </FormField>
          <FormField control={form.control} name="quality">
            {(field) => (
              <TextField
                {...field}
                label="Qualité"
                description="Imprimée sous la signature : « Maire », « Directrice académique des services de l’éducation nationale »."
                isRequired={role ? signs(role) : false}
                maxLength={200}
              />
            )}
          </FormField>
          <div className="flex flex-wrap items-end gap-5">
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
          </div>
        </FieldSet>
        <FormActions>
          <SubmitButton pendingLabel="Envoi…">Donner le rôle</SubmitButton>
          <ButtonLink href="/administration/personnes" variant="quiet">
            Annuler
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  );
}
