'use client';

import '@/server/documents/document.css';
import { memo, type ReactNode } from 'react';
import { PartMargin } from '../comments/part-margin';
import type { Draft, DraftPart } from './draft';
import { Drawn } from './inline-field';
import type { Marks } from './marks';

/** Address of a part on the page. */
export const partId = (id: string) => `partie-${id}`;

/** The document as it will be printed. `children` draws each part; by default its words alone. */
export function Sheet({
  draft,
  editable,
  children = (part) => <PartText part={part} marks={draft.marks} editable={false} />,
}: {
  draft: Pick<Draft, 'cover' | 'parts' | 'marks'>;
  editable: boolean;
  children?: (part: DraftPart) => ReactNode;
}) {
  return (
    <article
      lang="fr"
      aria-labelledby="doc-titre"
      className="rounded-sm border border-line bg-surface px-4 py-8 sm:px-10 sm:py-12 print:border-0 print:p-0"
    >
      <div className="doc">
        <StableText html={draft.cover} marks={draft.marks} editable={editable} />
      </div>
      {draft.parts.map((part) => (
        <div key={part.id} id={partId(part.id)} tabIndex={-1} className="scroll-mt-40 sm:scroll-mt-32">
          <PartMargin partId={part.id} heading={part.heading}>
            {children(part)}
          </PartMargin>
        </div>
      ))}
    </article>
  );
}

/** The words of one part, drawn again only when they change. */
export function PartText({ part, marks, editable }: { part: DraftPart; marks: Marks; editable: boolean }) {
  if (!part.html) return null;
  return (
    <div className="doc">
      <StableText html={part.html} marks={marks} editable={editable} />
    </div>
  );
}

const StableText = memo(Drawn);
