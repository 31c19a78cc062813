'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { RoleOpinionKind } from '@/server/conventions/opinion-role';
import type { ReviewState } from '@/server/conventions/review/queries/state';
import { OpinionForm } from './opinion-form';

type State = ReviewState['opinions'][number];

/**
 * What changed since the text on which an opinion was given; its author confirms it or gives it again. Nothing
 * when nothing changed.
 */
export function SinceOpinion({
  id,
  version,
  state,
  isGiven,
  canDecide,
}: {
  id: string;
  version: number;
  state: State;
  /** The opinion is given; otherwise it is awaited, and an earlier one is compared. */
  isGiven: boolean;
  /** The reader is its author, and the examination is open. */
  canDecide: boolean;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const confirm = useMutation(trpc.review.confirmOpinion.mutationOptions());
  const [isRevising, setRevising] = useState(false);
  const { since, basis, kind } = state;
  if (!since?.words) return null;

  async function confirmIt() {
    try {
      await confirm.mutateAsync({ id, opinionId: state.id });
      toast('Votre avis est confirmé sur le texte actuel.');
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  const whose = canDecide ? 'votre' : isGiven ? 'cet' : 'le dernier';
  return (
    <>
      <Notice
        tone="warning"
        title={`Le texte a changé depuis ${whose} avis\u00a0: ${since.words}`}
        actions={
          <>
            {basis && (
              <ButtonLink size="sm" href={`/conventions/${id}/comparaison?de=${basis}&a=actuel`}>
                Voir les différences
              </ButtonLink>
            )}
            {canDecide && isGiven && (
              <>
                <Button size="sm" variant="primary" isPending={confirm.isPending} onPress={confirmIt}>
                  Confirmer mon avis
                </Button>
                <Button size="sm" onPress={() => setRevising(!isRevising)} aria-expanded={isRevising}>
                  Réviser mon avis
                </Button>
              </>
            )}
          </>
        }
      >
        {since.articles.length > 0 && (
          <ul className="list-disc pl-5">
            {since.articles.map((article) => (
              <li key={article.key}>
                {article.number === null ? article.title : `Article ${article.number} – ${article.title}`}
              </li>
            ))}
          </ul>
        )}
      </Notice>
      {isRevising && (
        <OpinionForm
          id={id}
          kind={kind as RoleOpinionKind}
          version={version}
          revises
          onDone={() => setRevising(false)}
        />
      )}
    </>
  );
}
