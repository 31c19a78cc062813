import type { InventoryEntry } from '@/prisma/generated/client';
import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { longDate } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { invalid, notFound } from '@/server/errors';
import { knownUses, overlap, payerLabels, throughEntLabel, trustLabels, useLabels } from './domain';
import { placeFor } from './place';
import type { AddEntry, EditEntry, Tool } from './schema';

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);

/** The columns of a line, from what the form or a file says. */
export const columnsOf = (tool: Tool) => ({
  productId: tool.productId,
  uses: tool.uses,
  payer: tool.payer,
  payerAuthorityId: tool.payer === 'authority' ? (tool.payerAuthorityId ?? null) : null,
  sinceOn: day(tool.sinceOn),
  untilOn: day(tool.untilOn),
  trust: tool.trust,
  trustProof: tool.trust === 'unknown' ? null : tool.trustProof,
  throughEnt: tool.throughEnt,
  source: tool.source,
  sourceOn: toDbDate(tool.sourceOn),
  note: tool.note,
});

/** What the journal keeps of a line, in the words of the screens. */
export function factsOf(
  entry: Omit<ReturnType<typeof columnsOf>, 'uses'> & { uses: readonly string[] },
  names: { product: string; payer: string | null },
) {
  return {
    product: names.product,
    toolUses: knownUses(entry.uses).map((use) => useLabels[use]),
    payer: payerLabels[entry.payer],
    payerAuthority: names.payer,
    sinceOn: fromDbDate(entry.sinceOn),
    untilOn: fromDbDate(entry.untilOn),
    trust: trustLabels[entry.trust],
    trustProof: entry.trustProof,
    throughEnt: throughEntLabel(entry.throughEnt),
    source: entry.source,
    sourceOn: fromDbDate(entry.sourceOn),
    note: entry.note,
  };
}

