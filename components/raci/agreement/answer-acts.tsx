'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, RotateCcw, TriangleAlert } from 'lucide-react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { CellState, Stance } from '@/server/raci/agreement/domain';
import type { Speech } from '@/server/raci/agreement/matrix';
import type { Meaning } from '@/server/raci/domain';
import { meaningsInWords } from '../words';

/** The cell that is answered, as it is shown. */
export type AnsweredCell = {
  activityId: string;
  actorKey: string;
  /** « Collectivité, activité 3 ». */
  name: string;
  meanings: readonly Meaning[];
};

/** Accept, object, take back: for whoever speaks for the column. */
export function AnswerActs({
  projectId,
  cell,
  state,
  answered,
  speech,
  onAnswered,
}: {
  projectId: string;
  cell: AnsweredCell;
  state: CellState;
  /** Something was answered, whether it still holds or not. */
  answered: boolean;
  speech: NonNullable<Speech>;
  /** After an answer was kept. */
  onAnswered?: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const answer = useMutation(trpc.raci.agreement.answer.mutationOptions());
  const withdraw = useMutation(trpc.raci.agreement.withdraw.mutationOptions());
  const { attempt, refusal } = useAttempt();
  const { activityId, actorKey, name } = cell;

  const read = async () => {
    await queries.invalidateQueries({ queryKey: trpc.raci.agreement.pathKey() });
    onAnswered?.();
  };
  const give = async (stance: Stance, comment?: string) => {
    await answer.mutateAsync({
      id: projectId,
      answers: [
        { activityId, actorKey, meanings: [...cell.meanings], stance, ...(comment ? { comment } : {}) },
      ],
    });
    await read();
  };
  const busy = answer.isPending || withdraw.isPending;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {state !== 'accepted' && cell.meanings.length + (answered ? 1 : 0) > 0 && (
          <Button
            size="sm"
            variant="primary"
            icon={<Check aria-hidden />}
            aria-label={`Accepter\u00a0: ${name}`}
            isPending={busy}
            pendingLabel="Enregistrement…"
            onPress={() => attempt(() => give('accepted'))}
          >
            Accepter
          </Button>
        )}
        <ConfirmDialog
          trigger={
            <Button
              size="sm"
              icon={<TriangleAlert aria-hidden />}
              aria-label={`Faire une objection\u00a0: ${name}`}
            >
              {state === 'objected' ? 'Revoir l’objection' : 'Objection'}
            </Button>
          }
          title="Faire une objection"
          confirmLabel="Enregistrer l’objection"
          reasonLabel="Ce qui ne convient pas, et ce que vous proposez"
          onConfirm={async (comment): Promise<string | undefined> => {
            try {
              await give('objected', comment);
              return undefined;
            } catch (error) {
              return refusalFrom(error).message;
            }
          }}
        >
          <p>
            {name}&nbsp;: {meaningsInWords(cell.meanings)}.
          </p>
          <p>Ceux qui tiennent la matrice reçoivent votre commentaire. Vous pourrez le retirer.</p>
        </ConfirmDialog>
        {answered && (
          <Button
            size="sm"
            variant="quiet"
            icon={<RotateCcw aria-hidden />}
            aria-label={`Retirer la réponse\u00a0: ${name}`}
            onPress={() =>
              attempt(async () => {
                await withdraw.mutateAsync({ id: projectId, cells: [{ activityId, actorKey }] });
                await read();
              })
            }
          >
            Retirer
          </Button>
        )}
      </div>
      {speech === 'on_behalf' && (
        <p className="text-soft text-sm">
          Cette partie n’a pas de compte ici&nbsp;: vous consignez sa réponse, et la matrice le dit.
        </p>
      )}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
