'use client';

import { StateBadge } from '@/components/ui/badge';
import { formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import type { WorkView } from '@/server/work/queries';
import { workReport } from '@/server/work/schema';
import { OutcomeTable } from './outcome-table';

const columns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '5rem' },
  { key: 'subject', label: 'Objet' },
  { key: 'outcome', label: 'Résultat' },
  { key: 'reason', label: 'Motif' },
];

/** Line, subject, outcome, reason: the report of any work on many things, filtered by outcome. */
export function GenericReport({ work }: { work: WorkView }) {
  const read = workReport.safeParse(work.report);
  if (!read.success) return null;
  const { summary, lines } = read.data;
  const numbered = lines.some((line) => line.line != null);
  return (
    <Section title="Rapport" count={lines.length} lead={summary ?? undefined}>
      {lines.length > 0 && (
        <OutcomeTable
          caption="Rapport, ligne par ligne"
          columns={numbered ? columns : columns.slice(1)}
          lines={lines.map((line, index) => ({
            outcome: line.outcome,
            row: {
              id: `${line.line ?? ''}-${index}`,
              name: line.subject,
              cells: {
                line: line.line == null ? '' : formatNumber(line.line),
                subject: line.href ? <Link href={line.href}>{line.subject}</Link> : line.subject,
                outcome: <StateBadge tone={line.tone ?? 'neutral'}>{line.outcome}</StateBadge>,
                reason: line.reason ?? '',
              },
            },
          }))}
        />
      )}
    </Section>
  );
}