/** A journal row about a line. */
export const entryJournal = (
  entry: Pick<InventoryEntry, 'id' | 'academyCode'>,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => ({
  chain: entry.academyCode,
  action,
  objectType: 'InventoryEntry',
  objectId: entry.id,
  ...said,
});

/** Writers of one académie wait for each other: two of them cannot both add the same line. */
export const lockInventory = (tx: Tx, academyCode: string) =>
  tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`inventory ${academyCode}`}))::text`;

async function namesOf(tx: Tx, act: PersonAct, tool: Tool) {
  if (tool.sourceOn > civilDate(act.now))
    throw invalid({ sourceOn: 'Une information ne peut pas être datée de l’avenir.' });
  const product = await tx.product.findUnique({ where: { id: tool.productId } });
  if (!product) throw invalid({ productId: 'Cette solution n’est pas au catalogue.' });
  const payer =
    tool.payer === 'authority' && tool.payerAuthorityId
      ? await tx.authority.findUnique({ where: { id: tool.payerAuthorityId } })
      : null;
  if (tool.payer === 'authority' && tool.payerAuthorityId && !payer)
    throw invalid({ payerAuthorityId: 'Cette collectivité n’est pas connue.' });
  return { product: product.name, payer: payer?.name ?? null };
}

/** The same product at the same place on a common day would be told twice. */
async function refuseTwin(
  tx: Tx,
  place: { uai: string | null; communeCode: string | null },
  tool: Tool,
  ownId: string | null,
) {
  const others = await tx.inventoryEntry.findMany({
    where: {
      uai: place.uai,
      communeCode: place.communeCode,
      productId: tool.productId,
      ...(ownId ? { id: { not: ownId } } : {}),
    },
  });
  const period = { sinceOn: tool.sinceOn ?? null, untilOn: tool.untilOn ?? null };
  const twin = others.find((one) =>
    overlap(period, { sinceOn: fromDbDate(one.sinceOn), untilOn: fromDbDate(one.untilOn) }),
  );
  if (twin)
    throw invalid({
      productId: `Cette solution y est déjà déclarée${twin.sinceOn ? ` depuis le ${longDate(fromDbDate(twin.sinceOn))}` : ''}, par ${twin.createdByName}\u00a0: corrigez cette ligne-là.`,
    });
}

/** Declares a product used by a school, or by all the public écoles of a commune. */
export async function declareTool(act: PersonAct, input: AddEntry): Promise<{ id: string; version: number }> {
  return change(act, async (tx) => {
    const place = await placeFor(tx, act.actor, input);
    await lockInventory(tx, place.academyCode);
    const names = await namesOf(tx, act, input);
    await refuseTwin(tx, place, input, null);
    const columns = columnsOf(input);
    const { label, ...kept } = place;
    const entry = await tx.inventoryEntry.create({
      data: {
        ...kept,
        ...columns,
        createdAt: act.now,
        createdById: act.actor.userId,
        createdByName: act.actor.userName,
      },
    });
    return {
      result: { id: entry.id, version: entry.version },
      journal: entryJournal(entry, 'inventory.declared', {
        after: { ...factsOf(columns, names), place: label },
      }),
    };
  });
}

const whole = { product: true, payerAuthority: true } as const;

/** Corrects a line, on the version that was shown. */
export async function correctTool(
  act: PersonAct,
  { id, version, ...input }: EditEntry & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await tx.inventoryEntry.findUnique({ where: { id }, include: whole });
    if (!before) throw notFound('Cette ligne');
    await lockInventory(tx, before.academyCode);
    const names = await namesOf(tx, act, input);
    await refuseTwin(tx, before, input, id);
    const columns = columnsOf(input);
    await setEntry(tx, id, version, columns);
    return {
      result: { version: version + 1 },
      journal: entryJournal(before, 'inventory.corrected', {
        before: factsOf(before, { product: before.product.name, payer: before.payerAuthority?.name ?? null }),
        after: factsOf(columns, names),
      }),
    };
  });
}

/** The tool is no longer used after this day; what was true until then stays. */
export async function endTool(
  act: PersonAct,
  { id, version, untilOn }: { id: string; version: number; untilOn: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await tx.inventoryEntry.findUnique({ where: { id }, include: whole });
    if (!before) throw notFound('Cette ligne');
    if (before.sinceOn && untilOn < fromDbDate(before.sinceOn))
      throw invalid({ untilOn: `L’outil est utilisé depuis le ${longDate(fromDbDate(before.sinceOn))}.` });
    await setEntry(tx, id, version, { untilOn: toDbDate(untilOn) });
    return {
      result: { version: version + 1 },
      journal: entryJournal(before, 'inventory.ended', {
        before: { product: before.product.name, untilOn: fromDbDate(before.untilOn) },
        after: { product: before.product.name, untilOn },
      }),
    };
  });
}

/** Takes a line back, as one entered by mistake; the journal keeps what it said. */
export async function withdrawTool(act: PersonAct, { id, version }: { id: string; version: number }) {
  return change(act, async (tx) => {
    const before = await tx.inventoryEntry.findUnique({ where: { id }, include: whole });
    if (!before) throw notFound('Cette ligne');
    const { count } = await tx.inventoryEntry.deleteMany({ where: { id, version } });
    if (count !== 1) throw await staleVersion(tx, 'InventoryEntry', id, before.version, 'Cette ligne');
    return {
      result: { id },
      journal: entryJournal(before, 'inventory.withdrawn', {
        before: factsOf(before, { product: before.product.name, payer: before.payerAuthority?.name ?? null }),
      }),
    };
  });
}

async function setEntry(
  tx: Tx,
  id: string,
  version: number,
  data: Parameters<Tx['inventoryEntry']['updateMany']>[0]['data'],
) {
  const { count } = await tx.inventoryEntry.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 1) return;
  const now = await tx.inventoryEntry.findUnique({ where: { id } });
  if (!now) throw notFound('Cette ligne');
  throw await staleVersion(tx, 'InventoryEntry', id, now.version, 'Cette ligne');
}
