import type { Prisma } from '@/prisma/generated/client';
import { rulesFor } from '../access/rules';
import { proveAny } from '../access/scope';
import { change, type PersonAct } from '../audit/journal';
import type { Tx } from '../db';
import { sha256Hex } from '../documents/hash';
import { conflict, forbidden, invalid, notFound } from '../errors';
import { counted } from '../french';
import { askWork, workSoon } from '../work/ask';
import { columnsRefusal, headKey, recognise } from './fields';
import { type LineChoice, planLines } from './plan';
import type { Choose, SetColumns } from './schema';
import { planInputOf } from './stored';
import { readConventionTable } from './table';

/** The académie in whose name this hat takes conventions over. */
export function academyOf(act: PersonAct): string {
  proveAny(rulesFor(act.actor), 'create', 'Takeover');
  if (!act.actor.academyCode) throw forbidden('Votre rôle n’est pas celui d’une académie.');
  return act.actor.academyCode;
}

/**
 * Takes a spreadsheet: its lines are read and kept, its columns recognised. Nothing is made before a person has
 * seen what each line would become.
 */
export async function receiveSheet(
  act: PersonAct,
  file: { name: string; bytes: Buffer },
): Promise<{ id: string }> {
  const academyCode = academyOf(act);
  const { sheet, heads, rows } = await readConventionTable(file.bytes);
  return change(act, async (tx) => {
    const kept = await tx.takeoverMapping.findUnique({ where: { academyCode } });
    const sha256 = sha256Hex(file.bytes);
    const created = await tx.takeover.create({
      data: {
        academyCode,
        fileName: file.name,
        sha256,
        bytes: file.bytes.length,
        sheet,
        heads,
        rows: rows as unknown as Prisma.InputJsonValue,
        columns: recognise(heads, (kept?.columns ?? {}) as Record<string, string>),
        createdAt: act.now,
        createdById: act.actor.userId,
        createdByName: act.actor.userName,
      },
      select: { id: true },
    });
    return {
      result: created,
      journal: {
        chain: academyCode,
        action: 'takeover.received',
        objectType: 'Takeover',
        objectId: created.id,
        after: { fileName: file.name, sha256, lines: rows.length },
      },
    };
  });
}

/** Locks a spreadsheet that is still being prepared, at the version that the person saw. */
export async function lockTakeover(tx: Tx, id: string, version: number) {
  await tx.$queryRaw`SELECT 1 FROM "Takeover" WHERE "id" = ${id} FOR UPDATE`;
  const row = await tx.takeover.findUnique({ where: { id } });
  if (!row) throw notFound('Cette reprise');
  if (row.state !== 'preparing')
    throw conflict('Cette reprise est déjà lancée : son tableau ne change plus.');
  if (row.version !== version)
    throw conflict('Cette reprise a changé depuis que vous l’avez ouverte : rechargez la page.', {
      currentVersion: row.version,
    });
  return row;
}

/** Says which column is what; the académie's next spreadsheet begins with this. */
export async function setColumns(act: PersonAct, { id, version, columns }: SetColumns & { id: string }) {
  return change(act, async (tx) => {
    const row = await lockTakeover(tx, id, version);
    const heads = row.heads as unknown as string[];
    if (columns.length !== heads.length)
      throw invalid({ columns: 'Le tableau n’a pas ce nombre de colonnes.' });
    const twice = columns.find((field, index) => field !== '' && columns.indexOf(field) !== index);
    if (twice) throw invalid({ columns: columnsRefusal(columns) ?? '' });
    await tx.takeover.update({ where: { id }, data: { columns, version: { increment: 1 } } });
    const kept = await tx.takeoverMapping.findUnique({ where: { academyCode: row.academyCode } });
    const known = {
      ...((kept?.columns ?? {}) as Record<string, string>),
      ...Object.fromEntries(heads.map((head, index) => [headKey(head), columns[index] ?? ''])),
    };
    const saved = { columns: known, updatedAt: act.now, updatedById: act.actor.userId };
    await tx.takeoverMapping.upsert({
      where: { academyCode: row.academyCode },
      create: { academyCode: row.academyCode, ...saved },
      update: saved,
    });
    return {
      result: { version: version + 1 },
      journal: {
        chain: row.academyCode,
        action: 'takeover.columns_set',
        objectType: 'Takeover',
        objectId: id,
        after: { columns },
      },
    };
  });
}

