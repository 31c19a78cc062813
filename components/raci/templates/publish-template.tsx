'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog, useCloseDialog } from '@/components/ui/dialog';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import { compareMatrices, isSame } from '@/server/raci/compare/compare';
import { summaryOf } from '@/server/raci/compare/words';

/** Publishes what is being written as a version; says before what it changes from the last one. */
export function PublishTemplate({ id }: { id: string }) {
  return (
    <Dialog title="Publier le modèle" trigger={<Button variant="primary">Publier…</Button>}>
      <PublishForm id={id} />
    </Dialog>
  );
}

function PublishForm({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const close = useCloseDialog();
  const queries = useQueryClient();
  const options = trpc.raci.templates.readiness.queryOptions({ id }, { staleTime: 0, gcTime: 0 });
  const { data: ready } = useQuery(options);
  const publish = useMutation(trpc.raci.templates.publish.mutationOptions());
  const { attempt, errors, refusal } = useAttempt(['note']);
  const [note, setNote] = useState('');
  if (!ready) return <p role="status">Lecture du modèle…</p>;
  const difference = ready.last ? compareMatrices(ready.last.matrix, ready.matrix) : null;
  const next = (ready.last?.number ?? 0) + 1;
  if (ready.errors > 0)
    return (
      <Notice tone="danger" title="Ce modèle ne peut pas encore être publié">
        {counted(ready.errors, 'point est à corriger', 'points sont à corriger')}&nbsp;: ils sont dits sous la
        grille, et mènent à leur case.
      </Notice>
    );
  if (ready.last && difference && isSame(difference))
    return (
      <Notice tone="info" title="Rien n’est à publier">
        La matrice est celle de la version {ready.last.number}.
      </Notice>
    );
  const send = () =>
    attempt(async () => {
      const { number } = await publish.mutateAsync({ id, version: ready.version, note });
      toast(`La version ${number} est publiée.`);
      close();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <RefusalNotice
        refusal={refusal}
        whenStale={
          <Button size="sm" onPress={() => void queries.invalidateQueries({ queryKey: options.queryKey })}>
            Relire le modèle
          </Button>
        }
      />
      <p>
        {ready.last && difference
          ? `Depuis la version ${ready.last.number}\u00a0: ${summaryOf(difference)}`
          : `Première version\u00a0: ${counted(ready.matrix.activities.length, 'activité')} et ${counted(ready.matrix.actors.length, 'acteur')}.`}
      </p>
      <p className="text-soft text-sm">
        Les nouvelles matrices pourront en partir&nbsp;; celles qui sont commencées ne changent pas. Une
        version publiée ne se modifie plus.
      </p>
      <TextArea
        label="Note de version"
        description="Ce qui change et pourquoi, pour qui choisira ce modèle (facultatif)."
        rows={3}
        maxLength={1000}
        value={note}
        onChange={setNote}
        errorMessage={errors.note}
      />
      <div>
        <Button variant="primary" isPending={publish.isPending} pendingLabel="Publication…" onPress={send}>
          {`Publier la version ${next}`}
        </Button>
      </div>
    </div>
  );
}
