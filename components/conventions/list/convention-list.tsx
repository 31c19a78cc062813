import { ArchiveOfList, SelectedConventions } from '@/components/bulk/list-acts';
import { type PageParams, param, paramChoice, readTable, type TableAddress } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import type { ConventionPage } from '@/server/conventions/queries/list';
import { conventionStatuses, statusLabels } from '@/server/conventions/transitions';
import { toneOf } from '../tone';

const sortable = ['number', 'since', 'ends'] as const;
type SortKey = (typeof sortable)[number];

/** Filters, sort and page of the list, from its address. */
export function readConventionFilters(params: PageParams) {
  const table = readTable(params, { sortable, defaultSort: '-number', pageSize: 50 });
  const status = paramChoice(params, 'etat', conventionStatuses);
  const q = param(params, 'q');
  return {
    table,
    filters: {
      sort: table.sort.key,
      descending: table.sort.direction === 'descending',
      ...(status ? { status: [status] } : {}),
      ...(q ? { q } : {}),
    },
  };
}

const columns: Column[] = [
  { key: 'number', label: 'Numéro', sortable: true, width: '9rem' },
  { key: 'title', label: 'Convention' },
  { key: 'status', label: 'État' },
  { key: 'since', label: 'Depuis le', sortable: true, wideOnly: true },
  { key: 'schools', label: 'Écoles', align: 'end', wideOnly: true },
  { key: 'product', label: 'Solution', wideOnly: true },
  { key: 'ends', label: 'Terme', sortable: true, wideOnly: true },
];

/** Every convention that this hat may read. */
export function ConventionList({
  page,
  table,
  filters,
  mayCreate,
  maySubmit,
}: {
  page: ConventionPage;
  table: TableAddress<SortKey>;
  filters: ReturnType<typeof readConventionFilters>['filters'];
  mayCreate: boolean;
  maySubmit: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Conventions"
        lead={counted(page.total, 'convention')}
        action={
          mayCreate ? (
            <ButtonLink href="/conventions/nouvelle" variant="primary">
              Nouvelle convention
            </ButtonLink>
          ) : undefined
        }
        menu={
          <>
            {mayCreate && <ButtonLink href="/conventions/en-nombre">En nombre</ButtonLink>}
            <ArchiveOfList filters={filters} total={page.total} />
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Numéro, collectivité, UAI…' },
            {
              kind: 'one',
              name: 'etat',
              label: 'État',
              choices: conventionStatuses.map((id) => ({ id, label: statusLabels[id].label })),
            },
          ]}
          count={page.total}
          noun={['convention', 'conventions']}
        />
        <DataTable
          id="conventions"
          caption="Conventions"
          columns={columns}
          sort={table.sort}
          paging={{ page: table.page, pageSize: table.take, total: page.total }}
          noun={['convention', 'conventions']}
          bulk={
            <SelectedConventions
              tableId="conventions"
              drafts={page.items
                .filter(({ status }) => status === 'draft')
                .map(({ id, version }) => ({ id, version }))}
              maySubmit={maySubmit}
            />
          }
          empty={
            <EmptyState
              title="Aucune convention ici"
              steps={
                mayCreate
                  ? [
                      'Créez le projet : collectivité porteuse, solution, écoles.',
                      'Rédigez la convention à partir du modèle.',
                      'Soumettez-la aux avis, puis à la collectivité.',
                    ]
                  : []
              }
            >
              {mayCreate
                ? 'Si un filtre est posé, effacez-le ; sinon, commencez par un projet.'
                : 'Aucune convention ne vous concerne pour l’instant, ou aucune ne répond à ces filtres.'}
            </EmptyState>
          }
          rows={page.items.map((row) => ({
            id: row.id,
            href: `/conventions/${row.id}`,
            name: row.number,
            cells: {
              number: <span className="tabular">{row.number}</span>,
              title: (
                <>
                  {row.title}
                  <span className="block text-soft text-sm">{row.authority.name}</span>
                </>
              ),
              status: <StateBadge tone={toneOf(row.statusLabel.tone)}>{row.statusLabel.label}</StateBadge>,
              since: formatDate(row.statusSince),
              schools: row.schools,
              product: row.product?.name ?? '–',
              ends: row.endsOn ? formatDate(row.endsOn) : '–',
            },
          }))}
        />
      </div>
    </>
  );
}
