'use client';

import { Trash2 } from 'lucide-react';
import { IconButton } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { type CircuitSide, sideNames } from '@/server/signature/circuit';
import type { CircuitCandidate } from '@/server/signature/queries';

export type Draft = {
  key: string;
  group: number;
  kind: 'signer' | 'approver';
  side: CircuitSide;
  designated: string | null;
  substitutes: string[];
};

const ANYONE = 'anyone';

/** One member of the circuit: when, as what, for whom, who, and who else may act in their place. */
export function MemberFields({
  rank,
  member,
  candidates,
  parties,
  error,
  onChange,
  onRemove,
}: {
  rank: number;
  member: Draft;
  candidates: readonly CircuitCandidate[];
  parties: readonly CircuitSide[];
  error: string | undefined;
  onChange: (changes: Partial<Draft>) => void;
  onRemove: () => void;
}) {
  const possible = candidates.filter((one) =>
    member.kind === 'signer' ? one.signs && one.side === member.side : true,
  );
  const choices = possible.map((one) => ({
    id: one.membershipId,
    label: one.name,
    detail: [one.quality, one.organisation].filter(Boolean).join(', '),
  }));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-md border border-line p-4">
      <legend className="px-1 font-semibold">Membre {rank}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <NumberField
          label="Groupe"
          minValue={1}
          maxValue={20}
          value={member.group}
          onChange={(group) => onChange({ group: group ?? 1 })}
        />
        <Select
          label="Rôle"
          className="order-1 col-span-2 sm:order-none sm:col-span-1"
          choices={[
            { id: 'signer', label: 'Signataire' },
            { id: 'approver', label: 'Valideur' },
          ]}
          value={member.kind}
          onChange={(kind) =>
            onChange({ kind: kind === 'approver' ? 'approver' : 'signer', designated: null, substitutes: [] })
          }
        />
        <Select
          label="Pour"
          className="order-1 col-span-2 sm:order-none sm:col-span-1"
          choices={parties.map((id) => ({ id, label: sideNames[id] }))}
          value={member.side}
          onChange={(side) => side && onChange({ side, designated: null, substitutes: [] })}
        />
        <IconButton label={`Retirer le membre ${rank}`} icon={<Trash2 aria-hidden />} onPress={onRemove} />
      </div>
      <Select
        label="Personne"
        choices={
          member.kind === 'signer'
            ? [{ id: ANYONE, label: 'Toute personne habilitée à signer pour cette partie' }, ...choices]
            : choices
        }
        value={member.designated ?? (member.kind === 'signer' ? ANYONE : null)}
        placeholder="Choisir la personne…"
        errorMessage={error}
        onChange={(value) => onChange({ designated: value === ANYONE ? null : value, substitutes: [] })}
      />
      {member.designated && choices.length > 1 && (
        <CheckboxGroup
          label="Suppléance"
          description="Ces personnes peuvent agir à sa place&nbsp;; le document le dit."
          choices={choices.filter(({ id }) => id !== member.designated)}
          value={member.substitutes}
          onChange={(substitutes) => onChange({ substitutes })}
        />
      )}
    </fieldset>
  );
}
