import type { PageParams, TableAddress } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { throughEntLabel, useLabels } from '@/server/inventory/domain';
import type { EntryLine } from '@/server/inventory/queries';
import { exportHref } from './address';
import { payerOf, periodOf, TrustBadge } from './words';

/** Lines as they were declared: where, what, who pays, since when, told by whom. */
export function EntriesTab({
  entries,
  table,
  params,
  canCreate,
}: {
  entries: { total: number; items: EntryLine[] };
  table: TableAddress;
  params: PageParams;
  canCreate: boolean;
}) {
  return (
    <DataTable
      id="existant-declarations"
      caption="Déclarations"
      noun={['déclaration', 'déclarations']}
      exportHref={exportHref(params)}
      paging={{ page: table.page, pageSize: table.take, total: entries.total }}
      columns={[
        { key: 'place', label: 'Où' },
        { key: 'product', label: 'Solution' },
        { key: 'uses', label: 'Usages', wideOnly: true },
        { key: 'payer', label: 'Qui paie' },
        { key: 'period', label: 'Période' },
        { key: 'trust', label: 'Cadre de confiance', wideOnly: true },
        { key: 'ent', label: 'Accès', wideOnly: true },
        { key: 'source', label: 'Source' },
      ]}
      rows={entries.items.map((entry) => ({
        id: entry.id,
        name: `${entry.product.name}, ${entry.placeName}`,
        href: `/couverture/existant/${entry.id}`,
        cells: {
          place: (
            <>
              {entry.placeName} {entry.demonstration && <Badge tone="warning">Démonstration</Badge>}
              {entry.uai && <span className="tabular block text-soft text-xs">{entry.uai}</span>}
            </>
          ),
          product: entry.product.name,
          uses: entry.uses.length > 0 ? entry.uses.map((use) => useLabels[use]).join(', ') : 'non renseignés',
          payer: payerOf(entry),
          period: periodOf(entry),
          trust:
            entry.trust === 'unknown' ? (
              'inconnu'
            ) : (
              <TrustBadge trust={entry.trust} proof={entry.trustProof} />
            ),
          ent: entry.throughEnt === null ? 'inconnu' : throughEntLabel(entry.throughEnt),
          source: (
            <>
              {entry.source}
              {entry.sourceOn && (
                <span className="block text-soft text-xs">le {formatDate(entry.sourceOn)}</span>
              )}
            </>
          ),
        },
      }))}
      empty={
        <EmptyState
          title="Aucune déclaration ici"
          {...(canCreate
            ? {
                actions: <ButtonLink href="/couverture/existant/nouveau">Déclarer une solution</ButtonLink>,
              }
            : {})}
        >
          Aucune ligne ne répond à ces filtres à cette date. L’ENT d’une convention en vigueur ou d’un
          accrochage n’a pas besoin d’être déclaré&nbsp;: il est compté de lui-même.
        </EmptyState>
      }
    />
  );
}
