'use client';

import { useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TableGrid } from '@/components/ui/table-grid';
import { TextField } from '@/components/ui/text-field';
import type { FiguresPlan, PlannedFigure } from '@/server/coverage/published/plan';
import type { FiguresPreview } from '@/server/coverage/published/reading';

const states: Record<
  PlannedFigure['state'],
  { label: string; tone: 'danger' | 'warning' | 'success' | 'neutral' }
> = {
  error: { label: 'Refusée', tone: 'danger' },
  correction: { label: 'Corrige', tone: 'warning' },
  new: { label: 'Nouveau', tone: 'success' },
  same: { label: 'Déjà connu', tone: 'neutral' },
};
const order: PlannedFigure['state'][] = ['error', 'correction', 'new', 'same'];

function inWords({ counts }: FiguresPlan): string {
  const parts = [
    counts.new > 0 && counted(counts.new, 'nouveau chiffre', 'nouveaux chiffres'),
    counts.correction > 0 &&
      counted(counts.correction, 'chiffre connu à corriger', 'chiffres connus à corriger'),
    counts.same > 0 && counted(counts.same, 'ligne déjà connue', 'lignes déjà connues'),
    counts.error > 0 && counted(counts.error, 'ligne refusée', 'lignes refusées'),
  ].filter(Boolean);
  return `${parts.join(', ')}.`;
}

/** Each line and what becomes of it; corrections are asked for apart, and one refused line refuses all. */
export function FiguresPreviewTable({
  preview: { refusal, plan },
  isPending,
  reasonError,
  onConfirm,
}: {
  preview: FiguresPreview;
  isPending: boolean;
  reasonError?: string;
  onConfirm: (correct: boolean, reason: string) => void;
}) {
  const [correct, setCorrect] = useState(false);
  const [reason, setReason] = useState('');
  if (!plan) return <Notice tone="warning" title={refusal ?? 'Les colonnes ne suffisent pas encore.'} />;
  const { counts } = plan;
  const hindrance =
    counts.error > 0
      ? 'Des lignes sont refusées.'
      : counts.new + counts.correction === 0
        ? 'Ce tableau ne change rien.'
        : counts.correction > 0 && !correct
          ? 'Dites d’abord si les chiffres connus doivent être corrigés.'
          : undefined;
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{inWords(plan)}</p>
      {counts.error > 0 && (
        <Notice
          tone="danger"
          title={`${counted(counts.error, 'ligne refusée', 'lignes refusées')}\u00a0: rien ne sera écrit`}
        >
          Corrigez {counts.error > 1 ? 'ces lignes' : 'cette ligne'} dans votre tableur, ou dites autrement ce
          que portent les colonnes, puis déposez à nouveau le fichier.
        </Notice>
      )}
      <TableGrid
        id="import-chiffres"
        caption="Lignes du tableau"
        density="dense"
        columns={[
          { key: 'line', label: 'Ligne', align: 'end', width: '5rem' },
          { key: 'state', label: 'État', width: '8rem' },
          { key: 'label', label: 'Chiffre' },
          { key: 'said', label: 'Ce qui change' },
        ]}
        rows={plan.lines
          .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.line - b.line)
          .map(({ line, state, label, said }) => ({
            id: String(line),
            name: `Ligne ${line}`,
            cells: {
              line,
              state: <StateBadge tone={states[state].tone}>{states[state].label}</StateBadge>,
              label,
              said,
            },
          }))}
      />
      {counts.correction > 0 && counts.error === 0 && (
        <div className="flex max-w-text flex-col gap-3">
          <Checkbox
            label={`Corriger ${counts.correction > 1 ? `les ${counts.correction} chiffres déjà connus` : 'le chiffre déjà connu'}`}
            description="Les valeurs d’avant restent dans l’historique de chaque chiffre."
            value={correct}
            onChange={setCorrect}
          />
          {correct && (
            <TextField
              label="Motif de la correction"
              isRequired
              value={reason}
              onChange={setReason}
              maxLength={500}
              {...(reasonError ? { errorMessage: reasonError } : {})}
            />
          )}
        </div>
      )}
      <div>
        <Button
          variant="primary"
          onPress={() => onConfirm(correct, reason)}
          isPending={isPending}
          pendingLabel="Import…"
          {...(hindrance ? { reason: hindrance } : {})}
        >
          Importer les chiffres
        </Button>
      </div>
    </div>
  );
}
