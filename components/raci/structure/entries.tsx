'use client';

import type { MenuEntry, MenuGroup } from '@/components/ui/menu';
import type { Activity, Matrix } from '../cell-rows';
import type { Asked } from './asked';
import { columnMove, rowMove } from './moves';
import type { StructureHand } from './use-structure';

type Actor = Matrix['actors'][number];
export type Hands = { structure: StructureHand; ask: (asked: Asked) => void };

/** What may be done to a row. */
export function rowEntries(matrix: Matrix, row: Activity, { structure, ask }: Hands): MenuEntry[] {
  const move = (to: 'up' | 'down'): Pick<MenuEntry, 'onAction' | 'reason'> => ({
    reason: rowMove(matrix, row.key, to) ? null : 'elle est déjà au bout.',
    onAction: () => structure.try((now) => rowMove(now, row.key, to), 'Activité déplacée.'),
  });
  return [
    { id: 'row-rename', label: 'Renommer l’activité…', onAction: () => ask({ kind: 'row-rename', row }) },
    { id: 'row-up', label: 'Monter', detail: 'Alt + ↑', ...move('up') },
    { id: 'row-down', label: 'Descendre', detail: 'Alt + ↓', ...move('down') },
    { id: 'row-phase', label: 'Changer de phase…', onAction: () => ask({ kind: 'row-phase', row }) },
    {
      id: 'row-add',
      label: 'Ajouter une activité après…',
      onAction: () => ask({ kind: 'row-add', phase: row.phase, after: row.key }),
    },
    { id: 'row-split', label: 'Dédoubler l’activité…', onAction: () => ask({ kind: 'row-split', row }) },
    {
      id: 'row-hide',
      label: 'Masquer l’activité',
      onAction: () =>
        structure.try(
          () => ({ kind: 'visibility', rows: [row.key], columns: [], hidden: true }),
          `Activité masquée\u00a0: ${row.label}.`,
        ),
    },
    {
      id: 'row-remove',
      label: 'Retirer l’activité…',
      tone: 'danger',
      onAction: () => ask({ kind: 'row-remove', row }),
    },
  ];
}

/** What may be done to a column. */
export function columnEntries(
  matrix: Matrix,
  column: Actor,
  { structure, ask }: Hands,
  mayName: boolean,
): MenuEntry[] {
  const isRoot = column.within === null;
  const move = (to: 'left' | 'right'): Pick<MenuEntry, 'onAction' | 'reason'> => ({
    reason: columnMove(matrix, column.key, to) ? null : 'elle est déjà au bout.',
    onAction: () => structure.try((now) => columnMove(now, column.key, to), 'Colonne déplacée.'),
  });
  const inside: MenuEntry[] = isRoot
    ? [
        {
          id: 'column-name',
          label: mayName ? 'Nommer une personne ou une fonction…' : 'Ajouter une fonction…',
          onAction: () => ask({ kind: 'column-name', column }),
        },
        {
          id: 'column-divide',
          label: mayName ? 'Répartir entre personnes ou fonctions…' : 'Répartir entre fonctions…',
          onAction: () => ask({ kind: 'column-divide', column }),
        },
      ]
    : [];
  const person: MenuEntry[] =
    column.kind === 'person' && mayName
      ? [
          {
            id: 'column-replace',
            label: 'Remplacer la personne…',
            onAction: () => ask({ kind: 'column-replace', column }),
          },
        ]
      : [];
  return [
    {
      id: 'column-rename',
      label: 'Renommer la colonne…',
      onAction: () => ask({ kind: 'column-rename', column }),
    },
    ...person,
    { id: 'column-left', label: 'Déplacer à gauche', detail: 'Alt + ←', ...move('left') },
    { id: 'column-right', label: 'Déplacer à droite', detail: 'Alt + →', ...move('right') },
    {
      id: 'column-add',
      label: 'Ajouter un acteur après…',
      onAction: () => ask({ kind: 'column-add', after: column.within ?? column.key }),
    },
    ...inside,
    {
      id: 'column-split',
      label: 'Dédoubler la colonne…',
      onAction: () => ask({ kind: 'column-split', column }),
    },
    {
      id: 'column-hide',
      label: 'Masquer la colonne',
      onAction: () =>
        structure.try(
          () => ({ kind: 'visibility', rows: [], columns: [column.key], hidden: true }),
          `Colonne masquée\u00a0: ${column.label}.`,
        ),
    },
    {
      id: 'column-remove',
      label: 'Retirer la colonne…',
      tone: 'danger',
      onAction: () => ask({ kind: 'column-remove', column }),
    },
  ];
}

/** The menu of a cell: its row, then its column. */
export function menuGroups(
  matrix: Matrix,
  at: { activity: Activity | null; actor: Actor | null },
  hands: Hands,
  mayName: boolean,
): MenuGroup[] {
  const { activity, actor } = at;
  return [
    ...(activity
      ? [
          {
            id: 'row',
            label: `Activité ${activity.number}, ${activity.label}`,
            entries: rowEntries(matrix, activity, hands),
          },
        ]
      : []),
    ...(actor
      ? [
          {
            id: 'column',
            label: `Colonne ${actor.label}`,
            entries: columnEntries(matrix, actor, hands, mayName),
          },
        ]
      : []),
  ];
}
