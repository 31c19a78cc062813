'use client';

import { Plus, X } from 'lucide-react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { Button, IconButton } from '@/components/ui/button';
import { FormField } from '@/components/ui/form';
import { FieldSet } from '@/components/ui/form-actions';
import { formatNumber } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { TextField } from '@/components/ui/text-field';
import { type BandSetting, defaultBandSettings } from '@/server/coverage/bands';
import type { SettingsValues } from './settings-form';

const MAX_BANDS = 7;
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The bands in which coverage is put in words: each goes from its lower bound to that of the next. */
export function BandsField<T>({ form }: { form: UseFormReturn<SettingsValues, unknown, T> }) {
  const { fields, replace } = useFieldArray({ control: form.control, name: 'settings.coverageBands' });
  const bands = (form.watch('settings.coverageBands') ?? []) as BandSetting[];

  // A band ends where the next begins: there is no hole to make.
  const put = (next: BandSetting[]) =>
    replace(next.map((band, index) => ({ ...band, high: next[index + 1]?.low ?? 100 })));
  const split = () => {
    const last = bands.at(-1);
    const low = number(last?.low) ?? 0;
    put([...bands, { low: Math.floor((low + 100) / 2), high: 100, label: '' }]);
  };
  const begin = (index: number, low: number | null) => {
    const value = low ?? Number.NaN;
    form.setValue(`settings.coverageBands.${index}.low`, value, { shouldDirty: true });
    if (index > 0) form.setValue(`settings.coverageBands.${index - 1}.high`, value, { shouldDirty: true });
  };

  return (
    <FieldSet
      legend="Tranches de couverture"
      description="Les mots qui disent un taux sur les pages de l’académie. Les pages nationales gardent les tranches d’Eduscol, et un chiffre publié garde toujours ses mots."
    >
      <ol className="flex flex-col gap-4">
        {fields.map((field, index) => (
          <li key={field.id} className="flex flex-wrap items-start gap-x-5 gap-y-2">
            <FormField control={form.control} name={`settings.coverageBands.${index}.low`}>
              {(given) => (
                <NumberField
                  {...given}
                  value={number(given.value)}
                  onChange={(low) => begin(index, low)}
                  label={`Tranche ${index + 1}, à partir de (%)`}
                  description={
                    index === fields.length - 1
                      ? 'jusqu’à 100\u00a0%'
                      : `à moins de ${formatNumber(number(bands[index]?.high) ?? 0, Number.isInteger(bands[index]?.high) ? 0 : 1)}\u00a0%`
                  }
                  isRequired
                  isReadOnly={index === 0}
                  minValue={0}
                  maxValue={100}
                  step={0.1}
                />
              )}
            </FormField>
            <FormField control={form.control} name={`settings.coverageBands.${index}.label`}>
              {(given) => (
                <TextField
                  {...given}
                  value={given.value ?? ''}
                  label={`Nom de la tranche ${index + 1}`}
                  isRequired
                  maxLength={60}
                />
              )}
            </FormField>
            {index > 0 && fields.length > 2 && (
              <div className="pt-6">
                <IconButton
                  label={`Retirer la tranche ${index + 1}`}
                  icon={<X aria-hidden />}
                  variant="quiet"
                  onPress={() => put(bands.filter((_, at) => at !== index))}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onPress={split}
          {...(fields.length >= MAX_BANDS
            ? { reason: 'Sept tranches au plus se lisent sur une carte.' }
            : {})}
        >
          Ajouter une tranche
        </Button>
        <Button size="sm" variant="quiet" onPress={() => put([...defaultBandSettings])}>
          Reprendre celles d’Eduscol
        </Button>
      </div>
    </FieldSet>
  );
}
