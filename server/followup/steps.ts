import type { FollowUpStep, Project } from '@/prisma/generated/client';
import { change, type JournalFacts, type PersonAct } from '../audit/journal';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { AppError, conflict, notFound } from '../errors';
import { refuseInternal } from './internal';
import { followUpFacts, staleLine } from './journal';
import { ownerOf } from './people';
import type { AddStep, EditStep } from './schema';

type Placed = Pick<Project, 'id' | 'academyCode' | 'carrierId'>;

const facts = (step: Pick<FollowUpStep, 'text' | 'dueOn' | 'ownerName' | 'shared'>) => ({
  step: step.text,
  dueOn: fromDbDate(step.dueOn),
  owner: step.ownerName,
  shared: step.shared,
});

const journal = (
  step: FollowUpStep,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => followUpFacts(step, step.id, action, said);

/** Gives the fields of a refusal the path under which the form holds them. */
async function under<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || !error.extra.fields || path === '') throw error;
    const fields = Object.entries(error.extra.fields).map(([key, why]) => [path + key, why]);
    throw new AppError(error.code, error.message, { ...error.extra, fields: Object.fromEntries(fields) });
  }
}

/** Adds a step inside the caller's transaction; the caller writes its journal row. */
export async function createStep(
  tx: Tx,
  act: PersonAct,
  project: Placed,
  input: AddStep,
  path = '',
): Promise<{ step: FollowUpStep; journal: JournalFacts[] }> {
  refuseInternal(act, input.shared);
  const today = toDbDate(civilDate(act.now));
  const owner = await under(path, () => ownerOf(tx, project, today, input));
  const step = await tx.followUpStep.create({
    data: {
      academyCode: project.academyCode,
      projectId: project.id,
      text: input.text,
      dueOn: input.dueOn ? toDbDate(input.dueOn) : null,
      ...owner,
      shared: input.shared,
      authorId: act.actor.userId,
      authorName: act.actor.userName,
      createdAt: act.now,
    },
  });
  return { step, journal: [journal(step, 'followup.step_added', { after: facts(step) })] };
}

/** Adds a next step to a project. */
export async function addStep(act: PersonAct, { id: projectId, ...input }: AddStep & { id: string }) {
  return change(act, async (tx) => {
    const project = await tx.project.findUnique({ where: { id: projectId } });
    if (!project) throw notFound('Ce projet');
    const { step, journal: rows } = await createStep(tx, act, project, input);
    return { result: { id: step.id, version: step.version }, journal: rows };
  });
}

async function lockStep(tx: Tx, id: string, version: number) {
  await tx.$queryRaw`SELECT 1 FROM "FollowUpStep" WHERE "id" = ${id} FOR UPDATE`;
  const step = await tx.followUpStep.findUnique({ where: { id }, include: { project: true } });
  if (!step) throw notFound('Cette étape');
  if (step.version !== version) throw await staleLine(tx, step, 'Cette étape');
  return step;
}

/** Changes a step inside the caller's transaction; nothing that changes writes no journal row. */
export async function changeStep(
  tx: Tx,
  act: PersonAct,
  { id, version, ...input }: EditStep & { id: string },
): Promise<{ step: FollowUpStep; journal: JournalFacts[] }> {
  refuseInternal(act, input.shared);
  const { project, ...step } = await lockStep(tx, id, version);
  const { ownerMembershipId, ownerName } = step;
  // Somebody whose hat has ended since may stay where they were.
  const isSame = ownerMembershipId !== null && input.ownerMembershipId === ownerMembershipId;
  const owner =
    isSame && input.shared === step.shared
      ? { ownerMembershipId, ownerName }
      : await ownerOf(tx, project, toDbDate(civilDate(act.now)), input);
  const next = await tx.followUpStep.update({
    where: { id },
    data: {
      text: input.text,
      dueOn: input.dueOn ? toDbDate(input.dueOn) : null,
      ...owner,
      shared: input.shared,
      version: { increment: 1 },
    },
  });
  const said = { before: facts(step), after: facts(next) };
  return { step: next, journal: [journal(next, 'followup.step_edited', said)] };
}

/** Changes what a step says, its date, its owner or its readers. */
export async function editStep(act: PersonAct, input: EditStep & { id: string }) {
  return change(act, async (tx) => {
    const { step, journal: rows } = await changeStep(tx, act, input);
    return { result: { version: step.version }, journal: rows };
  });
}

/** Marks a step as done, or as still to be done. */
export async function setStepDone(
  act: PersonAct,
  { id, version, done }: { id: string; version: number; done: boolean },
) {
  return change(act, async (tx) => {
    const step = await lockStep(tx, id, version);
    if ((step.doneAt !== null) === done)
      throw conflict(done ? 'Cette étape est déjà faite.' : 'Cette étape n’est pas encore faite.');
    const { project: _, ...next } = await tx.followUpStep.update({
      where: { id },
      data: {
        doneAt: done ? act.now : null,
        doneByName: done ? act.actor.userName : null,
        version: { increment: 1 },
      },
      include: { project: true },
    });
    const action = done ? 'followup.step_done' : 'followup.step_reopened';
    return {
      result: { version: next.version },
      journal: journal(next, action, { after: { step: next.text } }),
    };
  });
}

/** Takes a step away inside the caller's transaction; the journal keeps what it said. */
export async function dropStep(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<JournalFacts[]> {
  const { project: _, ...step } = await lockStep(tx, id, version);
  await tx.followUpStep.delete({ where: { id } });
  return [journal(step, 'followup.step_removed', { before: facts(step) })];
}

/** Takes a step away. */
export async function removeStep(act: PersonAct, input: { id: string; version: number }) {
  return change(act, async (tx) => ({ result: { id: input.id }, journal: await dropStep(tx, input) }));
}
