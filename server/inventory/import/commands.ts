import { createHash } from 'node:crypto';
import { canonicalJson } from '@/server/audit/hash';
import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { civilDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { readTable } from '@/server/documents/table-file';
import { conflict, invalid } from '@/server/errors';
import { columnsOf, entryJournal, factsOf, lockInventory } from '../commands';
import { MAX_FILE_BYTES, MAX_LINES, type ReadFile, type WriteFile } from '../schema';
import { linkJournal, linkRow } from '../sector/commands';
import { type ColumnUse, columnsRefusal, knownHeads, recogniseColumns } from './columns';
import { countsOf, type PlannedLine } from './plan';
import { type References, referencesOf } from './references';
import { planSectors, type SectorWrite } from './sectors';
import { planTools, type ToolWrite } from './tools';

type Asking = Pick<PersonAct, 'actor' | 'now'>;

async function tableOf({ target, contentBase64, columns }: ReadFile) {
  const table = await readTable(Buffer.from(contentBase64, 'base64'), {
    maxBytes: MAX_FILE_BYTES,
    maxLines: MAX_LINES,
    named: 'un tableau de solutions',
    known: (heads) => knownHeads(heads, target),
  });
  const said = columns && columns.length === table.heads.length ? columns : null;
  const uses = (said ?? recogniseColumns(table.heads, target)) as ColumnUse[];
  return { table, columns: uses, refusal: columnsRefusal(uses, target) };
}

type Plan =
  | { target: 'tools'; lines: PlannedLine<ToolWrite>[] }
  | { target: 'sectors'; lines: PlannedLine<SectorWrite>[] };

async function planOf(
  db: Db | Tx,
  asking: Asking,
  input: ReadFile,
  { table, columns }: Awaited<ReturnType<typeof tableOf>>,
): Promise<{ plan: Plan; references: References }> {
  const references = await referencesOf(db, table, columns);
  const known = { fileName: input.name, today: civilDate(asking.now) };
  const plan: Plan =
    input.target === 'tools'
      ? { target: 'tools', lines: planTools(asking.actor, table, columns, references, known) }
      : { target: 'sectors', lines: planSectors(asking.actor, table, columns, references, known) };
  return { plan, references };
}

/** Names what would be written, and on which versions: what was shown is what is written. */
const digestOf = ({ lines }: Plan): string =>
  createHash('sha256')
    .update(canonicalJson(lines.map(({ line, state, said, write }) => ({ line, state, said, write }))))
    .digest('hex');

/**
 * What a file would make, line by line. Writes nothing; `refusal` says why its columns cannot be read yet.
 * @throws AppError invalid on `file`: empty, cut, protected, no line of heads, too many lines.
 */
export async function previewImport(ctx: Asking & { db: Db }, input: ReadFile) {
  const read = await tableOf(input);
  const { table, columns, refusal } = read;
  const samples = table.heads.map((_, index) =>
    [...new Set(table.rows.slice(0, 50).map(({ cells }) => String(cells[index] ?? '').slice(0, 30)))]
      .filter(Boolean)
      .slice(0, 3),
  );
  const shown = { heads: table.heads, samples, columns, lineCount: table.rows.length };
  if (refusal) return { ...shown, refusal, plan: null };
  const { plan } = await planOf(ctx.db, ctx, input, read);
  return {
    ...shown,
    refusal: null,
    plan: {
      digest: digestOf(plan),
      counts: countsOf(plan.lines),
      lines: plan.lines.map(({ line, label, state, said }) => ({ line, label, state, said })),
    },
  };
}
export type ImportPreview = Awaited<ReturnType<typeof previewImport>>;

function refuseWrongLines(lines: readonly PlannedLine[]): void {
  const wrong = lines.filter(({ state }) => state === 'error');
  if (wrong.length === 0) return;
  throw invalid(
    Object.fromEntries(
      wrong.slice(0, 50).map(({ line, said }) => [`lines.${line}`, `Ligne ${line}\u00a0: ${said}`]),
    ),
    `Rien n’est importé. Ligne ${wrong[0]?.line}\u00a0: ${wrong[0]?.said}`,
  );
}

/**
 * Writes a file whole, or nothing: a wrong line refuses all, and so does anything that changed since the preview.
 * The same file a second time changes nothing.
 */
export async function writeImport(
  act: PersonAct,
  input: WriteFile,
): Promise<{ created: number; changed: number }> {
  const read = await tableOf(input);
  if (read.refusal) throw invalid({ columns: read.refusal }, read.refusal);
  return change(act, async (tx) => {
    const academies = [act.actor.academyCode, ...(await academiesOf(tx, act, input, read))];
    for (const code of [...new Set(academies)].filter((one) => one !== null).sort())
      await lockInventory(tx, code);
    const { plan, references } = await planOf(tx, act, input, read);
    refuseWrongLines(plan.lines);
    if (digestOf(plan) !== input.digest)
      throw conflict(
        'Ce qui est déclaré a changé depuis l’aperçu\u00a0: rien n’est importé. Relisez l’aperçu, puis confirmez.',
      );
    const counts = countsOf(plan.lines);
    const done = { created: counts.new, changed: counts.changed };
    if (done.created + done.changed === 0) return { result: done, journal: null };
    const rows =
      plan.target === 'tools'
        ? await writeTools(tx, act, plan.lines, references)
        : await writeSectors(tx, act, plan.lines);
    const chains = [...new Set(rows.map(({ chain }) => chain))];
    const told = chains.map(
      (chain): JournalFacts => ({
        chain,
        action: plan.target === 'tools' ? 'inventory.imported' : 'sector.imported',
        objectType: 'Academy',
        objectId: chain,
        after: { fileName: input.name, ...done },
      }),
    );
    return { result: done, journal: [...told, ...rows] };
  });
}

/** Académies of the places that the lines name, to wait for their other writers before planning. */
async function academiesOf(
  tx: Tx,
  act: PersonAct,
  input: ReadFile,
  read: Awaited<ReturnType<typeof tableOf>>,
): Promise<string[]> {
  const { plan } = await planOf(tx, act, input, read);
  return plan.target === 'tools'
    ? plan.lines.flatMap(({ write }) => write?.place.academyCode ?? [])
    : plan.lines.flatMap(({ write }) => write?.school.academyCode ?? []);
}

async function writeTools(
  tx: Tx,
  act: PersonAct,
  lines: readonly PlannedLine<ToolWrite>[],
  { authorities, products }: References,
): Promise<JournalFacts[]> {
  const by = { createdAt: act.now, createdById: act.actor.userId, createdByName: act.actor.userName };
  const writes = lines.flatMap(({ write }) => write ?? []);
  const payers = new Map(
    (
      await tx.authority.findMany({
        where: { id: { in: writes.flatMap(({ held }) => held?.payerAuthorityId ?? []) } },
        select: { id: true, name: true },
      })
    )
      .concat(authorities)
      .map(({ id, name }) => [id, name]),
  );
  const names = (productId: string, payerId: string | null) => ({
    product: products.find(({ id }) => id === productId)?.name ?? '',
    payer: payers.get(payerId ?? '') ?? null,
  });
  const made = await tx.inventoryEntry.createManyAndReturn({
    data: writes
      .filter(({ held }) => !held)
      .map(({ place: { label: _, ...place }, tool }) => ({ ...place, ...columnsOf(tool), ...by })),
  });
  const rows = made.map((entry) =>
    entryJournal(entry, 'inventory.declared', {
      after: factsOf(entry, names(entry.productId, entry.payerAuthorityId)),
    }),
  );
  for (const { held, tool } of writes) {
    if (!held) continue;
    const columns = columnsOf(tool);
    await tx.inventoryEntry.update({
      where: { id: held.id },
      data: { ...columns, version: { increment: 1 } },
    });
    rows.push(
      entryJournal(held, 'inventory.corrected', {
        before: factsOf(held, names(held.productId, held.payerAuthorityId)),
        after: factsOf(columns, names(columns.productId, columns.payerAuthorityId)),
      }),
    );
  }
  return rows;
}

async function writeSectors(
  tx: Tx,
  act: PersonAct,
  lines: readonly PlannedLine<SectorWrite>[],
): Promise<JournalFacts[]> {
  const by = { createdAt: act.now, createdById: act.actor.userId, createdByName: act.actor.userName };
  const writes = lines.flatMap(({ write }) => write ?? []);
  const made = await tx.sectorLink.createManyAndReturn({
    data: writes
      .filter(({ held }) => !held)
      .map(({ link, school, college }) => ({ ...linkRow(link, school, college), ...by })),
  });
  const told = (link: { uai: string; collegeUai: string }) => ({ uai: link.uai, college: link.collegeUai });
  const rows = made.map((link) => linkJournal(link, 'sector.linked', { after: told(link) }));
  for (const { held, link, school, college } of writes) {
    if (!held) continue;
    await tx.sectorLink.update({
      where: { id: held.id },
      data: { ...linkRow(link, school, college), version: { increment: 1 } },
    });
    rows.push(linkJournal(held, 'sector.corrected', { before: told(held), after: told(link) }));
  }
  return rows;
}
