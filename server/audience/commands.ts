import { existsSync } from 'node:fs';
import type { AudienceImport, Prisma } from '@/prisma/generated/client';
import { rulesFor } from '../access/rules';
import { proveAny } from '../access/scope';
import { type Act, change, nationalChain, type PersonAct } from '../audit/journal';
import type { Tx } from '../db';
import { AppError, conflict, forbidden, invalid } from '../errors';
import { UnreadableFile } from '../territory/directory/records';
import { askWork, workSoon } from '../work/ask';
import { headKey, recognise } from './fields';
import { dropFile, fileOf } from './files';
import { type Look, look, sourceOf } from './look';
import { type ConfirmImport, type KeptReading, keptReadingSchema, type Reading } from './schema';
import { isLeft } from './standing';

/**
 * Whose schools this hat may write: all of them (null), or those of one académie.
 * @throws AppError forbidden
 */
export function importScope({ actor }: Pick<Act, 'actor'>, academyCode: string | null = null): string | null {
  if ('system' in actor) return academyCode;
  proveAny(rulesFor(actor), 'create', 'AudienceImport');
  if (actor.role === 'operator') return null;
  if (!actor.academyCode) throw forbidden('Votre rôle n’est pas celui d’une académie.');
  return actor.academyCode;
}

/** Whose mappings an import of this scope uses. */
export const ownerOf = (academyCode: string | null) => academyCode ?? 'national';

/** Looks at a file. @throws AppError `invalid` when it is no table */
export async function lookOr(path: string): Promise<Look> {
  try {
    return await look(sourceOf(path));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new AppError('invalid', error.message, { fields: { file: error.message } });
  }
}

/** Writes down that a file was received; nothing of it is imported yet. */
export async function recordFile(
  act: Act,
  academyCode: string | null,
  { fileName, bytes, look }: { fileName: string; bytes: number; look: Look },
): Promise<{ id: string }> {
  const person = 'system' in act.actor ? null : act.actor;
  return change(act, async (tx) => {
    const created = await tx.audienceImport.create({
      data: {
        academyCode,
        fileName: fileName.slice(0, 200),
        sha256: look.sha256,
        bytes,
        unfolded: look.unfolded,
        encoding: look.encoding,
        delimiter: look.delimiter,
        heads: look.heads,
        samples: look.samples,
        ...(await proposedReading(tx, academyCode, look.heads)),
        createdAt: act.now,
        createdById: person?.userId ?? 'system',
        createdByName: person?.userName ?? 'Ligne de commande',
      },
      select: { id: true },
    });
    return {
      result: created,
      journal: {
        chain: academyCode ?? nationalChain,
        action: 'audience.received',
        objectType: 'AudienceImport',
        objectId: created.id,
        after: { fileName, bytes, sha256: look.sha256 },
      },
    };
  });
}

/** The columns as they are recognised: by the kept reading that names most of these heads, then by the open data. */
async function proposedReading(
  tx: Tx,
  academyCode: string | null,
  heads: readonly string[],
): Promise<{ reading: Prisma.InputJsonValue; mappingName: string | null }> {
  const keys = heads.map(headKey);
  const kept = (
    await tx.audienceMapping.findMany({
      where: { owner: { in: [ownerOf(academyCode), 'national'] } },
      orderBy: { updatedAt: 'desc' },
    })
  ).map((row) => ({ name: row.name, reading: keptReadingSchema.parse(row.reading) }));
  const fits = ({ reading }: { reading: KeptReading }) =>
    Object.entries(reading.columns).every(([key, field]) => field === '' || keys.includes(key));
  const best = kept.find(fits);
  return {
    reading: {
      columns: recognise(heads, best?.reading.columns),
      dateFormat: best?.reading.dateFormat ?? 'auto',
      durationUnit: best?.reading.durationUnit ?? 'second',
    },
    mappingName: best?.name ?? null,
  };
}

/** Keeps a reading under a name, for the next file of the same owner. */
export async function keepMapping(
  tx: Tx,
  act: Act,
  academyCode: string | null,
  { name, heads, reading }: { name: string; heads: readonly string[]; reading: Reading },
): Promise<void> {
  const kept: KeptReading = {
    columns: Object.fromEntries(
      heads.map((head, index) => [headKey(head), reading.columns[index] ?? '']),
    ) as KeptReading['columns'],
    dateFormat: reading.dateFormat,
    durationUnit: reading.durationUnit,
  };
  const person = 'system' in act.actor ? null : act.actor;
  const data = {
    reading: kept as Prisma.InputJsonValue,
    updatedAt: act.now,
    updatedById: person?.userId ?? 'system',
    updatedByName: person?.userName ?? 'Ligne de commande',
  };
  const owner = ownerOf(academyCode);
  await tx.audienceMapping.upsert({
    where: { owner_name: { owner, name } },
    create: { owner, name, ...data },
    update: data,
  });
}

