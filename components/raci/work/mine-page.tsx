import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Figure } from '@/components/ui/figure';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { workStateWords } from '@/server/raci/work/domain';
import type { Responsibilities, Responsibility } from '@/server/raci/work/mine';
import { ListTabs } from '../list-tabs';
import { ActivityRow } from './activity-row';
import { activityHref, partInWords, stateChoices, stateSlugs } from './words';

/** All that a hat does or answers for, over its projects; what is due first comes first. */
export function MinePage({
  mine,
  isFiltered,
  readsTemplates,
}: {
  mine: Responsibilities;
  isFiltered: boolean;
  readsTemplates: boolean;
}) {
  const { lines, counts, projects } = mine;
  return (
    <>
      <PageHeader
        title="Mes responsabilités"
        crumbs={[{ label: 'Responsabilités', href: '/responsabilites' }]}
        lead="Ce que vous réalisez ou dont vous répondez, dans tous vos projets en cours&nbsp;: à votre nom d’abord, puis au nom de votre organisation."
      >
        <ListTabs participates readsTemplates={readsTemplates} />
      </PageHeader>
      <div className="flex flex-col gap-5">
        {mine.total > 0 && (
          <div className="flex flex-wrap gap-x-6 gap-y-4">
            {(['to_do', 'in_progress', 'blocked', 'done'] as const).map((state) => (
              <Figure
                key={state}
                value={formatNumber(counts[state])}
                label={counts[state] > 1 ? workStateWords[state].many : workStateWords[state].one}
                href={`?etat=${stateSlugs[state]}`}
              />
            ))}
            <Figure value={formatNumber(counts.late)} label="en retard" href="?echeance=retard" />
          </div>
        )}
        <FilterBar
          filters={[
            {
              kind: 'one',
              name: 'projet',
              label: 'Projet',
              allLabel: 'Tous les projets',
              choices: projects.map(({ id, name }) => ({ id, label: name })),
            },
            { kind: 'one', name: 'etat', label: 'État', allLabel: 'Tous les états', choices: stateChoices },
            {
              kind: 'one',
              name: 'echeance',
              label: 'Échéance',
              allLabel: 'Toutes',
              choices: [{ id: 'retard', label: 'En retard' }],
            },
            ...(mine.hasNamed
              ? [
                  {
                    kind: 'one' as const,
                    name: 'attribution',
                    label: 'Attribution',
                    allLabel: 'À mon nom ou à mon organisation',
                    choices: [{ id: 'nominative', label: 'À mon nom seulement' }],
                  },
                ]
              : []),
            {
              kind: 'one',
              name: 'part',
              label: 'Ma part',
              allLabel: 'Je réalise ou je réponds',
              choices: [{ id: 'toutes', label: 'Aussi consulté ou informé' }],
            },
          ]}
          count={mine.found}
          noun={['activité', 'activités']}
        />
        {lines.length === 0 ? (
          <NothingHere isFiltered={isFiltered} />
        ) : (
          <>
            <p className="text-soft text-sm">
              La plus urgente d’abord&nbsp;; ce qui est terminé vient à la fin.
            </p>
            <ul aria-label="Mes responsabilités" className="rounded-md border border-line bg-surface">
              {lines.map((line) => (
                <Line key={line.id} line={line} today={mine.today} />
              ))}
            </ul>
            <Pagination
              page={mine.page}
              pageSize={mine.pageSize}
              total={mine.found}
              noun={['activité', 'activités']}
            />
          </>
        )}
      </div>
    </>
  );
}

function Line({ line, today }: { line: Responsibility; today: string }) {
  return (
    <ActivityRow
      work={{ ...line, projectId: line.project.id }}
      since={{ by: line.stateBy, on: line.stateOn }}
      today={today}
      title={
        <Link href={activityHref(line.project.id, line.id)} quiet>
          {line.number}. {line.label}
        </Link>
      }
      end={
        line.documents > 0 ? (
          <Link href={activityHref(line.project.id, line.id)} className="text-sm">
            {counted(line.documents, 'document')}
          </Link>
        ) : null
      }
    >
      <p>
        {line.project.name} · {line.phaseLabel}
      </p>
      {line.columns.map((column) => (
        <p key={column.key}>
          {column.named ? 'À votre nom' : column.label}&nbsp;: {partInWords(column.meanings)}
        </p>
      ))}
    </ActivityRow>
  );
}

function NothingHere({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      title="Aucune activité ne répond à ces filtres"
      actions={<ButtonLink href="/responsabilites/miennes">Tout voir</ButtonLink>}
    >
      Effacez un filtre pour retrouver vos responsabilités.
    </EmptyState>
  ) : (
    <EmptyState
      title="Aucune responsabilité pour le moment"
      actions={<ButtonLink href="/responsabilites">Voir les matrices</ButtonLink>}
    >
      Les activités que vous réalisez ou dont vous répondez apparaissent ici dès qu’une matrice vous les
      confie, à votre nom ou à celui de votre organisation.
    </EmptyState>
  );
}
