import type { ReversibilityKind } from '@/prisma/generated/enums';
import { change, type PersonAct } from '../audit/journal';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { conflict, invalid, notFound } from '../errors';
import { readPdf, storeJoined } from '../files/commands';
import { taskWords } from './domain';
import type { CompleteTask, PlanTask } from './schema';
import { schoolsOf } from './schools';

async function openTask(tx: Tx, input: { id: string; taskId: string; version: number }) {
  const task = await tx.reversibilityTask.findFirst({
    where: { id: input.taskId, plan: { is: { conventionId: input.id } } },
    include: { plan: { include: { convention: { select: { academyCode: true } } } } },
  });
  if (!task) throw notFound('Cette tâche');
  if (task.version !== input.version)
    throw conflict(
      'Cette tâche vient d’être modifiée par une autre personne. Relisez-la, puis recommencez.',
      {
        currentVersion: task.version,
      },
    );
  return task;
}

async function write(
  tx: Tx,
  task: { id: string; version: number },
  data: Parameters<typeof tx.reversibilityTask.updateMany>[0]['data'],
) {
  const { count } = await tx.reversibilityTask.updateMany({
    where: { id: task.id, version: task.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) throw conflict('Cette tâche vient d’être modifiée. Relisez-la, puis recommencez.');
}

const row = (
  action: 'task_done' | 'task_reopened' | 'task_planned',
  task: { kind: ReversibilityKind; plan: { conventionId: string; convention: { academyCode: string } } },
  before: Record<string, unknown>,
  after: Record<string, unknown>,
) => ({
  chain: task.plan.convention.academyCode,
  action: `reversibility.${action}`,
  objectType: 'Convention',
  objectId: task.plan.conventionId,
  before,
  after: { task: taskWords[task.kind].label, ...after },
});

/**
 * Marks a task done, with its document. An attestation of deletion needs its file; the AAF tasks are done when every
 * school is, in the AAF queue, and not here.
 */
export async function completeTask(act: PersonAct, input: CompleteTask & { id: string }) {
  const bytes = input.file ? readPdf(input.file, 'file') : null;
  return change(act, async (tx) => {
    const task = await openTask(tx, input);
    if (task.doneOn) throw conflict('Cette tâche est déjà achevée.');
    if (input.doneOn > civilDate(act.now)) throw invalid({ doneOn: 'Cette date est dans l’avenir.' });
    if (task.kind === 'deletion' && !bytes)
      throw invalid({ file: 'Joignez l’attestation d’effacement de l’éditeur (PDF).' });
    if (task.kind === 'portability' && !(input.detail ?? task.detail))
      throw invalid({ detail: 'Indiquez le format de l’export remis.' });
    if (task.kind === 'aaf_detach' || task.kind === 'aaf_attach') {
      const schools = await schoolsOf(tx, task.plan);
      const left = schools.filter(
        (school) => !school[task.kind === 'aaf_detach' ? 'detached' : 'attached'],
      ).length;
      if (left > 0)
        throw conflict(
          `${left === 1 ? 'Une école reste' : `${left} écoles restent`} à ${task.kind === 'aaf_detach' ? 'décrocher' : 'accrocher'}\u00a0: cette tâche s’achève dans la file de l’AAF.`,
          { left },
        );
    }
    const file = await storeJoined(tx, act, task.plan.convention.academyCode, input.file, bytes);
    await write(tx, task, {
      doneOn: toDbDate(input.doneOn),
      doneByName: act.actor.userName,
      ...(input.detail ? { detail: input.detail } : {}),
      ...(file ? { fileId: file.id } : {}),
    });
    return {
      result: { version: task.version + 1 },
      journal: row(
        'task_done',
        task,
        {},
        {
          doneOn: input.doneOn,
          detail: input.detail ?? task.detail,
          ...(file ? { sha256: file.sha256 } : {}),
        },
      ),
    };
  });
}

/** Opens a task again; its document stays in the journal and in the files. */
export async function reopenTask(act: PersonAct, input: { id: string; taskId: string; version: number }) {
  return change(act, async (tx) => {
    const task = await openTask(tx, input);
    if (!task.doneOn) throw conflict('Cette tâche n’est pas achevée.');
    await write(tx, task, { doneOn: null, doneByName: null });
    return {
      result: { version: task.version + 1 },
      journal: row('task_reopened', task, { doneOn: fromDbDate(task.doneOn) }, {}),
    };
  });
}

/** Moves the due day of a task. */
export async function planTask(act: PersonAct, input: PlanTask & { id: string }) {
  return change(act, async (tx) => {
    const task = await openTask(tx, input);
    if (task.doneOn) throw conflict('Cette tâche est déjà achevée.');
    await write(tx, task, { dueOn: toDbDate(input.dueOn) });
    return {
      result: { version: task.version + 1 },
      journal: row('task_planned', task, { dueOn: fromDbDate(task.dueOn) }, { dueOn: input.dueOn }),
    };
  });
}