const headsOf = (row: Pick<AudienceImport, 'heads'>) => row.heads as unknown as string[];

/** Moves an import to `running`, as it was seen. */
async function start(
  tx: Tx,
  act: Act,
  row: AudienceImport,
  { version, reading, mappingName }: ConfirmImport,
): Promise<void> {
  const { count } = await tx.audienceImport.updateMany({
    where: { id: row.id, version, state: 'preparing' },
    data: {
      state: 'running',
      reading: reading as unknown as Prisma.InputJsonValue,
      mappingName: mappingName || null,
      confirmedAt: act.now,
      version: { increment: 1 },
    },
  });
  if (count !== 1)
    throw conflict('Cet import a changé depuis que vous l’avez ouvert\u00a0: rechargez la page.');
  if (mappingName)
    await keepMapping(tx, act, row.academyCode, { name: mappingName, heads: headsOf(row), reading });
}

const startedFacts = (row: AudienceImport, reading: Reading) => ({
  chain: row.academyCode ?? nationalChain,
  action: 'audience.started',
  objectType: 'AudienceImport',
  objectId: row.id,
  after: { fileName: row.fileName, columns: reading.columns.filter((field) => field !== '').length },
});

/** Confirms the columns of a file, and asks for its import in the background. */
export async function confirmImport(act: PersonAct, input: ConfirmImport & { id: string }) {
  const done = await change(act, async (tx) => {
    const row = await tx.audienceImport.findUniqueOrThrow({ where: { id: input.id } });
    if (input.reading.columns.length !== headsOf(row).length)
      throw invalid({ reading: 'Le fichier n’a pas ce nombre de colonnes.' });
    if (!existsSync(fileOf(row.id)))
      throw conflict('Le fichier déposé n’est plus là\u00a0: déposez-le à nouveau.');
    await start(tx, act, row, input);
    const work = await askWork(tx, act, {
      kind: 'audience.import',
      label: `Import de la mesure d’audience «\u00a0${row.fileName}\u00a0»`,
      input: { importId: row.id },
    });
    await tx.audienceImport.update({ where: { id: row.id }, data: { workId: work.id } });
    return { result: { workId: work.id }, journal: startedFacts(row, input.reading) };
  });
  await workSoon();
  return done;
}

/** Takes up again an import that stopped on something unexpected, where it stood. */
export async function resumeImport(act: PersonAct, { id }: { id: string }) {
  const done = await change(act, async (tx) => {
    const row = await tx.audienceImport.findUniqueOrThrow({ where: { id } });
    if (!existsSync(fileOf(id)))
      throw conflict(
        'Le fichier déposé n’est plus là\u00a0: déposez-le à nouveau, ce qui est fait n’est pas refait.',
      );
    const last = row.workId ? await tx.backgroundWork.findUnique({ where: { id: row.workId } }) : null;
    const left = isLeft(row, last?.state);
    const work = await askWork(tx, act, {
      kind: 'audience.import',
      label: `Suite de l’import de la mesure d’audience «\u00a0${row.fileName}\u00a0»`,
      input: { importId: id },
    });
    const { count } = await tx.audienceImport.updateMany({
      where: { id, version: row.version, state: { in: left ? ['running'] : ['failed', 'cancelled'] } },
      data: { state: 'running', workId: work.id, reason: null, finishedAt: null, version: { increment: 1 } },
    });
    if (count !== 1) throw conflict('Cet import n’est pas arrêté.');
    return {
      result: { workId: work.id },
      journal: { ...startedFacts(row, row.reading as unknown as Reading), action: 'audience.resumed' },
    };
  });
  await workSoon();
  return done;
}

/** Gives up a file before anything of it was imported. */
export async function discardImport(act: PersonAct, { id }: { id: string }) {
  const done = await change(act, async (tx) => {
    const row = await tx.audienceImport.findUniqueOrThrow({ where: { id } });
    const { count } = await tx.audienceImport.deleteMany({ where: { id, state: 'preparing' } });
    if (count !== 1) throw conflict('Cet import a commencé\u00a0: il ne s’abandonne plus.');
    return {
      result: { id },
      journal: {
        chain: row.academyCode ?? nationalChain,
        action: 'audience.discarded',
        objectType: 'AudienceImport',
        objectId: id,
        before: { fileName: row.fileName },
      },
    };
  });
  await dropFile(id);
  return done;
}

/** Starts an import at once, without a screen: command line, benchmark. The caller then runs it. */
export async function beginImport(
  act: Act,
  id: string,
  reading: Reading,
  mappingName?: string,
): Promise<void> {
  await change(act, async (tx) => {
    const row = await tx.audienceImport.findUniqueOrThrow({ where: { id } });
    await start(tx, act, row, { version: row.version, reading, ...(mappingName ? { mappingName } : {}) });
    return { result: null, journal: startedFacts(row, reading) };
  });
}
