'use client';

import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { ComboBox } from '@/components/ui/combo-box';
import { FormField } from '@/components/ui/form';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { OrganisationKind } from '@/server/organisations/domain';
import type { createOrganisation } from '@/server/organisations/schema';
import { useAuthoritySearch } from './authority-search';
import { NewAuthority } from './new-authority';
import type { OrganisationChoices } from './new-organisation';

export type OrganisationForm = UseFormReturn<
  z.input<typeof createOrganisation>,
  unknown,
  z.output<typeof createOrganisation>
>;

type Props = { form: OrganisationForm; choices: OrganisationChoices };

/** What each kind of organisation asks. */
export function OrganisationFields({ kind, ...props }: Props & { kind: OrganisationKind }) {
  switch (kind) {
    case 'academy':
      return <AcademyField {...props} label="Académie" />;
    case 'dsden':
      return <DepartmentField {...props} />;
    case 'authority':
      return <AuthorityField {...props} />;
    case 'school':
      return (
        <FormField control={props.form.control} name="uai">
          {(field) => (
            <TextField
              {...field}
              label="UAI"
              description="Huit caractères, par exemple 0951099D. L’établissement doit figurer à l’annuaire."
              isRequired
              maxLength={12}
              spellCheck="false"
            />
          )}
        </FormField>
      );
    case 'mutualising_body':
      return (
        <>
          <NameField {...props} label="Nom de la structure" />
          {props.choices.academies.length > 1 && (
            <AcademyField {...props} label="Académie avec laquelle elle travaille" />
          )}
          <p className="text-soft text-sm">
            Les collectivités pour lesquelles elle agit se choisissent à l’étape suivante.
          </p>
        </>
      );
    case 'vendor':
      return <NameField {...props} label="Nom de l’éditeur" />;
    case 'platform':
    case 'ministry':
      return <NameField {...props} label="Nom" />;
  }
}

function NameField({ form, label }: Props & { label: string }) {
  return (
    <FormField control={form.control} name="name">
      {(field) => <TextField {...field} label={label} isRequired maxLength={200} />}
    </FormField>
  );
}

function AcademyField({ form, choices, label }: Props & { label: string }) {
  return (
    <FormField control={form.control} name="academyCode">
      {(field) => (
        <Select
          {...field}
          value={field.value ?? null}
          label={label}
          isRequired
          choices={choices.academies.map(({ code, name }) => ({ id: code, label: name }))}
        />
      )}
    </FormField>
  );
}

function DepartmentField({ form, choices }: Props) {
  return (
    <FormField control={form.control} name="departmentCode">
      {(field) => (
        <Select
          {...field}
          value={field.value ?? null}
          onChange={(value) => field.onChange(value ?? '')}
          label="Département"
          isRequired
          choices={choices.departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` }))}
        />
      )}
    </FormField>
  );
}

function AuthorityField({ form, choices }: Props) {
  const search = useAuthoritySearch();
  const [entered, setEntered] = useState<string>();
  return (
    <>
      <FormField control={form.control} name="authorityId">
        {(field) => (
          <ComboBox
            {...field}
            value={field.value || null}
            onChange={(value) => field.onChange(value ?? '')}
            label="Collectivité"
            description="Cherchez par nom, code INSEE ou SIREN."
            isRequired
            search={search}
            selectedLabel={entered}
            emptyText="Aucune collectivité de votre ressort ne répond à cette recherche."
          />
        )}
      </FormField>
      <NewAuthority
        departments={choices.departments}
        onCreated={({ id, name }) => {
          setEntered(name);
          form.setValue('authorityId', id, { shouldValidate: true });
        }}
      />
    </>
  );
}
