'use client';

import { useState } from 'react';
import { formatLetters } from '@/server/raci/letters';
import type { Activity, Cells, Matrix } from './cells';
import { useLetters } from './letters';
import { MeaningToggles } from './meaning-toggles';
import { cardId, meaningsInWords } from './words';

/** The matrix on a phone: one card per activity, opened to be changed. */
export function Cards({
  matrix,
  cells,
  canEdit,
  wrong,
}: {
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
  wrong: ReadonlySet<string>;
}) {
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
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function Card({
  activity,
  actors,
  cells,
  canEdit,
  isWrong,
}: {
  activity: Activity;
  actors: Matrix['actors'];
  cells: Cells;
  canEdit: boolean;
  isWrong: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const letters = useLetters();
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
          {actors.map(({ key, label }) => (
            <li key={key} className="flex flex-col gap-1.5">
              <span>
                {label}
                <span className="block text-soft text-sm">{meaningsInWords(part(key))}</span>
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
