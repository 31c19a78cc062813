import { type PageParams, param } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatNumber, formatPercent } from '@/components/ui/format';
import { useLabels } from '@/server/inventory/domain';
import type { UsedProducts } from '@/server/inventory/queries';
import { productKindLabels } from '@/server/organisations/catalogue/domain';
import { exportHref, tabHref } from './address';

/** Products used in the territory, with the number of schools and communes. */
export function ProductsTab({
  used,
  params,
  canCreate,
}: {
  used: UsedProducts;
  params: PageParams;
  canCreate: boolean;
}) {
  const { products, schools, told } = used;
  const filtered = Object.keys(params).some((name) => param(params, name) !== '' && name !== 'date');
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-text">
        On sait quelque chose de <strong>{formatNumber(told)}</strong> sur {counted(schools, 'établissement')}
        {schools > 0 && ` (${formatPercent(told / schools)})`}. Sont comptées les déclarations en cours à
        cette date, et l’ENT des conventions en vigueur et des accrochages suivis ici.
      </p>
      <DataTable
        id="existant-solutions"
        caption="Solutions utilisées"
        noun={['solution', 'solutions']}
        exportHref={exportHref(params)}
        columns={[
          { key: 'name', label: 'Solution' },
          { key: 'schools', label: 'Établissements', align: 'end' },
          { key: 'communes', label: 'Communes', align: 'end' },
          { key: 'paid', label: 'Où elle est payée', align: 'end' },
          { key: 'ent', label: 'Par l’ENT', align: 'end' },
          { key: 'trust', label: 'Cadre de confiance', wideOnly: true },
          { key: 'uses', label: 'Usages couverts', wideOnly: true },
        ]}
        rows={products.map((product) => ({
          id: product.id,
          name: product.name,
          href: tabHref(params, 'declarations', { solution: product.id }),
          cells: {
            name: (
              <>
                <span className="block">{product.name}</span>
                <span className="block text-soft text-xs">
                  {productKindLabels[product.kind]} · {product.vendor}
                </span>
              </>
            ),
            schools: formatNumber(product.schools),
            communes: formatNumber(product.communes),
            paid: formatNumber(product.paid),
            ent:
              product.kind === 'ent'
                ? '–'
                : product.throughEnt + product.notThroughEnt === 0
                  ? 'inconnu'
                  : `${formatNumber(product.throughEnt)} sur ${formatNumber(product.schools)}`,
            trust:
              product.inside + product.outside === 0
                ? 'inconnu'
                : [
                    product.inside > 0 && `dans\u00a0: ${formatNumber(product.inside)}`,
                    product.outside > 0 && `hors\u00a0: ${formatNumber(product.outside)}`,
                  ]
                    .filter(Boolean)
                    .join(', '),
            uses:
              product.uses.length > 0
                ? product.uses.map((use) => useLabels[use]).join(', ')
                : 'non renseignés',
          },
        }))}
        empty={
          <EmptyState
            title={filtered ? 'Aucune solution ne répond à ces filtres' : 'Rien n’est encore connu'}
            {...(canCreate && !filtered
              ? {
                  actions: (
                    <ButtonLink href="/couverture/existant/import">Importer un tableau existant</ButtonLink>
                  ),
                  steps: [
                    'Rassemblez ce que vous avez déjà\u00a0: un tableur, une enquête, un marché.',
                    'Importez-le, ou déclarez une solution pour une école ou pour toute une commune.',
                    'Les doublons et les outils payés deux fois apparaissent d’eux-mêmes.',
                  ],
                }
              : {})}
          >
            {filtered
              ? 'Élargissez les filtres, ou changez de date.'
              : 'Aucune déclaration et aucune convention ne disent quelle solution ces écoles utilisent.'}
          </EmptyState>
        }
      />
    </div>
  );
}
