'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { Checkbox } from '@/components/ui/checkbox';
import { DateField } from '@/components/ui/date-field';
import { Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { Eligibility } from '@/server/aaf/eligibility';
import { requestAttachments } from '@/server/aaf/schema';
import type { Refusal } from '@/server/trpc/init';
import { SchoolsToAsk } from './schools-to-ask';
import { schoolNoun } from './words';

const schema = requestAttachments.omit({
  uais: true,
  conventionId: true,
  productId: true,
  onlyEligible: true,
});
type Values = z.input<typeof schema>;
type Refused = { uai: string; name: string; reasons: string[] };

/** What the request says; schools that cannot be asked for are shown with the reason. */
export function RequestForm({ eligibility }: { eligibility: Eligibility }) {
  const { convention, product, schools, missing, defaults } = eligibility;
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.aaf.create.mutationOptions());
  const free = useMemo(
    () => schools.filter(({ obstacles }) => obstacles.length === 0).map(({ uai }) => uai),
    [schools],
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set(free));
  const [aboutSchools, setAboutSchools] = useState<Refusal | null>(null);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      environment: 'production',
      eduConnect: defaults.eduConnect,
      gar: defaults.gar,
      technicalContact: { name: '', email: '', phone: '' },
      article28Reference: '',
      registerReference: '',
      conformityProof: '',
      note: '',
    },
  });
  const { control } = form;

  const { submit, refusal } = useSending(
    form,
    async (values) => {
      setAboutSchools(null);
      const made = await create.mutateAsync({ ...values, conventionId: convention.id, uais: [...selected] });
      toast(`Accrochage demandé pour ${counted(made.attachments.length, ...schoolNoun)}.`);
      router.push(`/accrochage?demande=${made.requestId}`);
    },
    (said) => setAboutSchools(said.fields.uais ? said : null),
    // No field of the form holds the schools: what is said of them has a notice of its own.
    ({ uais, ...fields }) => fields,
  );
  const said = refusal ?? aboutSchools;
  const refusedSchools = (said?.details.schools as Refused[] | undefined) ?? [];

  const asked = missing.article28Reference || missing.registerReference || missing.conformityProof;
  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-7">
      {!product && (
        <Notice tone="warning">
          La convention ne désigne aucune solution&nbsp;: complétez-la avant de demander l’accrochage.
        </Notice>
      )}
      <SchoolsToAsk
        schools={schools}
        selected={selected}
        onSelect={setSelected}
        productName={product?.name ?? null}
      />
      <div className="flex max-w-text flex-col gap-5">
        <FieldSet legend="Demande">
          <FormField control={control} name="wantedOn">
            {(field) => (
              <DateField
                {...field}
                value={field.value ?? null}
                onChange={(value) => field.onChange(value ?? '')}
                label="Date souhaitée"
                className="w-fit"
                isRequired
              />
            )}
          </FormField>
          <FormField control={control} name="environment">
            {(field) => (
              <RadioGroup
                {...field}
                label="Environnement"
                isRequired
                orientation="horizontal"
                onChange={(value) => value && field.onChange(value)}
                choices={[
                  { id: 'production', label: 'Production' },
                  { id: 'test', label: 'Test' },
                ]}
              />
            )}
          </FormField>
          <FormField control={control} name="eduConnect">
            {(field) => <Checkbox {...field} label="EduConnect est demandé" />}
          </FormField>
          <FormField control={control} name="gar">
            {(field) => <Checkbox {...field} label="Le GAR est demandé" />}
          </FormField>
        </FieldSet>
        <FieldSet
          legend="Contact technique"
          description="La personne que l’exploitant de l’annuaire appelle."
        >
          <FormField control={control} name="technicalContact.name">
            {(field) => <TextField {...field} label="Nom" isRequired maxLength={120} />}
          </FormField>
          <FormField control={control} name="technicalContact.email">
            {(field) => <TextField {...field} type="email" label="Adresse électronique" isRequired />}
          </FormField>
          <FormField control={control} name="technicalContact.phone">
            {(field) => <TextField {...field} value={field.value ?? ''} type="tel" label="Téléphone" />}
          </FormField>
        </FieldSet>
        {asked && (
          <FieldSet
            legend="Références que la convention laisse à donner"
            description="L’académie les demande avant tout accrochage."
          >
            {missing.article28Reference && (
              <FormField control={control} name="article28Reference">
                {(field) => (
                  <TextField
                    {...field}
                    label="Contrat de sous-traitance (article 28)"
                    description="Par exemple&nbsp;: annexe RGPD du marché 2026-M-0114."
                    isRequired
                  />
                )}
              </FormField>
            )}
            {missing.registerReference && (
              <FormField control={control} name="registerReference">
                {(field) => <TextField {...field} label="Référence au registre des traitements" isRequired />}
              </FormField>
            )}
            {missing.conformityProof && (
              <FormField control={control} name="conformityProof">
                {(field) => <TextField {...field} label="Preuve de conformité au SDET" isRequired />}
              </FormField>
            )}
          </FieldSet>
        )}
        <FormField control={control} name="note">
          {(field) => <TextArea {...field} label="Note à l’exploitant de l’annuaire" rows={3} />}
        </FormField>
        {said && (
          <Notice tone="danger" live title={said.message}>
            {refusedSchools.length > 0 && (
              <ul className="max-h-64 list-disc overflow-auto pl-5">
                {refusedSchools.map(({ uai, name, reasons }) => (
                  <li key={uai}>
                    <strong>
                      {name} ({uai})&nbsp;:
                    </strong>{' '}
                    {reasons.join(' ')}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        <FormActions>
          <SubmitButton
            variant="primary"
            pendingLabel="Envoi de la demande…"
            reason={
              selected.size === 0
                ? 'Choisissez au moins une école.'
                : product
                  ? null
                  : 'La convention ne désigne aucune solution.'
            }
          >
            Demander l’accrochage de {counted(selected.size, ...schoolNoun)}
          </SubmitButton>
          <ButtonLink href="/accrochage" variant="quiet">
            Annuler
          </ButtonLink>
        </FormActions>
      </div>
    </Form>
  );
}
