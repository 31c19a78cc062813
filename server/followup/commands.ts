import type { FollowUpEntry } from '@/prisma/generated/client';
import { hatLabel } from '../access/actor';
import { change, type JournalFacts, type PersonAct } from '../audit/journal';
import { fromDbDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { invalid, notFound } from '../errors';
import { refuseInternal } from './internal';
import { followUpFacts, staleLine } from './journal';
import type { EditEntry, WriteEntry } from './schema';
import { createStep } from './steps';

/** The convention and the school that a line names must be of its project. */
async function checkLinks(
  tx: Tx,
  projectId: string,
  { conventionId, uai }: Pick<WriteEntry, 'conventionId' | 'uai'>,
) {
  if (conventionId && !(await tx.convention.findFirst({ where: { id: conventionId, projectId } })))
    throw invalid({ conventionId: 'Cette convention n’est pas de ce projet.' });
  if (uai && !(await tx.projectSchool.findFirst({ where: { uai, projectId } })))
    throw invalid({ uai: 'Cette école n’est pas de ce projet.' });
}

const facts = (entry: Pick<FollowUpEntry, 'kind' | 'on' | 'text' | 'participants' | 'shared'>) => ({
  followUpKind: entry.kind,
  on: fromDbDate(entry.on),
  text: entry.text,
  participants: entry.participants,
  shared: entry.shared,
});

const journal = (
  entry: FollowUpEntry,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => followUpFacts(entry, entry.id, action, said);

/** Writes what happened on a project and, with it, the next step that came out of it: both or neither. */
export async function writeEntry(
  act: PersonAct,
  { id: projectId, step, ...input }: WriteEntry & { id: string },
): Promise<{ id: string; version: number; stepId: string | null }> {
  refuseInternal(act, input.shared);
  return change(act, async (tx) => {
    const project = await tx.project.findUnique({ where: { id: projectId } });
    if (!project) throw notFound('Ce projet');
    await checkLinks(tx, projectId, input);
    const entry = await tx.followUpEntry.create({
      data: {
        academyCode: project.academyCode,
        projectId,
        kind: input.kind,
        on: toDbDate(input.on),
        text: input.text,
        participants: input.participants,
        shared: input.shared,
        conventionId: input.conventionId ?? null,
        uai: input.uai ?? null,
        authorId: act.actor.userId,
        authorName: act.actor.userName,
        authorHat: hatLabel(act.actor),
        createdAt: act.now,
      },
    });
    const next = step ? await createStep(tx, act, project, { ...step, shared: input.shared }, 'step.') : null;
    const rows = [journal(entry, 'followup.written', { after: facts(entry) }), ...(next?.journal ?? [])];
    return {
      result: { id: entry.id, version: entry.version, stepId: next?.step.id ?? null },
      journal: rows,
    };
  });
}

async function lockEntry(tx: Tx, id: string, version: number): Promise<FollowUpEntry> {
  await tx.$queryRaw`SELECT 1 FROM "FollowUpEntry" WHERE "id" = ${id} FOR UPDATE`;
  const entry = await tx.followUpEntry.findUnique({ where: { id } });
  if (!entry) throw notFound('Cette ligne de suivi');
  if (entry.version !== version) throw await staleLine(tx, entry, 'Cette ligne');
  return entry;
}

/** Corrects a line; its author only (proven by the procedure). */
export async function editEntry(
  act: PersonAct,
  { id, version, ...input }: EditEntry & { id: string },
): Promise<{ version: number }> {
  refuseInternal(act, input.shared);
  return change(act, async (tx) => {
    const entry = await lockEntry(tx, id, version);
    await checkLinks(tx, entry.projectId, input);
    const next = await tx.followUpEntry.update({
      where: { id },
      data: {
        kind: input.kind,
        on: toDbDate(input.on),
        text: input.text,
        participants: input.participants,
        shared: input.shared,
        conventionId: input.conventionId ?? null,
        uai: input.uai ?? null,
        editedAt: act.now,
        version: { increment: 1 },
      },
    });
    return {
      result: { version: next.version },
      journal: journal(next, 'followup.edited', { before: facts(entry), after: facts(next) }),
    };
  });
}

/** Removes a line from the project; the journal keeps what it said. */
export async function removeEntry(act: PersonAct, { id, version }: { id: string; version: number }) {
  return change(act, async (tx) => {
    const entry = await lockEntry(tx, id, version);
    await tx.followUpEntry.delete({ where: { id } });
    return {
      result: { id },
      journal: journal(entry, 'followup.removed', { before: facts(entry) }),
    };
  });
}
