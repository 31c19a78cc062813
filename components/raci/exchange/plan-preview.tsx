'use client';

import { useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TableGrid } from '@/components/ui/table-grid';
import type { PlannedLine } from '@/server/raci/exchange/plan';
import type { ExchangePreview } from '@/server/raci/exchange/queries';

const states: Record<
  PlannedLine['state'],
  { label: string; tone: 'danger' | 'info' | 'success' | 'neutral' }
> = {
  error: { label: 'Refusée', tone: 'danger' },
  new: { label: 'Nouvelle', tone: 'success' },
  changed: { label: 'Change', tone: 'info' },
  same: { label: 'Identique', tone: 'neutral' },
};

type Plan = NonNullable<ExchangePreview['plan']>;

/** « 3 activités changent (12 cases), 1 nouvelle activité, 26 identiques. » */
function inWords({ counts, newActors, untouched }: Plan): string {
  const parts = [
    counts.changed > 0 && `${counted(counts.changed, 'activité change', 'activités changent')}`,
    counts.new > 0 && counted(counts.new, 'nouvelle activité', 'nouvelles activités'),
    newActors.length > 0 && counted(newActors.length, 'nouvel acteur', 'nouveaux acteurs'),
    counts.cells > 0 && `${counted(counts.cells, 'case')} à écrire`,
    counts.same > 0 && counted(counts.same, 'identique'),
    untouched > 0 &&
      `${counted(untouched, 'activité absente du tableau reste', 'activités absentes du tableau restent')} comme ${untouched > 1 ? 'elles sont' : 'elle est'}`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Ce tableau ne change rien.';
}

/** Each line and what becomes of it; nothing is written as long as one is refused. */
export function PlanPreview({
  preview: { refusal, plan },
  isPending,
  onConfirm,
}: {
  preview: ExchangePreview;
  isPending: boolean;
  onConfirm: () => void;
}) {
  const [all, setAll] = useState(false);
  if (!plan) return <Notice tone="warning" title={refusal ?? 'Les colonnes ne suffisent pas encore.'} />;
  const { counts, newActors } = plan;
  const moves = counts.changed + counts.new + newActors.length;
  const lines = plan.lines
    .filter(({ state }) => all || state !== 'same')
    .toSorted((a, b) => Number(b.state === 'error') - Number(a.state === 'error') || a.line - b.line);
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{inWords(plan)}</p>
      {newActors.length > 0 && (
        <p className="text-soft">
          {newActors.length > 1 ? 'Nouveaux acteurs' : 'Nouvel acteur'}&nbsp;:{' '}
          {newActors.map(({ label }) => label || 'sans nom').join(', ')}.
        </p>
      )}
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
          id="import-matrice"
          caption="Lignes du tableau"
          density="dense"
          columns={[
            { key: 'line', label: 'Ligne', align: 'end', width: '5rem' },
            { key: 'state', label: 'État', width: '8rem' },
            { key: 'label', label: 'Activité' },
            { key: 'said', label: 'Ce qui change' },
          ]}
          rows={lines.map(({ line, state, label, said }) => ({
            id: String(line),
            name: `Ligne ${line}`,
            cells: {
              line,
              state: <StateBadge tone={states[state].tone}>{states[state].label}</StateBadge>,
              label: label || '–',
              said,
            },
          }))}
        />
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
          Importer dans la matrice
        </Button>
      </div>
    </div>
  );
}
