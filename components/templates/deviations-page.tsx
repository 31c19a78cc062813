import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { DeviationRow } from '@/server/templates/queries/deviations';
import { roomTabs, templatesCrumb } from './words';

const noun = ['écart', 'écarts'] as const;

/** Filters of the list, from its address. */
export function readDeviationFilters(params: PageParams) {
  const q = param(params, 'q').slice(0, 200);
  const state = paramChoice(params, 'motif', ['explained', 'unexplained']);
  const { page, take } = readTable(params, { sortable: [], defaultSort: '' });
  return { page, limit: take, state: state ?? ('all' as const), ...(q ? { q } : {}) };
}

const columns: Column[] = [
  { key: 'convention', label: 'Convention' },
  { key: 'article', label: 'Clause' },
  { key: 'reason', label: 'Motif' },
  { key: 'who', label: 'Par', wideOnly: true },
  { key: 'at', label: 'Le', wideOnly: true },
];

/** Where the conventions of the académie depart from mandatory clauses, and why. */
export function DeviationsPage({
  items,
  total,
  page,
  limit,
}: {
  items: readonly DeviationRow[];
  total: number;
  page: number;
  limit: number;
}) {
  return (
    <>
      <PageHeader
        crumbs={[templatesCrumb]}
        title="Écarts aux clauses obligatoires"
        lead="Chaque convention qui s’écarte d’une clause obligatoire de son modèle, avec le motif donné."
      >
        <Tabs label="Modèles et clauses" tabs={roomTabs} current="/modeles/ecarts" />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            {
              kind: 'search',
              name: 'q',
              label: 'Rechercher',
              placeholder: 'Convention, collectivité, clause, motif',
            },
            {
              kind: 'one',
              name: 'motif',
              label: 'Motif',
              allLabel: 'Tous',
              choices: [
                { id: 'explained', label: 'Motivés' },
                { id: 'unexplained', label: 'Sans motif' },
              ],
            },
          ]}
          count={total}
          noun={noun}
        />
        <DataTable
          id="ecarts"
          caption="Écarts aux clauses obligatoires"
          columns={columns}
          noun={noun}
          paging={{ page, pageSize: limit, total }}
          empty={
            <EmptyState title="Aucun écart">
              Les conventions reprennent les clauses obligatoires de leur modèle, ou aucune ne répond à ces
              filtres.
            </EmptyState>
          }
          rows={items.map((one) => ({
            id: one.id,
            href: `/conventions/${one.conventionId}`,
            name: `${one.number}, ${one.heading}`,
            cells: {
              convention: (
                <>
                  {one.number}
                  <span className="block font-normal text-soft text-sm">
                    {one.authorityName} · {one.statusLabel.label}
                  </span>
                </>
              ),
              article: (
                <>
                  {one.heading}
                  {one.kind === 'removed' && <span className="block text-soft text-sm">Clause retirée</span>}
                </>
              ),
              reason: one.reason ?? <StateBadge tone="warning">Sans motif</StateBadge>,
              who: one.who ?? '–',
              at: formatDate(one.at),
            },
          }))}
        />
      </div>
    </>
  );
}
