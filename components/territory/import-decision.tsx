'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { counted, formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { manyClosures } from '@/server/territory/directory/change-kinds';
import type { ImportView } from '@/server/territory/imports';
import { wouldBe } from './words';

/** What a person decides of a file that was compared: apply it, from which day closures count, or give it up. */
export function ImportDecision({ report, today }: { report: ImportView; today: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const apply = useMutation(trpc.territory.applyImport.mutationOptions());
  const abandon = useMutation(trpc.territory.abandonImport.mutationOptions());
  const recompute = useMutation(trpc.territory.recomputeImport.mutationOptions());
  const [closingOn, setClosingOn] = useState<string | null>(report.fileOn ?? today);
  const [acceptOlder, setAcceptOlder] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { id, version, newer } = report;
  const closures = report.changes.counts.closed ?? 0;

  async function act(work: () => Promise<unknown>): Promise<string | undefined> {
    setRefusal(null);
    try {
      await work();
      router.refresh();
      return undefined;
    } catch (error) {
      const said = refusalFrom(error);
      return said.fields?.closingOn ?? said.message;
    }
  }
  const again = async () => setRefusal((await act(() => recompute.mutateAsync({ id, version }))) ?? null);

  return (
    <section aria-label="Décision" className="flex flex-col gap-4">
      {report.reason && (
        <Notice tone="warning" title="Le fichier n’a pas été appliqué">
          <p>{report.reason}</p>
        </Notice>
      )}
      {report.outdated && (
        <Notice
          tone="warning"
          title="Ces changements ne sont plus à jour"
          actions={
            <Button onPress={again} isPending={recompute.isPending} pendingLabel="Demande…">
              Recalculer les changements
            </Button>
          }
        >
          <p>Un autre fichier a été appliqué depuis que celui-ci a été comparé.</p>
        </Notice>
      )}
      {report.sameAs && !report.outdated && (
        <Notice tone="info" title="Ce fichier a déjà été appliqué">
          <p>
            Le même fichier, à l’octet près, a été appliqué le {formatDate(report.sameAs.on)}&nbsp;:
            l’appliquer une seconde fois ne change rien.
          </p>
        </Notice>
      )}
      {newer && (
        <Notice tone="warning" title="Ce fichier est plus ancien que l’annuaire">
          <p>
            Il date du {formatDate(report.fileOn ?? today)}&nbsp;; «&nbsp;{newer.fileName}&nbsp;», du{' '}
            {formatDate(newer.on)}, a déjà été appliqué. L’appliquer ferait revenir en arrière.
          </p>
        </Notice>
      )}
      {manyClosures(closures, report.changes.openBefore) && (
        <Notice tone="warning" title="Beaucoup de fermetures">
          <p>
            Ce fichier fermerait {counted(closures, 'école')} sur{' '}
            {counted(report.changes.openBefore, 'école ouverte', 'écoles ouvertes')} de ces départements.
            Vérifiez qu’il est entier avant de l’appliquer.
          </p>
        </Notice>
      )}
      {refusal && (
        <Notice tone="danger" live>
          <p>{refusal}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <ConfirmDialog
          trigger={
            <Button
              variant="primary"
              reason={report.outdated ? 'Recalculez d’abord les changements de ce fichier.' : undefined}
            >
              Appliquer…
            </Button>
          }
          title="Appliquer ce fichier à l’annuaire&nbsp;?"
          confirmLabel="Appliquer"
          onConfirm={async () => {
            if (closingOn === null) return 'Donnez la date à laquelle les fermetures prennent effet.';
            if (newer && !acceptOlder) return 'Confirmez que vous voulez revenir à un fichier plus ancien.';
            return act(() => apply.mutateAsync({ id, version, closingOn, acceptOlder }));
          }}
        >
          <p>{wouldBe(report).replace(' Rien n’est encore enregistré.', '')}</p>
          <DateField
            label="Date d’effet"
            description="Les écoles que le fichier ne donne plus quittent la couverture ce jour-là, et l’historique porte cette date."
            value={closingOn}
            onChange={setClosingOn}
            isRequired
          />
          {newer && (
            <Checkbox
              label={`Je veux revenir à ce fichier, plus ancien que celui du ${formatDate(newer.on)}`}
              value={acceptOlder}
              onChange={setAcceptOlder}
            />
          )}
        </ConfirmDialog>
        <ConfirmDialog
          trigger={<Button>Abandonner…</Button>}
          title="Abandonner ce fichier&nbsp;?"
          confirmLabel="Abandonner"
          tone="danger"
          onConfirm={() => act(() => abandon.mutateAsync({ id, version }))}
        >
          <p>
            Aucune école n’est changée. Le fichier est oublié&nbsp;; ce qu’il aurait changé reste lisible ici.
          </p>
        </ConfirmDialog>
      </div>
    </section>
  );
}
