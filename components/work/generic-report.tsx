'use client';

import { useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { WorkView } from '@/server/work/queries';
import { type WorkReportLine, workReport } from '@/server/work/schema';

/** Lines shown at once; more on demand, so that ten thousand lines stay light. */
const STEP = 200;
const ALL = 'tout';

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
  return (
    <Section title="Rapport" count={lines.length} lead={summary ?? undefined}>
      {lines.length > 0 && <Lines lines={lines} />}
    </Section>
  );
}

function Lines({ lines }: { lines: readonly WorkReportLine[] }) {
  const [outcome, setOutcome] = useState<string>(ALL);
  const [shown, setShown] = useState(STEP);
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1);
  const kept = outcome === ALL ? lines : lines.filter((line) => line.outcome === outcome);
  const numbered = lines.some((line) => line.line != null);
  return (
    <div className="flex flex-col gap-3">
      {counts.size > 1 && (
        <Select
          className="max-w-xs print:hidden"
          label="Résultat"
          value={outcome}
          onChange={(value) => {
            setOutcome(value ?? ALL);
            setShown(STEP);
          }}
          choices={[
            { id: ALL, label: `Tous (${formatNumber(lines.length)})` },
            ...[...counts].map(([id, count]) => ({ id, label: `${id} (${formatNumber(count)})` })),
          ]}
        />
      )}
      <TableGrid
        id="rapport"
        caption="Rapport, ligne par ligne"
        columns={numbered ? columns : columns.slice(1)}
        rows={kept.slice(0, shown).map((line, index) => ({
          id: `${line.line ?? ''}-${index}`,
          name: line.subject,
          cells: {
            line: line.line == null ? '' : formatNumber(line.line),
            subject: line.href ? <Link href={line.href}>{line.subject}</Link> : line.subject,
            outcome: <StateBadge tone={line.tone ?? 'neutral'}>{line.outcome}</StateBadge>,
            reason: line.reason ?? '',
          },
        }))}
      />
      {kept.length > shown && (
        <div className="flex flex-wrap items-center gap-3 print:hidden">
          <Button onPress={() => setShown(shown + STEP)}>Afficher la suite</Button>
          <span className="text-soft text-sm">
            {formatNumber(shown)} lignes sur {formatNumber(kept.length)}
          </span>
        </div>
      )}
    </div>
  );
}
