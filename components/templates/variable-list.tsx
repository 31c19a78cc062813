'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, useCloseDialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { TemplateContent, TemplateVariable } from '@/server/conventions/template/types';
import { templateVariable, variableTypes } from '@/server/templates/schema';
import type { TemplateDraft } from './use-draft';
import { typeWords } from './words';

/** Typed fields with their help and example; a dialog for each. */
export function VariableList({
  title,
  level = 3,
  variables,
  content,
  act,
  article,
}: {
  title: string;
  /** Of its heading, under what stands above. */
  level?: 2 | 3;
  variables: readonly TemplateVariable[];
  content: Pick<TemplateContent, 'variables'>;
  act: TemplateDraft['act'] | null;
  article: string;
}) {
  function save(variable: TemplateVariable) {
    const { options, min, max, whenEmpty, ...rest } = variable;
    const sent = {
      ...rest,
      ...(options ? { options } : {}),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(whenEmpty === undefined ? {} : { whenEmpty }),
    };
    act?.({
      command: { kind: 'variable', variable: sent },
      local: { kind: 'variable', variable: sent },
      slot: null,
    });
  }
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="flex flex-col gap-2">
      <Heading className="font-semibold">{title}</Heading>
      {variables.length === 0 && <p className="text-soft text-sm">Aucun champ.</p>}
      <ul className="flex flex-col gap-1">
        {variables.map((one) => (
          <li key={one.key} className="flex flex-wrap items-center gap-2 border-line border-t py-1.5 text-sm">
            <span className="min-w-0 flex-1">
              {one.label} <span className="text-soft">{`{{${one.key}}}`}</span>
              <span className="block text-soft">{one.help || 'Sans aide'}</span>
            </span>
            <Badge>{typeWords[one.type]}</Badge>
            {act && (
              <Dialog
                title={`Champ «\u00a0${one.label}\u00a0»`}
                trigger={
                  <Button size="sm" variant="quiet" aria-label={`Modifier le champ ${one.label}`}>
                    Modifier
                  </Button>
                }
              >
                <VariableForm variable={one} isNew={false} taken={content.variables} onSave={save} />
              </Dialog>
            )}
          </li>
        ))}
      </ul>
      {act && (
        <div>
          <Dialog title="Nouveau champ" trigger={<Button size="sm">Nouveau champ</Button>}>
            <VariableForm
              variable={{
                key: '',
                label: '',
                type: 'text',
                help: '',
                example: '',
                required: true,
                group: 'Autres',
                article,
                default: null,
              }}
              isNew
              taken={content.variables}
              onSave={save}
            />
          </Dialog>
        </div>
      )}
    </div>
  );
}

/** One field: key, name, type, help, example, answers. `onSave` receives it once it holds. */
export function VariableForm({
  variable,
  isNew,
  taken,
  onSave,
}: {
  variable: TemplateVariable;
  isNew: boolean;
  taken: readonly TemplateVariable[];
  onSave: (variable: TemplateVariable) => void;
}) {
  const close = useCloseDialog();
  const [local, setLocal] = useState(variable);
  const [options, setOptions] = useState(
    (variable.options ?? []).map(({ value, label }) => `${value} : ${label}`).join('\n'),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = (with_: Partial<TemplateVariable>) => setLocal({ ...local, ...with_ });

  function save() {
    const answers = options
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const [value = '', ...label] = line.split(':');
        return { value: value.trim(), label: label.join(':').trim() || value.trim() };
      });
    const { options: _options, ...rest } = local;
    const next = { ...rest, ...(local.type === 'choice' ? { options: answers } : {}) };
    const checked = templateVariable.safeParse(next);
    const found: Record<string, string> = {};
    if (!checked.success)
      for (const issue of checked.error.issues) found[String(issue.path[0] ?? '')] ??= issue.message;
    if (isNew && taken.some(({ key }) => key === next.key)) found.key = 'Un champ porte déjà cette clé.';
    if (next.help.trim() === '') found.help = 'Dites ce qu’il faut y mettre.';
    if (next.example.trim() === '') found.example = 'Donnez un exemple.';
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    onSave(next);
    close();
  }
  return (
    <div className="flex flex-col gap-4">
      {errors[''] && <Notice tone="danger">{errors['']}</Notice>}
      <TextField
        label="Clé"
        description="En minuscules sans accent&nbsp;: referent_local. Elle ne change plus ensuite."
        value={local.key}
        onChange={(key) => change({ key })}
        isReadOnly={!isNew}
        errorMessage={errors.key}
        isRequired
      />
      <TextField
        label="Nom du champ"
        value={local.label}
        onChange={(label) => change({ label })}
        errorMessage={errors.label}
        isRequired
      />
      <Select
        label="Type"
        value={local.type}
        onChange={(type) => type && change({ type, default: null })}
        choices={variableTypes.map((id) => ({ id, label: typeWords[id] }))}
      />
      {local.type === 'choice' && (
        <TextArea
          label="Réponses"
          description="Une par ligne&nbsp;: valeur, deux-points, texte imprimé."
          rows={4}
          value={options}
          onChange={setOptions}
          errorMessage={errors.options}
        />
      )}
      <TextField
        label="Aide"
        value={local.help}
        onChange={(help) => change({ help })}
        errorMessage={errors.help}
        isRequired
      />
      <TextField
        label="Exemple"
        value={local.example}
        onChange={(example) => change({ example })}
        errorMessage={errors.example}
        isRequired
      />
      <Checkbox
        value={local.required}
        onChange={(required) => change({ required })}
        label="Champ obligatoire"
      />
      <div>
        <Button variant="primary" onPress={save}>
          Enregistrer le champ
        </Button>
      </div>
    </div>
  );
}
