import { History } from '@/components/audit/history';
import { DescriptionList } from '@/components/ui/description-list';
import { counted, formatDate, formatList } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import { useLabels } from '@/server/inventory/domain';
import type { ProductDetail } from '@/server/organisations/catalogue/queries';
import { degreeLabels } from '@/server/projects/domain';
import { administrationCrumb, productsCrumb } from './crumbs';
import { ProductForm } from './product-form';

/** One solution of the catalogue: read by all, changed by those who keep it. */
export function ProductPage({
  product,
  vendors,
  history,
  today,
  mayChangeVendor,
}: {
  product: ProductDetail;
  vendors: readonly string[];
  history: readonly HistoryEntry[];
  today: string;
  mayChangeVendor: boolean;
}) {
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, productsCrumb]}
        title={product.name}
        lead={`${product.kindLabel} – ${product.vendor} – ${counted(product.projects, 'projet en cours', 'projets en cours')}`}
      />
      <div className="flex flex-col gap-10">
        {product.can.edit ? (
          <ProductForm
            key={product.version}
            product={product}
            vendors={vendors}
            today={today}
            mayChangeVendor={mayChangeVendor}
          />
        ) : (
          <DescriptionList
            facts={[
              { label: 'Éditeur', value: product.vendor },
              { label: 'Degrés', value: formatList(product.degrees.map((degree) => degreeLabels[degree])) },
              {
                label: 'Usages couverts',
                value: product.uses.length > 0 ? formatList(product.uses.map((use) => useLabels[use])) : null,
              },
              { label: 'Vérifiée le', value: product.checkedOn && formatDate(product.checkedOn) },
              { label: 'Note', value: product.note },
            ]}
          />
        )}
        <Section title="Historique">
          <History entries={history} />
        </Section>
      </div>
    </>
  );
}
