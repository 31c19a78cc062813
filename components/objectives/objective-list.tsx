import { Plus } from 'lucide-react';
import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate, formatLongDate, formatPercent } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import type { ObjectiveLine } from '@/server/objectives/queries';
import { countedIn, measureText, objectiveTitle, TrendBadge } from './words';

/** The targets of an académie, each with where it stands today. */
export function ObjectiveList({
  objectives,
  today,
  canCreate,
  filtered,
}: {
  objectives: ObjectiveLine[];
  today: string;
  canCreate: boolean;
  filtered: boolean;
}) {
  const set = canCreate ? (
    <ButtonLink href="/couverture/objectifs/nouveau" variant="primary" icon={<Plus aria-hidden />}>
      Fixer un objectif
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Couverture', href: '/couverture' }]}
        title="Objectifs"
        lead={`Où en est chaque objectif de l’académie, calculé sur la chaîne de couverture au ${formatLongDate(today)}.`}
        {...(set ? { action: set } : {})}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-5">
        <FilterBar
          filters={[
            {
              kind: 'one',
              name: 'etat',
              label: 'Suivi',
              allLabel: 'En cours',
              choices: [
                { id: 'clos', label: 'Clos' },
                { id: 'tous', label: 'Tous' },
              ],
            },
          ]}
        />
        <DataTable
          id="objectifs"
          caption="Objectifs"
          noun={['objectif', 'objectifs']}
          columns={[
            { key: 'what', label: 'Objectif' },
            { key: 'now', label: 'Aujourd’hui' },
            { key: 'due', label: 'Échéance' },
            { key: 'trend', label: 'Tendance' },
            { key: 'start', label: 'Au départ', wideOnly: true },
          ]}
          rows={objectives.map((one) => ({
            id: one.id,
            name: `${one.territoryName}, ${objectiveTitle(one)}`,
            href: `/couverture/objectifs/${one.id}`,
            cells: {
              what: (
                <>
                  <span className="block">{one.territoryName}</span>
                  <span className="block">{objectiveTitle(one)}</span>
                  <span className="block text-soft text-xs">{countedIn(one)}</span>
                </>
              ),
              now: (
                <>
                  <span className="block font-semibold">{measureText(one.now)}</span>
                  <span className="block text-soft text-xs">
                    {formatPercent(one.expected)} attendus à ce jour
                  </span>
                </>
              ),
              due: formatDate(one.targetOn),
              trend: (
                <>
                  <TrendBadge trend={one.trend} />
                  {one.closedOn && (
                    <span className="block text-soft text-xs">
                      clos le {formatDate(one.closedOn)}&nbsp;: {one.closedReason}
                    </span>
                  )}
                </>
              ),
              start: `${measureText(one.start)}, le ${formatDate(one.start.on)}`,
            },
          }))}
          empty={
            <EmptyState
              title={filtered ? 'Aucun objectif clos' : 'Aucun objectif fixé'}
              {...(set && !filtered ? { actions: set } : {})}
            >
              Un objectif dit jusqu’où aller, où et pour quand&nbsp;: «&nbsp;90&nbsp;% des écoles publiques
              des Yvelines accrochées à l’AAF au 1er septembre 2028&nbsp;». Le point de départ est figé le
              jour où il est fixé.
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
