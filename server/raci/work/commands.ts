import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { rulesFor } from '@/server/access/rules';
import { change, type PersonAct } from '@/server/audit/journal';
import { fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { readPdf, storeJoined } from '@/server/files/commands';
import type { Meaning } from '../domain';
import { workStateWords, worksOn, workTransitions } from './domain';
import type { AddDocument, RemoveDocument, SetDue, SetState } from './schema';

/** Enough for an activity's file; beyond, a folder kept elsewhere serves better. */
const MAX_DOCUMENTS = 30;

type Target = { id: string; activityId: string };

/**
 * The activity of a project, locked for the rest of the transaction, once it is proven that who acts may say how
 * far it is: an editor of the project, or who speaks for one that does it or answers for it.
 */
async function workable(tx: Tx, { actor }: PersonAct, { id, activityId }: Target) {
  await tx.$queryRaw`SELECT 1 FROM "RaciActivity" WHERE "id" = ${activityId} FOR UPDATE`;
  const activity = await tx.raciActivity.findFirst({
    where: { id: activityId, hidden: false, matrix: { is: { projectId: id } } },
    include: {
      matrix: { select: { project: true } },
      cells: { where: { actor: { is: { hidden: false } } }, include: { actor: true } },
      _count: { select: { documents: true } },
    },
  });
  const project = activity?.matrix.project;
  if (!activity || !project) throw notFound('Cette activité');
  if (project.closedAt)
    throw conflict('Ce projet est clos\u00a0: rouvrez-le pour changer l’avancement de ses activités.');
  const edits = rulesFor(actor).can('edit', subject('Project', project as Project));
  const parts = activity.cells.map((cell) => ({ meanings: cell.meanings as Meaning[], column: cell.actor }));
  if (!edits && !worksOn(actor, parts))
    throw forbidden(
      'Seuls ceux qui réalisent cette activité ou qui en répondent, et les chefs de projet, en changent l’avancement.',
    );
  return { ...activity, academyCode: project.academyCode };
}

type Workable = Awaited<ReturnType<typeof workable>>;

const entry = (
  action: string,
  activity: Workable,
  id: string,
  facts: { before?: object; after?: object },
) => ({
  chain: activity.academyCode,
  action: `raci.${action}`,
  objectType: 'Project',
  objectId: id,
  ...(facts.before ? { before: facts.before } : {}),
  after: { activity: activity.label, ...facts.after },
});

/** Writes state or due date if nobody did since they were shown. */
async function write(
  tx: Tx,
  activity: Workable,
  workVersion: number,
  data: Parameters<typeof tx.raciActivity.updateMany>[0]['data'],
) {
  const { count } = await tx.raciActivity.updateMany({
    where: { id: activity.id, workVersion },
    data: { ...data, workVersion: { increment: 1 } },
  });
  if (count === 1) return { workVersion: workVersion + 1 };
  const state = workStateWords[activity.state].label.toLowerCase();
  throw conflict(
    `Cette activité a changé depuis que vous l’avez lue${activity.stateByName ? `, par ${activity.stateByName}` : ''}\u00a0: elle est «\u00a0${state}\u00a0». Relisez-la, puis recommencez.`,
    { currentVersion: activity.workVersion },
  );
}

/** Starts, finishes, blocks… an activity, as the transition table allows. */
export async function setActivityState(
  act: PersonAct,
  input: SetState & { id: string },
): Promise<{ workVersion: number }> {
  return change(act, async (tx) => {
    const activity = await workable(tx, act, input);
    const { label, from, to, asksWhy } = workTransitions[input.act];
    if (input.workVersion === activity.workVersion && !from.includes(activity.state))
      throw conflict(
        `«\u00a0${label}\u00a0» n’est pas possible\u00a0: cette activité est «\u00a0${workStateWords[activity.state].label.toLowerCase()}\u00a0».`,
      );
    const reason = input.reason?.trim() || null;
    const result = await write(tx, activity, input.workVersion, {
      state: to,
      stateNote: asksWhy ? reason : null,
      stateAt: act.now,
      stateByName: act.actor.userName,
    });
    return {
      result,
      journal: entry('work_state', activity, input.id, {
        before: { workState: workStateWords[activity.state].label },
        after: { workState: workStateWords[to].label, ...(reason ? { reason } : {}) },
      }),
    };
  });
}

/** Sets, moves or removes the day by which an activity is to be done. */
export async function setActivityDue(
  act: PersonAct,
  input: SetDue & { id: string },
): Promise<{ workVersion: number }> {
  return change<{ workVersion: number }>(act, async (tx) => {
    const activity = await workable(tx, act, input);
    const before = fromDbDate(activity.dueOn);
    if (before === input.dueOn) return { result: { workVersion: activity.workVersion }, journal: null };
    const result = await write(tx, activity, input.workVersion, {
      dueOn: input.dueOn ? toDbDate(input.dueOn) : null,
    });
    return {
      result,
      journal: entry('work_due', activity, input.id, {
        before: { dueOn: before },
        after: { dueOn: input.dueOn },
      }),
    };
  });
}

/** Joins a PDF to an activity. */
export async function addActivityDocument(
  act: PersonAct,
  input: AddDocument & { id: string },
): Promise<{ documentId: string }> {
  const bytes = readPdf(input.file, 'file');
  return change(act, async (tx) => {
    const activity = await workable(tx, act, input);
    if (activity._count.documents >= MAX_DOCUMENTS)
      throw invalid({
        file: `Une activité porte au plus ${MAX_DOCUMENTS} documents\u00a0: retirez ceux qui ne servent plus.`,
      });
    const file = await storeJoined(tx, act, activity.academyCode, input.file, bytes);
    const document = await tx.raciDocument.create({
      data: {
        activityId: activity.id,
        fileId: file?.id ?? '',
        addedAt: act.now,
        addedById: act.actor.userId,
        addedByName: act.actor.userName,
      },
    });
    return {
      result: { documentId: document.id },
      journal: entry('document_added', activity, input.id, {
        after: { fileName: input.file.name, sha256: file?.sha256 },
      }),
    };
  });
}

/** Takes a document out, with its bytes: what was joined by mistake leaves the application. Its name and hash stay in the journal. */
export async function removeActivityDocument(
  act: PersonAct,
  input: RemoveDocument & { id: string },
): Promise<void> {
  return change<void>(act, async (tx) => {
    const activity = await workable(tx, act, input);
    const document = await tx.raciDocument.findFirst({
      where: { id: input.documentId, activityId: activity.id },
      include: { file: { select: { id: true, name: true, sha256: true, eliminatedAt: true } } },
    });
    if (!document) throw notFound('Ce document');
    await tx.raciDocument.delete({ where: { id: document.id } });
    // A tombstone is what is left of an eliminated file: it stays.
    if (!document.file.eliminatedAt) await tx.storedFile.delete({ where: { id: document.file.id } });
    return {
      result: undefined,
      journal: entry('document_removed', activity, input.id, {
        before: { fileName: document.file.name, sha256: document.file.sha256 },
      }),
    };
  });
}
