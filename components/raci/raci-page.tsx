'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { SaveState } from '@/components/ui/save-state';
import type { MatrixOwner } from '@/server/raci/owner';
import type { MatrixView } from '@/server/raci/queries';
import { checkMatrix } from '@/server/raci/rules';
import { Cards } from './cards';
import { News } from './cell-news';
import { type Matrix, type Place, useCells } from './cells';
import { ChosenCell } from './chosen-cell';
import { Grid } from './grid';
import { Legend } from './legend';
import { PrintedMatrix } from './printed-matrix';
import { ProblemStrip } from './problem-strip';
import { StartMatrix } from './start-matrix';
import { ActivityWork } from './work/activity-work';

/** The responsibility matrix of a project; before it is opened, what it would start from. */
export function RaciPage({ view }: { view: MatrixView }) {
  const { project, matrix } = view;
  return matrix ? (
    <OpenMatrix
      key={`${project.id} ${matrix.structureVersion}`}
      owner={{ projectId: project.id }}
      canEdit={view.canEdit}
      matrix={matrix}
    />
  ) : (
    <StartMatrix projectId={project.id} canEdit={view.canEdit} />
  );
}

/** An open matrix, a project's or a template's: the grid and all that goes with it. */
export function OpenMatrix({
  owner,
  canEdit,
  matrix,
}: {
  owner: MatrixOwner;
  canEdit: boolean;
  matrix: Matrix;
}) {
  const cells = useCells(owner, matrix);
  const [place, setPlace] = useState<Place | null>(null);
  const problems = useMemo(() => checkMatrix(cells.matrix, matrix.circumstances), [cells.matrix, matrix]);
  const wrong = useMemo(() => {
    const keys = new Set(
      problems.filter(({ severity }) => severity === 'error').map((one) => one.activityKey),
    );
    const activities = matrix.phases.flatMap((band) => band.activities);
    return new Set(activities.filter(({ key }) => keys.has(key)).map(({ id }) => id));
  }, [problems, matrix]);
  const { news, saving } = cells;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Legend />
        <div className="flex items-center gap-3 print:hidden">
          {canEdit ? (
            <>
              <IconButton
                label="Annuler la dernière saisie"
                icon={<Undo2 aria-hidden />}
                reason={cells.undo ? null : 'Rien à annuler.'}
                onPress={() => cells.undo?.()}
              />
              <IconButton
                label="Rétablir la saisie annulée"
                icon={<Redo2 aria-hidden />}
                reason={cells.redo ? null : 'Rien à rétablir.'}
                onPress={() => cells.redo?.()}
              />
              <SaveState saving={saving} />
            </>
          ) : (
            <p className="text-soft text-sm">Lecture seule</p>
          )}
          {saving.state === 'failed' && (
            <Button size="sm" onPress={cells.retry}>
              Réessayer
            </Button>
          )}
        </div>
      </div>
      {news && <News news={news} forget={cells.forgetNews} />}
      <PrintedMatrix matrix={cells.matrix} />
      <div className="flex flex-col gap-4 print:hidden xl:grid xl:grid-cols-[minmax(0,1fr)_17rem] xl:items-start">
        <div className="contents xl:order-2 xl:block xl:h-full">
          <ChosenCell place={place} matrix={matrix} cells={cells} canEdit={canEdit}>
            {place && 'projectId' in owner && (
              <ActivityWork projectId={owner.projectId} activityId={place.activityId} />
            )}
          </ChosenCell>
        </div>
        <Grid matrix={matrix} cells={cells} canEdit={canEdit} wrong={wrong} onPlace={setPlace} />
      </div>
      <Cards matrix={matrix} cells={cells} canEdit={canEdit} wrong={wrong} />
      <ProblemStrip problems={problems} matrix={matrix} />
    </div>
  );
}
