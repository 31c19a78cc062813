'use client';

import { CircleDot, Pencil, Split, TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { counted } from '@/components/ui/format';
import { CommentMark } from '../comments/part-margin';
import type { DraftPart } from './draft';
import { partId } from './sheet';

/** What is said of a part in the outline, beside the fields it lacks. */
export type PartMark = 'conflict' | 'unsaved' | 'deviates' | 'edited' | null;

const MARKS = {
  conflict: { icon: TriangleAlert, text: 'deux versions, choix à faire', tone: 'text-danger' },
  unsaved: { icon: CircleDot, text: 'non enregistré', tone: 'text-accent' },
  deviates: { icon: Split, text: 's’écarte du modèle', tone: 'text-warning' },
  edited: { icon: Pencil, text: 'modifié depuis la création', tone: 'text-soft' },
} as const;

/** « 3 » and « Périmètre », or « A3 » and « Fiche… ». */
function numbered(heading: string): { number: string; title: string } {
  const match = /^(?:Article|Annexe) (\S+) – (.*)$/su.exec(heading);
  return { number: match?.[1] ?? '', title: match?.[2] ?? heading };
}

/** The parts of the document, what each still lacks, and a way there. */
export function Outline({
  parts,
  markOf = () => null,
  current = null,
  onGo,
}: {
  parts: readonly DraftPart[];
  markOf?: (part: DraftPart) => PartMark;
  /** The part being edited. */
  current?: string | null;
  /** Called before the page moves there. */
  onGo?: () => void;
}) {
  return (
    <nav aria-label="Plan du texte">
      <ol className="flex flex-col">
        {parts.map((part) => {
          const { number, title } = numbered(part.heading);
          const mark = markOf(part);
          return (
            <li key={part.id}>
              <a
                href={`#${partId(part.id)}`}
                aria-current={part.id === current ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  onGo?.();
                  goToPart(part.id);
                }}
                className="flex items-baseline gap-2 rounded-sm border-transparent border-l-2 py-1 pr-1.5 pl-2 text-sm leading-snug hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-soft pointer-coarse:min-h-11 pointer-coarse:items-center"
              >
                <span className="tabular w-6 shrink-0 text-right text-soft">{number}</span>
                <span className="min-w-0 flex-1">{title}</span>
                {mark && <MarkIcon mark={mark} />}
                <CommentMark partId={part.id} />
                {part.missing.length > 0 && (
                  <span title={counted(part.missing.length, 'champ à compléter', 'champs à compléter')}>
                    <Badge tone="warning">
                      {part.missing.length}
                      <span className="sr-only">
                        {part.missing.length > 1 ? ' champs à compléter' : ' champ à compléter'}
                      </span>
                    </Badge>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function MarkIcon({ mark }: { mark: Exclude<PartMark, null> }) {
  const { icon: Icon, text, tone } = MARKS[mark];
  return (
    <span title={text} className={`self-center ${tone}`}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">, {text}</span>
    </span>
  );
}

/** Shows a part and lets reading start there. */
export function goToPart(id: string): void {
  const part = document.getElementById(partId(id));
  part?.scrollIntoView({ block: 'start' });
  part?.focus({ preventScroll: true });
}
