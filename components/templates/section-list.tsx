'use client';

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { TemplateContent, TemplateSection } from '@/server/conventions/template/types';
import type { TemplateFinding } from '@/server/templates/checks';
import type { ClauseRow } from '@/server/templates/queries/clauses';
import { AddSection } from './add-section';
import type { TemplateDraft } from './use-draft';
import { obligationWords } from './words';

const nameOf = ({ section, number, code, title }: TemplateSection) =>
  section === 'article'
    ? `${number ?? '–'}. ${title}`
    : section === 'annex'
      ? `${code ?? ''} ${title}`
      : title;

/** The outline of a template: order, what each part is, what is wrong with it; parts in and out. */
export function SectionList({
  content,
  findings,
  clauses,
  chosen,
  onChoose,
  act,
}: {
  content: TemplateContent;
  findings: readonly TemplateFinding[];
  clauses: readonly ClauseRow[];
  chosen: string | null;
  onChoose: (key: string | null) => void;
  act: TemplateDraft['act'] | null;
}) {
  return (
    <nav aria-label="Plan du modèle" className="flex flex-col gap-3">
      <ol className="flex flex-col">
        <li>
          <Entry isCurrent={chosen === null} onPress={() => onChoose(null)}>
            Nom, formes et champs
          </Entry>
        </li>
        {content.sections.map((section) => {
          const wrong = findings.filter((one) => one.section === section.key);
          const { label, tone } = obligationWords[section.obligation ?? 'optional'];
          return (
            <li key={section.key}>
              <Entry isCurrent={chosen === section.key} onPress={() => onChoose(section.key)}>
                <span className="min-w-0 flex-1">{nameOf(section)}</span>
                {section.obligation && section.obligation !== 'optional' && (
                  <Badge tone={tone}>{label}</Badge>
                )}
                {wrong.length > 0 && (
                  <span className="text-warning">
                    <TriangleAlert aria-hidden className="size-4" />
                    <span className="sr-only">, à revoir</span>
                  </span>
                )}
              </Entry>
            </li>
          );
        })}
      </ol>
      {act && (
        <div className="flex flex-wrap gap-2">
          <AddSection content={content} clauses={clauses} after={chosen} act={act} onAdded={onChoose} />
          <Button
            size="sm"
            variant="quiet"
            onPress={() => act({ command: { kind: 'renumber' }, local: { kind: 'renumber' }, slot: null })}
          >
            Renuméroter
          </Button>
        </div>
      )}
    </nav>
  );
}

function Entry({
  isCurrent,
  onPress,
  children,
}: {
  isCurrent: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onPress}
      className="flex w-full cursor-pointer items-center gap-2 rounded-sm border-transparent border-l-2 py-1 pr-1.5 pl-2 text-left text-sm leading-snug hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-soft pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}
