import { History } from '@/components/audit/history';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import type { FollowUp, FollowUpChoices } from '@/server/followup/queries';
import { Entries } from './entries';
import { QuickEntry } from './quick-entry';
import { Steps } from './steps';

/** The follow-up of a project: what comes next, a quick entry, what happened. */
export function FollowUpTab({
  projectId,
  view,
  choices,
  journal,
}: {
  projectId: string;
  view: FollowUp;
  /** Null for a hat that reads without writing. */
  choices: FollowUpChoices | null;
  journal: readonly HistoryEntry[];
}) {
  const held = { projectId, choices, mayKeepInternal: view.mayKeepInternal };
  return (
    <div className="flex flex-col gap-8">
      <Steps open={view.open} done={view.done} {...held} />
      {choices && (
        <Section title="Noter">
          <QuickEntry
            projectId={projectId}
            choices={choices}
            today={view.today}
            mayKeepInternal={view.mayKeepInternal}
          />
        </Section>
      )}
      <Section title="Ce qui s’est passé">
        {view.entries.length === 0 ? (
          <EmptyState title="Rien n’est encore noté">
            {choices
              ? 'Appels, courriels, réunions, notes\u00a0: une ligne suffit, et la prochaine étape avec elle.'
              : 'Les appels, courriels et réunions notés sur ce projet paraîtront ici.'}
          </EmptyState>
        ) : (
          <Entries entries={view.entries} {...held} />
        )}
        {view.next && (
          <ButtonLink href={`?onglet=suivi&apres=${view.next}`} className="mt-3">
            Lignes plus anciennes
          </ButtonLink>
        )}
      </Section>
      {journal.length > 0 && (
        <details className="print:hidden">
          <summary className="cursor-pointer text-accent">Journal du suivi</summary>
          <div className="mt-3">
            <History entries={journal} />
          </div>
        </details>
      )}
    </div>
  );
}
