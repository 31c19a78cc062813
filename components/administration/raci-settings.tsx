'use client';

import type { UseFormReturn } from 'react-hook-form';
import { Legend } from '@/components/raci/legend';
import { WithLetters } from '@/components/raci/letters';
import { FormField } from '@/components/ui/form';
import { FieldSet } from '@/components/ui/form-actions';
import { NumberField } from '@/components/ui/number-field';
import { TextField } from '@/components/ui/text-field';
import { raciSettings } from '@/server/organisations/settings';
import { letterSet } from '@/server/raci/letters';
import type { SettingsValues } from './settings-form';

/** How the académie writes its matrices, with the legend as it will read, and when an actor holds too much. */
export function RaciSettings<T>({ form }: { form: UseFormReturn<SettingsValues, unknown, T> }) {
  const typed = raciSettings.shape.letters.safeParse(form.watch('settings.raci.letters') ?? '');
  return (
    <FieldSet
      legend="Matrices des responsabilités"
      description="Changer les lettres ne change rien à ce qui est enregistré&nbsp;: grilles, saisie au clavier, presse-papiers et annexe A2 suivent."
    >
      <div className="flex flex-wrap items-start gap-5">
        <FormField control={form.control} name="settings.raci.letters">
          {(field) => (
            <TextField
              {...field}
              value={field.value ?? ''}
              label="Les quatre lettres"
              description="Dans l’ordre&nbsp;: réalise, répond du résultat, est consulté, est informé."
              isRequired
              maxLength={4}
              autoComplete="off"
            />
          )}
        </FormField>
        <FormField control={form.control} name="settings.raci.sharePercent">
          {(field) => (
            <NumberField
              {...field}
              value={Number.isFinite(field.value) ? (field.value ?? null) : null}
              onChange={(value) => field.onChange(value ?? Number.NaN)}
              label="Seuil de responsabilité (%)"
              description="Un acteur qui répond de plus d’activités que cette part est signalé."
              isRequired
              minValue={10}
              maxValue={100}
            />
          )}
        </FormField>
      </div>
      <div role="status" aria-label="Légende telle qu’elle se lira">
        {typed.success ? (
          <WithLetters set={letterSet(typed.data)}>
            <Legend />
          </WithLetters>
        ) : (
          <p className="text-soft text-sm">
            La légende paraîtra ici quand les quatre lettres seront données.
          </p>
        )}
      </div>
    </FieldSet>
  );
}
