'use client';

import type { Control } from 'react-hook-form';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { FormField } from '@/components/ui/form';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { followUpKindLabels, followUpKinds } from '@/server/followup/domain';
import type { FollowUpChoices } from '@/server/followup/queries';
import { type EntryValues, FREE_NAME, linkChoices, ownerChoices, type StepValues } from './form';

export type EntryForm = EntryValues & { step: StepValues };

/** What happened, when and with whom. */
export function EntryFields({ control, choices }: { control: Control<EntryForm>; choices: FollowUpChoices }) {
  return (
    <>
      <FormField control={control} name="kind">
        {(field) => (
          <RadioGroup
            label="Nature"
            orientation="horizontal"
            choices={followUpKinds.map((id) => ({ id, label: followUpKindLabels[id] }))}
            {...field}
          />
        )}
      </FormField>
      <FormField control={control} name="text">
        {(field) => (
          <TextArea
            label="Ce qui s’est passé"
            description="Ctrl + Entrée enregistre."
            rows={3}
            isRequired
            {...field}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-[auto_1fr]">
        <FormField control={control} name="on">
          {(field) => <DateField label="Le" isRequired {...field} />}
        </FormField>
        <FormField control={control} name="participants">
          {(field) => <TextField label="Avec qui" maxLength={300} {...field} />}
        </FormField>
      </div>
      <FormField control={control} name="link">
        {(field) => (
          <ComboBox
            label="À propos de"
            placeholder="Une convention, une école (facultatif)"
            choices={linkChoices(choices)}
            {...field}
          />
        )}
      </FormField>
    </>
  );
}

/** Who reads the line: said in full, internal at first. */
export function ReadersField({ control, choice }: { control: Control<EntryForm>; choice: boolean }) {
  if (!choice)
    return <p className="text-soft text-sm">Cette ligne sera lue par l’académie et la collectivité.</p>;
  return (
    <FormField control={control} name="shared">
      {(field) => (
        <RadioGroup
          label="Qui peut lire"
          choices={[
            {
              id: 'internal',
              label: 'L’académie seule',
              detail: 'La collectivité ne verra ni le texte, ni qu’il existe.',
            },
            { id: 'shared', label: 'L’académie et la collectivité' },
          ]}
          {...field}
        />
      )}
    </FormField>
  );
}

/** What comes next, until when, by whom. */
export function StepFields({
  control,
  choices,
  shared,
  owner,
  isRequired = false,
}: {
  control: Control<EntryForm>;
  choices: FollowUpChoices;
  shared: boolean;
  owner: string | null;
  isRequired?: boolean;
}) {
  return (
    <>
      <FormField control={control} name="step.text">
        {(field) => <TextField label="Prochaine étape" maxLength={300} isRequired={isRequired} {...field} />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-[auto_1fr]">
        <FormField control={control} name="step.dueOn">
          {(field) => <DateField label="Pour le" {...field} />}
        </FormField>
        <FormField control={control} name="step.owner">
          {(field) => (
            <ComboBox
              label="Confiée à"
              placeholder="Un nom"
              choices={ownerChoices(choices, shared)}
              {...field}
            />
          )}
        </FormField>
      </div>
      {owner === FREE_NAME && (
        <FormField control={control} name="step.ownerName">
          {(field) => <TextField label="Nom de cette personne" maxLength={120} {...field} />}
        </FormField>
      )}
    </>
  );
}
