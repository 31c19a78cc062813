'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatList } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import type { AgreementState } from '@/server/raci/agreement/domain';
import type { AgreementColumn, AgreementView } from '@/server/raci/agreement/queries';
import { agreementLabels, countsInWords } from '@/server/raci/agreement/words';
import { ColumnCells } from './column-cells';
import { Objections } from './objections';
import { agreementTones } from './tones';

/** Milliseconds between two readings: what another party answers appears by itself. */
const LISTEN_EVERY = 10_000;

type Open = NonNullable<AgreementView['matrix']>;

/** The agreement of a matrix: what one's own column asks, the objections, and where each party stands. */
export function AgreementPage({ initial }: { initial: AgreementView }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.raci.agreement.view.queryOptions(
      { id: initial.project.id },
      { initialData: initial, refetchInterval: LISTEN_EVERY },
    ),
  );
  const { matrix, project, canEdit } = data;
  if (!matrix)
    return (
      <EmptyState title="La matrice n’est pas encore ouverte">
        Chaque partie pourra accepter sa colonne quand l’académie ou la collectivité l’aura ouverte.
      </EmptyState>
    );
  const mine = matrix.columns.filter(({ speech }) => speech === 'own');
  return (
    <div className="flex flex-col gap-8">
      <Whole matrix={matrix} projectId={project.id} canEdit={canEdit} />
      {mine.map((column) => (
        <OwnColumn key={column.key} column={column} version={matrix.version} projectId={project.id} />
      ))}
      <Objections columns={matrix.columns} projectId={project.id} canEdit={canEdit} />
      <Parties matrix={matrix} projectId={project.id} canEdit={canEdit} />
    </div>
  );
}

const wholeTitles: Record<AgreementState, string> = {
  agreed: 'Toutes les parties ont accepté leur colonne',
  objected: 'Des objections restent à lever',
  to_review: 'Des cases ont changé depuis qu’elles ont été acceptées',
  waiting: 'Des parties ne se sont pas encore prononcées',
  nothing: 'La matrice ne confie encore rien à personne',
};

/** Where the whole matrix stands, and how to ask everybody at once. */
function Whole({ matrix, projectId, canEdit }: { matrix: Open; projectId: string; canEdit: boolean }) {
  const { whole, columns } = matrix;
  const pending = columns.filter(
    ({ agreement, speech }) => speech === null && agreement.waiting + agreement.to_review > 0,
  );
  return (
    <Notice
      tone={whole.state === 'waiting' || whole.state === 'nothing' ? 'info' : agreementTones[whole.state]}
      title={wholeTitles[whole.state]}
      actions={
        canEdit && pending.length > 0 ? (
          <AskButton
            projectId={projectId}
            actorKeys={pending.map(({ key }) => key)}
            label={
              pending.length === 1
                ? `Demander l’accord de ${pending[0]?.label ?? ''}`
                : `Demander l’accord de ${counted(pending.length, 'partie')}`
            }
          />
        ) : undefined
      }
    >
      {countsInWords(whole)}.
    </Notice>
  );
}

