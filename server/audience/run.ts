import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import type { AudienceImport } from '@/prisma/generated/client';
import { type Act, change, nationalChain } from '../audit/journal';
import { appendOn } from '../audit/journal-sql';
import { shortDate } from '../calendar';
import { civilDate, now as clock, fromDbDate } from '../clock';
import { databaseUrlOf } from '../db';
import { AppError, conflict } from '../errors';
import { counted } from '../french';
import type { Encoding } from '../territory/directory/encoding';
import { UnreadableFile } from '../territory/directory/records';
import type { Kind, WorkRun } from '../work/kinds';
import { mondayOf } from './domain';
import { importRows, type Standing } from './engine';
import { dropFile, fileOf } from './files';
import { sourceOf } from './look';
import { type AudienceCounts, type ReportLine, summaryOf } from './report';
import { readingSchema } from './schema';
import { AudienceWriter } from './writer';

const WAIT = 1000;

const countsOf = (row: AudienceCounts): AudienceCounts => ({
  lines: row.lines,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  refused: row.refused,
  outside: row.outside,
  warned: row.warned,
  unknown: row.unknown,
});

const standingOf = (row: AudienceImport): Standing => ({
  ...countsOf(row),
  refusals: row.refusals as unknown as ReportLine[],
  warnings: row.warnings as unknown as ReportLine[],
  firstWeek: fromDbDate(row.firstWeek),
  lastWeek: fromDbDate(row.lastWeek),
});

type Checkpoint = WorkRun['checkpoint'];
export type RunOptions = { path?: string; checkpoint?: Checkpoint; chunkLines?: number };

/**
 * Imports a file whose columns were confirmed, from where it stands to its end. The same file twice leaves every
 * row alone; two imports at once go one after the other.
 * @throws AppError `invalid` with the reason when the file cannot be read further: the import then says so too
 */
export async function runImport(
  act: Act,
  importId: string,
  { path = fileOf(importId), checkpoint = async () => {}, chunkLines }: RunOptions = {},
): Promise<AudienceImport> {
  const row = await act.db.audienceImport.findUniqueOrThrow({ where: { id: importId } });
  if (row.state === 'done') return row;
  if (row.state !== 'running') throw conflict('Cet import n’est pas en cours.');
  const client = new Client({
    connectionString: databaseUrlOf(act.db),
    application_name: 'accordent-audience',
  });
  client.on('error', () => {});
  try {
    if (!existsSync(path))
      throw new AppError('conflict', 'Le fichier déposé n’est plus là\u00a0: déposez-le à nouveau.');
    await client.connect();
    while (!(await AudienceWriter.lock(client))) {
      await checkpoint({ step: 'Attend la fin d’un autre import' });
      await pause(WAIT);
    }
    await importUnderLock(client, act, row, path, checkpoint, chunkLines);
    await client.query('ANALYZE "AudienceWeek"').catch(() => {});
    await dropFile(importId);
  } catch (error) {
    await client.end().catch(() => {});
    await stop(act, importId, error);
    if (error instanceof UnreadableFile) throw new AppError('invalid', reasonOf(error));
    throw error;
  }
  await client.end();
  return act.db.audienceImport.findUniqueOrThrow({ where: { id: importId } });
}

