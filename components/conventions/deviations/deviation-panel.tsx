'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { DeviationView } from '@/server/templates/queries/deviations';
import { TextDifference } from '../comparison/line-view';

/** Where the text departs from a mandatory clause of its template: the clause, the text and the reason. */
export function DeviationPanel({ id, version }: { id: string; version: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.templates.conventionDeviations.queryOptions({ id });
  const { data } = useQuery(options);
  // The text moved on: what departs from the template is asked again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what tells that it moved
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  }, [version]);
  if (!data || data.deviations.length === 0) return null;
  const open = data.deviations.filter(({ reason }) => !reason).length;
  return (
    <section aria-label="Écarts au modèle" className="mb-6 flex flex-col gap-4 print:hidden">
      <Notice
        tone={open > 0 ? 'warning' : 'info'}
        title={`Le texte s’écarte du modèle\u00a0: ${counted(data.deviations.length, 'clause obligatoire', 'clauses obligatoires')}`}
      >
        {open > 0
          ? 'Chaque écart attend son motif avant l’envoi à l’examen\u00a0; le délégué à la protection des données et le service juridique le liront.'
          : 'Chaque écart est motivé. La clause du modèle et le texte de la convention se lisent côte à côte.'}
      </Notice>
      <ul className="flex flex-col gap-4">
        {data.deviations.map((one) => (
          <li key={one.key}>
            <DeviationCard id={id} deviation={one} mayEdit={data.mayEdit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeviationCard({
  id,
  deviation,
  mayEdit,
}: {
  id: string;
  deviation: DeviationView;
  mayEdit: boolean;
}) {
  const { heading, kind, reason, reasonBy, reasonAt, reasonOutdated, legalBasis, template, text } = deviation;
  return (
    <article aria-label={heading} className="flex flex-col gap-3 border-line border-l-3 pl-4">
      <h2 className="flex flex-wrap items-center gap-3 font-semibold text-base">
        {heading}
        <StateBadge tone={reason ? 'info' : 'warning'}>
          {kind === 'removed' ? 'Clause retirée' : 'S’écarte du modèle'}
        </StateBadge>
      </h2>
      {legalBasis && <p className="text-soft text-sm">Fondement&nbsp;: {legalBasis}</p>}
      {reason && (
        <div>
          <p className="whitespace-pre-wrap">
            <span className="font-semibold">Motif&nbsp;: </span>
            {reason}
          </p>
          <p className="text-soft text-sm">
            {reasonBy}, {reasonAt ? formatDateTime(reasonAt) : ''}
            {reasonOutdated && ' – le texte a changé depuis ce motif'}
          </p>
        </div>
      )}
      <details>
        <summary className="cursor-pointer text-accent">Comparer avec la clause du modèle</summary>
        <div className="mt-3 grid gap-4 md:grid-cols-2">
          <div>
            <h3 className="font-semibold text-sm">Clause du modèle</h3>
            <p className="whitespace-pre-wrap text-sm">{template.body}</p>
          </div>
          <div>
            <h3 className="font-semibold text-sm">Texte de la convention</h3>
            {kind === 'removed' ? (
              <p className="text-soft text-sm">Vide&nbsp;: rien n’en sera imprimé.</p>
            ) : (
              <div className="text-sm">
                <TextDifference from={template.body} to={text.body} />
              </div>
            )}
          </div>
        </div>
      </details>
      {mayEdit && <DeviationActs id={id} deviation={deviation} />}
    </article>
  );
}

function DeviationActs({ id, deviation }: { id: string; deviation: DeviationView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const explain = useMutation(trpc.templates.explainDeviation.mutationOptions());
  const revert = useMutation(trpc.templates.revertDeviation.mutationOptions());
  const [reason, setReason] = useState(deviation.reason ?? '');
  const [error, setError] = useState<string>();
  const articleKey = deviation.key;

  async function refresh() {
    await queryClient.invalidateQueries({ queryKey: trpc.templates.conventionDeviations.queryKey({ id }) });
    router.refresh();
  }
  async function save() {
    setError(undefined);
    try {
      await explain.mutateAsync({ id, articleKey, reason });
      toast('Le motif est enregistré.');
      await refresh();
    } catch (refused) {
      const said = refusalFrom(refused);
      setError(said.fields.reason ?? said.message);
    }
  }
  async function restore(): Promise<string | undefined> {
    try {
      await revert.mutateAsync({ id, articleKey, version: deviation.articleVersion });
      toast('Le texte du modèle est rétabli.');
      await refresh();
      return undefined;
    } catch (refused) {
      return refusalFrom(refused).message;
    }
  }
  return (
    <div className="flex max-w-text flex-col gap-3">
      <TextArea
        label={`Motif de l’écart (${deviation.label})`}
        rows={2}
        value={reason}
        onChange={setReason}
        errorMessage={error}
      />
      <div className="flex flex-wrap gap-3">
        <Button
          size="sm"
          isPending={explain.isPending}
          pendingLabel="Enregistrement…"
          onPress={() => void save()}
        >
          Enregistrer le motif
        </Button>
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="quiet">
              Rétablir le texte du modèle
            </Button>
          }
          title={`Rétablir le texte du modèle (${deviation.label}) ?`}
          confirmLabel="Rétablir le texte"
          onConfirm={restore}
        >
          <p>
            Le texte écrit dans la convention est remplacé par la clause du modèle&nbsp;; l’écart disparaît.
          </p>
        </ConfirmDialog>
      </div>
    </div>
  );
}
