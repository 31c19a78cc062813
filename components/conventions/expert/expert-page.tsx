'use client';

import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiProvider, useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { WordsForm } from '../opinions/words-form';

/** What an invited person sees: who asks, what, until when; the text; the place to answer, once. */
export function ExpertPage({
  token,
  asked,
  children,
}: {
  token: string;
  asked: {
    name: string;
    academy: string;
    askedBy: string | null;
    question: string;
    dueOn: string;
    demonstration: boolean;
  };
  /** The text. */
  children: ReactNode;
}) {
  const [isDone, setDone] = useState(false);
  if (isDone)
    return (
      <div className="mx-auto flex w-full max-w-text flex-col gap-6">
        <h1 className="text-3xl">Merci</h1>
        <Notice tone="success" live title="Votre avis est enregistré.">
          L’académie le lira et vous n’avez plus rien à faire. Ce lien ne sert plus.
        </Notice>
      </div>
    );
  return (
    <div className="mx-auto flex w-full max-w-[56rem] flex-col gap-8">
      <h1 className="text-3xl">Votre avis est demandé</h1>
      {asked.demonstration && (
        <Notice tone="warning" title="Démonstration">
          Ce projet de convention est fictif.
        </Notice>
      )}
      <div className="flex flex-col gap-2">
        <p>
          {asked.name}, {asked.askedBy ?? 'l’académie'} ({asked.academy}) vous demande, avant le{' '}
          <strong>{formatLongDate(asked.dueOn)}</strong> inclus&nbsp;:
        </p>
        <blockquote className="whitespace-pre-line border-accent border-l-3 pl-4 text-lg">
          {asked.question}
        </blockquote>
        <p className="flex flex-wrap gap-2 pt-2">
          <ButtonLink href="#avis" variant="primary">
            Donner mon avis
          </ButtonLink>
          <ButtonLink href={`/avis/${token}/document.pdf`} download>
            Lire en PDF
          </ButtonLink>
        </p>
      </div>
      <Section title="Le texte">
        <div className="rounded-sm border border-line bg-surface px-4 py-8 sm:px-10">{children}</div>
      </Section>
      <Section
        id="avis"
        title="Votre avis"
        lead="Il est donné une seule fois, et éclaire la décision sans la prendre. Une réserve par point&nbsp;: chacune aura sa réponse."
      >
        <ApiProvider>
          <Answer token={token} onDone={() => setDone(true)} />
        </ApiProvider>
      </Section>
    </div>
  );
}

function Answer({ token, onDone }: { token: string; onDone: () => void }) {
  const trpc = useTRPC();
  const answer = useMutation(trpc.review.expertAnswer.mutationOptions());
  return (
    <WordsForm
      lead={null}
      send={async (words) => {
        await answer.mutateAsync({ token, ...words });
        window.scrollTo({ top: 0 });
        onDone();
      }}
    />
  );
}
