import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { Section } from '@/components/ui/section';
import { type Phase, phaseLabels } from '@/server/raci/domain';
import { progressOf, type WorkState } from '@/server/raci/work/domain';
import { phasesIn } from '@/server/raci/work/load';
import type { WorkLine, WorkView } from '@/server/raci/work/queries';
import { ActivityRow } from './activity-row';
import { Documents } from './documents';
import { PhaseProposal } from './phase-proposal';
import { activityAnchor, progressInWords, stateChoices, whoInWords } from './words';

export type FollowFilters = { state?: WorkState | undefined; actor: string; late: boolean };

const works = ({ parts }: WorkLine, actor: string) =>
  parts.some(
    ({ actorKey, meanings }) =>
      actorKey === actor && meanings.some((one) => one === 'doer' || one === 'accountable'),
  );

/** How far the work of a project is, phase by phase. */
export function FollowPage({ view, filters }: { view: WorkView; filters: FollowFilters }) {
  const { project, activities, proposal, canEdit } = view;
  const kept = activities.filter(
    (line) =>
      (!filters.state || line.state === filters.state) &&
      (filters.actor === '' || works(line, filters.actor)) &&
      (!filters.late || line.late),
  );
  if (activities.length === 0)
    return (
      <EmptyState title="Aucune activité à suivre">
        Le suivi reprend les activités de la matrice&nbsp;: ouvrez-la d’abord, ou ajoutez-y des activités.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-5">
      <p>
        <strong>Ensemble du projet</strong>&nbsp;: {progressInWords(progressOf(activities))}.{' '}
        {!project.isOpen && 'Le projet est clos\u00a0: son suivi ne se change plus.'}
      </p>
      {proposal && canEdit && (
        <PhaseProposal projectId={project.id} version={project.version} proposal={proposal} />
      )}
      <FilterBar
        filters={[
          {
            kind: 'one',
            name: 'etat',
            label: 'État',
            allLabel: 'Tous les états',
            choices: stateChoices,
          },
          {
            kind: 'one',
            name: 'acteur',
            label: 'Acteur qui réalise ou répond',
            choices: view.actors.map(({ key, label }) => ({ id: key, label })),
          },
          {
            kind: 'one',
            name: 'echeance',
            label: 'Échéance',
            allLabel: 'Toutes',
            choices: [{ id: 'retard', label: 'En retard' }],
          },
        ]}
        count={kept.length}
        noun={['activité', 'activités']}
      />
      {kept.length === 0 && (
        <EmptyState title="Aucune activité ne répond à ces filtres">
          Effacez un filtre pour retrouver les {activities.length} activités du projet.
        </EmptyState>
      )}
      {phasesIn(kept).map((phase) => (
        <PhaseBand
          key={phase}
          phase={phase}
          view={view}
          lines={kept.filter((line) => line.phase === phase)}
        />
      ))}
    </div>
  );
}

function PhaseBand({ phase, view, lines }: { phase: Phase; view: WorkView; lines: WorkLine[] }) {
  const progress = progressOf(view.activities.filter((line) => line.phase === phase));
  const present = view.project.phase === phase;
  return (
    <Section
      title={`${phaseLabels[phase]}${present ? ' (phase du projet)' : ''}`}
      lead={progressInWords(progress)}
    >
      <div aria-hidden className="-mt-1 h-1.5 overflow-hidden rounded-full border border-edge bg-sunken">
        <div className="h-full bg-accent" style={{ width: `${(progress.done / progress.total) * 100}%` }} />
      </div>
      <ul className="rounded-md border border-line bg-surface">
        {lines.map((line) => (
          <ActivityRow
            key={line.id}
            id={activityAnchor(line.id)}
            work={{ ...line, projectId: view.project.id }}
            since={{ by: line.stateBy, on: line.stateOn }}
            today={view.today}
            title={`${line.number}. ${line.label}`}
            end={<Documents projectId={view.project.id} line={line} />}
          >
            {whoInWords(line.parts).map(({ meaning, text }) => (
              <p key={meaning}>{text}</p>
            ))}
          </ActivityRow>
        ))}
      </ul>
    </Section>
  );
}
