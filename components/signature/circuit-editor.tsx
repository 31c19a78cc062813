'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button, IconButton } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { type CircuitSide, sideNames } from '@/server/signature/circuit';
import type { CircuitCandidate, SignatureView } from '@/server/signature/queries';

type Draft = {
  key: string;
  group: number;
  kind: 'signer' | 'approver';
  side: CircuitSide;
  designated: string | null;
  substitutes: string[];
};

const ANYONE = 'anyone';

/** Composes the circuit: ordered groups, signers and approvers, designated people and their substitutes. */
export function CircuitEditor({ id, view }: { id: string; view: SignatureView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Composer le circuit
      </Button>
      {open && <Editor id={id} view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

function Editor({ id, view, onClose }: { id: string; view: SignatureView; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const people = useQuery(trpc.signatures.candidates.queryOptions({ id }));
  const save = useMutation(trpc.signatures.setCircuit.mutationOptions());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [members, setMembers] = useState<Draft[]>(() =>
    view.members.map(({ key, group, kind, side, designated, substitutes }) => ({
      key,
      group,
      kind,
      side,
      designated: designated?.membershipId ?? null,
      substitutes: substitutes.map(({ membershipId }) => membershipId),
    })),
  );

  const change = (index: number, changes: Partial<Draft>) =>
    setMembers(members.map((one, at) => (at === index ? { ...one, ...changes } : one)));

  async function submit() {
    setRefusal(null);
    try {
      await save.mutateAsync({ id, version: view.version, members });
      toast('Circuit enregistré.');
      onClose();
      router.refresh();
    } catch (error) {
      setRefusal(refusalFrom(error).message);
    }
  }

  return (
    <Dialog
      title="Circuit de signature"
      size="lg"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            variant="primary"
            isPending={save.isPending}
            pendingLabel="Enregistrement…"
            onPress={submit}
          >
            Enregistrer le circuit
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          Les membres d’un même groupe agissent dans l’ordre qu’ils veulent ; un groupe s’ouvre quand le
          précédent a fini. Un valideur n’est pas un signataire : il autorise la suite, ou renvoie le texte
          avec un motif.
        </p>
        {refusal && (
          <Notice tone="danger" live>
            {refusal}
          </Notice>
        )}
        {people.isPending ? (
          <Skeleton className="h-40" />
        ) : (
          members.map((member, index) => (
            <MemberFields
              key={member.key}
              rank={index + 1}
              member={member}
              candidates={people.data ?? []}
              parties={view.parties}
              onChange={(changes) => change(index, changes)}
              onRemove={() => setMembers(members.filter((_, at) => at !== index))}
            />
          ))
        )}
        <Button
          icon={<Plus aria-hidden />}
          className="self-start"
          onPress={() =>
            setMembers([
              ...members,
              {
                key: freeKey(members),
                group: Math.max(0, ...members.map(({ group }) => group)) + 1,
                kind: 'signer',
                side: 'state',
                designated: null,
                substitutes: [],
              },
            ])
          }
        >
          Ajouter un membre
        </Button>
      </div>
    </Dialog>
  );
}

/** A key that no member bears. */
function freeKey(members: readonly Draft[]): string {
  let rank = members.length + 1;
  while (members.some(({ key }) => key === `m${rank}`)) rank += 1;
  return `m${rank}`;
}

function MemberFields({
  rank,
  member,
  candidates,
  parties,
  onChange,
  onRemove,
}: {
  rank: number;
  member: Draft;
  candidates: readonly CircuitCandidate[];
  parties: readonly CircuitSide[];
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
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-4">
      <legend className="px-1 font-semibold">Membre {rank}</legend>
      <div className="flex flex-wrap items-end gap-3">
        <NumberField
          label="Groupe"
          minValue={1}
          maxValue={20}
          className="w-24"
          value={member.group}
          onChange={(group) => onChange({ group: group ?? 1 })}
        />
        <Select
          label="Rôle"
          className="w-44"
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
          className="w-44"
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
            ? [{ id: ANYONE, label: 'Qui signe pour cette partie' }, ...choices]
            : choices
        }
        value={member.designated ?? (member.kind === 'signer' ? ANYONE : null)}
        onChange={(value) => onChange({ designated: value === ANYONE ? null : value, substitutes: [] })}
      />
      {member.designated && choices.length > 1 && (
        <CheckboxGroup
          label="Suppléance"
          description="Ces personnes peuvent agir à sa place ; le document le dit."
          choices={choices.filter(({ id }) => id !== member.designated)}
          value={member.substitutes}
          onChange={(substitutes) => onChange({ substitutes })}
        />
      )}
    </fieldset>
  );
}
