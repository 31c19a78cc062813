'use client';

import { useMutation } from '@tanstack/react-query';
import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { Comments } from './comments';
import { noWords, WordsField } from './mention-field';

/** Words selected in a part of the document, if any. */
function selectedIn(partId: string): string | null {
  const selection = window.getSelection();
  const part = document.getElementById(`partie-${partId}`);
  if (!selection || selection.isCollapsed || !part?.contains(selection.anchorNode)) return null;
  const words = selection.toString().replace(/\s+/g, ' ').trim();
  return words === '' || words.length > 500 ? null : words;
}

/** The button beside a part, and the dialog in which a comment on it is written. */
export function NewComment({
  comments,
  partId,
  heading,
}: {
  comments: Comments;
  partId: string;
  heading: string;
}) {
  const [isOpen, setOpen] = useState(false);
  const [quote, setQuote] = useState<string | null>(null);
  const articleKey = comments.keyOf(partId);
  if (!articleKey || !comments.view.mayComment) return null;
  // What happens in the dialog bubbles here too: then there is nothing to read.
  const readSelection = () => {
    if (!isOpen) setQuote(selectedIn(partId));
  };
  return (
    // The selection goes away with the focus: it is read before the button takes it.
    <span onPointerDownCapture={readSelection} onKeyDownCapture={readSelection}>
      <Button
        size="sm"
        variant="quiet"
        icon={<MessageSquarePlus aria-hidden />}
        aria-label={`Commenter\u00a0: ${heading}`}
        onPress={() => setOpen(true)}
      >
        Commenter
      </Button>
      {isOpen && (
        <Dialog title={`Commenter\u00a0: ${heading}`} isOpen onOpenChange={setOpen}>
          <CommentForm
            comments={comments}
            articleKey={articleKey}
            quote={quote}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      )}
    </span>
  );
}

const WHOLE = 'article';

function CommentForm({
  comments,
  articleKey,
  quote,
  onDone,
}: {
  comments: Comments;
  articleKey: string;
  quote: string | null;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const add = useMutation(trpc.review.addComment.mutationOptions());
  const { view } = comments;
  const [words, setWords] = useState(noWords);
  const [field, setField] = useState<string | null>(WHOLE);
  const [visibility, setVisibility] = useState<'internal' | 'shared'>(
    view.defaultShared ? 'shared' : 'internal',
  );
  const [opens, setOpens] = useState(false);
  const { attempt, errors, refusal } = useAttempt(['body']);
  const fields = view.variables.filter(({ article }) => article === articleKey);
  const read = opens ? 'shared' : visibility;

  const send = () =>
    attempt(async () => {
      await add.mutateAsync({
        id: comments.id,
        articleKey,
        variableKey: field === WHOLE ? null : field,
        quote,
        visibility: read,
        opens,
        ...words,
      });
      await comments.refresh();
      toast(opens ? 'Le passage est ouvert à la correction.' : 'Commentaire ajouté.');
      onDone();
    });

  return (
    <div className="flex flex-col gap-4">
      {quote && (
        <blockquote className="border-line border-l-3 pl-3 text-soft">«&nbsp;{quote}&nbsp;»</blockquote>
      )}
      {fields.length > 0 && (
        <Select
          label="Porte sur"
          value={field}
          onChange={setField}
          choices={[
            { id: WHOLE, label: 'L’article entier' },
            ...fields.map(({ key, label }) => ({ id: key, label: `Le champ «\u00a0${label}\u00a0»` })),
          ]}
        />
      )}
      {view.canWriteInternal && !opens && (
        <RadioGroup
          label="Qui le lit"
          value={visibility}
          onChange={(value) => setVisibility(value === 'internal' ? 'internal' : 'shared')}
          choices={[
            { id: 'shared', label: 'Partagé avec la collectivité' },
            { id: 'internal', label: 'Interne à l’académie' },
          ]}
        />
      )}
      <WordsField
        comments={comments}
        visibility={read}
        label="Commentaire"
        value={words}
        error={errors.body}
        onChange={setWords}
      />
      {view.canOpen && view.otherSide && (
        <Checkbox
          label={`Ouvrir ce passage à la correction de ${view.otherSide}`}
          description="Tout le reste du texte demeure fermé&nbsp;; vous accepterez ou refuserez ce qui sera proposé."
          value={opens}
          onChange={setOpens}
        />
      )}
      <RefusalNotice refusal={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onDone}>Annuler</Button>
        <Button variant="primary" isPending={add.isPending} onPress={send}>
          {opens ? 'Commenter et ouvrir' : 'Ajouter le commentaire'}
        </Button>
      </div>
    </div>
  );
}
