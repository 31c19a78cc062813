'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, Plus, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Badge, StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatDate, formatDeadline } from '@/components/ui/format';
import { Menu } from '@/components/ui/menu';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import { readersLabel } from '@/server/followup/domain';
import type { FollowUpChoices, StepLine } from '@/server/followup/queries';
import { EditDialog } from './edit-dialog';

type Held = { projectId: string; choices: FollowUpChoices | null; mayKeepInternal: boolean };

/** What comes next on the project: the first step to do stands out, done ones are folded. */
export function Steps({
  open,
  done,
  ...held
}: Held & { open: readonly StepLine[]; done: readonly StepLine[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title="Prochaine étape"
      action={
        held.choices && (
          <Button size="sm" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
            Ajouter une étape
          </Button>
        )
      }
    >
      {open.length === 0 ? (
        <p className="text-soft">Aucune étape n’est prévue.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {open.map((step, index) => (
            <li
              key={step.id}
              className={
                index === 0
                  ? 'rounded-md border border-edge border-l-4 border-l-accent bg-surface px-4 py-3'
                  : 'border-line border-t px-4 py-3'
              }
            >
              <Step step={step} {...held} />
            </li>
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details className="mt-3">
          <summary className="cursor-pointer py-1 text-accent">Étapes faites ({done.length})</summary>
          <ul>
            {done.map((step) => (
              <li key={step.id} className="border-line border-t px-4 py-2">
                <Step step={step} {...held} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {adding && held.choices && (
        <EditDialog {...held} choices={held.choices} step="new" onClose={() => setAdding(false)} />
      )}
    </Section>
  );
}

function Step({ step, projectId, choices, mayKeepInternal }: Held & { step: StepLine }) {
  const trpc = useTRPC();
  const router = useRouter();
  const finish = useMutation(trpc.followUp.setStepDone.mutationOptions());
  const remove = useMutation(trpc.followUp.removeStep.mutationOptions());
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const isDone = step.doneAt !== null;

  async function setDone(done: boolean, version = step.version) {
    try {
      const { version: next } = await finish.mutateAsync({ id: step.id, version, done });
      toast(done ? 'Étape faite.' : 'Étape rouverte.', {
        undo: { label: 'Annuler', onUndo: () => void setDone(!done, next) },
      });
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }

  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-[min(100%,16rem)] flex-1">
        <p className={isDone ? 'text-soft line-through' : 'font-semibold'}>{step.text}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-soft text-sm">
          {step.ownerName
            ? `Confiée à ${step.ownerName}${step.ownerOrganisation ? ` (${step.ownerOrganisation})` : ''}`
            : 'Confiée à personne'}
          <Badge tone={step.shared ? 'info' : 'neutral'}>{readersLabel(step.shared)}</Badge>
          {isDone && step.doneAt && `Faite le ${formatDate(step.doneAt)} par ${step.doneByName}`}
        </p>
      </div>
      {!isDone && step.dueOn && (
        <p className="text-sm">
          {step.late ? (
            <StateBadge tone="danger">{formatDeadline(step.dueOn, new Date())}</StateBadge>
          ) : (
            `pour le ${formatDate(step.dueOn)}`
          )}
        </p>
      )}
      {step.canFinish && (
        <Button
          size="sm"
          icon={isDone ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
          isPending={finish.isPending}
          onPress={() => void setDone(!isDone)}
          className="print:hidden"
        >
          {isDone ? 'Rouvrir' : 'Fait'}
          <span className="sr-only">&nbsp;: {step.text}</span>
        </Button>
      )}
      {step.canEdit && (
        <Menu
          label={`Autres actes sur l’étape «\u00a0${step.text}\u00a0»`}
          entries={[
            ...(choices ? [{ id: 'edit', label: 'Modifier', onAction: () => setDialog('edit') }] : []),
            { id: 'remove', label: 'Retirer', tone: 'danger' as const, onAction: () => setDialog('remove') },
          ]}
        />
      )}
      {dialog === 'edit' && choices && (
        <EditDialog
          projectId={projectId}
          step={step}
          choices={choices}
          mayKeepInternal={mayKeepInternal}
          onClose={() => setDialog(null)}
        />
      )}
      <ConfirmDialog
        isOpen={dialog === 'remove'}
        onOpenChange={(open) => !open && setDialog(null)}
        title="Retirer cette étape&nbsp;?"
        confirmLabel="Retirer"
        tone="danger"
        onConfirm={async () => {
          try {
            await remove.mutateAsync({ id: step.id, version: step.version });
            router.refresh();
          } catch (error) {
            return refusalFrom(error).message;
          }
        }}
      >
        <p>«&nbsp;{step.text}&nbsp;» quitte le suivi. Le journal garde ce qu’elle disait.</p>
      </ConfirmDialog>
    </div>
  );
}
