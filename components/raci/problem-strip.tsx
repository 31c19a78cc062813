'use client';

import { counted } from '@/components/ui/format';
import { ToneIcon } from '@/components/ui/tone';
import type { RaciProblem } from '@/server/raci/rules';
import type { Matrix, Place } from './cell-rows';

/** What is wrong with the matrix, in the order of its lines; each point leads to its cell. */
export function ProblemStrip({
  problems,
  matrix,
  onGo,
}: {
  problems: readonly RaciProblem[];
  matrix: Matrix;
  onGo: (place: Place) => void;
}) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const activities = matrix.phases.flatMap((band) => band.activities);

  function jump(problem: RaciProblem) {
    const activity = activities.find(({ key }) => key === problem.activityKey) ?? activities[0];
    const actorKey = problem.actorKey ?? matrix.actors[0]?.key;
    if (!activity || !actorKey) return;
    onGo({ activityId: activity.id, actorKey });
  }

  return (
    <section
      aria-label="Contrôle de la matrice"
      className="rounded-md border border-line bg-surface px-4 py-3"
    >
      <p role="status" className="flex items-center gap-2 font-semibold">
        <span className={errors > 0 ? 'text-danger' : warnings > 0 ? 'text-warning' : 'text-success'}>
          <ToneIcon tone={errors > 0 ? 'danger' : warnings > 0 ? 'warning' : 'success'} className="size-5" />
        </span>
        {problems.length === 0
          ? 'Rien à corriger\u00a0: chaque activité a un seul responsable et quelqu’un qui la réalise.'
          : [
              errors > 0 && counted(errors, 'point à corriger', 'points à corriger'),
              warnings > 0 && counted(warnings, 'point à surveiller', 'points à surveiller'),
            ]
              .filter(Boolean)
              .join(', ')}
      </p>
      {problems.length > 0 && (
        <ul className="mt-2 flex max-h-44 flex-col gap-1 overflow-auto">
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.activityKey} ${problem.actorKey}`}>
              <button
                type="button"
                onClick={() => jump(problem)}
                className="flex cursor-pointer items-start gap-2 rounded-sm text-left text-sm hover:underline pointer-coarse:min-h-11"
              >
                <span className={problem.severity === 'error' ? 'text-danger' : 'text-warning'}>
                  <ToneIcon
                    tone={problem.severity === 'error' ? 'danger' : 'warning'}
                    className="mt-1 size-4 shrink-0"
                  />
                </span>
                {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
