import { ArchiveOfList, SelectedConventions } from '@/components/bulk/list-acts';
import { ExportMenu } from '@/components/lists/export-menu';
import {
  type PageParams,
  param,
  paramChoice,
  paramList,
  readTable,
  SORT_PARAM,
  type TableAddress,
} from '@/components/ui/address';
import { Badge, StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { ViewsBar } from '@/components/views/views-bar';
import { isIsoDate } from '@/server/calendar';
import {
  conventionKindLabels,
  conventionKinds,
  conventionOriginLabels,
  conventionOrigins,
} from '@/server/conventions/list-schema';
import type { ConventionFacets } from '@/server/conventions/queries/facets';
import type { ConventionPage } from '@/server/conventions/queries/list';
import { conventionStatuses, statusLabels } from '@/server/conventions/transitions';
import { degreeLabels } from '@/server/projects/domain';
import type { ViewLine } from '@/server/views/queries';
import { toneOf } from '../tone';

const sortable = ['number', 'since', 'ends'] as const;
type SortKey = (typeof sortable)[number];

/** Filters, sort and page of the list, from its address; a search without a sort puts the closest first. */
export function readConventionFilters(params: PageParams) {
  const table = readTable(params, { sortable, defaultSort: '-number', pageSize: 50 });
  const status = paramList(params, 'etat').filter((one) => conventionStatuses.some((known) => known === one));
  const q = param(params, 'q');
  const degree = paramChoice(params, 'degre', ['primary', 'secondary']);
  const kind = paramChoice(params, 'nature', conventionKinds);
  const origin = paramChoice(params, 'origine', conventionOrigins);
  const endsBefore = param(params, 'terme');
  const authorityId = param(params, 'collectivite');
  const productId = param(params, 'solution');
  const department = param(params, 'departement');
  const renewal = paramChoice(params, 'renouvellement', ['a-examiner']);
  const filters = {
    ...(status.length > 0 ? { status: status as (typeof conventionStatuses)[number][] } : {}),
    ...(q ? { q } : {}),
    ...(degree ? { degree } : {}),
    ...(kind ? { kind } : {}),
    ...(origin ? { origin } : {}),
    ...(isIsoDate(endsBefore) ? { endsBefore } : {}),
    ...(authorityId ? { authorityId } : {}),
    ...(productId ? { productId } : {}),
    ...(department ? { department } : {}),
    ...(renewal ? { renewal: 'to_examine' as const } : {}),
  };
  const isSorted = param(params, SORT_PARAM) !== '';
  return {
    table,
    filters,
    order: {
      sort: q && !isSorted ? ('relevance' as const) : table.sort.key,
      descending: table.sort.direction === 'descending',
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

const labelled = <K extends string>(ids: readonly K[], labels: Record<K, string>) =>
  ids.map((id) => ({ id, label: labels[id] }));

const filtersOf = ({ authorities, products, departments }: ConventionFacets): Filter[] => [
  { kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Numéro, collectivité, école, UAI…' },
  {
    kind: 'many',
    name: 'etat',
    label: 'État',
    choices: conventionStatuses.map((id) => ({ id, label: statusLabels[id].label })),
  },
  { kind: 'one', name: 'degre', label: 'Degré', choices: labelled(['primary', 'secondary'], degreeLabels) },
  { kind: 'one', name: 'collectivite', label: 'Collectivité', allLabel: 'Toutes', choices: authorities },
  { kind: 'one', name: 'solution', label: 'Solution', allLabel: 'Toutes', choices: products },
  { kind: 'one', name: 'departement', label: 'Département', choices: departments },
  { kind: 'date', name: 'terme', label: 'Terme avant le' },
  {
    kind: 'one',
    name: 'renouvellement',
    label: 'Renouvellement',
    allLabel: 'Tous',
    choices: [{ id: 'a-examiner', label: 'À examiner' }],
  },
  {
    kind: 'one',
    name: 'origine',
    label: 'Origine',
    allLabel: 'Toutes',
    choices: labelled(conventionOrigins, conventionOriginLabels),
  },
  {
    kind: 'one',
    name: 'nature',
    label: 'Nature',
    allLabel: 'Toutes',
    choices: labelled(conventionKinds, conventionKindLabels),
  },
];

/** Every convention that this hat may read. */
export function ConventionList({
  page,
  table,
  filters,
  maySubmit,
  facets,
  views,
  mayCreate,
  mayShareViews,
  mayTakeOver = false,
}: {
  page: ConventionPage;
  table: TableAddress<SortKey>;
  filters: ReturnType<typeof readConventionFilters>['filters'];
  maySubmit: boolean;
  facets: ConventionFacets;
  views: readonly ViewLine[];
  mayCreate: boolean;
  mayShareViews: boolean;
  /** May bring in conventions made elsewhere. */
  mayTakeOver?: boolean;
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
            <ButtonLink href="/conventions/renouvellements">Renouvellements</ButtonLink>
            {mayCreate && <ButtonLink href="/conventions/en-nombre">En nombre</ButtonLink>}
            {mayTakeOver && (
              <ButtonLink href="/conventions/reprise">Reprendre des conventions existantes</ButtonLink>
            )}
            <ArchiveOfList filters={{ ...filters, sort: 'number' }} total={page.total} />
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ViewsBar list="conventions" views={views} mayShare={mayShareViews} />
          <ExportMenu exported={{ list: 'conventions', filters }} />
        </div>
        <FilterBar filters={filtersOf(facets)} count={page.total} noun={['convention', 'conventions']} />
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
                      'Créez le projet\u00a0: collectivité porteuse, solution, écoles.',
                      'Rédigez la convention à partir du modèle.',
                      'Soumettez-la aux avis, puis à la collectivité.',
                    ]
                  : []
              }
            >
              {mayCreate
                ? 'Si un filtre est posé, effacez-le\u00a0; sinon, commencez par un projet.'
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
                  {row.because && <span className="block text-sm">Trouvée par {row.because}</span>}
                </>
              ),
              status: (
                <span className="flex flex-wrap gap-1">
                  <StateBadge tone={toneOf(row.statusLabel.tone)}>{row.statusLabel.label}</StateBadge>
                  {row.origin === 'taken_over' && <Badge tone="neutral">Reprise</Badge>}
                  {row.renewalToExamine && <Badge tone="info">À renouveler&nbsp;?</Badge>}
                </span>
              ),
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
