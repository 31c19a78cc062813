'use client';

import { useState } from 'react';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { shapeHelp, shapeLabels } from '@/server/conventions/shape-words';
import type { TemplateContent } from '@/server/conventions/template/types';
import { shapes } from '@/server/templates/schema';
import type { TemplateDraft } from './use-draft';
import { VariableList } from './variable-list';

/** The template itself: its name, the title of its conventions, the shapes that it serves, all its fields. */
export function TemplateIdentity({
  content,
  act,
}: {
  content: TemplateContent;
  act: TemplateDraft['act'] | null;
}) {
  const [local, setLocal] = useState({ name: content.name, title: content.title, notice: content.notice });
  function write(change: Partial<typeof local>) {
    setLocal({ ...local, ...change });
    const edit = { kind: 'describe' as const, ...local, ...change };
    act?.({ command: edit, local: edit, slot: 'describe' }, { wait: true });
  }
  return (
    <section aria-label="Nom, formes et champs" className="flex flex-col gap-5">
      <h2 className="font-semibold text-xl">Nom, formes et champs</h2>
      <TextField
        label="Nom du modèle"
        value={local.name}
        onChange={(name) => write({ name })}
        isReadOnly={!act}
      />
      <TextField
        label="Titre des conventions"
        description="{{nom_projet}} et {{nom_collectivite}} sont remplacés à la création."
        value={local.title}
        onChange={(title) => write({ title })}
        isReadOnly={!act}
      />
      <TextArea
        label="Avertissement"
        description="Montré à qui choisit ce modèle."
        rows={3}
        value={local.notice}
        onChange={(notice) => write({ notice })}
        isReadOnly={!act}
      />
      <CheckboxGroup
        label="Formes que ce modèle sert"
        value={content.shapes ?? []}
        onChange={(value) => {
          const edit = { kind: 'describe' as const, shapes: shapes.filter((one) => value.includes(one)) };
          act?.({ command: edit, local: edit, slot: null });
        }}
        isDisabled={!act}
        choices={shapes.map((id) => ({ id, label: shapeLabels[id], detail: shapeHelp[id] }))}
      />
      <VariableList
        title="Tous les champs"
        variables={content.variables}
        content={content}
        act={act}
        article={content.sections[0]?.key ?? ''}
      />
    </section>
  );
}
