import { StateBadge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { ReportLine } from '@/server/takeover/queries';
import { outcomeLabels } from '@/server/takeover/words';

const columns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '4.5rem' },
  { key: 'convention', label: 'Convention' },
  { key: 'outcome', label: 'Résultat' },
  { key: 'scan', label: 'Numérisation', wideOnly: true },
  { key: 'reasons', label: 'Motif', wideOnly: true },
];

/** What became of each line. */
export function TakeoverReport({ lines }: { lines: readonly ReportLine[] }) {
  return (
    <TableGrid
      id="rapport-reprise"
      caption="Rapport de la reprise, ligne par ligne"
      columns={columns}
      rows={lines.map((row) => ({
        id: String(row.line),
        name: `Ligne ${row.line}`,
        cells: {
          line: <span className="tabular">{row.line}</span>,
          convention: row.convention ? (
            <>
              <Link href={`/conventions/${row.convention.id}`}>{row.convention.number}</Link>
              <span className="block text-soft">
                {row.convention.authority.name}
                {row.convention.externalReference && ` · réf. ${row.convention.externalReference}`}
              </span>
            </>
          ) : (
            '–'
          ),
          outcome: (
            <>
              <StateBadge tone={outcomeLabels[row.outcome].tone}>
                {outcomeLabels[row.outcome].label}
              </StateBadge>
              {row.reasons.length > 0 && (
                <span className="block text-soft lg:hidden">{row.reasons.join(' ')}</span>
              )}
            </>
          ),
          scan: row.convention ? (row.convention.scanned ? 'Jointe' : 'Manquante') : '–',
          reasons: row.reasons.join(' ') || '–',
        },
      }))}
    />
  );
}
