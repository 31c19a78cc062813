'use client';

import type { Control } from 'react-hook-form';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { FormField } from '@/components/ui/form';
import { FieldSet } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import {
  allUses,
  type InventoryPayer,
  payerLabels,
  payers,
  type TrustState,
  trustLabels,
  trustStates,
  type Use,
  useLabels,
} from '@/server/inventory/domain';
import type { InventoryChoices } from '@/server/inventory/queries';
import { productKindLabels } from '@/server/organisations/catalogue/domain';
import { useAuthoritySearch } from '../administration/authority-search';
import { useCommuneSearch, useSchoolSearch } from './searches';

/** What the form holds; `scope` says which of the two places is asked. */
export type ToolForm = {
  scope: 'school' | 'commune';
  uai: string | null;
  communeCode: string | null;
  productId: string | null;
  uses: Use[];
  payer: InventoryPayer;
  payerAuthorityId: string | null;
  sinceOn: string | null;
  untilOn: string | null;
  trust: TrustState;
  trustProof: string;
  throughEnt: 'yes' | 'no' | 'unknown';
  source: string;
  sourceOn: string | null;
  note: string;
};

type Props = { control: Control<ToolForm> };

/** Where: one school, or all the public écoles of a commune at once. */
export function PlaceFields({ control, scope }: Props & { scope: ToolForm['scope'] }) {
  const schools = useSchoolSearch();
  const communes = useCommuneSearch();
  return (
    <FieldSet legend="Où">
      <FormField control={control} name="scope">
        {(field) => (
          <RadioGroup
            {...field}
            label="Cette déclaration porte sur"
            choices={[
              { id: 'school', label: 'Un établissement' },
              {
                id: 'commune',
                label: 'Toutes les écoles publiques d’une commune',
                detail: 'Une seule ligne, qui vaut aussi pour les écoles qui ouvriront.',
              },
            ]}
          />
        )}
      </FormField>
      {scope === 'school' ? (
        <FormField control={control} name="uai">
          {(field) => (
            <ComboBox
              {...field}
              label="Établissement"
              isRequired
              search={schools}
              placeholder="Nom, commune ou UAI"
              {...(field.value ? { selectedLabel: field.value } : {})}
            />
          )}
        </FormField>
      ) : (
        <FormField control={control} name="communeCode">
          {(field) => (
            <ComboBox
              {...field}
              label="Commune"
              isRequired
              search={communes}
              placeholder="Nom ou code INSEE"
            />
          )}
        </FormField>
      )}
    </FieldSet>
  );
}

/** What: the product, and what it is used for there. */
export function ProductFields({
  control,
  choices,
  productId,
}: Props & { choices: InventoryChoices; productId: string | null }) {
  const product = choices.products.find(({ id }) => id === productId);
  return (
    <FieldSet legend="Quoi">
      <FormField control={control} name="productId">
        {(field) => (
          <ComboBox
            {...field}
            label="Solution"
            isRequired
            description={
              choices.can.addProduct
                ? 'Absente de la liste\u00a0? Ajoutez-la d’abord au catalogue (Administration, Solutions).'
                : 'Absente de la liste\u00a0? Demandez à l’académie de l’ajouter au catalogue.'
            }
            choices={choices.products.map(({ id, name, kind, vendor }) => ({
              id,
              label: name,
              detail: `${productKindLabels[kind]} · ${vendor}`,
            }))}
          />
        )}
      </FormField>
      <FormField control={control} name="uses">
        {(field) => (
          <CheckboxGroup
            {...field}
            label="Usages"
            description={
              product && product.uses.length > 0
                ? `Rien de coché\u00a0: tout ce que la solution couvre (${product.uses.map((use) => useLabels[use].toLowerCase()).join(', ')}).`
                : 'Rien de coché\u00a0: tout ce que sa fiche du catalogue dit couvrir.'
            }
            choices={allUses.map((id) => ({ id, label: useLabels[id] }))}
          />
        )}
      </FormField>
      <FormField control={control} name="throughEnt">
        {(field) => (
          <RadioGroup
            {...field}
            label="Accessible par l’ENT"
            orientation="horizontal"
            choices={[
              { id: 'yes', label: 'Oui' },
              { id: 'no', label: 'Non' },
              { id: 'unknown', label: 'Inconnu' },
            ]}
          />
        )}
      </FormField>
    </FieldSet>
  );
}

/** Who pays, since when, in which frame, according to whom. */
export function TermsFields({
  control,
  payer,
  trust,
  today,
  payerName,
}: Props & { payer: InventoryPayer; trust: TrustState; today: string; payerName: string | null }) {
  const authorities = useAuthoritySearch();
  return (
    <>
      <FieldSet legend="Qui paie, depuis quand">
        <FormField control={control} name="payer">
          {(field) => (
            <Select
              {...field}
              onChange={(value) => value && field.onChange(value)}
              label="Qui paie"
              isRequired
              choices={payers.map((id) => ({ id, label: payerLabels[id] }))}
            />
          )}
        </FormField>
        {payer === 'authority' && (
          <FormField control={control} name="payerAuthorityId">
            {(field) => (
              <ComboBox
                {...field}
                label="Laquelle"
                description="Vide si vous ne le savez pas."
                search={authorities}
                {...(payerName ? { selectedLabel: payerName } : {})}
              />
            )}
          </FormField>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="sinceOn">
            {(field) => (
              <DateField {...field} label="Depuis le" description="Vide si vous ne le savez pas." />
            )}
          </FormField>
          <FormField control={control} name="untilOn">
            {(field) => (
              <DateField
                {...field}
                label="Jusqu’au"
                description="Dernier jour d’usage&nbsp;; vide s’il dure."
              />
            )}
          </FormField>
        </div>
      </FieldSet>
      <FieldSet legend="Cadre de confiance">
        <FormField control={control} name="trust">
          {(field) => (
            <RadioGroup
              {...field}
              label="Dans le cadre de confiance"
              description="Le cadre que l’académie et la collectivité reconnaissent&nbsp;: données en Europe, contrat de sous-traitance, GAR…"
              orientation="horizontal"
              choices={trustStates.map((id) => ({ id, label: trustLabels[id] }))}
            />
          )}
        </FormField>
        {trust !== 'unknown' && (
          <FormField control={control} name="trustProof">
            {(field) => (
              <TextField
                {...field}
                label="Ce qui le prouve"
                isRequired={trust === 'inside'}
                description="Une liste officielle, une attestation, une clause du marché…"
                maxLength={300}
              />
            )}
          </FormField>
        )}
      </FieldSet>
      <FieldSet legend="Source">
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="source">
            {(field) => (
              <TextField
                {...field}
                label="D’où vient cette information"
                description="Une enquête, un appel, un marché public…"
                isRequired
                maxLength={200}
              />
            )}
          </FormField>
          <FormField control={control} name="sourceOn">
            {(field) => <DateField {...field} label="Date de l’information" isRequired max={today} />}
          </FormField>
        </div>
        <FormField control={control} name="note">
          {(field) => <TextArea {...field} label="Remarque" rows={2} maxLength={2000} />}
        </FormField>
      </FieldSet>
    </>
  );
}
