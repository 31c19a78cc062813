'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatNumber } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import type { Column, Row } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';

/** Lines shown at once; more on demand, so that ten thousand lines stay light. */
const STEP = 200;
const ALL = 'tout';

/** The lines of a report, each with its outcome in a word, by which they can be filtered. */
export function OutcomeTable({
  caption,
  columns,
  lines,
}: {
  caption: string;
  columns: readonly Column[];
  lines: readonly { outcome: string; row: Row }[];
}) {
  const [outcome, setOutcome] = useState<string>(ALL);
  const [shown, setShown] = useState(STEP);
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1);
  const kept = outcome === ALL ? lines : lines.filter((line) => line.outcome === outcome);
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
        caption={caption}
        columns={columns}
        rows={kept.slice(0, shown).map(({ row }) => row)}
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