/** Records what a person decided on a line: which homonym, which product, or to leave it out. */
export async function choose(act: PersonAct, { id, version, line, ...choice }: Choose & { id: string }) {
  return change(act, async (tx) => {
    const row = await lockTakeover(tx, id, version);
    const input = planInputOf(row);
    if (!input.rows.some((one) => one.line === line)) throw invalid({ line: 'Cette ligne n’existe pas.' });
    if (choice.authorityId && !(await tx.authority.findUnique({ where: { id: choice.authorityId } })))
      throw invalid({ authorityId: 'Cette collectivité est inconnue.' });
    if (choice.productId && !(await tx.product.findUnique({ where: { id: choice.productId } })))
      throw invalid({ productId: 'Cette solution n’est pas au catalogue.' });
    const merged = Object.fromEntries(
      Object.entries({ ...input.choices[line], ...choice }).filter(
        ([, value]) => value !== null && value !== undefined && value !== false,
      ),
    ) as LineChoice;
    await tx.takeover.update({
      where: { id },
      data: { choices: { ...input.choices, [line]: merged }, version: { increment: 1 } },
    });
    return {
      result: { version: version + 1 },
      journal: {
        chain: row.academyCode,
        action: 'takeover.line_chosen',
        objectType: 'Takeover',
        objectId: id,
        after: { line, ...merged },
      },
    };
  });
}

/**
 * Starts the work: every line without an error becomes a convention, in the background. Refused when the columns
 * do not suffice, or when no line can be taken over.
 */
export async function confirmTakeover(act: PersonAct, { id, version }: { id: string; version: number }) {
  const result = await change(act, async (tx) => {
    const row = await lockTakeover(tx, id, version);
    const input = planInputOf(row);
    const refusal = columnsRefusal(input.columns);
    if (refusal) throw invalid({ columns: refusal });
    const plans = await planLines(tx, input, act.now);
    const ready = plans.filter(({ state }) => state === 'ready' || state === 'warning').length;
    if (ready === 0)
      throw invalid({
        lines: 'Aucune ligne ne peut être reprise : toutes ont une erreur, sont écartées ou déjà reprises.',
      });
    const work = await askWork(tx, act, {
      kind: 'conventions.takeover',
      label: `Reprise de ${counted(ready, 'convention')} (${row.fileName})`,
      input: { takeoverId: id },
      total: input.rows.length,
    });
    await tx.takeover.update({
      where: { id },
      data: { state: 'running', workId: work.id, confirmedAt: act.now, version: { increment: 1 } },
    });
    return {
      result: { id, workId: work.id, version: version + 1 },
      journal: {
        chain: row.academyCode,
        action: 'takeover.confirmed',
        objectType: 'Takeover',
        objectId: id,
        after: { fileName: row.fileName, lines: input.rows.length, ready },
      },
    };
  });
  await workSoon();
  return result;
}

/** Throws a spreadsheet away before anything was made of it. */
export async function discardTakeover(act: PersonAct, { id, version }: { id: string; version: number }) {
  return change(act, async (tx) => {
    const row = await lockTakeover(tx, id, version);
    await tx.takeover.delete({ where: { id } });
    return {
      result: { id },
      journal: {
        chain: row.academyCode,
        action: 'takeover.discarded',
        objectType: 'Takeover',
        objectId: id,
        before: { fileName: row.fileName },
      },
    };
  });
}
