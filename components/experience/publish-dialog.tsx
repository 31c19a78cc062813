'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type RefObject, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { formatList } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { toast } from '@/components/ui/toast';
import {
  type ExperienceText,
  publicationBlockers,
  unanswered,
  type Visibility,
  visibilities,
  visibilityLabels,
} from '@/server/experience/domain';
import type { ExperienceDetail } from '@/server/experience/queries';

/** Asks who will read the sheet, recalls what is still empty, and publishes what has just been saved. */
export function PublishDialog({
  report,
  values,
  version,
  flush,
}: {
  report: ExperienceDetail;
  values: ExperienceText;
  version: RefObject<number>;
  /** Saves what waits; false when it could not. */
  flush: () => Promise<boolean>;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const publish = useMutation(trpc.experience.publish.mutationOptions());
  const choices = visibilities.filter((one) => one !== 'project' || report.hasProject);
  const [visibility, setVisibility] = useState<Visibility>(report.hasProject ? report.visibility : 'academy');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const blockers = publicationBlockers(values);
  const empty = unanswered(values);

  async function confirm() {
    setPending(true);
    setRefusal(null);
    try {
      if (!(await flush())) {
        setRefusal('La fiche n’a pas pu être enregistrée : rien n’est publié.');
        return;
      }
      await publish.mutateAsync({ id: report.id, version: version.current, visibility });
      toast('Fiche publiée');
      router.push(`/retours/${report.id}`);
      router.refresh();
    } catch (error) {
      setRefusal(refusalFrom(error).message);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title="Publier la fiche"
      trigger={
        <Button size="sm" variant="primary" reason={blockers[0] ?? null} reasonAs="tooltip">
          Publier…
        </Button>
      }
      footer={(close) => (
        <>
          <Button onPress={close}>Annuler</Button>
          <Button
            variant="primary"
            isPending={isPending}
            pendingLabel="Publication…"
            onPress={() => void confirm()}
          >
            Publier
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        {refusal && (
          <Notice tone="danger" live>
            {refusal}
          </Notice>
        )}
        {empty.length > 0 && (
          <Notice tone="info">
            <p>Encore sans réponse : {formatList(empty)}. La fiche peut être publiée ainsi.</p>
          </Notice>
        )}
        <RadioGroup
          label="Qui la lira"
          value={visibility}
          onChange={(value) => value && setVisibility(value)}
          choices={choices.map((id) => ({
            id,
            label: visibilityLabels[id].label,
            detail: visibilityLabels[id].readers,
          }))}
        />
        <p className="text-soft text-sm">
          Le nombre d’écoles, la solution et les dates du projet seront figés avec la fiche. Relisez qu’aucun
          nom d’élève ou de parent n’y paraît. Vous pourrez la retirer pour la corriger.
        </p>
      </div>
    </Dialog>
  );
}
