'use client';

import { useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TableGrid } from '@/components/ui/table-grid';
import type { ImportPreview } from '@/server/inventory/import/commands';
import type { LineState } from '@/server/inventory/import/plan';

const states: Record<LineState, { label: string; tone: 'danger' | 'info' | 'success' | 'neutral' }> = {
  error: { label: 'Refusée', tone: 'danger' },
  new: { label: 'Nouvelle', tone: 'success' },
  changed: { label: 'Change', tone: 'info' },
  same: { label: 'Identique', tone: 'neutral' },
};
/** Beyond this many, the lines are counted: a wrong one is always shown first. */
const SHOWN = 300;

/** Each line and what becomes of it; nothing is written as long as one is refused. */
export function ImportPlan({
  preview: { refusal, plan },
  isPending,
  onConfirm,
}: {
  preview: ImportPreview;
  isPending: boolean;
  onConfirm: () => void;
}) {
  const [all, setAll] = useState(false);
  if (!plan) return <Notice tone="warning" title={refusal ?? 'Les colonnes ne suffisent pas encore.'} />;
  const { counts } = plan;
  const moves = counts.changed + counts.new;
  const lines = plan.lines
    .filter(({ state }) => all || state !== 'same')
    .toSorted((a, b) => Number(b.state === 'error') - Number(a.state === 'error') || a.line - b.line);
  const said = [
    counts.new > 0 && counted(counts.new, 'nouvelle ligne', 'nouvelles lignes'),
    counts.changed > 0 && counted(counts.changed, 'ligne change', 'lignes changent'),
    counts.same > 0 && counted(counts.same, 'identique'),
    counts.error > 0 && counted(counts.error, 'refusée'),
  ].filter(Boolean);
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{moves + counts.error > 0 ? `${said.join(', ')}.` : 'Ce tableau ne change rien.'}</p>
      {counts.error > 0 && (
        <Notice
          tone="danger"
          title={`${counted(counts.error, 'ligne refusée', 'lignes refusées')}\u00a0: rien ne sera écrit`}
        >
          Corrigez {counts.error > 1 ? 'ces lignes' : 'cette ligne'} dans votre tableur, ou dites autrement ce
          que portent les colonnes, puis déposez à nouveau le fichier.
        </Notice>
      )}
      {counts.same > 0 && (
        <Checkbox label="Montrer aussi les lignes identiques" value={all} onChange={setAll} />
      )}
      {lines.length > 0 && (
        <TableGrid
          id="import-existant"
          caption="Lignes du tableau"
          density="dense"
          columns={[
            { key: 'line', label: 'Ligne', align: 'end', width: '5rem' },
            { key: 'state', label: 'État', width: '8rem' },
            { key: 'label', label: 'De quoi il s’agit' },
            { key: 'said', label: 'Ce qui en est fait' },
          ]}
          rows={lines.slice(0, SHOWN).map(({ line, state, label, said: why }) => ({
            id: String(line),
            name: `Ligne ${line}`,
            cells: {
              line,
              state: <StateBadge tone={states[state].tone}>{states[state].label}</StateBadge>,
              label: label || '–',
              said: why,
            },
          }))}
        />
      )}
      {lines.length > SHOWN && (
        <p className="text-soft">Et {counted(lines.length - SHOWN, 'autre ligne', 'autres lignes')}.</p>
      )}
      <div>
        <Button
          variant="primary"
          onPress={onConfirm}
          isPending={isPending}
          pendingLabel="Import…"
          {...(counts.error > 0
            ? { reason: 'Des lignes sont refusées.' }
            : moves === 0
              ? { reason: 'Ce tableau ne change rien.' }
              : {})}
        >
          Importer
        </Button>
      </div>
    </div>
  );
}
