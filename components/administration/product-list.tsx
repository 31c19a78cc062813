import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate, formatList } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { productKindLabels, productKinds } from '@/server/organisations/catalogue/domain';
import type { ProductLine } from '@/server/organisations/catalogue/queries';
import { degreeLabels } from '@/server/projects/domain';
import { administrationCrumb } from './crumbs';

const noun = ['solution', 'solutions'] as const;

/** Filters of the catalogue, from its address. */
export function readProductFilters(params: PageParams) {
  const q = param(params, 'q').slice(0, 200);
  const kind = paramChoice(params, 'nature', productKinds);
  const state = paramChoice(params, 'etat', ['active', 'inactive']);
  return {
    isFiltered: Boolean(q || kind || state),
    filters: { state: state ?? ('all' as const), ...(q ? { q } : {}), ...(kind ? { kind } : {}) },
  };
}

const columns: Column[] = [
  { key: 'name', label: 'Solution' },
  { key: 'kind', label: 'Nature' },
  { key: 'degrees', label: 'Degrés', wideOnly: true },
  { key: 'projects', label: 'Projets en cours', align: 'end' },
  { key: 'checked', label: 'Vérifiée le', wideOnly: true },
  { key: 'state', label: 'État', wideOnly: true },
];

/** The catalogue of solutions, shared by all académies. */
export function ProductList({
  products,
  isFiltered,
  mayCreate,
}: {
  products: readonly ProductLine[];
  isFiltered: boolean;
  mayCreate: boolean;
}) {
  const create = (
    <ButtonLink href="/administration/solutions/nouvelle" variant="primary">
      Nouvelle solution
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Catalogue des solutions"
        lead="Commun à toutes les académies. Seul un ENT peut être accroché à l’AAF."
        action={mayCreate ? create : undefined}
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Solution ou éditeur' },
            {
              kind: 'one',
              name: 'nature',
              label: 'Nature',
              allLabel: 'Toutes',
              choices: productKinds.map((id) => ({ id, label: productKindLabels[id] })),
            },
            {
              kind: 'one',
              name: 'etat',
              label: 'État',
              choices: [
                { id: 'active', label: 'Proposées' },
                { id: 'inactive', label: 'Retirées' },
              ],
            },
          ]}
          count={products.length}
          noun={noun}
        />
        <DataTable
          id="solutions"
          caption="Solutions"
          columns={columns}
          noun={noun}
          empty={
            <EmptyState title={isFiltered ? 'Aucune solution ne répond à ces filtres' : 'Catalogue vide'}>
              {isFiltered
                ? 'Élargissez la recherche, ou effacez les filtres.'
                : 'Ajoutez les solutions que les projets de votre territoire choisissent.'}
            </EmptyState>
          }
          rows={products.map((product) => ({
            id: product.id,
            href: `/administration/solutions/${product.id}`,
            name: product.name,
            cells: {
              name: (
                <>
                  {product.name}
                  <span className="block font-normal text-soft text-sm">{product.vendor}</span>
                </>
              ),
              kind: product.kindLabel,
              degrees: formatList(product.degrees.map((degree) => degreeLabels[degree].toLowerCase())),
              projects: product.projects,
              checked: product.checkedOn ? formatDate(product.checkedOn) : 'À vérifier',
              state: product.active ? (
                <StateBadge tone="success">Proposée</StateBadge>
              ) : (
                <StateBadge tone="neutral">Retirée</StateBadge>
              ),
            },
          }))}
        />
      </div>
    </>
  );
}
