'use client';

import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTRPC } from '@/components/trpc';
import { type Agreement, type CellState, cellState, matrixAgreement } from '@/server/raci/agreement/domain';
import type { MatrixAnswers } from '@/server/raci/agreement/queries';
import type { Meaning } from '@/server/raci/domain';
import type { MatrixOwner } from '@/server/raci/owner';
import type { Matrix, Row } from '../cell-rows';

/** Milliseconds between two questions about what the parties answered. */
const LISTEN_EVERY = 5_000;

type Said = MatrixAnswers['answers'][number];
type Answers = {
  projectId: string;
  at: (activityId: string, actorKey: string) => Said | null;
  columns: MatrixAnswers['columns'];
};

const AnswersContext = createContext<Answers | null>(null);
const HeadsContext = createContext<Readonly<Record<string, Agreement>>>({});

/**
 * What the parties answered about a project's matrix, for the grid and the chosen cell; others' answers appear
 * within seconds. A template has nobody to agree: nothing is shown then.
 */
export function WithAnswers({
  owner,
  matrix,
  rowOf,
  children,
}: {
  owner: MatrixOwner;
  matrix: Matrix;
  /** The cells of an activity as they are shown. */
  rowOf: (activityId: string) => Row;
  children: ReactNode;
}) {
  const trpc = useTRPC();
  const projectId = 'projectId' in owner ? owner.projectId : null;
  const { data } = useQuery(
    trpc.raci.agreement.answers.queryOptions(
      { id: projectId ?? 'none' },
      { refetchInterval: LISTEN_EVERY, enabled: projectId !== null },
    ),
  );
  const answers = useMemo((): Answers | null => {
    if (!data || projectId === null) return null;
    const found = new Map(data.answers.map((one) => [`${one.activityId} ${one.actorKey}`, one]));
    return {
      projectId,
      columns: data.columns,
      at: (activityId, actorKey) => found.get(`${activityId} ${actorKey}`) ?? null,
    };
  }, [data, projectId]);
  const heads = answers
    ? matrixAgreement(
        {
          actors: matrix.actors,
          activities: matrix.phases.flatMap((band) =>
            band.activities.map(({ id }) => ({ key: id, cells: rowOf(id) })),
          ),
        },
        answers.at,
      ).columns
    : {};
  return (
    <AnswersContext value={answers}>
      <HeadsContext value={heads}>{children}</HeadsContext>
    </AnswersContext>
  );
}

/** What was answered, or null where nobody is asked. */
export const useAnswers = (): Answers | null => useContext(AnswersContext);

/** The state of agreement of a column, or undefined where nobody is asked. */
export const useHead = (actorKey: string): Agreement | undefined => useContext(HeadsContext)[actorKey];

/** Finds the state of a cell that holds these meanings. */
export function useCellStates(): (
  activityId: string,
  actorKey: string,
  held: readonly Meaning[],
) => CellState {
  const answers = useAnswers();
  return (activityId, actorKey, held) =>
    answers ? cellState(held, answers.at(activityId, actorKey)) : 'none';
}
