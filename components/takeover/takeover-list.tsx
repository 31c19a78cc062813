import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { TakeoverListLine } from '@/server/takeover/queries';
import { takeoverStateLabels } from '@/server/takeover/words';
import { SheetUpload } from './sheet-upload';

const columns: Column[] = [
  { key: 'file', label: 'Tableau' },
  { key: 'state', label: 'État' },
  { key: 'created', label: 'Reprises', align: 'end' },
  { key: 'refused', label: 'Refusées', align: 'end', wideOnly: true },
  { key: 'by', label: 'Déposé', wideOnly: true },
];

/** Where an académie begins with its spreadsheet of years, and what it took over before. */
export function TakeoverListPage({ takeovers }: { takeovers: readonly TakeoverListLine[] }) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Conventions', href: '/conventions' }]}
        title="Reprendre des conventions existantes"
        lead="Les conventions faites hors de l’application y entrent par votre tableau de suivi, avec leurs numérisations ; elles vivent ensuite comme les autres."
      />
      <div className="flex max-w-5xl flex-col gap-8">
        <Section title="Déposer un tableau">
          <SheetUpload />
          <p className="mt-3 max-w-text text-soft text-sm">
            Vos colonnes sont reconnues par leurs en-têtes et se corrigent à l’étape suivante. Pour partir de
            zéro&nbsp;:{' '}
            <Link href="/conventions/reprise/modele.xlsx">un tableau vide avec les colonnes connues</Link>.
          </p>
        </Section>
        <Section title="Reprises précédentes" count={takeovers.length}>
          {takeovers.length === 0 ? (
            <EmptyState
              title="Aucune reprise pour l’instant"
              level={3}
              steps={[
                'Déposez votre tableau, tel qu’il est.',
                'Vérifiez ce que devient chaque ligne, corrigez ou choisissez.',
                'Lancez la reprise, puis déposez les numérisations ensemble.',
              ]}
            >
              Une convention déjà reprise n’est jamais doublée.
            </EmptyState>
          ) : (
            <TableGrid
              id="reprises"
              caption="Reprises précédentes"
              columns={columns}
              rows={takeovers.map((row) => ({
                id: row.id,
                href: `/conventions/reprise/${row.id}`,
                name: row.fileName,
                cells: {
                  file: row.fileName,
                  state: (
                    <StateBadge tone={takeoverStateLabels[row.state].tone}>
                      {takeoverStateLabels[row.state].label}
                    </StateBadge>
                  ),
                  created: row.created,
                  refused: row.refused,
                  by: `${formatDateTime(row.createdAt)}, ${row.createdByName}`,
                },
              }))}
            />
          )}
        </Section>
      </div>
    </>
  );
}
