'use client';

import { useState } from 'react';
import { DateField } from '@/components/ui/date-field';
import { TextField } from '@/components/ui/text-field';

export type SaidDelegation = { grantedBy: string; reference: string; grantedOn: string | null };
export const noDelegation: SaidDelegation = { grantedBy: '', reference: '', grantedOn: null };

/** What is sent: nothing when nothing was said; a part of it as it stands, for the server to say what is missing. */
export const sentDelegation = (said: SaidDelegation) =>
  said.grantedBy || said.reference || said.grantedOn ? { ...said, grantedOn: said.grantedOn ?? '' } : null;

/** The délégation under which somebody signed outside the application, folded away until it is needed. */
export function DelegationFields({
  value,
  onChange,
  errors,
  path = 'delegation',
}: {
  value: SaidDelegation;
  onChange: (value: SaidDelegation) => void;
  errors: Record<string, string>;
  path?: string;
}) {
  const [isOpen, setOpen] = useState(false);
  const isWrong = Object.keys(errors).some((name) => name.startsWith(`${path}.`));
  return (
    <details open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-semibold">Signature par délégation</summary>
      <div className="mt-3 flex flex-col gap-4">
        <TextField
          label="Délégation de"
          value={value.grantedBy}
          onChange={(grantedBy) => onChange({ ...value, grantedBy })}
          errorMessage={errors[`${path}.grantedBy`]}
        />
        <TextField
          label="Référence de l’acte"
          value={value.reference}
          onChange={(reference) => onChange({ ...value, reference })}
          errorMessage={errors[`${path}.reference`]}
        />
        <DateField
          label="Date de l’acte"
          value={value.grantedOn}
          onChange={(grantedOn) => onChange({ ...value, grantedOn })}
          errorMessage={errors[`${path}.grantedOn`]}
        />
      </div>
    </details>
  );
}
