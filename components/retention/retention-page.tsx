import { administrationCrumb } from '@/components/administration/crumbs';
import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableGrid } from '@/components/ui/table-grid';
import type { RetentionView } from '@/server/retention/queries';
import { EliminationActs, ProposeElimination } from './elimination-acts';
import { RetentionForm } from './retention-form';

const states = {
  proposed: { label: 'À approuver', tone: 'info' },
  approved: { label: 'Approuvée une fois', tone: 'warning' },
  executed: { label: 'Éliminée', tone: 'neutral' },
  withdrawn: { label: 'Retirée', tone: 'neutral' },
} as const;

/** How long an académie keeps its documents, what is due, and the lists that two persons approve. */
export function RetentionPage({ view }: { view: RetentionView }) {
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Conservation et élimination"
        lead={`${view.academy.fullName.charAt(0).toUpperCase()}${view.academy.fullName.slice(1)}. Les faits et le journal restent toujours ; seuls des fichiers arrivés à leur terme peuvent être éliminés.`}
        action={<ProposeElimination code={view.academy.code} due={view.due} mayAct={view.mayAct} />}
      />
      <div className="flex flex-col gap-10">
        {!view.retention.confirmed && (
          <Notice tone="warning" title="Durées à confirmer">
            Ces durées sont des propositions de l’application : faites-les confirmer par votre service
            d’archives, puis cochez la case ci-dessous.
          </Notice>
        )}
        <RetentionForm key={view.academy.version} view={view} />
        <Section
          title="Documents arrivés à terme"
          lead={
            view.due === 0
              ? 'Aucun document à proposer pour l’instant.'
              : `${counted(view.due, 'document')} à proposer dans une liste.`
          }
        >
          {view.lists.length === 0 && (
            <EmptyState title="Aucune liste d’élimination" level={3}>
              Une liste dit ce qui sera éliminé, depuis quand c’est possible et sur quel fondement. Deux
              personnes l’approuvent, avec le visa des archives.
            </EmptyState>
          )}
          {view.lists.map((list) => (
            <Section
              key={list.id}
              level={3}
              title={`Liste du ${formatLongDate(list.createdOn)}`}
              count={list.items.length}
              action={view.mayAct ? <EliminationActs code={view.academy.code} list={list} /> : undefined}
            >
              <p className="flex flex-wrap items-baseline gap-3">
                <StateBadge tone={states[list.state].tone}>{states[list.state].label}</StateBadge>
                <span className="text-soft">
                  Établie par {list.createdBy}
                  {list.first && ` · approuvée par ${list.first.name} le ${formatDate(list.first.on)}`}
                  {list.visa &&
                    ` · visa ${list.visa.reference} du ${formatDate(list.visa.on ?? list.createdOn)}`}
                  {list.second &&
                    ` · seconde approbation de ${list.second.name} le ${formatDate(list.second.on)}`}
                </span>
              </p>
              <TableGrid
                id={`elimination-${list.id}`}
                caption={`Documents de la liste du ${formatLongDate(list.createdOn)}`}
                columns={[
                  { key: 'what', label: 'Document' },
                  { key: 'file', label: 'Fichier' },
                  { key: 'ended', label: 'Fin' },
                  { key: 'due', label: 'Éliminable depuis' },
                  { key: 'ground', label: 'Fondement', wideOnly: true },
                ]}
                rows={list.items.map((item) => ({
                  id: item.id,
                  name: item.what,
                  href: `/conventions/${item.conventionId}`,
                  cells: {
                    what: item.what,
                    file: (
                      <>
                        {item.fileName}
                        <span className="block break-all font-mono text-soft text-xs">{item.sha256}</span>
                      </>
                    ),
                    ended: formatDate(item.endedOn),
                    due: formatDate(item.dueOn),
                    ground: item.legalGround,
                  },
                }))}
              />
            </Section>
          ))}
        </Section>
        {view.held.length > 0 && (
          <Section
            title="Retenus par un contentieux"
            count={view.held.length}
            lead="Rien de ces conventions ni de leurs avenants ne peut être éliminé avant la levée, depuis leur historique."
          >
            <ul className="flex flex-col">
              {view.held.map((one) => (
                <li key={one.id} className="flex flex-col gap-1 border-line border-t py-3">
                  <p>
                    <Link href={`/conventions/${one.id}?onglet=historique`}>{one.number}</Link>{' '}
                    <span className="text-soft">
                      · {one.authority}
                      {one.since && ` · depuis le ${formatDate(one.since)}`}
                    </span>
                  </p>
                  <p>{one.reason}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}
