'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog, useCloseDialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { TemplateContent } from '@/server/conventions/template/types';
import type { ClauseRow } from '@/server/templates/queries/clauses';
import { clauseTextFrom } from './clause-text';
import type { TemplateDraft } from './use-draft';
import { obligationWords } from './words';

type Props = {
  content: TemplateContent;
  clauses: readonly ClauseRow[];
  after: string | null;
  act: TemplateDraft['act'];
  onAdded: (key: string) => void;
};

/** Adds a clause of the library that the template does not have, or a part of one's own. */
export function AddSection(props: Props) {
  return (
    <Dialog title="Ajouter une partie" trigger={<Button size="sm">Ajouter…</Button>}>
      <AddForm {...props} />
    </Dialog>
  );
}

/** A key that the template does not have yet, from the words of a title. */
function keyFrom(title: string, content: TemplateContent): string {
  const plain = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  const base = plain || 'partie';
  const taken = new Set(content.sections.map(({ key }) => key));
  for (let rank = 1; ; rank += 1) {
    const key = rank === 1 ? base : `${base}_${rank}`;
    if (!taken.has(key)) return key;
  }
}

function AddForm({ content, clauses, after, act, onAdded }: Props) {
  const close = useCloseDialog();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState<'clause' | 'own'>('clause');
  const [clauseId, setClauseId] = useState<string | null>(null);
  const [section, setSection] = useState<'article' | 'annex'>('article');
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string | null>(null);
  const held = new Set(content.sections.flatMap(({ key, clause }) => [key, clause?.key ?? key]));
  const offered = clauses.filter(({ key }) => !held.has(key));

  async function add() {
    setError(null);
    if (from === 'own') {
      if (title.trim() === '') return setError('Donnez un titre à la partie.');
      const key = keyFrom(title, content);
      const edit = { kind: 'add' as const, section, after, key, title: title.trim() };
      act({ command: edit, local: edit, slot: null });
      onAdded(key);
      return close();
    }
    const row = offered.find(({ id }) => id === clauseId);
    if (!row) return setError('Choisissez une clause de la bibliothèque.');
    try {
      const detail = await queryClient.fetchQuery(trpc.templates.clause.queryOptions({ id: row.id }));
      const clause = clauseTextFrom(detail, row.number);
      if (!clause) return setError('Cette version de clause n’existe plus.');
      act({
        command: { kind: 'clause', after, clauseId: row.id, number: row.number },
        local: { kind: 'clause', after, clause },
        slot: null,
      });
      onAdded(clause.reference.key);
      close();
    } catch (refused) {
      setError(refusalFrom(refused).message);
    }
  }
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Notice tone="danger" live>
          {error}
        </Notice>
      )}
      <RadioGroup
        label="Que voulez-vous ajouter&nbsp;?"
        value={from}
        onChange={(value) => setFrom(value === 'own' ? 'own' : 'clause')}
        choices={[
          { id: 'clause', label: 'Une clause de la bibliothèque' },
          { id: 'own', label: 'Une partie à écrire' },
        ]}
      />
      {from === 'clause' ? (
        <Select
          label="Clause"
          value={clauseId}
          onChange={setClauseId}
          placeholder={offered.length === 0 ? 'Toutes les clauses sont dans le modèle' : 'Choisir…'}
          choices={offered.map((row) => ({
            id: row.id,
            label: row.title,
            detail: `${obligationWords[row.obligation].label}, version ${row.number}`,
          }))}
        />
      ) : (
        <>
          <Select
            label="Place"
            value={section}
            onChange={(value) => setSection(value ?? 'article')}
            choices={[
              { id: 'article', label: 'Article' },
              { id: 'annex', label: 'Annexe' },
            ]}
          />
          <TextField label="Titre" value={title} onChange={setTitle} isRequired />
        </>
      )}
      <div>
        <Button variant="primary" onPress={() => void add()}>
          Ajouter
        </Button>
      </div>
    </div>
  );
}
