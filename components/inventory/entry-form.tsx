'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { fieldErrors } from '@/components/ui/field-errors';
import { applyFieldErrors, Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { toast } from '@/components/ui/toast';
import type { EntryLine, InventoryChoices } from '@/server/inventory/queries';
import { addEntry, editEntry } from '@/server/inventory/schema';
import { useTakeBack } from './take-back';
import { PlaceFields, ProductFields, TermsFields, type ToolForm } from './tool-fields';

const throughIn = { yes: true, no: false, unknown: null } as const;

const toolOf = (values: ToolForm) => ({
  productId: values.productId ?? '',
  uses: values.uses,
  payer: values.payer,
  payerAuthorityId: values.payer === 'authority' ? values.payerAuthorityId : null,
  sinceOn: values.sinceOn,
  untilOn: values.untilOn,
  trust: values.trust,
  trustProof: values.trustProof,
  throughEnt: throughIn[values.throughEnt],
  source: values.source,
  sourceOn: values.sourceOn ?? '',
  note: values.note,
});

/** A line of the inventory: new, or corrected on the version that was shown. */
export function EntryForm({
  entry,
  choices,
  uai = null,
}: {
  entry: EntryLine | null;
  choices: InventoryChoices;
  /** The school from whose page one comes. */
  uai?: string | null;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const declare = useMutation(trpc.inventory.declare.mutationOptions());
  const correct = useMutation(trpc.inventory.correct.mutationOptions());
  const takeBack = useTakeBack();
  const form = useForm<ToolForm>({
    defaultValues: {
      scope: 'school',
      uai,
      communeCode: null,
      productId: entry?.product.id ?? null,
      uses: entry?.declaredUses ?? [],
      payer: entry?.payer ?? 'unknown',
      payerAuthorityId: entry?.payerAuthorityId ?? null,
      sinceOn: entry?.sinceOn ?? null,
      untilOn: entry?.untilOn ?? null,
      trust: entry?.trust ?? 'unknown',
      trustProof: entry?.trustProof ?? '',
      throughEnt: entry?.throughEnt == null ? 'unknown' : entry.throughEnt ? 'yes' : 'no',
      source: entry?.source ?? '',
      sourceOn: entry?.sourceOn ?? choices.today,
      note: entry?.note ?? '',
    },
  });
  const { submit, refusal } = useSending(form, async (values: ToolForm) => {
    if (entry) {
      const parsed = editEntry.safeParse({ ...toolOf(values), version: entry.version });
      if (!parsed.success) return void applyFieldErrors(form, fieldErrors(parsed.error.issues));
      await correct.mutateAsync({ id: entry.id, ...parsed.data });
      toast('Déclaration enregistrée.');
      router.refresh();
      return;
    }
    const parsed = addEntry.safeParse({
      ...toolOf(values),
      uai: values.scope === 'school' ? values.uai : null,
      communeCode: values.scope === 'commune' ? values.communeCode : null,
    });
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error.issues);
      // The place that is missing is the one that the form asks for.
      const { uai: missing, ...others } = errors;
      const place =
        missing && values.scope === 'commune' ? { communeCode: 'Choisissez une commune.' } : errors;
      return void applyFieldErrors(form, { ...others, ...place });
    }
    const made = await declare.mutateAsync(parsed.data);
    toast('Solution déclarée.', { undo: { label: 'Annuler', onUndo: () => void takeBack.entry(made) } });
    router.push(uai ? `/couverture/ecoles/${uai}` : '/couverture/existant?onglet=declarations');
    router.refresh();
  });
  return (
    <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-8">
      <RefusalNotice
        refusal={refusal}
        whenStale={
          <Button size="sm" onPress={() => router.refresh()}>
            Recharger la déclaration
          </Button>
        }
      />
      {!entry && <PlaceFields control={form.control} scope={form.watch('scope')} />}
      <ProductFields control={form.control} choices={choices} productId={form.watch('productId')} />
      <TermsFields
        control={form.control}
        payer={form.watch('payer')}
        trust={form.watch('trust')}
        today={choices.today}
        payerName={entry?.payerName ?? null}
      />
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">{entry ? 'Enregistrer' : 'Déclarer'}</SubmitButton>
        <ButtonLink href="/couverture/existant?onglet=declarations" variant="quiet">
          Annuler
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
