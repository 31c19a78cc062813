'use client';

import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import { ArticleCommitmentsPanel } from '../commitments/article-commitments';
import { useCommitments } from '../commitments/use-commitments';
import { type Draft, draftOf, keepSame } from './draft';
import { EditablePart, editButtonId } from './editable-part';
import { ElsewhereForm, FieldPanel, VariableForm } from './field-panel';
import { IdentityForm, identityFields } from './identity-form';
import { insertablesOf } from './insertables';
import { deviatingKeys, markOf } from './marks-of-parts';
import { Outline } from './outline';
import { inputOf } from './parts';
import { savingOf } from './saving';
import type { TextSession } from './session';
import { PartText, Sheet } from './sheet';
import { Toolbar } from './toolbar';
import { useFieldPanel } from './use-field-panel';
import { useText } from './use-text';

/** Gives the focus to something that is about to be drawn. */
const focusSoon = (find: () => HTMLElement | null | undefined) =>
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));

/** The document with what is written. Typing comes first: the document follows as soon as there is time. */
function useDraft(text: ConventionTextView, session: TextSession): Draft {
  const articles = session.articles.locals();
  const fields = session.fields.locals();
  const identity = session.identityPart().local;
  const written = useMemo(() => ({ articles, fields, identity }), [articles, fields, identity]);
  const shown = useDeferredValue(written);
  const previous = useRef<Draft | null>(null);
  return useMemo(() => {
    const next = draftOf(inputOf(text, shown.articles, shown.fields, shown.identity));
    previous.current = keepSame(previous.current, next);
    return previous.current;
  }, [text, shown]);
}

/** The text as it is written: outline, document, fields in their place; everything saved as it is typed. */
export function TextEditor({ convention, text }: { convention: ConventionDetail; text: ConventionTextView }) {
  const { session, articles, fields } = useText(text);
  const identity = session.identityPart();
  const root = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [identityOpen, setIdentityOpen] = useState(!convention.effectiveOn || !convention.durationMonths);

  const commitments = useCommitments(text.id);
  const draft = useDraft(text, session);
  const insertables = useMemo(() => insertablesOf(text), [text]);

  const openIdentity = useCallback((key: string) => {
    setIdentityOpen(true);
    const id = key === 'duree' ? identityFields.durationMonths : identityFields.effectiveOn;
    focusSoon(() => {
      const field = document.getElementById(id);
      field?.scrollIntoView({ block: 'center' });
      return field?.querySelector<HTMLElement>('input, [role=spinbutton]');
    });
  }, []);
  const panel = useFieldPanel(root, draft, openIdentity);

  const closeIdentity = (isOpen: boolean) => {
    setIdentityOpen(isOpen);
    focusSoon(() =>
      isOpen
        ? document.getElementById(identityFields.title)?.querySelector('textarea')
        : document.getElementById('modifier-identite'),
    );
  };
  const openPart = useCallback((id: string, isOpen: boolean) => {
    setEditing(isOpen ? id : null);
    if (!isOpen) focusSoon(() => document.getElementById(editButtonId(id)));
  }, []);

  const parts = session.parts();
  const trouble =
    parts.find(({ part }) => part.trouble?.kind === 'conflict') ??
    parts.find(({ part }) => part.trouble?.kind === 'refused');
  const goToTrouble = () => {
    if (trouble?.engine === 'fields') return panel.show(trouble.id);
    const box = root.current?.querySelector<HTMLElement>('[data-conflict], [data-invalid]');
    box?.scrollIntoView({ block: 'center' });
    box?.querySelector<HTMLElement>('button, textarea, input')?.focus({ preventScroll: true });
  };
  const locals = session.articles.locals();
  const deviating = useMemo(() => deviatingKeys(text, locals), [text, locals]);
  const outline = { parts: draft.parts, markOf: markOf(articles, deviating), current: editing };
  const openKey = panel.open?.key ?? '';
  const variable = text.compose.variables.find(({ key }) => key === openKey);
  const openPartOfField = fields[openKey];
  const label = variable?.label ?? draft.missing.find(({ key }) => key === openKey)?.label ?? openKey;

  return (
    <div ref={root}>
      <Toolbar
        {...outline}
        draft={draft}
        saving={savingOf(parts)}
        trouble={trouble?.part.trouble?.kind ?? null}
        canRetry={parts.some(({ part }) => part.trouble?.kind === 'failed')}
        onField={(key) => focusSoon(() => void panel.show(key))}
        onNext={panel.next}
        onTrouble={goToTrouble}
        onRetry={() => session.retry()}
      />
      <div className="grid gap-8 pt-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <div className="hidden lg:block print:hidden">
          <div className="sticky top-[calc(var(--frame-top)+4.5rem)] max-h-[calc(100dvh-var(--frame-top)-6rem)] overflow-y-auto">
            <Outline {...outline} />
          </div>
        </div>
        <div className="flex min-w-0 max-w-[56rem] xl:max-w-none flex-col gap-6">
          <div className="print:hidden">
            <IdentityForm
              part={identity}
              engine={session.identity}
              isOpen={identityOpen}
              onOpenChange={closeIdentity}
            />
          </div>
          <Sheet draft={draft} editable>
            {(part) => {
              const article = part.key === null ? undefined : articles[part.key];
              if (part.key === null || !article)
                return <PartText part={part} marks={draft.marks} editable={false} />;
              const proposed = commitments.of(part.key);
              return (
                <>
                  <EditablePart
                    part={part}
                    marks={draft.marks}
                    article={article}
                    engine={session.articles}
                    insertables={insertables}
                    isOpen={editing === part.id}
                    onOpenChange={openPart}
                  />
                  {proposed && (
                    <ArticleCommitmentsPanel
                      conventionId={text.id}
                      projectId={commitments.projectId}
                      commitments={proposed}
                      article={article}
                      engine={session.articles}
                      name={part.heading}
                      onOpen={() => openPart(part.id, true)}
                    />
                  )}
                </>
              );
            }}
          </Sheet>
          <p className="max-w-text text-soft text-sm print:hidden">
            {`Modèle\u00a0: ${text.template.name}, version ${text.template.version}. ${text.template.notice}`}
          </p>
        </div>
      </div>
      {panel.open && (
        <FieldPanel
          open={panel.open}
          title={label}
          remaining={draft.missing.filter(({ key }) => key !== openKey).length}
          onClose={panel.close}
          onNext={panel.next}
        >
          {variable && openPartOfField ? (
            <VariableForm variable={variable} part={openPartOfField} engine={session.fields} />
          ) : (
            <ElsewhereForm fieldKey={openKey} label={label} projectId={convention.project.id} />
          )}
        </FieldPanel>
      )}
    </div>
  );
}
