import type { CustomColumn } from '@/prisma/generated/client';
import { change, type JournalFacts, type PersonAct } from '../../audit/journal';
import { staleVersion } from '../../audit/queries';
import type { Tx } from '../../db';
import { forbidden, invalid, notFound } from '../../errors';
import { columnTypeLabels } from './cells';
import { type AddColumn, type EditColumn, MAX_OWN_COLUMNS } from './schema';

const journal = (
  column: Pick<CustomColumn, 'id' | 'academyCode'>,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => ({
  chain: column.academyCode,
  action,
  objectType: 'CustomColumn',
  objectId: column.id,
  ...said,
});

const facts = ({ label, type, choices, hidden }: CustomColumn) => ({
  label,
  type: columnTypeLabels[type],
  choices,
  hidden,
});

async function refuseSameLabel(tx: Tx, academyCode: string, label: string, except?: string) {
  const same = await tx.customColumn.findFirst({
    where: {
      academyCode,
      label: { equals: label, mode: 'insensitive' },
      ...(except ? { id: { not: except } } : {}),
    },
  });
  if (same) throw invalid({ label: 'Une colonne de l’académie porte déjà ce nom.' });
}

/** Adds a column at the end of the académie's own. */
export async function addColumn(act: PersonAct, input: AddColumn): Promise<{ id: string }> {
  const { academyCode } = act.actor;
  if (!academyCode) throw forbidden();
  return change(act, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Academy" WHERE "code" = ${academyCode} FOR UPDATE`;
    const held = await tx.customColumn.findMany({ where: { academyCode }, select: { position: true } });
    if (held.length >= MAX_OWN_COLUMNS)
      throw invalid({ label: `Une académie compte au plus ${MAX_OWN_COLUMNS} colonnes.` });
    await refuseSameLabel(tx, academyCode, input.label);
    const column = await tx.customColumn.create({
      data: {
        academyCode,
        label: input.label,
        type: input.type,
        choices: input.type === 'choice' ? input.choices : [],
        position: Math.max(0, ...held.map(({ position }) => position)) + 1,
      },
    });
    return {
      result: { id: column.id },
      journal: journal(column, 'column.added', { after: facts(column) }),
    };
  });
}

/**
 * Renames a column, hides or shows it, changes its choices. A choice that projects hold cannot leave.
 * Hiding keeps the values.
 */
export async function editColumn(
  act: PersonAct,
  { id, version, ...input }: EditColumn & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "CustomColumn" WHERE "id" = ${id} FOR UPDATE`;
    const column = await tx.customColumn.findUnique({ where: { id } });
    if (!column) throw notFound('Cette colonne');
    if (column.version !== version)
      throw await staleVersion(tx, 'CustomColumn', id, column.version, 'Cette colonne');
    await refuseSameLabel(tx, column.academyCode, input.label, id);
    const choices = column.type === 'choice' ? input.choices : [];
    if (column.type === 'choice') await refuseLostChoice(tx, column, choices);
    const next = await tx.customColumn.update({
      where: { id },
      data: { label: input.label, hidden: input.hidden, choices, version: { increment: 1 } },
    });
    return {
      result: { version: next.version },
      journal: journal(next, 'column.changed', { before: facts(column), after: facts(next) }),
    };
  });
}

async function refuseLostChoice(tx: Tx, column: CustomColumn, choices: readonly string[]) {
  if (choices.length === 0) throw invalid({ choices: 'Une liste de choix compte au moins un choix.' });
  const lost = column.choices.filter((word) => !choices.includes(word));
  for (const word of lost) {
    const used = await tx.projectTracking.count({
      where: { academyCode: column.academyCode, values: { path: [column.id], equals: word } },
    });
    if (used > 0)
      throw invalid({ choices: `«\u00a0${word}\u00a0» sert encore dans le tableau\u00a0: gardez ce choix.` });
  }
}

/** Puts the académie's columns in this order; columns that the list leaves out come after. */
export async function orderColumns(act: PersonAct, { ids }: { ids: string[] }): Promise<{ count: number }> {
  const { academyCode } = act.actor;
  if (!academyCode) throw forbidden();
  return change(act, async (tx) => {
    const held = await tx.customColumn.findMany({ where: { academyCode }, orderBy: { position: 'asc' } });
    const rank = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
    const sorted = [...held].sort((a, b) => rank(a.id) - rank(b.id) || a.position - b.position);
    for (const [index, { id }] of sorted.entries())
      await tx.customColumn.update({ where: { id }, data: { position: index + 1 } });
    return {
      result: { count: sorted.length },
      journal: {
        chain: academyCode,
        action: 'column.ordered',
        objectType: 'Academy',
        objectId: academyCode,
        after: { order: sorted.map(({ label }) => label) },
      },
    };
  });
}
