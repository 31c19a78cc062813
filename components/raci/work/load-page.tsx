import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { TableGrid } from '@/components/ui/table-grid';
import { type Phase, phaseLabels } from '@/server/raci/domain';
import { saidOrder } from '@/server/raci/letters';
import { type ActorLoad, loadOf, phasesIn } from '@/server/raci/work/load';
import type { WorkView } from '@/server/raci/work/queries';
import { ActorActivities } from './actor-activities';
import { LoadChart } from './load-chart';
import { progressInWords } from './words';

/** How much each actor of a matrix carries; one of them chosen, its activities as a list to print. */
export function LoadPage({
  view,
  phase,
  actorKey,
}: {
  view: WorkView;
  phase: Phase | null;
  actorKey: string;
}) {
  const { actors, activities, share, letters, project } = view;
  const loads = loadOf(actors, activities, share, phase);
  const chosen = loads.find(({ key }) => key === actorKey);
  if (activities.length === 0 || actors.length === 0)
    return (
      <EmptyState title="Aucune charge à montrer">
        La charge se compte sur les activités et les acteurs de la matrice&nbsp;: ouvrez-la d’abord.
      </EmptyState>
    );
  const query = phase ? `&phase=${phase}` : '';
  return (
    <div className="flex flex-col gap-6">
      <div className={`flex flex-col gap-6 ${chosen ? 'print:hidden' : ''}`}>
        <div className="flex flex-wrap items-end justify-between gap-3">
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'phase',
                label: 'Phase',
                allLabel: 'Toutes les phases',
                choices: phasesIn(activities).map((one) => ({ id: one, label: phaseLabels[one] })),
              },
            ]}
          />
          <ButtonLink
            href={`/responsabilites/${project.id}/acteurs/charge.csv${phase ? `?phase=${phase}` : ''}`}
            download
          >
            Télécharger (CSV)
          </ButtonLink>
        </div>
        <LoadChart loads={loads} letters={letters} />
        <TableGrid
          id="charge"
          caption="Charge par acteur"
          columns={[
            { key: 'actor', label: 'Acteur' },
            ...saidOrder.map((meaning) => ({
              key: meaning,
              label: letters[meaning],
              align: 'end' as const,
            })),
            { key: 'share', label: `Part des ${letters.accountable}`, align: 'end' },
            { key: 'work', label: 'Avancement de ce qu’il réalise ou dont il répond', wideOnly: true },
          ]}
          rows={loads.map((load) => ({
            id: load.key,
            href: `?acteur=${encodeURIComponent(load.key)}${query}#activites`,
            name: load.label,
            cells: {
              actor: load.label,
              ...Object.fromEntries(
                saidOrder.map((meaning) => [meaning, formatNumber(load.counts[meaning])]),
              ),
              share: <Share load={load} share={share} />,
              work: load.work.total === 0 ? 'Rien à réaliser' : progressInWords(load.work),
            },
          }))}
        />
        <p className="text-soft text-sm">
          Part des activités dont chaque acteur répond. L’académie attire l’attention au-delà de{' '}
          {formatPercent(share, 0)}, sur l’ensemble du projet.
        </p>
      </div>
      {chosen && (
        <Section
          id="activites"
          title={chosen.label}
          lead={`${project.name}${phase ? `, phase «\u00a0${phaseLabels[phase]}\u00a0»` : ''}`}
          action={
            <Link href={`?${phase ? `phase=${phase}` : ''}`} className="print:hidden">
              Tous les acteurs
            </Link>
          }
        >
          <ActorActivities
            projectId={project.id}
            actorKey={chosen.key}
            activities={activities.filter((line) => !phase || line.phase === phase)}
            today={view.today}
          />
        </Section>
      )}
    </div>
  );
}

function Share({ load, share }: { load: ActorLoad; share: number }) {
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {load.over && <StateBadge tone="warning">au-delà de {formatPercent(share, 0)}</StateBadge>}
      {formatPercent(load.share, 0)}
    </span>
  );
}
