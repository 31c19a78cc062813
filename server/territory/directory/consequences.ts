import type { Client } from 'pg';

/** What closes on the day of the file closes on its own day when the file says which. */
const DAY_OF = `CASE WHEN ch."kind" IN ('closed', 'merged') THEN coalesce(s."closedOn", $2::date) ELSE $2::date END`;

/** Writes what happened into the history of each school, once School has been written. */
export async function keepHistory(client: Client, importId: string, on: string, now: Date): Promise<void> {
  await client.query(
    `INSERT INTO "SchoolEvent" ("id", "uai", "kind", "on", "from", "to", "otherUai", "clue", "importId", "createdAt")
     SELECT gen_random_uuid()::text, ch."uai", ch."kind", ${DAY_OF}, ch."from", ch."to", ch."otherUai", ch."clue", $1, $3
     FROM changes ch JOIN "School" s ON s."uai" = ch."uai"
     WHERE ch."kind" <> 'details'`,
    [importId, on, now],
  );
}

/**
 * Opens a task for each convention in force or being prepared, each open project and each living attachment that
 * names a school which closes, merges or moves. A merge says more than the closing that it contains.
 */
export async function openTasks(client: Client, importId: string, on: string, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `WITH moved AS (
       SELECT DISTINCT ON (ch."uai") ch."uai", ch."kind", ch."otherUai", ${DAY_OF} AS "on"
       FROM changes ch JOIN "School" s ON s."uai" = ch."uai"
       WHERE ch."kind" IN ('merged', 'closed', 'moved')
       ORDER BY ch."uai", array_position(ARRAY['merged', 'closed', 'moved'], ch."kind"::text)
     ), concerned AS (
       SELECT listed."uai", 'convention' AS about, convention."id", convention."academyCode"
       FROM "ConventionSchool" listed JOIN "Convention" convention ON convention."id" = listed."conventionId"
       WHERE listed."leftOn" IS NULL
         AND convention."status" NOT IN ('expired', 'terminated', 'renewed', 'archived', 'abandoned')
       UNION ALL
       SELECT stay."uai", 'project', project."id", project."academyCode"
       FROM "ProjectSchool" stay JOIN "Project" project ON project."id" = stay."projectId"
       WHERE stay."removedOn" IS NULL AND project."closedAt" IS NULL
       UNION ALL
       SELECT attachment."uai", 'attachment', attachment."id", project."academyCode"
       FROM "AafAttachment" attachment JOIN "Project" project ON project."id" = attachment."projectId"
       WHERE attachment."status" IN ('requested', 'checked', 'test', 'attached', 'suspended')
     )
     INSERT INTO "SchoolTask" ("id", "academyCode", "importId", "uai", "kind", "on", "otherUai", "about", "objectId", "createdAt")
     SELECT gen_random_uuid()::text, c."academyCode", $1, m."uai", m."kind", m."on", m."otherUai",
       c.about::"SchoolTaskAbout", c."id", $3
     FROM moved m JOIN concerned c ON c."uai" = m."uai"
     ON CONFLICT DO NOTHING`,
    [importId, on, now],
  );
  return rowCount ?? 0;
}

/** Writes the pupils that the file tells, for the school year of its date. */
export async function keepPupils(
  client: Client,
  pupils: ReadonlyMap<string, number>,
  year: number,
  source: string,
): Promise<number> {
  if (pupils.size === 0) return 0;
  const { rowCount } = await client.query(
    `INSERT INTO "PupilCount" ("uai", "year", "pupils", "source")
     SELECT told."uai", $3, told."pupils", $4
     FROM unnest($1::text[], $2::int[]) AS told("uai", "pupils") JOIN "School" s ON s."uai" = told."uai"
     ON CONFLICT ("uai", "year") DO UPDATE SET "pupils" = excluded."pupils", "source" = excluded."source"
     WHERE ("PupilCount"."pupils", "PupilCount"."source") IS DISTINCT FROM (excluded."pupils", excluded."source")`,
    [[...pupils.keys()], [...pupils.values()], year, source],
  );
  return rowCount ?? 0;
}
