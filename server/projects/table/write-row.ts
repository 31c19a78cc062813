import type { Prisma, Project, ProjectTracking } from '@/prisma/generated/client';
import type { JournalFacts, PersonAct } from '../../audit/journal';
import type { Tx } from '../../db';
import { AppError } from '../../errors';
import { actsForAuthority } from '../../followup/internal';
import { followUpFacts } from '../../followup/journal';
import type { NextStep } from '../../followup/queries';
import { changeStep, createStep, dropStep } from '../../followup/steps';
import { changeProject } from '../commands';
import { updateProjectSchema } from '../schema';
import { formatCell, type TableColumn } from './cells';
import { type CellRefusal, ownIdOf, type Priority, stepKeys, trackingKeys } from './columns';

/** New values of one project's cells, by column. */
export type WantedRow = Record<string, string>;

type Written = { journal: JournalFacts[]; refused: CellRefusal[] };
type HeldProject = Project & { tracking: ProjectTracking | null };

const isOneOf = (keys: readonly string[]) => (key: string) => keys.includes(key);
const isStep = isOneOf(stepKeys);
const isTracking = (key: string) => isOneOf(trackingKeys)(key) || ownIdOf(key) !== null;

const pick = (wanted: WantedRow, keep: (key: string) => boolean): WantedRow =>
  Object.fromEntries(Object.entries(wanted).filter(([key]) => keep(key)));

/** Writes the wanted cells of one project by the commands of each thing; refusals come back by cell. */
export async function writeRow(
  tx: Tx,
  act: PersonAct,
  project: HeldProject,
  step: NextStep | undefined,
  columns: readonly TableColumn[],
  wanted: WantedRow,
): Promise<Written> {
  const parts: [WantedRow, (row: WantedRow) => Promise<JournalFacts[]>][] = [
    [pick(wanted, (key) => !isStep(key) && !isTracking(key)), (row) => writeFacts(tx, act, project, row)],
    [pick(wanted, isTracking), (row) => writeTracking(tx, project, columns, row)],
    [pick(wanted, isStep), (row) => writeStep(tx, act, project, step, row)],
  ];
  const written: Written = { journal: [], refused: [] };
  for (const [row, write] of parts) {
    if (Object.keys(row).length === 0) continue;
    try {
      written.journal.push(...(await write(row)));
    } catch (error) {
      written.refused.push(...byCell(error, project.id, Object.keys(row)));
    }
  }
  return written;
}

/** A refusal of a command, said of the cells that it concerns; what is not a refusal goes on. */
function byCell(error: unknown, projectId: string, keys: readonly string[]): CellRefusal[] {
  if (!(error instanceof AppError)) throw error;
  const fields = Object.entries(error.extra.fields ?? {});
  const own = fields.filter(([field]) => keys.includes(field));
  const [first = ''] = keys;
  return own.length > 0
    ? own.map(([column, reason]) => ({ projectId, column, reason }))
    : [{ projectId, column: first, reason: error.message }];
}

async function writeFacts(tx: Tx, act: PersonAct, project: HeldProject, row: WantedRow) {
  const read = updateProjectSchema.safeParse({ version: project.version, ...row });
  if (!read.success) {
    const fields = Object.fromEntries(
      read.error.issues.map(({ path, message }) => [path.join('.'), message]),
    );
    throw new AppError('invalid', read.error.issues[0]?.message ?? 'Cette valeur est refusée.', { fields });
  }
  const { journal } = await changeProject(tx, act, { id: project.id, ...read.data });
  return journal ? [journal] : [];
}

/** The académie's own notes: priority, label and the values of its columns. */
async function writeTracking(tx: Tx, project: HeldProject, columns: readonly TableColumn[], row: WantedRow) {
  const { id: projectId, academyCode, tracking } = project;
  const held = (tracking?.values ?? {}) as Record<string, string>;
  const values = { ...held };
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  const facts = { priority: tracking?.priority ?? null, label: tracking?.label ?? null };
  for (const [key, value] of Object.entries(row)) {
    const own = ownIdOf(key);
    const column = columns.find((one) => one.key === key);
    if (!column) continue;
    const old = own ? (held[own] ?? '') : (facts[key as 'priority' | 'label'] ?? '');
    before[column.label] = formatCell(column, old);
    after[column.label] = formatCell(column, value);
    if (own && value === '') delete values[own];
    else if (own) values[own] = value;
    else if (key === 'priority') facts.priority = (value || null) as Priority | null;
    else facts.label = value || null;
  }
  const data = { ...facts, values: values as Prisma.InputJsonObject };
  await tx.projectTracking.upsert({
    where: { projectId },
    create: { projectId, academyCode, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  return [followUpFacts({ academyCode, projectId }, projectId, 'project.tracked', { before, after })];
}

/** The next step, by the commands of the follow-up: added, changed, or taken away when its text is emptied. */
async function writeStep(
  tx: Tx,
  act: PersonAct,
  project: HeldProject,
  step: NextStep | undefined,
  row: WantedRow,
): Promise<JournalFacts[]> {
  const text = row.nextStep ?? step?.text ?? '';
  const dueOn = (row.nextStepDue ?? step?.dueOn ?? '') || null;
  const owner =
    row.nextStepOwner === undefined
      ? { ownerMembershipId: step?.ownerMembershipId ?? null, ownerName: step?.ownerName ?? null }
      : { ownerMembershipId: null, ownerName: row.nextStepOwner || null };
  try {
    if (text === '') {
      if (step) return await dropStep(tx, step);
      const asked = stepKeys.find((key) => row[key]);
      if (!asked) return [];
      throw new AppError('invalid', 'Écrivez d’abord la prochaine étape.');
    }
    const fields = { text, dueOn, ...owner };
    const { journal } = step
      ? await changeStep(tx, act, { ...fields, id: step.id, version: step.version, shared: step.shared })
      : await createStep(tx, act, project, { ...fields, shared: actsForAuthority(act) });
    return journal;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const why = error.extra.fields?.ownerName ?? error.extra.fields?.ownerMembershipId;
    throw why ? new AppError(error.code, why, { fields: { nextStepOwner: why } }) : error;
  }
}
