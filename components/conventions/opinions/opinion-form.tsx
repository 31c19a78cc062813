'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { toast } from '@/components/ui/toast';
import type { RoleOpinionKind } from '@/server/conventions/opinion-role';
import { WordsForm } from './words-form';

/** Gives the opinion of the hat worn on the version that is open, or gives it again on a text that changed. */
export function OpinionForm({
  id,
  kind,
  version,
  revises = false,
  onDone,
}: {
  id: string;
  kind: RoleOpinionKind;
  version: number;
  revises?: boolean;
  onDone?: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const give = useMutation(trpc.conventions.giveOpinion.mutationOptions());
  return (
    <WordsForm
      lead={
        <p className="text-soft">
          Votre avis éclaire la décision&nbsp;; il porte sur la version {version} du texte.{' '}
          <ButtonLink size="sm" variant="quiet" href="?onglet=texte">
            Relire le texte
          </ButtonLink>
        </p>
      }
      send={async (words) => {
        await give.mutateAsync({ id, kind, answeredVersion: version, revises, ...words });
        toast(revises ? 'Votre avis est révisé.' : 'Votre avis est enregistré.');
        onDone?.();
        router.refresh();
      }}
    />
  );
}
