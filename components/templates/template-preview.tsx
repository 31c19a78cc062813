'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { draftOf } from '@/components/conventions/text/draft';
import { Sheet } from '@/components/conventions/text/sheet';
import { useTRPC } from '@/components/trpc';
import { ComboBox } from '@/components/ui/combo-box';
import { Skeleton } from '@/components/ui/skeleton';
import type { TemplateContent } from '@/server/conventions/template/types';
import type { PreviewChoices } from '@/server/templates/queries/preview';

/** The text as it would be printed for a real convention or project, made by the same hands as the real one. */
export function TemplatePreview({ content, choices }: { content: TemplateContent; choices: PreviewChoices }) {
  const trpc = useTRPC();
  const offered = [
    ...choices.conventions
      .filter(({ degree }) => degree === content.degree)
      .map((one) => ({ id: `c:${one.id}`, label: `Convention ${one.number}`, detail: one.authorityName })),
    ...choices.projects
      .filter(({ degree }) => degree === content.degree)
      .map((one) => ({ id: `p:${one.id}`, label: one.name, detail: 'Projet' })),
  ];
  const [chosen, setChosen] = useState<string | null>(offered[0]?.id ?? null);
  const [kind, id = ''] = (chosen ?? '').split(':');
  const facts = useQuery({
    ...trpc.templates.previewFacts.queryOptions(kind === 'c' ? { conventionId: id } : { projectId: id }),
    enabled: id !== '',
  });
  const shown = useDeferredValue(content);
  const draft = useMemo(
    () =>
      facts.data
        ? draftOf({
            ...facts.data,
            title: shown.title,
            sections: shown.sections,
            variables: shown.variables,
            clauses: shown.clauses,
          })
        : null,
    [facts.data, shown],
  );
  return (
    <section aria-label="Aperçu sur données réelles" className="flex flex-col gap-4">
      <h2 className="font-semibold text-xl">Aperçu</h2>
      {offered.length === 0 ? (
        <p className="text-soft">
          L’académie n’a encore ni projet ni convention de ce degré&nbsp;: l’aperçu demande des données
          réelles.
        </p>
      ) : (
        <ComboBox label="Sur les données de" value={chosen} onChange={setChosen} choices={offered} />
      )}
      {draft ? (
        <Sheet draft={draft} editable={false} />
      ) : (
        facts.isLoading && <Skeleton className="h-[40vh] w-full" />
      )}
      {facts.error && <p className="text-danger">Ces données ne peuvent pas être lues.</p>}
    </section>
  );
}
