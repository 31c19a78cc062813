'use client';

import type { ReactNode } from 'react';
import { saidOrder } from '@/server/raci/letters';
import type { Matrix, Place } from './cell-rows';
import type { Cells } from './cells';
import { useLetters } from './letters';
import { MeaningToggles } from './meaning-toggles';
import { meaningsInWords } from './words';

/**
 * The cell that holds the focus, in words, with its letters to switch by hand: at the right of the grid where there
 * is room, otherwise above it, as the bar of a spreadsheet. What else is known of the cell (agreement, state of the
 * activity) is given as sections, one under the other.
 */
export function ChosenCell({
  place,
  matrix,
  cells,
  canEdit,
  children,
}: {
  place: Place | null;
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
  /** One `CellSection` for each thing that is known of the chosen cell. */
  children?: ReactNode;
}) {
  const letters = useLetters();
  const said = new Intl.ListFormat('fr-FR', { type: 'disjunction' }).format(
    saidOrder.map((meaning) => letters[meaning]),
  );
  const activity = matrix.phases
    .flatMap((band) => band.activities)
    .find(({ id }) => id === place?.activityId);
  const actor = matrix.actors.find(({ key }) => key === place?.actorKey);
  return (
    <aside
      aria-label="Case choisie"
      className="sticky top-(--frame-top,0px) z-30 flex min-h-16 flex-col gap-3 rounded-md border border-line bg-surface px-4 py-2 max-md:hidden xl:top-[calc(var(--frame-top,0px)+1rem)] xl:max-h-[calc(100dvh-var(--frame-top,0px)-2rem)] xl:overflow-y-auto xl:py-3 print:hidden"
    >
      {place && activity && actor ? (
        <>
          <div className="flex flex-1 items-center gap-x-6 gap-y-3 xl:flex-col xl:items-stretch">
            <p className="min-w-0 flex-1 leading-snug">
              <span className="block text-soft text-sm xl:mb-2">
                Activité {activity.number}, {activity.label}
              </span>
              <strong>{actor.label}</strong>
              {actor.organisation && ` (${actor.organisation})`}&nbsp;: {meaningsInWords(cells.at(place))}
            </p>
            {canEdit && (
              <MeaningToggles
                label={`${actor.label}, activité ${activity.number}`}
                given={cells.at(place)}
                onToggle={(meaning) => cells.toggle(place, meaning)}
              />
            )}
          </div>
          {children}
        </>
      ) : (
        <p className="my-auto text-soft">
          Choisissez une case pour la lire en toutes lettres.
          {canEdit &&
            ` Au clavier\u00a0: flèches pour se déplacer, Maj et flèches pour choisir plusieurs cases, ${said} pour une lettre, Suppr pour vider, Ctrl+C et Ctrl+V vers et depuis un tableur, Ctrl+Z pour annuler.`}
        </p>
      )}
    </aside>
  );
}

/** One thing that is known of the chosen cell, under its name. */
export function CellSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-line border-t pt-3">
      <h2 className="font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}
