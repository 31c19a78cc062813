'use client';

import { EyeOff, Plus } from 'lucide-react';
import { counted } from '@/components/ui/format';
import { Menu } from '@/components/ui/menu';
import type { Matrix, Place } from '../cell-rows';
import type { Asked } from './asked';
import type { StructureHand } from './use-structure';

/** What is hidden of the matrix, and the way to see it again. */
export function HiddenLine({
  hidden,
  structure,
}: {
  hidden: Matrix['hidden'];
  /** Null for whoever only reads. */
  structure: StructureHand | null;
}) {
  const { activities, actors } = hidden;
  if (activities.length + actors.length === 0) return null;
  const show = (rows: string[], columns: string[], done: string) =>
    structure?.try(() => ({ kind: 'visibility', rows, columns, hidden: false }), done);
  const words = [
    activities.length > 0 && counted(activities.length, 'ligne masquée', 'lignes masquées'),
    actors.length > 0 && counted(actors.length, 'colonne masquée', 'colonnes masquées'),
  ].filter(Boolean);
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm print:hidden">
      <p className="flex items-center gap-2 text-soft">
        <EyeOff aria-hidden className="size-4" />
        {words.join(', ')}
      </p>
      {structure && (
        <Menu
          label="Afficher de nouveau"
          buttonText="Afficher"
          size="sm"
          entries={[
            {
              id: 'all',
              label: 'Tout afficher',
              onAction: () =>
                show(
                  activities.map(({ key }) => key),
                  actors.map(({ key }) => key),
                  'Toute la matrice est affichée.',
                ),
            },
            ...activities.map(({ key, label }, at) => ({
              id: `row-${key}`,
              label,
              detail: 'Activité',
              separated: at === 0,
              onAction: () => show([key], [], 'Activité affichée.'),
            })),
            ...actors.map(({ key, label }, at) => ({
              id: `column-${key}`,
              label,
              detail: 'Colonne',
              separated: at === 0,
              onAction: () => show([], [key], 'Colonne affichée.'),
            })),
          ]}
        />
      )}
    </div>
  );
}

/** A new row or a new column: after the chosen cell, or at the end. */
export function AddMenu({
  matrix,
  place,
  ask,
}: {
  matrix: Matrix;
  place: Place | null;
  ask: (asked: Asked) => void;
}) {
  const rows = matrix.phases.flatMap((band) => band.activities);
  const row = rows.find(({ id }) => id === place?.activityId);
  const column = matrix.actors.find(({ key }) => key === place?.actorKey) ?? matrix.actors.at(-1);
  return (
    <Menu
      label="Ajouter une activité ou un acteur"
      buttonText="Ajouter"
      size="sm"
      icon={<Plus aria-hidden />}
      entries={[
        {
          id: 'row',
          label: 'Une activité…',
          onAction: () =>
            ask({
              kind: 'row-add',
              phase: row?.phase ?? rows[0]?.phase ?? 'scoping',
              after: row?.key ?? null,
            }),
        },
        {
          id: 'column',
          label: 'Un acteur…',
          onAction: () => ask({ kind: 'column-add', after: column?.within ?? column?.key ?? null }),
        },
      ]}
    />
  );
}
