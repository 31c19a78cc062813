import { History } from '@/components/audit/history';
import { Badge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate, formatList } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import { throughEntLabel, useLabels } from '@/server/inventory/domain';
import type { EntryLine, InventoryChoices } from '@/server/inventory/queries';
import { EntryActs } from './entry-acts';
import { EntryForm } from './entry-form';
import { payerOf, periodOf, TrustBadge } from './words';

/** One line: read by all who see the place, corrected, ended or taken back by those who may. */
export function EntryPage({
  entry,
  choices,
  history,
}: {
  entry: EntryLine;
  choices: InventoryChoices;
  history: readonly HistoryEntry[];
}) {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Ce qui existe', href: '/couverture/existant?onglet=declarations' },
        ]}
        title={entry.product.name}
        state={entry.demonstration ? <Badge tone="warning">Démonstration</Badge> : undefined}
        lead={`${entry.placeName} · ${periodOf(entry)}`}
        {...(entry.canEdit ? { menu: <EntryActs entry={entry} today={choices.today} /> } : {})}
      >
        {entry.uai && (
          <p>
            <Link href={`/couverture/ecoles/${entry.uai}`}>La page de cet établissement</Link>
          </p>
        )}
      </PageHeader>
      <div className="flex flex-col gap-10">
        {entry.canEdit ? (
          <EntryForm key={entry.version} entry={entry} choices={choices} />
        ) : (
          <DescriptionList
            facts={[
              {
                label: 'Usages',
                value: entry.uses.length > 0 ? formatList(entry.uses.map((use) => useLabels[use])) : null,
              },
              { label: 'Qui paie', value: payerOf(entry) },
              {
                label: 'Cadre de confiance',
                value: <TrustBadge trust={entry.trust} proof={entry.trustProof} />,
              },
              { label: 'Accès', value: throughEntLabel(entry.throughEnt) },
              {
                label: 'Source',
                value: `${entry.source}${entry.sourceOn ? `, le ${formatDate(entry.sourceOn)}` : ''}`,
              },
              { label: 'Déclarée par', value: entry.createdByName },
              { label: 'Remarque', value: entry.note },
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
