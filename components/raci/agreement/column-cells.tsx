'use client';

import type { AgreementColumn } from '@/server/raci/agreement/queries';
import { meaningsInWords } from '../words';
import { AnswerActs } from './answer-acts';
import { AnswerSentence } from './cell-agreement';

/** The cells of one column, phase by phase: what each confides, what was answered, and how to answer. */
export function ColumnCells({
  column,
  projectId,
  level = 3,
}: {
  column: AgreementColumn;
  projectId: string;
  /** Of the headings of the phases. */
  level?: 3 | 4;
}) {
  const Heading = `h${level}` as const;
  const phases = [...new Set(column.cells.map(({ phase }) => phase))];
  return (
    <div className="flex flex-col gap-5">
      {phases.map((phase) => (
        <section key={phase} aria-label={`${column.label}, ${phase}`}>
          <Heading className="mb-1 font-semibold text-accent">{phase}</Heading>
          <ul className="divide-y divide-line border-line border-y">
            {column.cells
              .filter((cell) => cell.phase === phase)
              .map((cell) => (
                <li
                  key={cell.activityId}
                  className="grid gap-x-6 gap-y-2 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
                >
                  <div>
                    <p>
                      <span className="tabular mr-1.5 text-soft">{cell.number}</span>
                      {cell.label}
                    </p>
                    <p className="font-semibold text-sm">{meaningsInWords(cell.meanings)}</p>
                  </div>
                  <div className="flex flex-col gap-2">
                    <AnswerSentence state={cell.state} answer={cell.answer} />
                    {column.speech && (
                      <AnswerActs
                        projectId={projectId}
                        cell={{
                          activityId: cell.activityId,
                          actorKey: column.key,
                          name: `${column.label}, activité ${cell.number}`,
                          meanings: cell.meanings,
                        }}
                        state={cell.state}
                        answered={cell.answer !== null}
                        speech={column.speech}
                      />
                    )}
                  </div>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
