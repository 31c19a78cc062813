'use client';

import { useLayoutEffect, useMemo, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { ConflictPanel } from './conflict-panel';
import { unknownPlaceholders } from './draft';
import type { ArticleValue } from './parts';
import type { SaveEngine } from './save-engine';
import type { Part } from './save-queue';

/** What may be inserted into a body, as `{{key}}`. */
export type Insertable = { key: string; label: string };

/** An article as it is written: title, body with its placeholders, and help to insert one. */
export function ArticleEditor({
  id,
  name,
  titled,
  part,
  engine,
  insertables,
  onClose,
}: {
  id: string;
  /** « l’article 3 », « le préambule ». */
  name: string;
  /** Visas and preamble print no title of their own. */
  titled: boolean;
  part: Part<ArticleValue>;
  engine: SaveEngine<ArticleValue>;
  insertables: readonly Insertable[];
  onClose: () => void;
}) {
  const { title, body } = part.local;
  const refused = part.trouble?.kind === 'refused' ? part.trouble : null;
  const known = useMemo(() => new Set(insertables.map(({ key }) => key)), [insertables]);
  const unknown = unknownPlaceholders(body, known);
  const { box, insert } = useInsertion(body, (next) => engine.edit(id, { title, body: next }));
  return (
    <div ref={box} className="flex flex-col gap-4">
      <ConflictPanel
        part={part}
        what={name}
        textOf={(value) => (titled ? `${value.title}\n\n${value.body}` : value.body)}
        onKeepTheirs={() => engine.keepTheirs(id)}
        onTakeMine={() => engine.takeMine(id)}
        onUndo={(mine) => engine.edit(id, mine)}
      />
      {titled && (
        <TextField
          label="Titre"
          value={title}
          onChange={(next) => engine.edit(id, { title: next, body })}
          onBlur={() => engine.flush(id)}
          errorMessage={refused?.fields.title}
        />
      )}
      <TextArea
        autoFocus
        label="Texte"
        description={
          titled || id !== 'visas'
            ? 'Une ligne vide sépare deux paragraphes\u00a0; une ligne qui commence par «\u00a0-\u00a0» fait une liste. Les mots entre accolades {{…}} sont des champs\u00a0: leur valeur s’écrit à leur place.'
            : 'Un visa par paragraphe. Les mots entre accolades {{…}} sont des champs\u00a0: leur valeur s’écrit à leur place.'
        }
        rows={8}
        value={body}
        onChange={(next) => engine.edit(id, { title, body: next })}
        onBlur={() => engine.flush(id)}
        errorMessage={
          refused ? (refused.fields.body ?? (refused.fields.title ? undefined : refused.message)) : undefined
        }
      />
      {unknown.length > 0 && (
        <Notice tone="warning">
          {unknown.map((key) => `{{${key}}}`).join(', ')}{' '}
          {unknown.length > 1
            ? 'ne correspondent à aucun champ\u00a0: ces mots seront imprimés tels quels.'
            : 'ne correspond à aucun champ\u00a0: ce mot sera imprimé tel quel.'}
        </Notice>
      )}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Inserter insertables={insertables} onInsert={insert} />
        <Button variant="secondary" onPress={onClose}>
          Terminer
        </Button>
      </div>
    </div>
  );
}

/** Finds a field by its name and puts it where the cursor was. */
function Inserter({
  insertables,
  onInsert,
}: {
  insertables: readonly Insertable[];
  onInsert: (key: string) => void;
}) {
  const choices = useMemo(
    () => insertables.map(({ key, label }) => ({ id: key, label, detail: `{{${key}}}` })),
    [insertables],
  );
  return (
    <ComboBox
      className="w-full max-w-sm"
      label="Insérer un champ"
      placeholder="Son nom, ou une partie"
      value={null}
      choices={choices}
      onChange={(key) => key && onInsert(key)}
      emptyText="Aucun champ de ce nom."
    />
  );
}

/** Writes a placeholder at the cursor of the text area in `box`, and puts the cursor after it. */
function useInsertion(body: string, onChange: (body: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  const cursor = useRef<number | null>(null);
  useLayoutEffect(() => {
    const area = box.current?.querySelector('textarea');
    if (cursor.current === null || !area || area.value !== body) return;
    const at = cursor.current;
    cursor.current = null;
    // After the list of fields has closed and given the focus back.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(at, at);
    });
  });
  const insert = (key: string) => {
    const area = box.current?.querySelector('textarea');
    const from = area?.selectionStart ?? body.length;
    const placeholder = `{{${key}}}`;
    cursor.current = from + placeholder.length;
    onChange(body.slice(0, from) + placeholder + body.slice(area?.selectionEnd ?? from));
  };
  return { box, insert };
}