async function importUnderLock(
  client: Client,
  act: Act,
  row: AudienceImport,
  path: string,
  checkpoint: Checkpoint,
  chunkLines: number | undefined,
): Promise<void> {
  // What another run of this import did since it was read is behind it too.
  const fresh = await act.db.audienceImport.findUniqueOrThrow({ where: { id: row.id } });
  const megabytes = Number(row.unfolded) / 1_000_000;
  const total = Math.max(1, Math.ceil(megabytes));
  await checkpoint({ step: 'Lecture du fichier', done: 0, total });
  if (fresh.lines === 0)
    await client.query(
      `UPDATE "AudienceImport" SET "newestBefore" = (SELECT max("weekStart") FROM "AudienceWeek") WHERE "id" = $1`,
      [row.id],
    );
  const departments = row.academyCode
    ? new Set(
        (
          await act.db.department.findMany({
            where: { academyCode: row.academyCode },
            select: { code: true },
          })
        ).map(({ code }) => code),
      )
    : null;
  const end = await importRows(
    client,
    {
      source: sourceOf(path),
      encoding: row.encoding as Encoding,
      delimiter: row.delimiter,
      reading: readingSchema.parse(row.reading),
      departments,
      lastWeek: mondayOf(civilDate(act.now)),
      from: standingOf(fresh),
      ...(chunkLines ? { chunkLines } : {}),
    },
    {
      keep: (before, standing) => keepStanding(client, row.id, before, standing),
      told: async (standing, bytes) => {
        await checkpoint({
          done: bytes < 0 ? total : Math.min(total, Math.floor(bytes / 1_000_000)),
          total,
          step: `${counted(standing.lines, 'ligne lue', 'lignes lues')}, en mégaoctets`,
        });
      },
    },
  );
  await client.query('BEGIN');
  const { rowCount } = await client.query(
    `UPDATE "AudienceImport" SET "state" = 'done', "finishedAt" = $2, "version" = "version" + 1
     WHERE "id" = $1 AND "state" = 'running'`,
    [row.id, clock().toISOString()],
  );
  if (rowCount !== 1) throw conflict('Cet import a été arrêté.');
  await appendOn(client, act, {
    chain: row.academyCode ?? nationalChain,
    action: 'audience.imported',
    objectType: 'AudienceImport',
    objectId: row.id,
    after: { fileName: row.fileName, ...countsOf(end), firstWeek: end.firstWeek, lastWeek: end.lastWeek },
  });
  await client.query('COMMIT');
}

/** Keeps where an import stands, in the transaction of its batch; compared with where it stood. */
async function keepStanding(client: Client, id: string, before: number, now: Standing): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE "AudienceImport" SET "lines" = $3, "created" = $4, "updated" = $5, "unchanged" = $6, "refused" = $7,
       "outside" = $8, "warned" = $9, "unknown" = $10, "refusals" = $11::jsonb, "warnings" = $12::jsonb,
       "firstWeek" = $13::date, "lastWeek" = $14::date
     WHERE "id" = $1 AND "lines" = $2 AND "state" = 'running'`,
    [
      id,
      before,
      ...Object.values(countsOf(now)),
      JSON.stringify(now.refusals),
      JSON.stringify(now.warnings),
      now.firstWeek,
      now.lastWeek,
    ],
  );
  if (rowCount !== 1) throw conflict('Cet import a été arrêté, ou repris ailleurs.');
}

const reasonOf = (error: UnreadableFile) => error.message.replace(/ Rien n’a été importé\.$/, '');

/** Says how an import ended when it did not go to its end; the batches before stay. */
async function stop(act: Act, id: string, error: unknown): Promise<void> {
  const cancelled = error instanceof AppError && error.code === 'conflict';
  const unreadable = error instanceof UnreadableFile;
  const state = unreadable ? 'refused' : cancelled ? 'cancelled' : 'failed';
  await change(act, async (tx) => {
    const row = await tx.audienceImport.findUniqueOrThrow({ where: { id } });
    const written = row.created + row.updated;
    const stays =
      written > 0
        ? ` Ce qui était enregistré le reste (${counted(written, 'ligne')}).`
        : ' Rien n’a été enregistré.';
    const reason = unreadable
      ? `${reasonOf(error)}${stays}`
      : cancelled
        ? `${error.message}${stays}`
        : `L’import s’est arrêté sur une erreur inattendue.${stays} Reprenez-le\u00a0: il continue où il en était.`;
    const { count } = await tx.audienceImport.updateMany({
      where: { id, state: 'running' },
      data: { state, reason, finishedAt: clock(), version: { increment: 1 } },
    });
    return {
      result: null,
      journal:
        count === 1
          ? {
              chain: row.academyCode ?? nationalChain,
              action: 'audience.stopped',
              objectType: 'AudienceImport',
              objectId: id,
              after: { fileName: row.fileName, state, reason, ...countsOf(row) },
            }
          : null,
    };
  });
  if (unreadable) await dropFile(id);
}

/** The background work of an import. */
export const audienceImportKind: Kind = async ({ act, work, checkpoint }) => {
  const { importId } = z.object({ importId: z.string() }).parse(work.input);
  const row = await runImport(act, importId, { checkpoint });
  const end = standingOf(row);
  return {
    report: {
      summary: summaryOf({ ...end, newestBefore: fromDbDate(row.newestBefore) }, shortDate),
      lines: [
        {
          subject: row.fileName,
          href: `/couverture/audience/import/${importId}`,
          outcome: row.refused > 0 ? counted(row.refused, 'ligne refusée', 'lignes refusées') : 'Importé',
          tone: row.refused > 0 ? 'warning' : 'success',
        },
      ],
    },
  };
};
