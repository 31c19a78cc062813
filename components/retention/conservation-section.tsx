'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DescriptionList } from '@/components/ui/description-list';
import { counted, formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import type { Conservation } from '@/server/retention/queries';

/** How long the documents of a convention are kept, and the dispute that holds them. */
export function ConservationSection({ view }: { view: Conservation }) {
  if (!view) return null;
  const { hold, heldWith, lines } = view;
  return (
    <Section
      title="Conservation des pièces"
      lead={
        view.confirmed
          ? 'Durées fixées par l’académie avec son service d’archives.'
          : 'Durées proposées, que l’académie n’a pas encore fait confirmer par son service d’archives.'
      }
      action={view.mayHold && !heldWith ? <HoldAct view={view} /> : undefined}
    >
      {hold && (
        <Notice tone="warning" title="Éliminations suspendues pour contentieux">
          {hold.reason}
          {hold.since && ` Depuis le ${formatLongDate(hold.since)}.`} Aucune pièce ne peut être éliminée.
        </Notice>
      )}
      {heldWith && (
        <Notice tone="warning" title="Éliminations suspendues pour contentieux">
          Avec celles de la convention{' '}
          <Link href={`/conventions/${heldWith.id}?onglet=historique`}>{heldWith.number}</Link>.
        </Notice>
      )}
      {lines.length === 0 ? (
        <p className="text-soft">Aucune pièce n’est encore conservée.</p>
      ) : (
        <DescriptionList
          facts={lines.map(({ label, count, eliminated, years, dueOn }) => ({
            label,
            value: [
              counted(count, 'pièce'),
              `${counted(years, 'an')} après la fin`,
              dueOn && `éliminables à partir du ${formatDate(dueOn)}`,
              eliminated > 0 && counted(eliminated, 'éliminée', 'éliminées'),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </Section>
  );
}

function HoldAct({ view }: { view: NonNullable<Conservation> }) {
  const trpc = useTRPC();
  const router = useRouter();
  const setHold = useMutation(trpc.retention.hold.mutationOptions());
  async function send(reason: string | null, said: string) {
    try {
      await setHold.mutateAsync({ id: view.id, version: view.version, reason });
      toast(said);
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  if (view.hold)
    return (
      <ConfirmDialog
        trigger={<Button size="sm">Lever la suspension</Button>}
        title="Lever la suspension pour contentieux ?"
        confirmLabel="Lever la suspension"
        onConfirm={() => send(null, 'La suspension est levée.')}
      >
        Le contentieux est clos : les pièces pourront être éliminées au terme de leur durée de conservation.
      </ConfirmDialog>
    );
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Suspendre pour contentieux</Button>}
      title="Suspendre toute élimination pour contentieux ?"
      confirmLabel="Suspendre"
      reasonLabel="Contentieux en cours"
      onConfirm={(reason) => send(reason, 'Aucune pièce ne sera éliminée tant que dure le contentieux.')}
    >
      Aucune pièce de la convention ni de ses avenants ne pourra être éliminée avant la levée, même au terme
      de sa durée de conservation.
    </ConfirmDialog>
  );
}
