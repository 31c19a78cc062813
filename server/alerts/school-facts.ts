import type { Prisma } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import type { ConventionSchools, SharedSchools } from './fact-types';

/**
 * Pairs among these conventions that cover the same schools at the same time. A convention and its child, and a
 * successor that begins after the end of the one it renews, are no such pair.
 * @param ids conventions signed, in force or suspended, that the reader may read.
 */
export async function schoolsInTwo(db: Db, ids: string[]): Promise<SharedSchools[]> {
  if (ids.length < 2) return [];
  return db.$queryRaw<SharedSchools[]>`
    SELECT older."id" AS "firstId", newer."id" AS "secondId", count(*)::int AS count,
           (array_agg(school."name" || ' (' || school."uai" || ')' ORDER BY school."uai"))[1:5] AS names
    FROM "ConventionSchool" one
    JOIN "ConventionSchool" other ON other."uai" = one."uai" AND other."leftOn" IS NULL
    JOIN "Convention" older ON older."id" = one."conventionId"
    JOIN "Convention" newer ON newer."id" = other."conventionId"
    JOIN "School" school ON school."uai" = one."uai"
    WHERE one."leftOn" IS NULL AND one."conventionId" = ANY(${ids}::text[])
      AND other."conventionId" = ANY(${ids}::text[])
      AND (older."createdAt", older."id") < (newer."createdAt", newer."id")
      AND newer."parentId" IS DISTINCT FROM older."id" AND older."parentId" IS DISTINCT FROM newer."id"
      AND coalesce(newer."effectiveOn", '-infinity') <= coalesce(older."endsOn", 'infinity')
      AND coalesce(older."effectiveOn", '-infinity') <= coalesce(newer."endsOn", 'infinity')
    GROUP BY 1, 2`;
}

/**
 * Closed schools (the directory knows mergers as closings) that a convention lists, or that stay attached; what
 * somebody treated as a task of the life of schools (server/territory/tasks.ts) for this very closing is settled.
 */
export async function closedSchools(
  db: Db,
  ids: string[],
  attachments: Prisma.AafAttachmentWhereInput,
): Promise<{ listed: ConventionSchools[]; attached: ConventionSchools[] }> {
  const listed =
    ids.length === 0
      ? []
      : await db.$queryRaw<ConventionSchools[]>`
    SELECT listed."conventionId", count(*)::int AS count,
           (array_agg(school."name" || ' (' || school."uai" || ')' ORDER BY school."uai"))[1:5] AS names
    FROM "ConventionSchool" listed JOIN "School" school ON school."uai" = listed."uai"
    WHERE listed."leftOn" IS NULL AND school."state" = 'closed' AND listed."conventionId" = ANY(${ids}::text[])
      AND NOT EXISTS (
        SELECT FROM "SchoolTask" task WHERE task."objectId" = listed."conventionId" AND task."about" = 'convention'
          AND task."uai" = listed."uai" AND task."treatedAt" IS NOT NULL AND task."on" = school."closedOn")
    GROUP BY 1`;
  const rows = await db.aafAttachment.findMany({
    where: {
      AND: [
        attachments,
        { status: { in: ['test', 'attached', 'suspended'] }, school: { is: { state: 'closed' } } },
      ],
    },
    select: { id: true, conventionId: true, uai: true, school: { select: { name: true, closedOn: true } } },
    orderBy: { uai: 'asc' },
  });
  const treated = await db.schoolTask.findMany({
    where: { about: 'attachment', objectId: { in: rows.map(({ id }) => id) }, treatedAt: { not: null } },
    select: { objectId: true, on: true },
  });
  const isTreated = (id: string, closedOn: Date | null) =>
    treated.some((task) => task.objectId === id && task.on.getTime() === closedOn?.getTime());
  const attached = new Map<string, { conventionId: string; count: number; names: string[] }>();
  for (const { id, conventionId, uai, school } of rows) {
    if (isTreated(id, school.closedOn)) continue;
    const held = attached.get(conventionId) ?? { conventionId, count: 0, names: [] };
    held.count += 1;
    if (held.names.length < 5) held.names.push(`${school.name} (${uai})`);
    attached.set(conventionId, held);
  }
  return { listed, attached: [...attached.values()] };
}
