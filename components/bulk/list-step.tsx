'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ComboBox } from '@/components/ui/combo-box';
import { FileDrop } from '@/components/ui/file-drop';
import { FormActions } from '@/components/ui/form-actions';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import type { BulkOptions } from '@/server/conventions/bulk/queries';
import type { ListForm } from './use-list';
import { communeNoun } from './words';

/** First step: which communes, with which template. */
export function ListStep({
  options,
  form,
  onChange,
  file,
  onFile,
  errors,
  isReading,
  onRead,
}: {
  options: BulkOptions;
  form: ListForm;
  onChange: (form: ListForm) => void;
  file: File | null;
  onFile: (file: File | null) => void;
  /** Refusals of the server, by field. */
  errors: Record<string, string>;
  isReading: boolean;
  onRead: () => void;
}) {
  const [missing, setMissing] = useState<Record<string, string>>({});
  const change = (more: Partial<ListForm>) => {
    setMissing({});
    onChange({ ...form, ...more });
  };
  const template = options.templates.find(({ key }) => key === form.templateKey);
  const said = { ...errors, ...missing };
  function read() {
    const lacks: Record<string, string> = {};
    if (!template) lacks.template = 'Choisissez un modèle.';
    if (form.way === 'text' && form.text.trim() === '') lacks.text = 'Collez au moins une commune.';
    if (form.way === 'place' && !form.department && !form.epci)
      lacks.place = 'Choisissez un département ou un EPCI.';
    if (form.way === 'file' && !file) lacks.file = 'Déposez un fichier CSV.';
    setMissing(lacks);
    if (Object.keys(lacks).length === 0) onRead();
  }
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      {said[''] && (
        <Notice tone="danger" live>
          {said['']}
        </Notice>
      )}
      <Section title="Les communes">
        <RadioGroup
          label="D’où vient la liste"
          value={form.way}
          onChange={(way) => change({ way: way ?? 'text' })}
          choices={[
            { id: 'text', label: 'Je la colle' },
            { id: 'place', label: 'Toutes celles d’un territoire' },
            { id: 'file', label: 'Un fichier CSV' },
          ]}
        />
        {form.way === 'text' && (
          <TextArea
            label="Communes"
            isRequired
            rows={10}
            description="Une par ligne : son nom, son code INSEE ou son SIREN. Le département entre parenthèses départage les homonymes : « Saint-Cyr (78) »."
            value={form.text}
            onChange={(text) => change({ text })}
            errorMessage={said.text}
          />
        )}
        {form.way === 'place' && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              label="Département"
              value={form.department}
              placeholder="Tous"
              onChange={(department) => change({ department, epci: null })}
              errorMessage={said.place}
              choices={options.departments.map(({ id, label, communes }) => ({
                id,
                label: `${label} (${id})`,
                detail: counted(communes, ...communeNoun),
              }))}
            />
            <ComboBox
              label="EPCI"
              value={form.epci}
              placeholder="Tapez les premières lettres"
              onChange={(epci) => change({ epci, department: null })}
              choices={options.epcis.map(({ id, label, communes }) => ({
                id,
                label,
                detail: counted(communes, ...communeNoun),
              }))}
            />
            <p className="text-soft text-sm sm:col-span-2">
              Seules viennent les communes qui ont au moins une école ouverte de ce degré.
            </p>
          </div>
        )}
        {form.way === 'file' && (
          <FileDrop
            id="fichier-communes"
            label="Fichier CSV"
            isRequired
            accept={['text/csv', '.csv', '.txt']}
            maxBytes={5 * 1024 * 1024}
            description="La première ligne nomme les colonnes : « commune », « insee » ou « siren », et « département » si vous l’avez. 10 000 lignes au plus."
            value={file ? [file] : []}
            onChange={(files) => {
              setMissing({});
              onFile(files[0] ?? null);
            }}
            errorMessage={said.file}
          />
        )}
      </Section>
      <Section title="Le modèle">
        <Select
          label="Modèle de convention"
          isRequired
          value={form.templateKey}
          onChange={(templateKey) => change({ templateKey })}
          errorMessage={said.template}
          choices={options.templates.map(({ key, name, degree }) => ({
            id: key,
            label: name,
            detail: degree === 'primary' ? 'Premier degré' : 'Second degré',
          }))}
        />
        {template?.degree === 'secondary' && (
          <Notice tone="warning">
            Les collèges et les lycées relèvent du département et de la région : une convention avec une
            commune n’a lieu d’être que si la compétence lui a été confiée.
          </Notice>
        )}
        <RadioGroup
          label="Écoles de l’annexe"
          value={form.sector}
          onChange={(sector) => change({ sector: sector ?? 'public' })}
          description="Celles de la commune, ouvertes, de ce degré. Un projet qui a déjà ses écoles garde les siennes."
          choices={[
            { id: 'public', label: 'Les écoles publiques' },
            { id: 'all', label: 'Les écoles publiques et privées' },
          ]}
        />
      </Section>
      <FormActions>
        {/* Not `isPending`: its announcement would name this button, which leaves the page as the list is read. */}
        <Button variant="primary" onPress={() => !isReading && read()}>
          {isReading ? 'Lecture de la liste…' : 'Vérifier la liste'}
        </Button>
        <p role="status" className="sr-only">
          {isReading ? 'Lecture de la liste…' : ''}
        </p>
        <ButtonLink href="/conventions" variant="quiet">
          Renoncer
        </ButtonLink>
      </FormActions>
    </div>
  );
}
