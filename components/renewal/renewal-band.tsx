'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { counted, formatList, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { RenewalView } from '@/server/renewal/queries';

/** What the end of the convention asks: proposal, links, tacit renewal, gap or overlap, notified termination. */
export function RenewalBand({ view, version }: { view: RenewalView; version: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const accept = useMutation(trpc.renewal.accept.mutationOptions());
  const { proposal, successor, predecessor, tacit } = view;

  async function renew() {
    try {
      const done = await accept.mutateAsync({
        id: view.id,
        proposalId: proposal?.id ?? null,
        version: proposal?.version ?? null,
      });
      toast(`Le projet ${done.number} prend la suite : relisez-le.`);
      router.push(`/conventions/${done.id}`);
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
      router.refresh();
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {view.terminatesOn && (
        <Notice tone="warning" title={`Résiliation notifiée, effet le ${formatLongDate(view.terminatesOn)}`}>
          {view.terminationReason}
        </Notice>
      )}
      {view.suspensionReason && (
        <Notice tone="warning" title="Convention suspendue">
          {view.suspensionReason}
          {view.suspendedSchools.length > 0 && (
            <p>
              {counted(view.suspendedSchools.length, 'école concernée', 'écoles concernées')} sur{' '}
              {view.schools}
              {'\u00a0: '}
              {formatList(view.suspendedSchools.map(({ uai, name }) => `${name} (${uai})`))}.
            </p>
          )}
        </Notice>
      )}
      {predecessor && (
        <p className="text-soft">
          Prend la suite de la convention{' '}
          <Link href={`/conventions/${predecessor.id}`}>{predecessor.number}</Link>
          {predecessor.endsOn && `, qui s’achève le ${formatLongDate(predecessor.endsOn)}`}.
        </p>
      )}
      {successor && (
        <p className="text-soft">
          La convention <Link href={`/conventions/${successor.id}`}>{successor.number}</Link> (
          {successor.statusLabel.label.toLowerCase()}) prend la suite
          {successor.effectiveOn && ` à partir du ${formatLongDate(successor.effectiveOn)}`}.
        </p>
      )}
      {view.warnings.map((sentence) => (
        <Notice key={sentence} tone="warning">
          {sentence}
        </Notice>
      ))}
      {view.denouncedOn ? (
        <Notice tone="info">
          La reconduction tacite est refusée depuis le {formatLongDate(view.denouncedOn)} : la convention
          s’achèvera à son terme.
        </Notice>
      ) : (
        tacit.possible &&
        view.endsOn && (
          <Notice
            tone="info"
            actions={view.mayDecide ? <DenounceButton id={view.id} version={version} /> : undefined}
          >
            Sans refus reçu au plus tard le {formatLongDate(view.lastDenunciationDay ?? view.endsOn)}, la
            convention sera reconduite jusqu’au {formatLongDate(tacit.endsOn)}.
          </Notice>
        )
      )}
      {proposal && view.endsOn && (
        <Notice
          tone="info"
          title={`La convention s’achève le ${formatLongDate(view.endsOn)}\u00a0: la renouveler ?`}
          actions={
            view.mayDecide ? (
              <span className="flex flex-wrap gap-2">
                <Button variant="primary" size="sm" isPending={accept.isPending} onPress={renew}>
                  Préparer la suite
                </Button>
                <PostponeButton id={view.id} proposal={proposal} max={view.endsOn} />
                <RefuseButton id={view.id} proposal={proposal} />
              </span>
            ) : undefined
          }
        >
          Il reste moins de {proposal.months} mois. Accepter ouvre un projet prérempli, à relire et à faire
          signer.
        </Notice>
      )}
      {!proposal && view.decided && !successor && (
        <p className="text-soft">
          {view.decided.state === 'refused'
            ? `Le renouvellement a été écarté par ${view.decided.by ?? 'les parties'}\u00a0: ${view.decided.reason ?? ''}`
            : `L’examen du renouvellement est reporté au ${formatLongDate(view.decided.postponedUntil ?? view.today)}.`}
        </p>
      )}
    </div>
  );
}

type Proposal = NonNullable<RenewalView['proposal']>;

function PostponeButton({ id, proposal, max }: { id: string; proposal: Proposal; max: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const postpone = useMutation(trpc.renewal.postpone.mutationOptions());
  const [isOpen, setOpen] = useState(false);
  const [until, setUntil] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  async function run() {
    setError(undefined);
    try {
      await postpone.mutateAsync({
        id,
        proposalId: proposal.id,
        version: proposal.version,
        until: until ?? '',
      });
      setOpen(false);
      toast('L’examen est reporté.');
      router.refresh();
    } catch (refused) {
      const said = refusalFrom(refused);
      setError(said.fields.until ?? said.message);
    }
  }
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Reporter
      </Button>
      <Dialog
        title="Reporter l’examen du renouvellement"
        isOpen={isOpen}
        onOpenChange={setOpen}
        footer={
          <>
            <Button onPress={() => setOpen(false)}>Annuler</Button>
            <Button variant="primary" isPending={postpone.isPending} onPress={run}>
              Reporter l’examen
            </Button>
          </>
        }
      >
        <DateField
          label="Reporter jusqu’au"
          description={`Avant le terme, le ${formatLongDate(max)}.`}
          isRequired
          value={until}
          onChange={setUntil}
          errorMessage={error}
        />
      </Dialog>
    </>
  );
}

function RefuseButton({ id, proposal }: { id: string; proposal: Proposal }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refuse = useMutation(trpc.renewal.refuse.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Ne pas renouveler</Button>}
      title="Ne pas renouveler la convention ?"
      confirmLabel="Ne pas renouveler"
      reasonLabel="Motif"
      onConfirm={async (reason) => {
        try {
          await refuse.mutateAsync({
            id,
            proposalId: proposal.id,
            version: proposal.version,
            reason: reason ?? '',
          });
          toast('Le renouvellement est écarté.');
          router.refresh();
          return undefined;
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      La convention s’achèvera à son terme, sans autre proposition.
    </ConfirmDialog>
  );
}

function DenounceButton({ id, version }: { id: string; version: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const denounce = useMutation(trpc.renewal.denounce.mutationOptions());
  const [received, setReceived] = useState<string | null>(null);
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Enregistrer un refus</Button>}
      title="Enregistrer le refus de la reconduction tacite ?"
      confirmLabel="Enregistrer le refus"
      reasonLabel="Partie qui refuse, et motif"
      onConfirm={async (reason) => {
        try {
          await denounce.mutateAsync({ id, version, receivedOn: received ?? '', reason: reason ?? '' });
          toast('Le refus est enregistré.');
          router.refresh();
          return undefined;
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      <p>La convention s’achèvera à son terme.</p>
      <DateField label="Refus reçu le" isRequired value={received} onChange={setReceived} />
    </ConfirmDialog>
  );
}
