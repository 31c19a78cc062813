'use client';

import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { type Phase, phaseLabels, phases } from '@/server/raci/domain';
import type { Activity, Matrix } from '../cell-rows';
import { Fields, type FormOf } from './fields';

const choices = phases.map((id) => ({ id, label: phaseLabels[id] }));
const rowsOf = (matrix: Matrix, phase: Phase) =>
  matrix.phases.flatMap((band) => band.activities).filter((one) => one.phase === phase);

/** A new row, after another or at the end of a phase. */
export function AddRow({ errors, send, matrix, ...at }: FormOf & { phase: Phase; after: string | null }) {
  const [label, setLabel] = useState('');
  const [phase, setPhase] = useState(at.phase);
  const after = phase === at.phase && at.after ? at.after : (rowsOf(matrix, phase).at(-1)?.key ?? null);
  return (
    <Fields
      act="Ajouter l’activité"
      onSubmit={() => send({ kind: 'row.add', label, phase, after }, 'Activité ajoutée.')}
    >
      <TextField
        label="Activité"
        description="Ce qu’il y a à faire, à l’infinitif."
        isRequired
        maxLength={200}
        value={label}
        onChange={setLabel}
        errorMessage={errors['edit.label']}
      />
      <Select label="Phase" choices={choices} value={phase} onChange={(next) => next && setPhase(next)} />
    </Fields>
  );
}

export function RenameRow({ errors, send, row }: FormOf & { row: Activity }) {
  const [label, setLabel] = useState(row.label);
  return (
    <Fields
      act="Renommer"
      onSubmit={() => send({ kind: 'row.rename', key: row.key, label }, 'Activité renommée.')}
    >
      <TextField
        label="Activité"
        isRequired
        maxLength={200}
        value={label}
        onChange={setLabel}
        errorMessage={errors['edit.label']}
      />
    </Fields>
  );
}

export function SplitRow({ errors, send, row }: FormOf & { row: Activity }) {
  const [label, setLabel] = useState('');
  return (
    <Fields
      act="Dédoubler"
      onSubmit={() => send({ kind: 'row.split', key: row.key, label }, 'Activité dédoublée.')}
    >
      <p>
        Une seconde activité est ajoutée juste après «&nbsp;{row.label}&nbsp;», avec les mêmes lettres. Vous
        les ajusterez ensuite.
      </p>
      <TextField
        label="Nom de la seconde activité"
        isRequired
        maxLength={200}
        value={label}
        onChange={setLabel}
        errorMessage={errors['edit.label']}
      />
    </Fields>
  );
}

export function ChangePhase({ send, matrix, row }: FormOf & { row: Activity }) {
  const [phase, setPhase] = useState(row.phase);
  const last = rowsOf(matrix, phase)
    .filter(({ key }) => key !== row.key)
    .at(-1);
  return (
    <Fields
      act="Déplacer"
      onSubmit={() =>
        send({ kind: 'row.move', key: row.key, phase, after: last?.key ?? null }, 'Activité déplacée.')
      }
    >
      <p>«&nbsp;{row.label}&nbsp;» ira à la fin de la phase choisie.</p>
      <Select label="Phase" choices={choices} value={phase} onChange={(next) => next && setPhase(next)} />
    </Fields>
  );
}
