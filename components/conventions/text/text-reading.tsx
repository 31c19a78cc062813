'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { isEditable } from '@/server/conventions/domain';
import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import type { ConventionContent } from '@/server/documents/content';
import { documentHtml } from '@/server/documents/document-html';
import type { HtmlElement } from '@/server/documents/html-node';
import { conventionOutline } from '@/server/documents/outline';
import { type Draft, type DraftPart, draftOf } from './draft';
import { freeMarks } from './marks';
import { deviatingKeys } from './marks-of-parts';
import { Outline } from './outline';
import { nothingUnsaved } from './parts';
import { Sheet } from './sheet';
import { OutlineButton } from './toolbar';
import { useKeptText } from './use-text';

/** The text to be read: the frozen one as soon as there is one, else the draft; and why it is not edited here. */
export function TextReading({
  convention,
  text,
}: {
  convention: ConventionDetail;
  text: ConventionTextView;
}) {
  const trpc = useTRPC();
  const isFrozen = convention.frozen !== null;
  const frozen = useQuery(trpc.conventions.content.queryOptions({ id: text.id }, { enabled: isFrozen }));
  const content = frozen.data?.content;
  const draft = useMemo(
    () => (isFrozen ? (content ? readingOf(content) : null) : draftOf(text.compose)),
    [isFrozen, content, text],
  );
  const deviating = useMemo(() => deviatingKeys(text), [text]);
  const marks = ({ key }: DraftPart) => (key !== null && deviating.has(key) ? ('deviates' as const) : null);
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-text text-soft print:hidden">{whyOf(convention)}</p>
      <KeptText id={text.id} />
      {frozen.error && (
        <Notice
          tone="danger"
          title="Le texte n’a pas pu être lu."
          actions={<Button onPress={() => void frozen.refetch()}>Réessayer</Button>}
        />
      )}
      {draft ? (
        <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
          <OutlineButton parts={draft.parts} markOf={marks} />
          <div className="hidden lg:block print:hidden">
            <div className="sticky top-[calc(var(--frame-top)+1rem)] max-h-[calc(100dvh-var(--frame-top)-2rem)] overflow-y-auto">
              <Outline parts={draft.parts} markOf={marks} />
            </div>
          </div>
          <div className="min-w-0 max-w-[56rem] xl:max-w-none">
            <Sheet draft={draft} editable={false} />
          </div>
        </div>
      ) : (
        !frozen.error && <Skeleton className="h-[60vh] w-full" />
      )}
    </div>
  );
}

/** Why the text is not edited here and now. */
function whyOf({ status, statusLabel, frozen, draftedBy, academy, authority }: ConventionDetail): string {
  if (frozen)
    return `C’est le texte arrêté, version ${frozen.version}\u00a0: il ne change plus à cette étape.`;
  const academyName = `l’${academy.name.replace(/^l[’']/u, '')}`;
  if (!isEditable(status))
    return `À l’étape «\u00a0${statusLabel.label}\u00a0», le texte est relu et ne se modifie pas. Pour le reprendre, il faut le rouvrir.`;
  const writer = status === 'draft' && draftedBy === 'authority' ? authority.name : academyName;
  return `À l’étape «\u00a0${statusLabel.label}\u00a0», le texte est écrit par ${writer}\u00a0: vous le lisez tel qu’il est à cet instant.`;
}

/** A frozen text as the sheet shows it: no field, nothing missing. */
function readingOf(content: ConventionContent): Pick<Draft, 'cover' | 'parts' | 'marks'> {
  const outline = conventionOutline(content);
  const [cover, ...sections] = documentHtml(outline, 2).children as HtmlElement[];
  if (!cover) throw new Error('a document always begins with its cover');
  return {
    cover,
    marks: freeMarks([JSON.stringify(content)]),
    parts: outline.parts.map(({ id, heading }, index) => ({
      id,
      heading,
      key: null,
      html: sections[index] ?? null,
      missing: [],
      settings: [],
    })),
  };
}

/** What was typed here and could not be saved before the text was closed: still to be copied. */
function KeptText({ id }: { id: string }) {
  const [kept, setKept] = useKeptText(id);
  const texts = [
    ...Object.values(kept.articles).map(({ value }) => `${value.title}\n\n${value.body}`),
    ...Object.values(kept.fields).map(({ value }) => String(value ?? '')),
    ...Object.values(kept.identity).map(({ value }) => value.title),
  ];
  const box = useRef<HTMLDivElement>(null);
  const hasTexts = texts.length > 0;
  // One may have been writing far down the page when the text was closed.
  useEffect(() => {
    if (hasTexts) box.current?.scrollIntoView({ block: 'center' });
  }, [hasTexts]);
  if (!hasTexts) return null;
  return (
    <div ref={box}>
      <Notice
        live
        tone="warning"
        title="Vous aviez écrit un texte qui n’a pas été enregistré."
        actions={<Button onPress={() => setKept(nothingUnsaved)}>Oublier ce texte</Button>}
      >
        <p>Le texte de la convention ne se modifie plus ici&nbsp;; copiez ce qui peut encore servir.</p>
        {texts.map((one) => (
          <pre key={one} className="max-h-60 overflow-auto whitespace-pre-wrap font-sans text-sm">
            {one}
          </pre>
        ))}
      </Notice>
    </div>
  );
}
