'use client';

import type { Cells, Matrix, Place } from './cells';
import { MeaningToggles } from './meaning-toggles';
import { meaningsInWords } from './words';

/** Above the grid, as the bar of a spreadsheet: the cell that holds the focus, in words, with its letters to switch by hand. */
export function ChosenCell({
  place,
  matrix,
  cells,
  canEdit,
}: {
  place: Place | null;
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
}) {
  const activity = matrix.phases
    .flatMap((band) => band.activities)
    .find(({ id }) => id === place?.activityId);
  const actor = matrix.actors.find(({ key }) => key === place?.actorKey);
  return (
    <aside
      aria-label="Case choisie"
      className="sticky top-(--frame-top,0px) z-30 flex min-h-16 items-center gap-x-6 gap-y-2 rounded-md border border-line bg-surface px-4 py-2 max-md:hidden print:hidden"
    >
      {place && activity && actor ? (
        <>
          <p className="min-w-0 flex-1 leading-snug">
            <span className="block text-soft text-sm">
              Activité {activity.number}, {activity.label}
            </span>
            <strong>{actor.label}</strong> : {meaningsInWords(cells.at(place))}
          </p>
          {canEdit && (
            <MeaningToggles
              label={`${actor.label}, activité ${activity.number}`}
              given={cells.at(place)}
              onToggle={(meaning) => cells.toggle(place, meaning)}
            />
          )}
        </>
      ) : (
        <p className="flex-1 text-soft">
          Choisissez une case pour la lire en toutes lettres.
          {canEdit &&
            ' Au clavier\u00a0: flèches pour se déplacer, Maj et flèches pour choisir plusieurs cases, R, A, C ou I pour une lettre, Suppr pour vider, Ctrl+C et Ctrl+V vers et depuis un tableur, Ctrl+Z pour annuler.'}
        </p>
      )}
    </aside>
  );
}
