'use client';

import type { Control } from 'react-hook-form';
import type { z } from 'zod';
import { ComboBox, type ComboSearch } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { FormField } from '@/components/ui/form';
import { FieldSet } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { type Choice, Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { ProductLine } from '@/server/organisations/catalogue/queries';
import { degreeLabels, phaseLabels, projectPhases } from '@/server/projects/domain';
import type { createProjectSchema } from '@/server/projects/schema';

export type ProjectInput = z.input<typeof createProjectSchema>;
type ProjectControl = Control<ProjectInput, unknown, z.output<typeof createProjectSchema>>;
type Part = { control: ProjectControl };

/** What every project form asks: the same fields to create and to change. */
export function MainFields({
  control,
  products,
  carrierSearch,
  carrierLabel,
  carrierHint,
  degree,
  showAcademy,
}: Part & {
  products: readonly ProductLine[];
  carrierSearch: ComboSearch;
  carrierLabel: string | undefined;
  /** Why the number typed is no SIREN. */
  carrierHint: string | null;
  degree: ProjectInput['degree'] | undefined;
  /** The carrier alone does not tell the académie. */
  showAcademy: boolean;
}) {
  const offered = products.filter((product) => !degree || product.degrees.includes(degree));
  return (
    <>
      <FormField control={control} name="name">
        {(field) => (
          <TextField
            {...field}
            label="Nom du projet"
            description="Tel que les partenaires l’appellent&nbsp;: «&nbsp;ENT des écoles d’Argenteuil&nbsp;»."
            isRequired
            maxLength={200}
          />
        )}
      </FormField>
      <FormField control={control} name="degree">
        {(field) => (
          <RadioGroup
            {...field}
            label="Degré"
            isRequired
            orientation="horizontal"
            choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
            onChange={(value) => value && field.onChange(value)}
          />
        )}
      </FormField>
      <FormField control={control} name="carrierId">
        {(field) => (
          <ComboBox
            {...field}
            value={field.value ?? null}
            onChange={(value) => field.onChange(value ?? undefined)}
            label="Collectivité porteuse"
            description="Cherchez par nom, code INSEE ou SIREN."
            isRequired
            search={carrierSearch}
            selectedLabel={carrierLabel}
            emptyText={carrierHint ?? 'Aucune collectivité de votre ressort ne répond à cette recherche.'}
          />
        )}
      </FormField>
      {showAcademy && (
        <FormField control={control} name="academyCode">
          {(field) => (
            <TextField
              {...field}
              label="Code de l’académie"
              description="Deux chiffres, par exemple 25 pour Versailles."
              inputMode="numeric"
              maxLength={2}
            />
          )}
        </FormField>
      )}
      <FormField control={control} name="productId">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? ''}
            onChange={(value) => field.onChange(value || null)}
            label="Solution"
            description="Au catalogue des ENT&nbsp;; peut être choisie plus tard, à l’issue du marché."
            choices={[{ id: '', label: 'Pas encore choisie' }, ...offered.map(productChoice)]}
          />
        )}
      </FormField>
      <FormField control={control} name="phase">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? 'scoping'}
            onChange={(value) => field.onChange(value ?? 'scoping')}
            label="Phase"
            choices={projectPhases.map((id) => ({ id, label: phaseLabels[id] }))}
          />
        )}
      </FormField>
    </>
  );
}

const productChoice = ({ id, name, vendor, kind, kindLabel }: ProductLine): Choice => ({
  id,
  label: name,
  detail: kind === 'ent' ? vendor : `${vendor} – ${kindLabel}`,
});

export function DateFields({ control }: Part) {
  return (
    <FieldSet legend="Calendrier et marché">
      <div className="flex flex-wrap gap-5">
        <FormField control={control} name="startsOn">
          {(field) => <DateField {...field} label="Début" />}
        </FormField>
        <FormField control={control} name="endsOn">
          {(field) => <DateField {...field} label="Fin prévue" />}
        </FormField>
      </div>
      <FormField control={control} name="marketReference">
        {(field) => <TextField {...field} label="Référence du marché" maxLength={120} />}
      </FormField>
      <FormField control={control} name="marketEndsOn">
        {(field) => <DateField {...field} label="Fin du marché" className="w-fit" />}
      </FormField>
    </FieldSet>
  );
}

const leads = [
  { side: 'academy', legend: 'Pour l’académie' },
  { side: 'authority', legend: 'Pour la collectivité' },
] as const;

export function LeadFields({ control }: Part) {
  return (
    <FieldSet legend="Chefs de projet">
      <div className="grid gap-6 sm:grid-cols-2">
        {leads.map(({ side, legend }) => (
          <div key={side} className="flex flex-col gap-4">
            <FormField control={control} name={`${side}LeadName`}>
              {(field) => <TextField {...field} label={`${legend}\u00a0: nom`} maxLength={120} />}
            </FormField>
            <FormField control={control} name={`${side}LeadEmail`}>
              {(field) => (
                <TextField
                  {...field}
                  type="email"
                  label={`${legend}\u00a0: adresse électronique`}
                  maxLength={254}
                />
              )}
            </FormField>
          </div>
        ))}
      </div>
    </FieldSet>
  );
}
