'use client';

import { Pencil } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { ArticleEditor, type Insertable } from './article-editor';
import type { DraftPart, Setting } from './draft';
import { capital } from './field-control';
import type { Marks } from './marks';
import type { ArticleValue } from './parts';
import type { SaveEngine } from './save-engine';
import type { Part } from './save-queue';
import { PartText } from './sheet';

/** Anchor of the button that opens the editor of a part, where the focus returns. */
export const editButtonId = (id: string) => `modifier-${id}`;

/** One part of the document: as printed, with « Modifier »; or its editor, with the print under it. */
export const EditablePart = memo(function EditablePart({
  part,
  marks,
  article,
  engine,
  insertables,
  isOpen,
  onOpenChange,
}: {
  part: DraftPart;
  marks: Marks;
  article: Part<ArticleValue>;
  engine: SaveEngine<ArticleValue>;
  insertables: readonly Insertable[];
  isOpen: boolean;
  onOpenChange: (id: string, isOpen: boolean) => void;
}) {
  const name = nameOf(part);
  // What waits for the person's choice or correction is never folded away.
  const shown = isOpen || article.trouble?.kind === 'conflict' || article.trouble?.kind === 'refused';
  const text = <PartText part={part} marks={marks} editable />;
  if (!shown)
    return (
      <div className="relative">
        {part.html ? text : <EmptyPart heading={part.heading} />}
        <Button
          id={editButtonId(part.id)}
          size="sm"
          variant="quiet"
          className="absolute! -top-1 right-0 bg-surface"
          icon={<Pencil aria-hidden />}
          aria-label={`Modifier ${name}`}
          onPress={() => onOpenChange(part.id, true)}
        >
          Modifier
        </Button>
        <Settings settings={part.settings} />
      </div>
    );
  return (
    <section
      aria-label={`Modification\u00a0: ${part.heading}`}
      className="my-8 flex flex-col gap-5 border-accent border-l-3 pl-4"
    >
      <p className="font-semibold text-lg">{`Modifier ${name}`}</p>
      <ArticleEditor
        id={part.key ?? ''}
        name={name}
        titled={part.id.startsWith('article') || part.id.startsWith('annexe')}
        part={article}
        engine={engine}
        insertables={insertables}
        onClose={() => onOpenChange(part.id, false)}
      />
      <section aria-label="Aperçu" className="border-line border-t pt-3">
        <p className="text-soft text-sm">Aperçu, tel qu’il sera imprimé</p>
        {part.html ? text : <EmptyPart heading={part.heading} />}
        <Settings settings={part.settings} />
      </section>
    </section>
  );
});

/** « l’article 3 », « l’annexe A4 », « les visas », « le préambule ». */
function nameOf({ id, heading }: DraftPart): string {
  const match = /^(Article|Annexe) (\S+)/u.exec(heading);
  if (match) return `l’${match[1]?.toLowerCase()}\u00a0${match[2]}`;
  return id === 'visas' ? 'les visas' : 'le préambule';
}

function EmptyPart({ heading }: { heading: string }) {
  return (
    <div className="my-6 text-soft print:hidden">
      <p className="font-semibold">{heading}</p>
      <p>Vide&nbsp;: ne sera pas imprimé.</p>
    </div>
  );
}

/** Fields that the words do not show: choices of wording, optional values left empty. */
function Settings({ settings }: { settings: readonly Setting[] }) {
  if (settings.length === 0) return null;
  return (
    <ul
      aria-label="Choix de rédaction et champs facultatifs"
      className="mx-auto mt-1 mb-4 flex max-w-184 flex-wrap gap-x-2 gap-y-1.5 text-sm print:hidden"
    >
      {settings.map(({ key, label, text, missing }) => (
        <li key={key}>
          <button
            type="button"
            data-variable={key}
            aria-haspopup="dialog"
            className={`cursor-pointer rounded-sm border border-dashed px-2 py-0.5 text-left hover:border-ink pointer-coarse:min-h-11 ${
              missing ? 'border-warning bg-warning-soft text-warning' : 'border-edge text-soft'
            }`}
          >
            {capital(label)}
            {'\u00a0: '}
            <span className={missing ? 'font-semibold' : 'text-ink'}>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
