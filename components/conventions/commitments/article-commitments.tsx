'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Grid3x3 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { ArticleCommitments } from '@/server/conventions/commitments/queries';
import type { ArticleValue } from '../text/parts';
import type { SaveEngine } from '../text/save-engine';
import { isUnsaved, type Part } from '../text/save-queue';
import { divergenceLines } from './divergence-lines';

/**
 * Under an article on commitments: what the matrix proposes for it, and where matrix and text have moved apart.
 * Nothing is written but by the person, in the editor.
 */
export function ArticleCommitmentsPanel({
  conventionId,
  projectId,
  commitments,
  article,
  engine,
  name,
  onOpen,
}: {
  conventionId: string;
  projectId: string;
  commitments: ArticleCommitments;
  article: Part<ArticleValue>;
  engine: SaveEngine<ArticleValue>;
  /** « article 6 ». */
  name: string;
  /** Opens the editor of the article. */
  onOpen: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keep = useMutation(trpc.conventions.keepCommitments.mutationOptions());
  const review = useMutation(trpc.conventions.reviewCommitments.mutationOptions());
  const { attempt, refusal, clear } = useAttempt();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { key, proposal, fingerprint, kept, divergence } = commitments;
  const unsaved = isUnsaved(article);
  const readAgain = () =>
    queries.invalidateQueries({ queryKey: trpc.conventions.commitments.queryKey({ id: conventionId }) });
  // What is compared is the text that was saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what tells that it was saved
  useEffect(() => {
    void readAgain();
  }, [article.version]);

  function open() {
    clear();
    setText(proposal);
    setOpen(true);
  }
  const insert = (how: 'append' | 'replace') =>
    attempt(async () => {
      await keep.mutateAsync({ id: conventionId, articleKey: key, fingerprint });
      const { title, body } = article.local;
      engine.edit(key, {
        title,
        body: how === 'append' ? `${body.trimEnd()}\n\n${text.trim()}` : text.trim(),
      });
      setOpen(false);
      onOpen();
      toast('Texte inséré\u00a0: relisez-le, il s’enregistre comme ce que vous saisissez.');
      await readAgain();
    });
  const look = () =>
    attempt(async () => {
      await review.mutateAsync({
        id: conventionId,
        articleKey: key,
        fingerprint,
        version: kept?.version ?? 1,
      });
      await readAgain();
    });

  return (
    <div className="mx-auto mb-4 flex w-full max-w-184 flex-col gap-2 print:hidden">
      {divergence && !unsaved && (
        <Notice
          tone="warning"
          title="La matrice et le texte divergent"
          actions={
            <>
              <Button size="sm" variant="primary" onPress={open}>
                Proposer à nouveau
              </Button>
              <Button size="sm" isPending={review.isPending} pendingLabel="En cours…" onPress={look}>
                C’est vu, garder le texte
              </Button>
            </>
          }
        >
          <ul className="list-disc pl-5 text-sm">
            {divergenceLines(divergence).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {kept && (
            <p className="text-sm">
              {`Dernier rapprochement le ${formatDate(kept.on.slice(0, 10))}, par ${kept.byName}. `}
              <Link href={`/responsabilites/${projectId}`}>Voir la matrice</Link>
            </p>
          )}
        </Notice>
      )}
      {!isOpen && <RefusalNotice refusal={refusal} />}
      <div>
        <Button
          size="sm"
          variant="quiet"
          icon={<Grid3x3 aria-hidden />}
          aria-label={`Proposer depuis la matrice\u00a0: ${name}`}
          reason={proposal ? null : 'La matrice ne confie rien à cette partie.'}
          onPress={open}
        >
          Proposer depuis la matrice
        </Button>
      </div>
      <Dialog
        size="lg"
        title={`Proposer depuis la matrice\u00a0: ${name}`}
        isOpen={isOpen}
        onOpenChange={setOpen}
        footer={
          <>
            <Button onPress={() => setOpen(false)}>Annuler</Button>
            <Button isPending={keep.isPending} pendingLabel="En cours…" onPress={() => insert('replace')}>
              Remplacer le texte
            </Button>
            <Button
              variant="primary"
              isPending={keep.isPending}
              pendingLabel="En cours…"
              onPress={() => insert('append')}
            >
              Ajouter à la fin
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p>
            Ce que la matrice confie à cette partie, en phrases. Modifiez-les ici ou après les avoir
            insérées&nbsp;: rien n’entre dans l’article sans vous.
          </p>
          <TextArea label="Texte proposé" rows={14} value={text} onChange={setText} />
          <RefusalNotice refusal={refusal} />
        </div>
      </Dialog>
    </div>
  );
}
