'use client';

import type { ReactNode } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { Dialog } from '@/components/ui/dialog';
import { counted } from '@/components/ui/format';
import type { MatrixOwner } from '@/server/raci/owner';
import type { StructureEdit } from '@/server/raci/structure/schema';
import type { Matrix } from '../cell-rows';
import type { Cells } from '../cells';
import type { Asked } from './asked';
import {
  AddColumn,
  DivideColumn,
  NameColumn,
  RenameColumn,
  ReplacePerson,
  SplitColumn,
} from './column-forms';
import { Fields, type FormOf } from './fields';
import { AddRow, ChangePhase, RenameRow, SplitRow } from './row-forms';
import type { StructureHand } from './use-structure';

const fields = [
  'edit.label',
  'edit.short',
  'edit.membershipId',
  'edit.inner',
  'edit.inner.label',
  'edit.into',
];

/** The question that is asked about a row or a column, if any. */
export function StructureDialog({
  asked,
  owner,
  matrix,
  cells,
  structure,
  onClose,
  onMade,
}: {
  asked: Asked | null;
  owner: MatrixOwner;
  matrix: Matrix;
  cells: Cells;
  structure: StructureHand;
  onClose: () => void;
  /** Once the grid shows what was made or changed. */
  onMade: (made: readonly string[], matrix: Matrix) => void;
}) {
  const { attempt, errors, refusal, clear } = useAttempt(fields);
  if (!asked) return null;
  const close = () => {
    clear();
    onClose();
  };
  const send = (edit: StructureEdit, done: string) =>
    void attempt(() => structure.edit(() => edit, done, onMade)).then((accepted) => {
      if (accepted) close();
    });
  const form: FormOf = { errors, send, matrix };
  const notice = <RefusalNotice refusal={refusal} />;
  return (
    <Dialog title={titleOf(asked)} size="sm" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      <div className="flex flex-col gap-4 pt-2">
        {notice}
        {bodyOf(asked, form, owner, cells)}
      </div>
    </Dialog>
  );
}

function titleOf(asked: Asked): string {
  switch (asked.kind) {
    case 'row-add':
      return 'Ajouter une activité';
    case 'row-rename':
      return 'Renommer l’activité';
    case 'row-split':
      return 'Dédoubler l’activité';
    case 'row-phase':
      return 'Changer de phase';
    case 'row-remove':
      return 'Retirer l’activité\u00a0?';
    case 'column-add':
      return 'Ajouter un acteur';
    case 'column-name':
      return `Dans ${asked.column.label}`;
    case 'column-divide':
      return `Répartir ${asked.column.label}`;
    case 'column-rename':
      return 'Renommer la colonne';
    case 'column-split':
      return 'Dédoubler la colonne';
    case 'column-replace':
      return `Remplacer ${asked.column.label}`;
    case 'column-remove':
      return 'Retirer la colonne\u00a0?';
  }
}

function bodyOf(asked: Asked, form: FormOf, owner: MatrixOwner, cells: Cells): ReactNode {
  switch (asked.kind) {
    case 'row-add':
      return <AddRow {...form} phase={asked.phase} after={asked.after} />;
    case 'row-rename':
      return <RenameRow {...form} row={asked.row} />;
    case 'row-split':
      return <SplitRow {...form} row={asked.row} />;
    case 'row-phase':
      return <ChangePhase {...form} row={asked.row} />;
    case 'column-add':
      return <AddColumn {...form} after={asked.after} />;
    case 'column-name':
      return <NameColumn {...form} owner={owner} column={asked.column} />;
    case 'column-divide':
      return <DivideColumn {...form} owner={owner} column={asked.column} />;
    case 'column-rename':
      return <RenameColumn {...form} column={asked.column} />;
    case 'column-split':
      return <SplitColumn {...form} column={asked.column} />;
    case 'column-replace':
      return <ReplacePerson {...form} owner={owner} column={asked.column} />;
    case 'row-remove': {
      const { row } = asked;
      const letters = Object.values(cells.row(row.id)).reduce((sum, given) => sum + given.length, 0);
      return (
        <Removal
          label={row.label}
          letters={letters}
          act="Retirer l’activité"
          onRemove={(sure) =>
            form.send({ kind: 'row.remove', key: row.key, letters: sure }, 'Activité retirée.')
          }
        />
      );
    }
    case 'column-remove': {
      const { column } = asked;
      const letters = form.matrix.phases
        .flatMap((band) => band.activities)
        .reduce((sum, { id }) => sum + cells.at({ activityId: id, actorKey: column.key }).length, 0);
      return (
        <Removal
          label={column.label}
          letters={letters}
          act="Retirer la colonne"
          onRemove={(sure) =>
            form.send({ kind: 'column.remove', key: column.key, letters: sure }, 'Colonne retirée.')
          }
        />
      );
    }
  }
}

function Removal({
  label,
  letters,
  act,
  onRemove,
}: {
  label: string;
  letters: number;
  act: string;
  onRemove: (letters: number) => void;
}) {
  return (
    <Fields onSubmit={() => onRemove(letters)} act={act} tone="danger">
      <p>
        <strong>{label}</strong>
        {letters > 0
          ? `\u00a0: ${counted(letters, 'lettre')} ${letters > 1 ? 'seront effacées' : 'sera effacée'}, sans retour possible. Masquer garderait tout.`
          : '\u00a0: aucune lettre n’y est inscrite.'}
      </p>
    </Fields>
  );
}
