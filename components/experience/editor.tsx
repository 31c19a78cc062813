'use client';

import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SaveState } from '@/components/ui/save-state';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import {
  degreeLabels,
  experienceSections,
  experienceTypes,
  guides,
  type SectionKey,
  typeLabels,
} from '@/server/experience/domain';
import type { ExperienceDetail } from '@/server/experience/queries';
import { PublishDialog } from './publish-dialog';
import { type SheetFields, useAutosave } from './use-autosave';

type Values = Required<SheetFields>;

const first = ({ title, type, degree, territory, contact, licence, sections }: ExperienceDetail): Values => ({
  title,
  type,
  degree,
  territory,
  contact,
  licence,
  ...sections,
});

/** Writing a sheet: five questions with their guide in the margin; the rest is opened when it is wanted. */
export function ExperienceEditor({ report }: { report: ExperienceDetail }) {
  const [values, setValues] = useState(() => first(report));
  const { saving, conflict, errors, change, flush, recover, forget, version } = useAutosave(
    report.id,
    report,
  );
  const [opened, setOpened] = useState<SectionKey[]>([]);

  // What an earlier visit of this tab could not send comes back. Written on the version shown it is sent again;
  // on an older one it is offered, never sent by itself: someone may have written since.
  const [left, setLeft] = useState<SheetFields | null>(null);
  const restore = useCallback(
    (fields: SheetFields) => {
      setValues((now) => ({ ...now, ...fields }));
      change(fields);
      setLeft(null);
    },
    [change],
  );
  useEffect(() => {
    const kept = recover();
    if (!kept) return;
    if (kept.version === report.version) restore(kept.fields);
    else setLeft(kept.fields);
  }, [recover, restore, report.version]);

  function set<K extends keyof Values>(key: K, value: Values[K]) {
    setValues((now) => ({ ...now, [key]: value }));
    change({ [key]: value });
  }

  const shown = (key: SectionKey) => values[key] !== '' || opened.includes(key);
  const section = ({ key, heading, question }: (typeof experienceSections)[number]) => (
    <div key={key} className="grid gap-x-8 gap-y-2 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <TextArea
        id={`partie-${key}`}
        label={heading}
        {...(question ? { description: question } : {})}
        rows={question ? 6 : 4}
        maxLength={20_000}
        value={values[key]}
        onChange={(text) => set(key, text)}
        errorMessage={errors[key]}
        autoFocus={opened.at(-1) === key}
      />
      <ul className="flex flex-col gap-1.5 border-accent-soft border-l-2 pl-3 text-soft text-sm lg:mt-8 lg:self-start">
        {guides[key].map((guide) => (
          <li key={guide}>{guide}</li>
        ))}
      </ul>
    </div>
  );
  const questions = experienceSections.filter((one) => one.question !== null);
  const others = experienceSections.filter((one) => one.question === null);
  const hidden = others.filter(({ key }) => !shown(key));

  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Retours d’expérience', href: '/retours' },
          { label: report.title, href: `/retours/${report.id}` },
        ]}
        title="Écrire"
        lead="Une ligne vide sépare deux paragraphes ; une ligne qui commence par « - » fait une liste."
      />
      <div className="sticky top-(--frame-top,0px) z-20 -mx-4 mb-6 flex flex-wrap items-center justify-between gap-3 border-line border-b bg-ground px-4 py-2 lg:-mx-8 lg:px-8">
        <SaveState saving={saving} />
        <div className="flex flex-wrap items-center gap-2">
          {saving.state === 'failed' && !conflict && (
            <Button size="sm" onPress={() => void flush()}>
              Réessayer
            </Button>
          )}
          <ButtonLink size="sm" variant="quiet" href={`/retours/${report.id}`}>
            Voir la fiche
          </ButtonLink>
          <PublishDialog report={report} values={values} version={version} flush={flush} />
        </div>
      </div>
      <div className="flex max-w-5xl flex-col gap-8">
        {conflict && (
          <Notice
            tone="danger"
            live
            title="Quelqu’un d’autre a modifié cette fiche"
            actions={
              <Button
                onPress={() => {
                  forget();
                  window.location.reload();
                }}
              >
                Reprendre sa version
              </Button>
            }
          >
            <p>{conflict}</p>
            <p>Rien n’a été écrasé. Copiez d’abord ce que vous voulez garder, puis reprenez sa version.</p>
          </Notice>
        )}
        {left && !conflict && (
          <Notice
            tone="warning"
            title="Un texte de votre dernière visite n’a pas été enregistré"
            actions={
              <>
                <Button onPress={() => restore(left)}>Remettre mon texte</Button>
                <Button
                  variant="quiet"
                  onPress={() => {
                    forget();
                    setLeft(null);
                  }}
                >
                  L’oublier
                </Button>
              </>
            }
          >
            <p>La fiche a changé depuis. Le remettre remplacera ce qui s’y trouve maintenant.</p>
            {Object.values(left).map((text) => (
              <blockquote key={text} className="line-clamp-3 border-edge border-l-2 pl-3 text-sm">
                {text}
              </blockquote>
            ))}
          </Notice>
        )}
        <TextField
          id="titre"
          label="Titre"
          isRequired
          maxLength={200}
          value={values.title}
          onChange={(title) => set('title', title)}
          errorMessage={errors.title}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label="Type"
            choices={experienceTypes.map((id) => ({ id, label: typeLabels[id] }))}
            value={values.type}
            onChange={(type) => type && set('type', type)}
          />
          <Select
            label="Degré"
            choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
            value={values.degree}
            onChange={(degree) => degree && set('degree', degree)}
          />
          <TextField
            label="Territoire"
            maxLength={300}
            value={values.territory}
            onChange={(territory) => set('territory', territory)}
            errorMessage={errors.territory}
          />
        </div>
        <section aria-labelledby="questions" className="flex flex-col gap-6">
          <h2 id="questions" className="text-xl">
            Cinq questions
          </h2>
          {questions.map(section)}
        </section>
        <section aria-labelledby="complements" className="flex flex-col gap-6">
          <h2 id="complements" className="text-xl">
            Pour compléter
          </h2>
          {others.filter(({ key }) => shown(key)).map(section)}
          {hidden.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {hidden.map(({ key, heading }) => (
                <Button
                  key={key}
                  size="sm"
                  icon={<Plus aria-hidden />}
                  onPress={() => setOpened((now) => [...now, key])}
                >
                  {heading}
                </Button>
              ))}
            </div>
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <TextArea
              label="Contact"
              description="Qui peut en dire plus ; paraît avec la fiche."
              rows={2}
              maxLength={1000}
              value={values.contact}
              onChange={(contact) => set('contact', contact)}
              errorMessage={errors.contact}
            />
            <TextField
              label="Licence"
              maxLength={200}
              value={values.licence}
              onChange={(licence) => set('licence', licence)}
              errorMessage={errors.licence}
            />
          </div>
        </section>
      </div>
    </>
  );
}
