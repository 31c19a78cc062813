'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useAuthoritySearch } from '@/components/administration/authority-search';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import { degreeLabels } from '@/server/coverage/domain';
import { territoryKindLabels } from '@/server/coverage/territory';
import {
  basisLabels,
  objectiveKinds,
  objectiveStageLabels,
  objectiveStages,
} from '@/server/objectives/domain';
import type { ObjectiveTerritories } from '@/server/objectives/queries';
import { setObjective } from '@/server/objectives/schema';

/** Sets a target: where, what, how far, for when. */
export function ObjectiveForm({ territories }: { territories: ObjectiveTerritories }) {
  const trpc = useTRPC();
  const router = useRouter();
  const set = useMutation(trpc.objectives.set.mutationOptions());
  const authorities = useAuthoritySearch();
  const form = useForm<z.input<typeof setObjective>, unknown, z.output<typeof setObjective>>({
    resolver: zodResolver(setObjective),
    defaultValues: {
      territoryKind: 'department',
      territoryCode: '',
      stage: 'attached',
      basis: 'schools',
      degree: 'primary',
      sector: 'public',
      target: 0.9,
      targetOn: '',
      note: '',
    },
  });
  const { submit, refusal } = useSending(form, async (values: z.output<typeof setObjective>) => {
    const { id } = await set.mutateAsync(values);
    toast('Objectif fixé.');
    router.push(`/couverture/objectifs/${id}`);
  });
  const kind = form.watch('territoryKind');
  const places = kind === 'authority' ? [] : territories[kind];
  return (
    <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-8">
      <RefusalNotice refusal={refusal} />
      <FieldSet legend="Où">
        <FormField control={form.control} name="territoryKind">
          {(field) => (
            <Select
              {...field}
              onChange={(value) => {
                if (!value) return;
                field.onChange(value);
                form.setValue('territoryCode', '');
              }}
              label="Sorte de territoire"
              isRequired
              choices={objectiveKinds.map((id) => ({ id, label: territoryKindLabels[id] }))}
            />
          )}
        </FormField>
        <FormField control={form.control} name="territoryCode">
          {(field) =>
            kind === 'authority' ? (
              <ComboBox
                {...field}
                key={kind}
                onChange={(value) => field.onChange(value ?? '')}
                label="Territoire"
                isRequired
                search={authorities}
                placeholder="Nom ou SIREN"
              />
            ) : (
              <ComboBox
                {...field}
                key={kind}
                onChange={(value) => field.onChange(value ?? '')}
                label="Territoire"
                isRequired
                choices={places.map(({ code, name }) => ({ id: code, label: name }))}
              />
            )
          }
        </FormField>
      </FieldSet>
      <FieldSet legend="Quoi">
        <FormField control={form.control} name="stage">
          {(field) => (
            <RadioGroup
              {...field}
              label="Ce qui est visé"
              choices={objectiveStages.map((id) => ({ id, label: objectiveStageLabels[id] }))}
            />
          )}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-3">
          <FormField control={form.control} name="degree">
            {(field) => (
              <Select
                {...field}
                onChange={(value) => value && field.onChange(value)}
                label="Degré"
                choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
              />
            )}
          </FormField>
          <FormField control={form.control} name="sector">
            {(field) => (
              <Select
                {...field}
                value={field.value ?? 'public'}
                onChange={(value) => value && field.onChange(value)}
                label="Secteur"
                choices={[
                  { id: 'public', label: 'Public' },
                  { id: 'all', label: 'Public et privé' },
                ]}
              />
            )}
          </FormField>
          <FormField control={form.control} name="basis">
            {(field) => (
              <Select
                {...field}
                value={field.value ?? 'schools'}
                onChange={(value) => value && field.onChange(value)}
                label="Compté en"
                choices={(['schools', 'pupils'] as const).map((id) => ({ id, label: basisLabels[id] }))}
              />
            )}
          </FormField>
        </div>
      </FieldSet>
      <FieldSet legend="Jusqu’où, pour quand">
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="target">
            {(field) => (
              <NumberField
                {...field}
                onChange={(value) => field.onChange(value ?? 0)}
                label="Taux à atteindre"
                isRequired
                formatOptions={{ style: 'percent', maximumFractionDigits: 1 }}
                step={0.01}
              />
            )}
          </FormField>
          <FormField control={form.control} name="targetOn">
            {(field) => (
              <DateField
                {...field}
                value={field.value || null}
                onChange={(day) => field.onChange(day ?? '')}
                label="Échéance"
                isRequired
                min={territories.today}
              />
            )}
          </FormField>
        </div>
        <FormField control={form.control} name="note">
          {(field) => (
            <TextArea {...field} value={field.value ?? ''} label="Remarque" rows={2} maxLength={2000} />
          )}
        </FormField>
      </FieldSet>
      <p className="text-soft text-sm">
        Le taux d’aujourd’hui est figé avec l’objectif&nbsp;: c’est de là que le chemin sera mesuré.
      </p>
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">Fixer l’objectif</SubmitButton>
        <ButtonLink href="/couverture/objectifs" variant="quiet">
          Annuler
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
