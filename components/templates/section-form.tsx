'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { TemplateContent, TemplateSection } from '@/server/conventions/template/types';
import { carriedBy } from '@/server/templates/placeholders';
import type { ClauseRow } from '@/server/templates/queries/clauses';
import { clauseTextFrom } from './clause-text';
import type { TemplateDraft } from './use-draft';
import { VariableList } from './variable-list';
import { obligationWords } from './words';

/** One part of a template: its words, what it is, its place, its clause and its fields. Saved as it is typed. */
export function SectionForm({
  section,
  content,
  clauses,
  act,
  onGone,
}: {
  section: TemplateSection;
  content: TemplateContent;
  clauses: readonly ClauseRow[];
  act: TemplateDraft['act'] | null;
  onGone: () => void;
}) {
  const [local, setLocal] = useState({
    title: section.title,
    body: section.body,
    legalBasis: section.legalBasis ?? '',
    obligation: section.obligation ?? ('optional' as const),
  });
  const titled = section.section === 'article' || section.section === 'annex';
  function write(change: Partial<typeof local>) {
    const next = { ...local, ...change };
    setLocal(next);
    const edit = { kind: 'section' as const, key: section.key, ...next };
    act?.({ command: edit, local: edit, slot: `section:${section.key}` }, { wait: true });
  }
  const move = (by: number) => {
    const edit = { kind: 'move' as const, key: section.key, by };
    act?.({ command: edit, local: edit, slot: null });
  };
  return (
    <section aria-label={`Partie : ${section.title}`} className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 font-semibold text-xl">{section.title || 'Sans titre'}</h2>
        {act && (
          <>
            <IconButton label="Monter" icon={<ArrowUp aria-hidden />} onPress={() => move(-1)} />
            <IconButton label="Descendre" icon={<ArrowDown aria-hidden />} onPress={() => move(1)} />
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="quiet">
                  Retirer
                </Button>
              }
              title={`Retirer «\u00a0${section.title} » du modèle ?`}
              confirmLabel="Retirer la partie"
              tone="danger"
              onConfirm={() => {
                const edit = { kind: 'remove' as const, key: section.key };
                act({ command: edit, local: edit, slot: null });
                onGone();
              }}
            >
              <p>
                Les conventions en cours la gardent. Une clause de la bibliothèque peut être remise à tout
                moment.
              </p>
            </ConfirmDialog>
          </>
        )}
      </div>
      <ClauseOrigin section={section} clauses={clauses} act={act} onTaken={setLocal} />
      {titled && (
        <TextField
          label="Titre"
          value={local.title}
          onChange={(title) => write({ title })}
          isReadOnly={!act}
        />
      )}
      <TextArea
        label="Texte"
        description="Un champ se cite par sa clé, {{reference_marche}}&nbsp;; un article par {{article_duree}}&nbsp;: le numéro suit l’article. Une ligne vide sépare deux paragraphes, un tiret ouvre une énumération."
        rows={14}
        value={local.body}
        onChange={(body) => write({ body })}
        isReadOnly={!act}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Cette clause est"
          value={local.obligation}
          onChange={(obligation) => obligation && write({ obligation })}
          isDisabled={!act}
          choices={(['mandatory', 'optional', 'alternative'] as const).map((id) => ({
            id,
            label: obligationWords[id].label,
          }))}
        />
        <TextField
          label="Fondement"
          description="Texte sur lequel elle repose, s’il y en a un."
          value={local.legalBasis}
          onChange={(legalBasis) => write({ legalBasis })}
          isReadOnly={!act}
        />
      </div>
      <VariableList
        title="Champs de cette partie"
        variables={carriedBy(section, content).variables}
        content={content}
        act={act}
        article={section.key}
      />
    </section>
  );
}

type Local = {
  title: string;
  body: string;
  legalBasis: string;
  obligation: 'mandatory' | 'optional' | 'alternative';
};

/** Whence the words come, and what the library has since. */
function ClauseOrigin({
  section,
  clauses,
  act,
  onTaken,
}: {
  section: TemplateSection;
  clauses: readonly ClauseRow[];
  act: TemplateDraft['act'] | null;
  onTaken: (local: Local) => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const rows = clauses.filter(
    ({ key, alternativeOf }) =>
      key === (section.clause?.key ?? section.key) ||
      (alternativeOf !== null && alternativeOf === (section.group ?? section.key)),
  );
  async function take(row: ClauseRow) {
    setError(null);
    try {
      const detail = await queryClient.fetchQuery(trpc.templates.clause.queryOptions({ id: row.id }));
      const clause = clauseTextFrom(detail, row.number);
      if (!clause) return;
      act?.({
        command: { kind: 'clause', key: section.key, clauseId: row.id, number: row.number },
        local: { kind: 'clause', key: section.key, clause },
        slot: null,
      });
      onTaken({
        title: clause.title,
        body: clause.body,
        legalBasis: clause.legalBasis,
        obligation: clause.obligation,
      });
    } catch (refused) {
      setError(refusalFrom(refused).message);
    }
  }
  const { clause } = section;
  const isHeld = (row: ClauseRow) =>
    clause?.key === row.key &&
    clause.version === row.number &&
    (clause.academyCode === null) === (row.ownId === null);
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="text-soft">
        {clause
          ? `Clause ${clause.academyCode ? 'de l’académie' : 'nationale'} «\u00a0${clause.key} », version ${clause.version}.`
          : 'Texte propre à ce modèle : il ne vient pas de la bibliothèque.'}
      </p>
      {error && <Notice tone="danger">{error}</Notice>}
      {act &&
        rows
          .filter((row) => !isHeld(row))
          .map((row) => (
            <div key={row.key} className="flex flex-wrap items-center gap-2">
              <span>{`La bibliothèque propose «\u00a0${row.title} », version ${row.number}${row.ownId ? ' (académie)' : ''}.`}</span>
              <Button size="sm" onPress={() => void take(row)}>
                {`Reprendre la version ${row.number}`}
              </Button>
            </div>
          ))}
    </div>
  );
}
