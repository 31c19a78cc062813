'use client';

import { useEffect, useState } from 'react';
import { Menu, type MenuEntry } from '@/components/ui/menu';
import { formatLetters } from '@/server/raci/letters';
import { useCellStates } from './agreement/answers';
import { stateSuffix } from './agreement/marks';
import type { Activity, Matrix } from './cell-rows';
import type { Cells } from './cells';
import { columnName } from './grid-head';
import { useLetters } from './letters';
import { MeaningToggles } from './meaning-toggles';
import { cardId, meaningsInWords } from './words';

/** The matrix on a phone: one card per activity, opened to be changed. */
export function Cards({
  matrix,
  cells,
  canEdit,
  wrong,
  rowEntries,
  columnEntries,
}: {
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
  wrong: ReadonlySet<string>;
  /** What may be done to a row, to a column. */
  rowEntries: (row: Activity) => MenuEntry[];
  columnEntries: (column: Matrix['actors'][number]) => MenuEntry[];
}) {
  const isNarrow = useNarrow();
  if (!isNarrow) return null;
  return (
    <div className="flex flex-col gap-6 md:hidden print:hidden">
      {matrix.phases.map((band) => (
        <section key={band.phase} aria-label={band.label} className="flex flex-col gap-2">
          <h2 className="font-semibold text-accent text-lg">{band.label}</h2>
          {band.activities.map((activity) => (
            <Card
              key={activity.id}
              activity={activity}
              actors={matrix.actors}
              cells={cells}
              canEdit={canEdit}
              isWrong={wrong.has(activity.id)}
              rowEntries={rowEntries}
              columnEntries={columnEntries}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** Whether the cards are shown at all: beside the grid they would be drawn for nothing at each key. */
function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(true);
  useEffect(() => {
    const query = window.matchMedia('(width < 48rem)');
    const measure = () => setNarrow(query.matches);
    measure();
    query.addEventListener('change', measure);
    return () => query.removeEventListener('change', measure);
  }, []);
  return isNarrow;
}

function Card({
  activity,
  actors,
  cells,
  canEdit,
  isWrong,
  rowEntries,
  columnEntries,
}: {
  activity: Activity;
  actors: Matrix['actors'];
  cells: Cells;
  canEdit: boolean;
  isWrong: boolean;
  rowEntries: (row: Activity) => MenuEntry[];
  columnEntries: (column: Matrix['actors'][number]) => MenuEntry[];
}) {
  const [isOpen, setOpen] = useState(false);
  const letters = useLetters();
  const stateOf = useCellStates();
  const part = (actorKey: string) => cells.at({ activityId: activity.id, actorKey });
  const taking = actors.filter(({ key }) => part(key).length > 0);
  return (
    <details
      id={cardId(activity.id)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className={`rounded-md border bg-surface ${isWrong ? 'border-danger border-l-4' : 'border-line'}`}
    >
      <summary className="cursor-pointer px-4 py-3">
        <span className="font-semibold">
          {activity.number}. {activity.label}
        </span>
        {isWrong && <span className="ml-2 font-semibold text-danger text-sm">À corriger</span>}
        <span className="mt-1 block text-soft text-sm">
          {taking.length === 0
            ? 'Personne n’y prend part'
            : taking.map(({ key, label }) => `${label} : ${formatLetters(part(key), letters)}`).join(' · ')}
        </span>
      </summary>
      {isOpen && (
        <ul className="flex flex-col gap-3 border-line border-t px-4 py-3">
          {canEdit && (
            <li>
              <Menu
                label={`Activité ${activity.number}`}
                buttonText="Modifier l’activité"
                size="sm"
                entries={rowEntries(activity)}
              />
            </li>
          )}
          {actors.map(({ key, label, ...actor }) => (
            <li key={key} className="flex flex-col gap-1.5">
              <span className="flex items-start justify-between gap-2">
                <span>
                  {columnName(actors, { key, label, ...actor })}
                  <span className="block text-soft text-sm">
                    {meaningsInWords(part(key))}
                    {stateSuffix(stateOf(activity.id, key, part(key)))}
                  </span>
                </span>
                {canEdit && (
                  <Menu label={`Colonne ${label}`} entries={columnEntries({ key, label, ...actor })} />
                )}
              </span>
              {canEdit && (
                <MeaningToggles
                  compact
                  label={`${label}, activité ${activity.number}`}
                  given={part(key)}
                  onToggle={(meaning) => cells.toggle({ activityId: activity.id, actorKey: key }, meaning)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
