'use client';

import { formatDate } from '@/components/ui/format';
import { TONE_TEXT, ToneIcon } from '@/components/ui/tone';
import { type CellState, cellState } from '@/server/raci/agreement/domain';
import type { ShownAnswer } from '@/server/raci/agreement/queries';
import type { Meaning } from '@/server/raci/domain';
import type { Matrix, Place } from '../cell-rows';
import { CellSection } from '../chosen-cell';
import { meaningsInWords } from '../words';
import { AnswerActs } from './answer-acts';
import { useAnswers } from './answers';
import { stateTones } from './tones';

/** Who answered what, in a sentence; what the cell said then when it has changed since. */
export function AnswerSentence({ state, answer }: { state: CellState; answer: ShownAnswer | null }) {
  if (!answer)
    return (
      <p className="text-soft text-sm">
        {state === 'none' ? 'Aucune part ici\u00a0: rien à accepter.' : 'Pas encore de réponse.'}
      </p>
    );
  const when = formatDate(answer.at.slice(0, 10));
  const by = `${answer.byName}${answer.onBehalf ? ' (consigné par l’académie)' : ''}`;
  return (
    <div className="text-sm">
      <p className="flex items-start gap-1.5">
        <span className={TONE_TEXT[stateTones[state]]}>
          <ToneIcon tone={stateTones[state]} className="mt-0.5 size-4 shrink-0" />
        </span>
        <span>
          {state === 'accepted' && `Acceptée par ${by}, le ${when}.`}
          {state === 'objected' && `Objection de ${by}, le ${when}.`}
          {state === 'to_review' &&
            `À revoir\u00a0: la case disait «\u00a0${meaningsInWords(answer.meanings)}\u00a0» quand ${answer.stance === 'accepted' ? 'elle a été acceptée par' : 'l’objection a été faite par'} ${by}, le ${when}.`}
        </span>
      </p>
      {answer.comment && <p className="mt-1 border-line border-l-2 pl-2 italic">{answer.comment}</p>}
    </div>
  );
}

/** The agreement on the chosen cell: who answered, what they said, and how to answer for whoever speaks for it. */
export function CellAgreement({
  place,
  matrix,
  held,
}: {
  place: Place | null;
  matrix: Matrix;
  held: readonly Meaning[];
}) {
  const answers = useAnswers();
  const activity = matrix.phases
    .flatMap((band) => band.activities)
    .find(({ id }) => id === place?.activityId);
  const column = answers?.columns.find(({ key }) => key === place?.actorKey);
  if (!answers || !place || !activity || !column) return null;
  const answer = answers.at(place.activityId, place.actorKey);
  const state = cellState(held, answer);
  return (
    <CellSection title="Accord">
      <AnswerSentence state={state} answer={answer} />
      {column.speech ? (
        <AnswerActs
          key={`${place.activityId} ${place.actorKey}`}
          projectId={answers.projectId}
          cell={{ ...place, name: `${column.label}, activité ${activity.number}`, meanings: held }}
          state={state}
          answered={answer !== null}
          speech={column.speech}
        />
      ) : (
        state !== 'none' && <p className="text-soft text-sm">Répond ici&nbsp;: {column.who}.</p>
      )}
    </CellSection>
  );
}
