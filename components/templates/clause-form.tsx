'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { TemplateVariable } from '@/server/conventions/template/types';
import type { PublishClause } from '@/server/templates/schema';
import type { TemplateDraft } from './use-draft';
import { VariableList } from './variable-list';
import { obligationWords } from './words';

export type ClauseStart = Omit<PublishClause, 'variables' | 'wordings'> & {
  variables: TemplateVariable[];
  wordings: PublishClause['wordings'];
};

/** The académie's own wording of a clause; publishing makes an immutable version. */
export function ClauseForm({ start, isNew }: { start: ClauseStart; isNew: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const publish = useMutation(trpc.templates.publishClause.mutationOptions());
  const [local, setLocal] = useState(start);
  const { attempt, errors, refusal } = useAttempt();
  const change = (with_: Partial<ClauseStart>) => setLocal({ ...local, ...with_ });
  // The list of fields speaks the draft's language: here an act on a field changes the clause being written.
  const act: TemplateDraft['act'] = ({ local: edit }) => {
    if (edit.kind !== 'variable') return;
    const { variable } = edit;
    const others = local.variables.filter(({ key }) => key !== variable.key);
    change({ variables: [...others, variable] });
  };

  const save = () =>
    attempt(async () => {
      const made = await publish.mutateAsync(local);
      toast(
        made.isNew
          ? `La version ${made.number} de la clause est publiée.`
          : 'Le texte est celui de la dernière version\u00a0: rien n’est à publier.',
      );
      if (isNew) router.push(`/modeles/clauses/${made.id}`);
      else router.refresh();
    });
  return (
    <div className="flex max-w-text flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      {isNew && (
        <>
          <TextField
            label="Clé"
            description="En minuscules sans accent, par exemple clause_locale."
            value={local.key}
            onChange={(key) => change({ key })}
            errorMessage={errors.key}
            isRequired
          />
          <Select
            label="Place dans le document"
            value={local.section}
            onChange={(section) => section && change({ section })}
            choices={[
              { id: 'article', label: 'Article' },
              { id: 'annex', label: 'Annexe' },
            ]}
          />
        </>
      )}
      <TextField
        label="Titre"
        value={local.title}
        onChange={(title) => change({ title })}
        errorMessage={errors.title}
        isRequired
      />
      <TextArea
        label="Texte de la clause"
        rows={14}
        value={local.body}
        onChange={(body) => change({ body })}
        errorMessage={errors.body}
        isRequired
      />
      <Select
        label="Cette clause est"
        value={local.obligation}
        onChange={(obligation) => obligation && change({ obligation })}
        choices={(['mandatory', 'optional', 'alternative'] as const).map((id) => ({
          id,
          label: obligationWords[id].label,
        }))}
      />
      <TextField
        label="Fondement"
        description="Texte sur lequel elle repose, s’il y en a un."
        value={local.legalBasis}
        onChange={(legalBasis) => change({ legalBasis })}
      />
      <VariableList
        title="Champs de la clause"
        level={2}
        variables={local.variables}
        content={local}
        act={act}
        article=""
      />
      <div>
        <Button
          variant="primary"
          isPending={publish.isPending}
          pendingLabel="Publication…"
          onPress={() => void save()}
        >
          {`Publier la version ${local.seen + 1}`}
        </Button>
      </div>
    </div>
  );
}
