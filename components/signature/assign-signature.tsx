'use client';

import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { SignatureView } from '@/server/signature/queries';
import { DelegationFields, noDelegation, type SaidDelegation, sentDelegation } from './delegation-fields';
import { memberChoices } from './member-title';

export type Assigned = { memberKey: string | null; quality: string; delegation: SaidDelegation };
export const notAssigned: Assigned = { memberKey: null, quality: '', delegation: noDelegation };

const NOBODY = 'nobody';

/** What is sent for the signatures that count for somebody, in the order of the file. */
export const assignedSignatures = (
  signatures: SignatureView['deposits'][number]['signatures'],
  assigned: Record<string, Assigned>,
) =>
  signatures.flatMap(({ fingerprint }) => {
    const { memberKey, quality, delegation } = assigned[fingerprint] ?? notAssigned;
    return memberKey ? [{ fingerprint, memberKey, quality, delegation: sentDelegation(delegation) }] : [];
  });

/** For whom one signature read in a file counts, in what quality, under which délégation. */
export function AssignSignature({
  signer,
  members,
  value,
  onChange,
  errors,
  path,
}: {
  signer: string;
  members: SignatureView['members'];
  value: Assigned;
  onChange: (value: Assigned) => void;
  errors: Record<string, string>;
  /** Where the server's refusals about this signature stand. */
  path: string;
}) {
  return (
    <div className="flex max-w-text flex-col gap-3">
      <Select
        label={`La signature de «\u00a0${signer}\u00a0» compte pour`}
        choices={[{ id: NOBODY, label: 'personne' }, ...memberChoices(members)]}
        value={value.memberKey ?? NOBODY}
        onChange={(chosen) => onChange({ ...value, memberKey: chosen === NOBODY ? null : chosen })}
        errorMessage={errors[`${path}.memberKey`]}
      />
      {value.memberKey && (
        <>
          <TextField
            label={`Qualité de «\u00a0${signer}\u00a0»`}
            description="Telle qu’elle sera imprimée avec sa signature&nbsp;: «&nbsp;Maire&nbsp;»."
            value={value.quality}
            onChange={(quality) => onChange({ ...value, quality })}
            errorMessage={errors[`${path}.quality`]}
          />
          <DelegationFields
            value={value.delegation}
            onChange={(delegation) => onChange({ ...value, delegation })}
            errors={errors}
            path={`${path}.delegation`}
          />
        </>
      )}
    </div>
  );
}
