import { StateBadge } from '@/components/ui/badge';
import { formatDateTime, formatNumber } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { ImportLine } from '@/server/audience/imports';
import { MAX_BYTES } from '@/server/audience/limits';
import { AudienceUpload } from './import-upload';
import { importStates } from './words';

const columns: Column[] = [
  { key: 'file', label: 'Fichier' },
  { key: 'state', label: 'État' },
  { key: 'date', label: 'Déposé' },
  { key: 'by', label: 'Par', wideOnly: true },
  { key: 'created', label: 'Lignes ajoutées', align: 'end' },
  { key: 'updated', label: 'Remplacées', align: 'end' },
  { key: 'refused', label: 'Refusées', align: 'end' },
];

/** Files of the audience measure: bring one, and what became of the others. */
export function ImportsPage({
  imports,
  mayImport,
  academyName,
}: {
  imports: readonly ImportLine[];
  mayImport: boolean;
  /** Null for the operator, whose import takes the whole country. */
  academyName: string | null;
}) {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Audience', href: '/couverture/audience' },
        ]}
        title="Importer une mesure d’audience"
        lead={
          academyName
            ? `Seuls les établissements des départements de votre académie (${academyName}) sont pris\u00a0; les autres lignes sont comptées, sans plus.`
            : 'Tous les établissements du fichier sont pris, pour tout le pays.'
        }
      />
      <div className="flex flex-col gap-8">
        {mayImport ? (
          <AudienceUpload maxBytes={MAX_BYTES} />
        ) : (
          <p className="text-soft">L’exploitant et l’administrateur de l’académie importent la mesure.</p>
        )}
        {imports.length > 0 && (
          <Section title="Derniers fichiers" count={imports.length}>
            <TableGrid
              id="audience-imports"
              caption="Derniers fichiers de la mesure d’audience"
              columns={columns}
              rows={imports.map((one) => ({
                id: one.id,
                name: one.fileName,
                href: `/couverture/audience/import/${one.id}`,
                cells: {
                  file: one.fileName,
                  state: (
                    <StateBadge tone={importStates[one.state].tone}>
                      {importStates[one.state].label}
                    </StateBadge>
                  ),
                  date: formatDateTime(one.createdAt),
                  by: one.by,
                  created: formatNumber(one.created),
                  updated: formatNumber(one.updated),
                  refused: formatNumber(one.refused),
                },
              }))}
            />
          </Section>
        )}
      </div>
    </>
  );
}
