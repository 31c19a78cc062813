'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SaveState } from '@/components/ui/save-state';
import { checkTemplate } from '@/server/templates/checks';
import type { PreviewChoices } from '@/server/templates/queries/preview';
import type { TemplateDetail } from '@/server/templates/queries/templates';
import { Findings } from './findings';
import { PublishTemplate } from './publish-template';
import { SectionForm } from './section-form';
import { SectionList } from './section-list';
import { TemplateIdentity } from './template-identity';
import { TemplatePreview } from './template-preview';
import { useTemplateDraft } from './use-draft';

/** A template at work: outline, the section being written, and the text on real data. One under the other on a phone. */
export function TemplateEditor({ detail, choices }: { detail: TemplateDetail; choices: PreviewChoices }) {
  const router = useRouter();
  const draft = useTemplateDraft(detail);
  const { content } = draft;
  const [chosen, setChosen] = useState<string | null>(null);
  const findings = useMemo(() => checkTemplate(content, detail.baseContent), [content, detail.baseContent]);
  const section = content.sections.find(({ key }) => key === chosen) ?? null;
  const mayEdit = detail.mayEdit;

  return (
    <div className="flex flex-col gap-6">
      {mayEdit && (
        <div className="flex flex-wrap items-center gap-4">
          <SaveState saving={draft.saving} />
          {draft.saving.state === 'failed' && !draft.conflict && (
            <Button size="sm" onPress={draft.retry}>
              Réessayer
            </Button>
          )}
          <PublishTemplate
            id={detail.id}
            published={detail.published}
            findings={findings}
            settled={draft.settled}
            onPublished={() => router.refresh()}
          />
        </div>
      )}
      {draft.conflict && (
        <Notice
          tone="warning"
          live
          title="Le modèle a changé entre-temps"
          actions={
            <>
              <Button variant="primary" onPress={() => draft.settle(true)}>
                Reprendre ma saisie sur le modèle à jour
              </Button>
              <Button onPress={() => draft.settle(false)}>Oublier ma saisie</Button>
            </>
          }
        >
          {draft.conflict.message}
        </Notice>
      )}
      <Findings findings={findings} onGo={(key) => setChosen(key)} />
      <div className="grid gap-8 lg:grid-cols-[17rem_minmax(0,1fr)] 2xl:grid-cols-[17rem_minmax(0,1fr)_minmax(0,1fr)]">
        <SectionList
          content={content}
          findings={findings}
          clauses={detail.clauses}
          chosen={chosen}
          onChoose={setChosen}
          act={mayEdit ? draft.act : null}
        />
        <div className="min-w-0">
          {section ? (
            <SectionForm
              key={section.key}
              section={section}
              content={content}
              clauses={detail.clauses}
              act={mayEdit ? draft.act : null}
              onGone={() => setChosen(null)}
            />
          ) : (
            <TemplateIdentity content={content} act={mayEdit ? draft.act : null} />
          )}
        </div>
        <div className="min-w-0 lg:col-span-2 2xl:col-span-1">
          <TemplatePreview content={content} choices={choices} />
        </div>
      </div>
    </div>
  );
}
