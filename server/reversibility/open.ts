import type { Act, JournalFacts } from '../audit/journal';
import { toDbDate } from '../clock';
import type { TemplateContent, VariableValue } from '../conventions/template/types';
import { effectiveValue, formatValue } from '../conventions/variables';
import type { Tx } from '../db';
import { tasksOf } from './domain';

/** Delay when the text says none (default of the template, article 21.5). */
const defaultDeletionDays = 60;

/** Opens the reversibility checklist; part of the caller's transaction, which writes the journal row returned. */
export async function openPlan(
  tx: Tx,
  act: Act,
  facts: {
    conventionId: string;
    academyCode: string;
    amendmentId: string | null;
    oldProductId: string;
    newProductId: string | null;
    switchOn: string;
  },
): Promise<JournalFacts> {
  const { conventionId, amendmentId, oldProductId, newProductId, switchOn } = facts;
  const text = await articleFacts(tx, conventionId);
  const tasks = tasksOf(switchOn, { ...text, withNext: newProductId !== null });
  await tx.reversibilityPlan.create({
    data: {
      conventionId,
      amendmentId,
      oldProductId,
      newProductId,
      switchOn: toDbDate(switchOn),
      openedAt: act.now,
      tasks: { create: tasks.map((task) => ({ ...task, dueOn: toDbDate(task.dueOn) })) },
    },
  });
  return {
    chain: facts.academyCode,
    action: 'reversibility.opened',
    objectType: 'Convention',
    objectId: conventionId,
    after: { switchOn, tasks: tasks.length },
  };
}

/** What article 21 of the convention says: deletion delay in days, export formats. */
async function articleFacts(tx: Tx, conventionId: string) {
  const row = await tx.convention.findUniqueOrThrow({
    where: { id: conventionId },
    select: {
      variables: { select: { key: true, value: true } },
      templateVersion: { select: { content: true } },
    },
  });
  const { variables } = row.templateVersion.content as unknown as TemplateContent;
  const values = Object.fromEntries(row.variables.map(({ key, value }) => [key, value as VariableValue]));
  const read = (key: string) => variables.find((one) => one.key === key);
  const delay = read('delai_suppression_jours');
  const formats = read('formats_export');
  const days = delay ? effectiveValue(delay, values) : null;
  return {
    deletionDays: typeof days === 'number' ? days : defaultDeletionDays,
    formats: formats ? formatValue(formats, effectiveValue(formats, values)) : null,
  };
}
