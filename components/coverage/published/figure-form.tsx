'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { degreeLabels } from '@/server/coverage/domain';
import { publishedScopeLabels, publishedScopes } from '@/server/coverage/published/domain';
import type { PublishedFigureView } from '@/server/coverage/published/queries';
import { correctFigure, figureFacts } from '@/server/coverage/published/schema';
import { FIGURES } from './words';

const entry = z.object({ facts: figureFacts, reason: z.string() });
const correction = correctFigure.omit({ version: true });

/** A published figure, copied as it was published: new, or corrected on the version that was shown. */
export function FigureForm({
  figure,
  departments,
  today,
}: {
  figure: PublishedFigureView | null;
  departments: readonly { code: string; name: string }[];
  today: string;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const enter = useMutation(trpc.coverage.figures.enter.mutationOptions());
  const correct = useMutation(trpc.coverage.figures.correct.mutationOptions());
  const form = useForm<z.input<typeof entry>, unknown, z.output<typeof entry>>({
    resolver: zodResolver(figure ? correction : entry),
    defaultValues: {
      reason: '',
      facts: {
        departmentCode: figure?.departmentCode ?? '',
        degree: figure?.degree ?? 'primary',
        year: figure?.year ?? Number(today.slice(0, 4)),
        asOf: figure?.asOf ?? null,
        band: figure?.band ?? '',
        numerator: figure?.rate.numerator ?? Number.NaN,
        denominator: figure?.rate.denominator ?? null,
        scopeKind: figure?.scopeKind ?? 'unknown',
        scope: figure?.rate.scope ?? '',
        source: figure?.source ?? '',
        sourceUrl: figure?.sourceUrl ?? '',
        publishedOn: figure?.publishedOn ?? null,
      },
    },
  });
  const { submit, refusal } = useSending(
    form,
    async ({ facts, reason }: z.output<typeof entry>) => {
      if (figure) {
        await correct.mutateAsync({ id: figure.id, version: figure.version, reason, facts });
        toast('Chiffre corrigé.');
        router.push(`${FIGURES}/${figure.id}`);
      } else {
        const { id } = await enter.mutateAsync(facts);
        toast('Chiffre enregistré.');
        router.push(`${FIGURES}/${id}`);
      }
      router.refresh();
    },
    undefined,
    // The procedure names its own fields; the form holds them under `facts`.
    (fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([path, said]) => [
          path === 'reason' || path.startsWith('facts.') ? path : `facts.${path}`,
          said,
        ]),
      ),
  );
  const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
  return (
    <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-8">
      <RefusalNotice
        refusal={refusal}
        whenStale={
          <Button size="sm" onPress={() => router.refresh()}>
            Recharger le chiffre
          </Button>
        }
      />
      <FieldSet legend="De quoi parle ce chiffre">
        <FormField control={form.control} name="facts.departmentCode">
          {(field) => (
            <ComboBox
              {...field}
              value={field.value || null}
              onChange={(value) => field.onChange(value ?? '')}
              label="Département"
              description="Tapez son numéro ou son nom."
              isRequired
              choices={departments.map(({ code, name }) => ({ id: code, label: `${code} ${name}` }))}
            />
          )}
        </FormField>
        <div className="flex flex-wrap gap-5">
          <FormField control={form.control} name="facts.degree">
            {(field) => (
              <Select
                {...field}
                onChange={(value) => value && field.onChange(value)}
                label="Degré"
                isRequired
                choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
              />
            )}
          </FormField>
          <FormField control={form.control} name="facts.year">
            {(field) => (
              <NumberField
                {...field}
                value={number(field.value)}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Année"
                isRequired
                minValue={2000}
                maxValue={2100}
                formatOptions={{ useGrouping: false }}
              />
            )}
          </FormField>
          <FormField control={form.control} name="facts.asOf">
            {(field) => (
              <DateField
                {...field}
                value={field.value ?? null}
                label="État au"
                description="Si la source donne un jour."
                max={today}
              />
            )}
          </FormField>
        </div>
      </FieldSet>
      <FieldSet
        legend="Ce qui est publié"
        description="Recopié tel quel, même au-dessus de 100&nbsp;%&nbsp;: rien n’est recalculé."
      >
        <FormField control={form.control} name="facts.band">
          {(field) => (
            <TextField
              {...field}
              label="Tranche"
              description="Avec les mots de la source, par exemple «&nbsp;de 20 à 50&nbsp;%&nbsp;»."
              isRequired
              maxLength={120}
            />
          )}
        </FormField>
        <div className="flex flex-wrap gap-5">
          <FormField control={form.control} name="facts.numerator">
            {(field) => (
              <NumberField
                {...field}
                value={number(field.value)}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Nombre compté"
                description="Le numérateur."
                isRequired
                minValue={0}
              />
            )}
          </FormField>
          <FormField control={form.control} name="facts.denominator">
            {(field) => (
              <NumberField
                {...field}
                value={number(field.value)}
                label="Sur"
                description="Le dénominateur&nbsp;; vide s’il n’est pas publié."
                minValue={1}
              />
            )}
          </FormField>
        </div>
        <FormField control={form.control} name="facts.scopeKind">
          {(field) => (
            <Select
              {...field}
              onChange={(value) => value && field.onChange(value)}
              label="Ce qui est compté"
              isRequired
              choices={publishedScopes.map((id) => ({ id, label: publishedScopeLabels[id] }))}
            />
          )}
        </FormField>
        <FormField control={form.control} name="facts.scope">
          {(field) => (
            <TextField
              {...field}
              label="Les mots de la source pour le dire"
              description="Facultatif."
              maxLength={200}
            />
          )}
        </FormField>
      </FieldSet>
      <FieldSet legend="D’où il vient">
        <FormField control={form.control} name="facts.source">
          {(field) => (
            <TextField
              {...field}
              label="Source"
              description="Qui publie, et quelle édition&nbsp;: «&nbsp;Eduscol 2024&nbsp;»."
              isRequired
              maxLength={200}
            />
          )}
        </FormField>
        <FormField control={form.control} name="facts.sourceUrl">
          {(field) => (
            <TextField
              {...field}
              value={field.value ?? ''}
              label="Adresse de la page"
              type="url"
              maxLength={500}
            />
          )}
        </FormField>
        <FormField control={form.control} name="facts.publishedOn">
          {(field) => <DateField {...field} value={field.value ?? null} label="Publié le" max={today} />}
        </FormField>
      </FieldSet>
      {figure && (
        <FieldSet legend="La correction">
          <FormField control={form.control} name="reason">
            {(field) => (
              <TextField
                {...field}
                label="Motif de la correction"
                description="Il reste dans l’historique, avec les valeurs d’avant et d’après."
                isRequired
                maxLength={500}
              />
            )}
          </FormField>
        </FieldSet>
      )}
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">
          {figure ? 'Enregistrer la correction' : 'Enregistrer le chiffre'}
        </SubmitButton>
        <ButtonLink href={figure ? `${FIGURES}/${figure.id}` : FIGURES}>Annuler</ButtonLink>
      </FormActions>
    </Form>
  );
}