/** Asks those who speak for columns for their agreement: says to whom it was sent, or why it was not. */
function AskButton({
  projectId,
  actorKeys,
  label,
  small,
}: {
  projectId: string;
  actorKeys: string[];
  label: string;
  small?: boolean;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ask = useMutation(trpc.raci.agreement.ask.mutationOptions());
  const { attempt, refusal } = useAttempt();
  const [kept, setKept] = useState<string[]>([]);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        size={small ? 'sm' : 'md'}
        isPending={ask.isPending}
        pendingLabel="Envoi…"
        onPress={() =>
          attempt(async () => {
            setKept([]);
            const { asked, refused } = await ask.mutateAsync({ id: projectId, actorKeys });
            const people = [...new Set(asked.flatMap(({ to }) => to))];
            toast(`Accord demandé à ${formatList(people)}.`, { tone: 'success' });
            setKept(refused.map(({ why }) => why));
            await queries.invalidateQueries({ queryKey: trpc.raci.agreement.pathKey() });
          })
        }
      >
        {label}
      </Button>
      {kept.length > 0 && (
        <Notice tone="info" live title="Non demandé">
          <ul>
            {kept.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </Notice>
      )}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}

/** One's own column: accepted as a whole, or cell by cell. */
function OwnColumn({
  column,
  version,
  projectId,
}: {
  column: AgreementColumn;
  version: number;
  projectId: string;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const accept = useMutation(trpc.raci.agreement.acceptColumn.mutationOptions());
  const { agreement, label } = column;
  const left = agreement.waiting + agreement.to_review + agreement.objected;
  const total = left + agreement.accepted;
  return (
    <Section
      title={`Votre colonne\u00a0: ${label}`}
      lead={`${total === 0 ? 'La matrice ne vous confie aucun rôle' : countsInWords(agreement)}.`}
      action={
        left > 0 ? (
          <ConfirmDialog
            trigger={<Button variant="primary">Accepter toute ma colonne</Button>}
            title={`Accepter ${counted(total, 'case')}\u00a0?`}
            confirmLabel="Accepter toute ma colonne"
            onConfirm={async () => {
              try {
                await accept.mutateAsync({ id: projectId, actorKey: column.key, version });
              } catch (error) {
                await queries.invalidateQueries({ queryKey: trpc.raci.agreement.pathKey() });
                return refusalFrom(error).message;
              }
              toast(`Colonne «\u00a0${label}\u00a0» acceptée.`, { tone: 'success' });
              await queries.invalidateQueries({ queryKey: trpc.raci.agreement.pathKey() });
              return undefined;
            }}
          >
            <p>
              Vous acceptez, au nom de «&nbsp;{label}&nbsp;», tout ce que la matrice lui confie. Une case qui
              changerait ensuite vous serait soumise à nouveau.
            </p>
            {agreement.objected > 0 && (
              <p>
                {agreement.objected === 1
                  ? 'L’objection en cours sera levée.'
                  : `Les ${agreement.objected} objections en cours seront levées.`}
              </p>
            )}
          </ConfirmDialog>
        ) : undefined
      }
    >
      <ColumnCells column={column} projectId={projectId} />
    </Section>
  );
}

/** Each party with its state; its cells unfold. */
function Parties({ matrix, projectId, canEdit }: { matrix: Open; projectId: string; canEdit: boolean }) {
  return (
    <Section title="Toutes les parties" count={matrix.columns.length}>
      <ul className="flex flex-col gap-3">
        {matrix.columns.map((column) => (
          <li key={column.key} className="rounded-md border border-line bg-surface px-4 py-3">
            <Party column={column} projectId={projectId} canEdit={canEdit} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Party({
  column,
  projectId,
  canEdit,
}: {
  column: AgreementColumn;
  projectId: string;
  canEdit: boolean;
}) {
  const { agreement, label, who, asked, speech } = column;
  const pending = agreement.waiting + agreement.to_review;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            {label}
            <StateBadge tone={agreementTones[agreement.state]}>{agreementLabels[agreement.state]}</StateBadge>
          </h3>
          <p className="mt-1 text-sm">{countsInWords(agreement)}.</p>
          <p className="text-soft text-sm">
            {`Répond\u00a0: ${who}.`}
            {asked && pending > 0 && ` Accord demandé le ${formatDate(asked.on)} par ${asked.byName}.`}
          </p>
        </div>
        {canEdit && speech === null && pending > 0 && (
          <AskButton small projectId={projectId} actorKeys={[column.key]} label="Demander l’accord" />
        )}
      </div>
      {column.cells.length > 0 && speech !== 'own' && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="cursor-pointer text-accent text-sm underline pointer-coarse:min-h-11 pointer-coarse:py-2.5">
            {speech === 'on_behalf'
              ? `Consigner ses réponses (${counted(column.cells.length, 'case')})`
              : `Lire sa colonne (${counted(column.cells.length, 'case')})`}
          </summary>
          {isOpen && (
            <div className="mt-3">
              <ColumnCells level={4} column={column} projectId={projectId} />
            </div>
          )}
        </details>
      )}
    </div>
  );
}
