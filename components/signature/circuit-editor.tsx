'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import type { SignatureView } from '@/server/signature/queries';
import type { Refusal } from '@/server/trpc/init';
import { type Draft, MemberFields } from './circuit-member-fields';

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
  const [refusal, setRefusal] = useState<Refusal | null>(null);
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
      setRefusal(refusalFrom(error));
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
          Les membres d’un même groupe agissent dans l’ordre qu’ils veulent&nbsp;; un groupe s’ouvre quand le
          précédent a fini. Un valideur n’est pas un signataire&nbsp;: il autorise la suite, ou renvoie le
          texte avec un motif.
        </p>
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
              error={errorOf(refusal, index)}
              onRemove={() => setMembers(members.filter((_, at) => at !== index))}
            />
          ))
        )}
        <RefusalNotice
          refusal={refusal}
          whenStale={
            <Button
              onPress={() => {
                onClose();
                router.refresh();
              }}
            >
              Voir ce qui a changé
            </Button>
          }
        />
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

/** What the server refuses of the member at this place of the list. */
const errorOf = (refusal: Refusal | null, index: number) =>
  Object.entries(refusal?.fields ?? {}).find(([path]) => path.startsWith(`members.${index}.`))?.[1];
