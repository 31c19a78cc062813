'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import type { OrganisationDetail } from '@/server/organisations/queries';
import { useAuthoritySearch } from './authority-search';

type Props = { organisationId: string; mandates: OrganisationDetail['mandates'] };

/** The collectivités for which a mutualising body acts: its people read and act in their place. */
export function Mandates({ organisationId, mandates }: Props) {
  return (
    <Section
      title="Collectivités mandantes"
      count={mandates.length}
      lead="Les personnes de la structure voient les projets et les conventions de ces collectivités, et agissent pour elles."
    >
      <GiveMandate organisationId={organisationId} />
      {mandates.length === 0 ? (
        <EmptyState title="Aucune collectivité" level={3}>
          Ajoutez ci-dessus celles qui ont confié leur projet à cette structure.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-y">
          {mandates.map((mandate) => (
            <li key={mandate.authorityId} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <span>
                {mandate.name}
                <span className="ml-2 text-soft text-sm">depuis le {formatDate(mandate.validFrom)}</span>
              </span>
              <EndMandate organisationId={organisationId} mandate={mandate} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function GiveMandate({ organisationId }: { organisationId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const give = useMutation(trpc.organisations.giveMandate.mutationOptions());
  const search = useAuthoritySearch();
  const [chosen, setChosen] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const [problem, setProblem] = useState<string>();

  async function add() {
    if (!chosen) {
      setProblem('Choisissez la collectivité.');
      return;
    }
    setProblem(undefined);
    try {
      await give.mutateAsync({ id: organisationId, authorityId: chosen });
      toast('Mandat enregistré.');
      setChosen(null);
      setRound(round + 1);
      router.refresh();
    } catch (error) {
      setProblem(refusalFrom(error).message);
    }
  }

  return (
    <div className="flex max-w-text flex-wrap items-end gap-3">
      <ComboBox
        key={round}
        className="min-w-64 flex-1"
        label="Ajouter une collectivité"
        search={search}
        value={chosen}
        onChange={setChosen}
        errorMessage={problem}
        emptyText="Aucune collectivité de votre ressort ne répond à cette recherche."
      />
      <Button onPress={add} isPending={give.isPending} pendingLabel="Ajout…">
        Ajouter
      </Button>
    </div>
  );
}

function EndMandate({
  organisationId,
  mandate,
}: {
  organisationId: string;
  mandate: Props['mandates'][number];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation(trpc.organisations.endMandate.mutationOptions());

  async function confirm(): Promise<string | undefined> {
    try {
      await end.mutateAsync({ id: organisationId, authorityId: mandate.authorityId });
      toast('Mandat terminé.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger" aria-label={`Mettre fin au mandat de ${mandate.name}`}>
          Mettre fin
        </Button>
      }
      title={`Mettre fin au mandat de ${mandate.name} ?`}
      confirmLabel="Mettre fin au mandat"
      tone="danger"
      onConfirm={confirm}
    >
      <p>
        Les personnes de la structure cessent aussitôt de voir les projets et les conventions de cette
        collectivité. Le mandat peut être rendu plus tard.
      </p>
    </ConfirmDialog>
  );
}
