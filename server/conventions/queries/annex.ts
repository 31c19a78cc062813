import { Prisma } from '@/prisma/generated/client';
import { civilDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import { matrixOfRows, whole } from '@/server/raci/load';
import { snapshotOf } from '@/server/raci/snapshot';
import { freezeErrors } from '@/server/raci/versions/errors';
import { sameMatrix } from '@/server/raci/versions/freeze';
import { frozenMatrix } from '@/server/raci/versions/last';
import type { Context } from '@/server/trpc/context';
import { isEditable } from '../facts';

/** Where annexe A2 of a convention comes from, and whether the project's matrix has moved on since. */
export async function annexState({ db }: Pick<Context, 'db'>, id: string) {
  const convention = await db.convention.findUnique({
    where: { id },
    select: {
      kind: true,
      status: true,
      origin: true,
      projectId: true,
      academy: { select: { settings: true } },
    },
  });
  if (!convention) throw notFound('Cette convention');
  if (convention.kind !== 'convention' || convention.origin === 'taken_over') return null;
  const { projectId, status } = convention;
  const rows = await db.raciMatrix.findUnique({
    where: { projectId },
    include: { ...whole, versions: { orderBy: { number: 'desc' } } },
  });
  const fixed = !isEditable(status) && status !== 'partner_review' && status !== 'abandoned';
  const printed = fixed ? await printedVersion(db, id) : (rows?.versions[0]?.number ?? null);
  const version = rows?.versions.find(({ number }) => number === printed) ?? null;
  return {
    projectId,
    /** The text is fixed: its annex changes no more, whatever becomes of the matrix. */
    fixed,
    isOpen: rows !== null,
    version: version && { number: version.number, on: civilDate(version.frozenAt) },
    /** The live matrix says something else than the version that the annex prints. */
    differs:
      rows !== null &&
      version !== null &&
      !sameMatrix(frozenMatrix(version.snapshot), snapshotOf(matrixOfRows(rows))),
    errors: rows && !version && !fixed ? freezeErrors(rows, convention.academy.settings).length : 0,
  };
}
export type AnnexState = NonNullable<Awaited<ReturnType<typeof annexState>>>;

/** The version of the matrix that the last frozen text prints, or null when it names none. */
async function printedVersion(db: Context['db'], conventionId: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ number: number | null }[]>(Prisma.sql`
    SELECT ("content"->'raciVersion'->>'number')::int AS "number" FROM "ConventionText"
    WHERE "conventionId" = ${conventionId} ORDER BY "ConventionText"."number" DESC LIMIT 1`);
  return row?.number ?? null;
}
