'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Checkbox } from '@/components/ui/checkbox';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { DateField } from '@/components/ui/date-field';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { formatList } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { allUses, useLabels } from '@/server/inventory/domain';
import { productKindLabels, productKinds } from '@/server/organisations/catalogue/domain';
import type { ProductDetail } from '@/server/organisations/catalogue/queries';
import { productFacts } from '@/server/organisations/catalogue/schema';
import { degreeLabels } from '@/server/projects/domain';

/** A line of the catalogue: new, or changed on the version that was shown. */
export function ProductForm({
  product,
  vendors,
  today,
  mayChangeVendor,
}: {
  product: ProductDetail | null;
  vendors: readonly string[];
  today: string;
  mayChangeVendor: boolean;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.catalogue.create.mutationOptions());
  const update = useMutation(trpc.catalogue.update.mutationOptions());
  const form = useForm<z.input<typeof productFacts>, unknown, z.output<typeof productFacts>>({
    resolver: zodResolver(productFacts),
    defaultValues: {
      vendor: product?.vendor ?? '',
      name: product?.name ?? '',
      kind: product?.kind ?? 'ent',
      degrees: product?.degrees ?? [],
      uses: product?.uses ?? [],
      checkedOn: product?.checkedOn ?? null,
      note: product?.note ?? '',
      active: product?.active ?? true,
    },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof productFacts>) => {
    if (product) {
      await update.mutateAsync({ ...values, id: product.id, version: product.version });
      toast('Solution enregistrée.');
      router.refresh();
    } else {
      const { id } = await create.mutateAsync(values);
      toast('Solution ajoutée au catalogue.');
      router.push(`/administration/solutions/${id}`);
    }
  });

  return (
    <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-5">
      <RefusalNotice
        refusal={refusal}
        whenStale={
          <Button size="sm" onPress={() => router.refresh()}>
            Recharger la fiche
          </Button>
        }
      />
      <FormField control={form.control} name="name">
        {(field) => <TextField {...field} label="Nom de la solution" isRequired maxLength={200} />}
      </FormField>
      <FormField control={form.control} name="vendor">
        {(field) => (
          <TextField
            {...field}
            label="Éditeur"
            description={
              mayChangeVendor
                ? `Un nom nouveau crée un éditeur. Connus : ${formatList(vendors)}.`
                : 'Seul l’exploitant de la plateforme change l’éditeur d’une solution.'
            }
            isRequired
            isReadOnly={!mayChangeVendor}
            maxLength={200}
          />
        )}
      </FormField>
      <FormField control={form.control} name="kind">
        {(field) => (
          <Select
            {...field}
            onChange={(value) => value && field.onChange(value)}
            label="Nature"
            isRequired
            choices={productKinds.map((id) => ({ id, label: productKindLabels[id] }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="degrees">
        {(field) => (
          <CheckboxGroup
            {...field}
            label="Degrés"
            isRequired
            orientation="horizontal"
            choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="uses">
        {(field) => (
          <CheckboxGroup
            {...field}
            value={field.value ?? []}
            label="Usages couverts"
            description="Ils servent à montrer deux solutions pour un même usage, et un outil payant pour ce que l’ENT couvre déjà."
            choices={allUses.map((id) => ({ id, label: useLabels[id] }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="checkedOn">
        {(field) => (
          <DateField
            {...field}
            value={field.value ?? null}
            label="Vérifiée le"
            description="Jour où quelqu’un s’est assuré auprès de l’éditeur que cette fiche est juste."
            max={today}
          />
        )}
      </FormField>
      <FormField control={form.control} name="note">
        {(field) => <TextArea {...field} value={field.value ?? ''} label="Note" rows={3} maxLength={2000} />}
      </FormField>
      <FormField control={form.control} name="active">
        {(field) => (
          <Checkbox
            {...field}
            value={field.value ?? true}
            label="Proposée aux nouveaux projets"
            description="Décochée, elle reste dans les projets et les conventions qui la citent."
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">
          {product ? 'Enregistrer' : 'Ajouter au catalogue'}
        </SubmitButton>
        <ButtonLink href="/administration/solutions" variant="quiet">
          Annuler
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
