'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { NumberField } from '@/components/ui/number-field';
import { toast } from '@/components/ui/toast';
import type { AcademyDetail } from '@/server/organisations/academies/queries';
import { updateSettings } from '@/server/organisations/academies/schema';
import { BandsField } from './bands-field';
import { RaciSettings } from './raci-settings';

/** Who gives an opinion, with the label of the usual delay. */
const delays = [
  ['dpo', 'Délégué à la protection des données'],
  ['legal', 'Service juridique'],
  ['dsi', 'Direction des systèmes d’information'],
  ['dsden', 'Direction départementale'],
  ['expert', 'Expert invité'],
] as const;

export type SettingsValues = z.input<typeof updateSettings>;

/** The settings, changed whole, on the version that was shown. */
export function SettingsForm({ academy }: { academy: AcademyDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(trpc.academies.changeSettings.mutationOptions());
  const form = useForm<SettingsValues, unknown, z.output<typeof updateSettings>>({
    resolver: zodResolver(updateSettings),
    defaultValues: { version: academy.version, settings: academy.settings },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof updateSettings>) => {
    await change.mutateAsync({ ...values, id: academy.code });
    toast('Réglages enregistrés.');
    router.refresh();
  });

  return (
    <Form form={form} onSubmit={submit} className="flex max-w-text flex-col gap-8">
      <RefusalNotice
        refusal={refusal}
        whenStale={
          <Button size="sm" onPress={() => router.refresh()}>
            Recharger les réglages
          </Button>
        }
      />
      <FieldSet
        legend="Délais des avis"
        description="Comptés à partir de la demande ; un avis en retard est signalé, il ne bloque rien de lui-même. Ils valent pour les demandes à venir."
      >
        <div className="flex flex-wrap gap-5">
          {delays.map(([kind, label]) => (
            <FormField key={kind} control={form.control} name={`settings.opinionDelayDays.${kind}`}>
              {(field) => (
                <NumberField
                  {...field}
                  value={field.value ?? null}
                  onChange={(value) => field.onChange(value ?? undefined)}
                  label={`${label} (jours)`}
                  isRequired
                  minValue={1}
                  maxValue={365}
                />
              )}
            </FormField>
          ))}
        </div>
      </FieldSet>
      <FieldSet
        legend="Alertes"
        description="À partir de quand une échéance, une attente ou une suspension est signalée, et combien de jours séparent deux rappels de la même alerte."
      >
        <div className="flex flex-wrap gap-5">
          <FormField control={form.control} name="settings.alerts.endMonths.0">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Fin de convention, première alerte (mois)"
                isRequired
                minValue={1}
                maxValue={36}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.endMonths.1">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Deuxième alerte (mois)"
                isRequired
                minValue={1}
                maxValue={36}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.endMonths.2">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Dernière alerte (mois)"
                isRequired
                minValue={1}
                maxValue={36}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.opinionSoonDays">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Avis bientôt dû (jours avant)"
                isRequired
                minValue={1}
                maxValue={730}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.signatureDays">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Signature attendue longtemps (jours)"
                isRequired
                minValue={1}
                maxValue={730}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.waitingDays">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Autre acte attendu longtemps (jours)"
                isRequired
                minValue={1}
                maxValue={730}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.suspendedDays">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Suspension longue (jours)"
                isRequired
                minValue={1}
                maxValue={730}
              />
            )}
          </FormField>
          <FormField control={form.control} name="settings.alerts.reminderCooldownDays">
            {(field) => (
              <NumberField
                {...field}
                value={Number.isFinite(field.value) ? field.value : null}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                label="Entre deux rappels (jours)"
                isRequired
                minValue={1}
                maxValue={730}
              />
            )}
          </FormField>
        </div>
      </FieldSet>
      <FieldSet
        legend="Conditions de l’accrochage AAF"
        description="Une convention signée, avec l’UAI à son annexe, est toujours exigée. Ces pièces relèvent de l’usage : chaque académie décide de les exiger."
      >
        <FormField control={form.control} name="settings.aaf.article28">
          {(field) => (
            <Checkbox {...field} label="Référence du contrat de sous-traitance (article 28 du RGPD)" />
          )}
        </FormField>
        <FormField control={form.control} name="settings.aaf.register">
          {(field) => <Checkbox {...field} label="Référence au registre des traitements" />}
        </FormField>
        <FormField control={form.control} name="settings.aaf.conformityProof">
          {(field) => <Checkbox {...field} label="Preuve de conformité de la solution au SDET" />}
        </FormField>
      </FieldSet>
      <RaciSettings form={form} />
      <BandsField form={form} />
      <FieldSet
        legend="Mesure d’audience"
        description="En dessous de ce nombre de visites ou d’utilisateurs, une case est masquée, et avec elle celles qui permettraient de la déduire&nbsp;: peu de visites désigneraient des personnes. À 1, rien n’est masqué."
      >
        <FormField control={form.control} name="settings.audienceThreshold">
          {(field) => (
            <NumberField
              {...field}
              value={Number.isFinite(field.value) ? (field.value ?? null) : null}
              onChange={(value) => field.onChange(value ?? Number.NaN)}
              label="Masquer en dessous de"
              isRequired
              minValue={1}
              maxValue={1000}
            />
          )}
        </FormField>
      </FieldSet>
      <FieldSet legend="Publication">
        <FormField control={form.control} name="settings.publicCoverage">
          {(field) => (
            <Checkbox
              {...field}
              value={field.value ?? false}
              label="Publier la couverture de l’académie"
              description="Les comptes par département paraissent sur la page publique, sans nom d’école ni de collectivité."
            />
          )}
        </FormField>
      </FieldSet>
      <FormActions>
        <SubmitButton pendingLabel="Enregistrement…">Enregistrer les réglages</SubmitButton>
      </FormActions>
    </Form>
  );
}
