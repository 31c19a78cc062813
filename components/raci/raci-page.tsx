'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ContextMenu } from '@/components/ui/menu';
import { SaveState } from '@/components/ui/save-state';
import type { MatrixOwner } from '@/server/raci/owner';
import type { MatrixView } from '@/server/raci/queries';
import { checkMatrix } from '@/server/raci/rules';
import { WithAnswers } from './agreement/answers';
import { CellAgreement } from './agreement/cell-agreement';
import { Cards } from './cards';
import { News } from './cell-news';
import type { Matrix, Place } from './cell-rows';
import { useCells } from './cells';
import { ChosenCell } from './chosen-cell';
import { Grid, type GridHand, type MenuAt } from './grid';
import { goToPlace, useLanding } from './landing';
import { Legend } from './legend';
import { PrintedMatrix } from './printed-matrix';
import { ProblemStrip } from './problem-strip';
import { StartMatrix } from './start-matrix';
import type { Asked } from './structure/asked';
import { StructureDialog } from './structure/dialogs';
import { columnEntries, menuGroups, rowEntries } from './structure/entries';
import { AddMenu, HiddenLine } from './structure/hidden-line';
import { columnMove, type Direction, rowMove } from './structure/moves';
import { useStructure } from './structure/use-structure';
import { ActivityWork } from './work/activity-work';

/** The responsibility matrix of a project; before it is opened, what it would start from. */
export function RaciPage({ view }: { view: MatrixView }) {
  const { project, matrix } = view;
  return matrix ? (
    <OpenMatrix key={project.id} owner={{ projectId: project.id }} canEdit={view.canEdit} matrix={matrix} />
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
  const structure = useStructure(owner, matrix, cells);
  const [place, setPlace] = useState<Place | null>(null);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const hand = useRef<GridHand>(null);
  useLanding(hand, matrix);
  const hands = { structure, ask: setAsked };
  const mayName = 'projectId' in owner;
  /** What was just made takes the focus; what moved keeps it, unless one is elsewhere by now. */
  const showMade = (made: readonly string[], now: Matrix) => {
    const rows = now.phases.flatMap((band) => band.activities);
    const row = rows.find(({ key }) => made.includes(key));
    const column = now.actors.find(({ key }) => made.includes(key));
    const activityId = row?.id ?? place?.activityId ?? rows[0]?.id;
    const actorKey = column?.key ?? place?.actorKey ?? now.actors[0]?.key;
    if (!activityId || !actorKey) return;
    if (row || column || document.activeElement === document.body)
      hand.current?.reveal({ activityId, actorKey });
  };
  /** The menu from which the question came is gone: the focus goes back to the cell. */
  const closeAsked = () => {
    setAsked(null);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (place && document.activeElement === document.body) hand.current?.reveal(place);
      }),
    );
  };
  const move = (at: Place, to: Direction) =>
    structure.try(
      (now) => {
        const row = now.phases.flatMap((band) => band.activities).find(({ id }) => id === at.activityId);
        return to === 'up' || to === 'down'
          ? row
            ? rowMove(now, row.key, to)
            : null
          : columnMove(now, at.actorKey, to);
      },
      to === 'up' || to === 'down' ? 'Activité déplacée.' : 'Colonne déplacée.',
      () => {
        if (document.activeElement === document.body) hand.current?.reveal(at);
      },
    );
  const problems = useMemo(() => checkMatrix(cells.matrix, matrix.circumstances), [cells.matrix, matrix]);
  const wrong = useMemo(() => {
    const keys = new Set(
      problems.filter(({ severity }) => severity === 'error').map((one) => one.activityKey),
    );
    const activities = matrix.phases.flatMap((band) => band.activities);
    return new Set(activities.filter(({ key }) => keys.has(key)).map(({ id }) => id));
  }, [problems, matrix]);
  // The page for the printer is drawn when there is time: a key does not wait for it.
  const printed = useDeferredValue(cells.matrix);
  const { news, saving } = cells;
  return (
    <WithAnswers owner={owner} matrix={matrix} rowOf={cells.row}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <Legend />
          <div className="flex items-center gap-3 print:hidden">
            {canEdit ? (
              <>
                <AddMenu matrix={matrix} place={place} ask={setAsked} />
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
        {news && <News news={news} forget={cells.forgetNews} onGo={(at) => goToPlace(hand, at)} />}
        <HiddenLine hidden={matrix.hidden} structure={canEdit ? structure : null} />
        <PrintedMatrix matrix={printed} />
        <div className="flex flex-col gap-4 print:hidden xl:grid xl:grid-cols-[minmax(0,1fr)_15.5rem] xl:items-start">
          <div className="contents xl:order-2 xl:block xl:h-full">
            <ChosenCell place={place} matrix={matrix} cells={cells} canEdit={canEdit}>
              <CellAgreement place={place} matrix={matrix} held={place ? cells.at(place) : []} />
              {place && 'projectId' in owner && (
                <ActivityWork projectId={owner.projectId} activityId={place.activityId} />
              )}
            </ChosenCell>
          </div>
          <Grid
            matrix={matrix}
            cells={cells}
            canEdit={canEdit}
            wrong={wrong}
            onPlace={setPlace}
            onMenu={canEdit ? setMenu : undefined}
            onMove={canEdit ? move : undefined}
            hand={hand}
          />
        </div>
        <Cards
          matrix={matrix}
          cells={cells}
          canEdit={canEdit}
          wrong={wrong}
          rowEntries={(row) => rowEntries(matrix, row, hands)}
          columnEntries={(column) => columnEntries(matrix, column, hands, mayName)}
        />
        <ProblemStrip problems={problems} matrix={matrix} onGo={(at) => goToPlace(hand, at)} />
        <ContextMenu
          label="Activité et colonne"
          anchor={menu?.anchor ?? null}
          groups={menu ? menuGroups(matrix, menu, hands, mayName) : []}
          onClose={() => setMenu(null)}
        />
        <StructureDialog
          key={asked ? JSON.stringify(asked) : 'none'}
          asked={asked}
          owner={owner}
          matrix={matrix}
          cells={cells}
          structure={structure}
          onClose={closeAsked}
          onMade={showMade}
        />
      </div>
    </WithAnswers>
  );
}
