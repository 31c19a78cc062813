import { Prisma } from '@/prisma/generated/client';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { AskedColumn } from './fact-types';

/**
 * Columns whose agreement was asked for and that still hold cells without an answer that holds (never answered, or
 * changed since). Counted by the database: what is loaded does not depend on the size of the matrices.
 */
export async function askedColumns(db: Db, projects: Prisma.ProjectWhereInput): Promise<AskedColumn[]> {
  const asked = await db.raciActor.findMany({
    where: {
      askedAt: { not: null },
      hidden: false,
      matrix: { is: { project: { is: { AND: [projects, { closedAt: null }] } } } },
    },
    select: {
      id: true,
      key: true,
      label: true,
      party: true,
      kind: true,
      membershipId: true,
      askedAt: true,
      askedByName: true,
      matrix: {
        select: {
          project: { select: { id: true, name: true, academyCode: true, departmentCodes: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  const ids = asked.map(({ id }) => id);
  // The same set of meanings, in whatever order: each holds the other.
  const counts = await db.$queryRaw<{ actorId: string; pending: bigint }[]>(Prisma.sql`
    SELECT cell."actorId", count(*) AS pending
    FROM "RaciCell" cell
    JOIN "RaciActivity" activity ON activity."id" = cell."activityId" AND NOT activity."hidden"
    LEFT JOIN "RaciAnswer" answer
      ON answer."activityId" = cell."activityId" AND answer."actorId" = cell."actorId"
    WHERE cell."actorId" = ANY(${ids})
      AND CASE WHEN answer."activityId" IS NULL THEN cardinality(cell."meanings") > 0
        ELSE NOT (cell."meanings" <@ answer."meanings" AND cell."meanings" @> answer."meanings") END
    GROUP BY cell."actorId"`);
  const pending = new Map(counts.map((row) => [row.actorId, Number(row.pending)]));
  return asked.flatMap(({ id, askedAt, askedByName, matrix, ...column }): AskedColumn[] => {
    const { project } = matrix;
    const left = pending.get(id) ?? 0;
    return project && askedAt && left > 0
      ? [
          {
            actorId: id,
            column,
            project,
            pending: left,
            askedOn: civilDate(askedAt),
            askedByName: askedByName ?? 'l’académie',
          },
        ]
      : [];
  });
}
