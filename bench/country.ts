import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { seedPeople } from '@/prisma/seed/people';
import type { Db } from '@/server/db';
import { importDirectory } from '@/server/territory/directory/commands';
import { DirectorySource } from '@/server/territory/directory/source';

/** The whole country, as benches of coverage need it: real schools, invented conventions and audience. */

const directory = fileURLToPath(new URL('../../shared/data/annuaire-france.csv.gz', import.meta.url));

/** False where the real directory is not at hand: the bench is then left out, and says so. */
export const hasDirectory = () => existsSync(directory);

/** The directory of France, unpacked; `remove` deletes it. */
export async function directoryFile(): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'accordent-bench-'));
  const file = path.join(folder, 'annuaire.csv');
  await writeFile(file, gunzipSync(await readFile(directory)));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Loads every school of France, and the people of the demonstration. */
export async function loadSchools(db: Db): Promise<number> {
  const { file, remove } = await directoryFile();
  try {
    const act = { db, actor: { system: true as const, name: 'bench' }, now: new Date() };
    const report = await importDirectory(act, {
      fileName: 'annuaire.csv',
      source: DirectorySource.fromFile(file),
    });
    await seedPeople(db);
    return report.received;
  } finally {
    await remove();
  }
}

/**
 * Conventions in force with their project and, for two schools of three, their attachment.
 * @param ask `schoolsEach` écoles in each; `academyCode` puts them all in one académie
 */
export async function addConventions(
  client: Client,
  { count, schoolsEach = 6, academyCode }: { count: number; schoolsEach?: number; academyCode?: string },
): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE share AS
     SELECT "uai", "departmentCode", ((row_number() OVER (ORDER BY "academyCode" = '${academyCode ?? ''}' DESC, "uai") - 1) / ${schoolsEach})::int AS n,
       ${academyCode ? `'${academyCode}'` : '"academyCode"'} AS "academyCode"
     FROM "School" WHERE "degree" = 'primary'`,
  );
  await client.query('DELETE FROM share WHERE n >= $1', [count]);
  await client.query(
    `CREATE TEMP TABLE carriers AS
     SELECT "id", (row_number() OVER (ORDER BY "id") - 1)::int AS n FROM "Authority" WHERE "kind" = 'commune' LIMIT 500`,
  );
  const statements = [
    `INSERT INTO "Project" ("id", "academyCode", "carrierId", "productId", "name", "degree", "departmentCodes", "updatedAt")
     SELECT 'bench-project-' || s.n, min(s."academyCode"),
       (SELECT "id" FROM carriers WHERE carriers.n = s.n % 500),
       (SELECT "id" FROM "Product" WHERE "kind" = 'ent' ORDER BY "id" LIMIT 1), 'Projet ' || s.n, 'primary',
       array_agg(DISTINCT s."departmentCode"), now()
     FROM share s GROUP BY s.n`,
    `INSERT INTO "ProjectSchool" ("id", "projectId", "uai", "addedOn")
     SELECT 'bench-stay-' || "uai", 'bench-project-' || n, "uai", DATE '2025-09-01' FROM share`,
    `INSERT INTO "Convention" ("id", "number", "academyCode", "projectId", "authorityId", "templateVersionId", "title", "degree", "status", "updatedAt")
     SELECT 'bench-convention-' || n, 'B-' || n, p."academyCode", p."id", p."carrierId",
       (SELECT "id" FROM "TemplateVersion" ORDER BY "id" LIMIT 1), 'Convention ' || n, 'primary', 'in_force', now()
     FROM (SELECT DISTINCT n FROM share) one JOIN "Project" p ON p."id" = 'bench-project-' || n`,
    `INSERT INTO "ConventionStage" ("id", "conventionId", "status", "since")
     SELECT 'bench-stage-' || n, 'bench-convention-' || n, 'in_force', TIMESTAMP '2025-10-01' FROM (SELECT DISTINCT n FROM share) one`,
    `INSERT INTO "ConventionSchool" ("conventionId", "uai", "entryOn")
     SELECT 'bench-convention-' || n, "uai", DATE '2025-10-01' FROM share`,
    `INSERT INTO "AafRequest" ("id", "academyCode", "wantedOn", "environment", "eduConnect", "gar", "contactName", "contactEmail", "requestedById", "requestedByName", "requestedAt")
     VALUES ('bench-request', '25', DATE '2025-10-01', 'production', false, false, '', '', '', '', now())`,
    `INSERT INTO "AafAttachment" ("id", "uai", "productId", "projectId", "conventionId", "requestId", "status", "statusSince")
     SELECT 'bench-aaf-' || "uai", "uai", (SELECT "id" FROM "Product" WHERE "kind" = 'ent' ORDER BY "id" LIMIT 1),
       'bench-project-' || n, 'bench-convention-' || n, 'bench-request', 'attached', now()
     FROM share WHERE n % 3 < 2`,
    `INSERT INTO "AafStage" ("id", "attachmentId", "status", "since", "actorName")
     SELECT 'bench-aaf-stage-' || "uai", 'bench-aaf-' || "uai", 'attached', TIMESTAMP '2025-11-01', '' FROM share WHERE n % 3 < 2`,
    'DROP TABLE share, carriers',
  ];
  for (const statement of statements) await client.query(statement);
}

/**
 * Weeks of the DNMA for `schools` schools, the last one that is over first, week after week as files bring them.
 * @returns the number of rows
 */
export async function addAudience(client: Client, weeks: number, schools: number): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO "AudienceWeek" ("weekStart", "uai", "visitsTotal", "usersTotal", "durationTotal", "visitsPupil", "usersPupil",
       "durationPupil", "visitsParent", "usersParent", "durationParent", "visitsTeacher", "usersTeacher", "durationTeacher",
       "visitsStaff", "usersStaff", "durationStaff")
     SELECT week::date, s."uai", v, v / 3, v * 300, v / 2, v / 6, v * 120, v / 4, v / 8, v * 60, v / 8, v / 20, v * 80, v / 16, v / 40, v * 20
     FROM generate_series(date_trunc('week', now()) - $1 * interval '1 week', date_trunc('week', now()) - interval '1 week', interval '1 week') week
     CROSS JOIN LATERAL (
       SELECT "uai", (abs(hashtext("uai" || week::text)) % 400) AS v FROM "School" ORDER BY md5("uai") LIMIT $2) s
     ORDER BY 1, 2`,
    [weeks, schools],
  );
  return rowCount ?? 0;
}

/** Statistics as autovacuum would have them. */
export async function settleDatabase(client: Client): Promise<void> {
  await client.query('VACUUM ANALYZE');
}

/** A client of its own on a bench database. */
export async function connectTo(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
