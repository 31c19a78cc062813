import type { Client } from 'pg';
import type { Arrival, ChangeKind } from './change-kinds';

/**
 * What the staged lines (`incoming`) and the schools that the file no longer has (`gone`) change, compared with
 * School as it stands: into the temporary table `changes`, by statements on the whole. It is the one account of a
 * file: shown before it is applied, kept as its report, and the history of each school.
 */
export async function compareAll(client: Client, absent: readonly string[]): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE gone ("uai" text PRIMARY KEY) ON COMMIT DROP;
    CREATE TEMP TABLE changes ("kind" "SchoolChangeKind", "uai" text, "name" text, "communeName" text,
      "departmentCode" text, "from" text, "to" text, "otherUai" text, "clue" text, "searchText" text) ON COMMIT DROP`);
  await client.query(`INSERT INTO gone SELECT unnest($1::text[])`, [absent]);
  await client.query(`ANALYZE incoming`);
  const commune = (alias: string, name: string) =>
    `coalesce(nullif(${alias}."communeName", ''), ${name}, '–') || ' (' || ${alias}."departmentCode" || ')'`;
  await client.query(`
    INSERT INTO changes
    SELECT told."kind"::"SchoolChangeKind", s."uai", i."name", coalesce(nullif(i."communeName", ''), c."name", ''),
      i."departmentCode", told."from", told."to", NULL, NULL, i."searchText"
    FROM incoming i
    JOIN "School" s ON s."uai" = i."uai" AND NOT s."demonstration"
    LEFT JOIN "FormerCommune" f ON f."code" = i."communeCode"
    LEFT JOIN "Commune" c ON c."code" = coalesce(f."communeCode", i."communeCode")
    LEFT JOIN "Commune" old ON old."code" = s."knownCommuneCode"
    CROSS JOIN LATERAL (
      SELECT s."state" = 'closed' AND i."state" <> 'closed' AS reopened, s."state" <> 'closed' AND i."state" = 'closed' AS closed,
        s."name" <> i."name" AS renamed,
        s."departmentCode" <> i."departmentCode" OR s."knownCommuneCode" <> c."code" AS moved,
        s."nature" <> i."nature" AS nature, s."sector" <> i."sector" AS sector,
        s."state" <> i."state" AND s."state" <> 'closed' AND i."state" <> 'closed' AS announced
    ) is_
    CROSS JOIN LATERAL (VALUES
      ('reopened', is_.reopened, s."closedOn"::text, i."state"::text),
      ('closed', is_.closed, s."state"::text, i."closedOn"::text),
      ('renamed', is_.renamed, s."name", i."name"),
      ('moved', is_.moved, ${commune('s', 'old."name"')}, ${commune('i', 'c."name"')}),
      ('nature', is_.nature, s."nature", i."nature"),
      ('sector', is_.sector, s."sector"::text, i."sector"::text),
      ('announced', is_.announced, s."state"::text, i."state"::text),
      ('details', NOT (is_.reopened OR is_.closed OR is_.renamed OR coalesce(is_.moved, false) OR is_.nature
        OR coalesce(is_.sector, false) OR is_.announced),
        nullif(concat_ws(', ',
          CASE WHEN s."address" IS DISTINCT FROM i."address" OR s."postalCode" IS DISTINCT FROM i."postalCode" THEN 'adresse' END,
          CASE WHEN s."communeCode" IS DISTINCT FROM i."communeCode" OR s."communeName" <> i."communeName" THEN 'commune' END,
          CASE WHEN s."siret" IS DISTINCT FROM i."siret" THEN 'SIRET' END,
          CASE WHEN s."latitude" IS DISTINCT FROM i."latitude" OR s."longitude" IS DISTINCT FROM i."longitude" THEN 'coordonnées' END,
          CASE WHEN s."constituency" IS DISTINCT FROM i."constituency" THEN 'circonscription' END,
          CASE WHEN s."openedOn" IS DISTINCT FROM i."openedOn" OR s."closedOn" IS DISTINCT FROM i."closedOn" THEN 'dates' END,
          CASE WHEN s."sector" IS DISTINCT FROM i."sector" THEN 'secteur' END,
          CASE WHEN s."multiUai" <> i."multiUai" THEN 'annexes' END), ''), NULL)
    ) told("kind", "holds", "from", "to")
    WHERE told."holds"`);
  await client.query(`
    INSERT INTO changes
    SELECT 'closed', s."uai", s."name", s."communeName", s."departmentCode", s."state"::text, NULL, NULL, NULL, s."searchText"
    FROM gone g JOIN "School" s ON s."uai" = g."uai"`);
  await client.query(`
    INSERT INTO changes
    SELECT 'opened', i."uai", i."name", i."communeName", i."departmentCode", NULL, i."state"::text, NULL, NULL, i."searchText"
    FROM incoming i
    WHERE i."state" <> 'closed' AND NOT EXISTS (SELECT FROM "School" s WHERE s."uai" = i."uai")
      AND (i."departmentCode", i."degree", coalesce(i."sector"::text, '')) IN (${KNOWN_CELLS})`);
  await findMerges(client);
}

const KNOWN_CELLS = `SELECT DISTINCT "departmentCode", "degree", coalesce("sector"::text, '') FROM "School" WHERE NOT "demonstration"`;

/**
 * Pairs each school that closes with the one that probably takes its pupils in: named as its mother by the
 * directory, at the same address, at the same place on the map, or the only opening of its commune. A guess, said
 * as one; each closing has at most one.
 */
async function findMerges(client: Client): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    `SELECT EXISTS (SELECT FROM changes WHERE "kind" = 'closed') AS any`,
  );
  if (!rows[0]?.any) return;
  const plain = (column: string) =>
    `nullif(lower(regexp_replace(${column}, '[^[:alnum:]]+', ' ', 'g')), ' ')`;
  await client.query(`
    WITH closing AS (
      SELECT s."uai", s."degree", s."sector", s."knownCommuneCode" AS commune, ${plain('s."address"')} AS address,
        s."latitude", s."longitude", i."mother", ch."name", ch."communeName", ch."departmentCode", ch."searchText"
      FROM changes ch JOIN "School" s ON s."uai" = ch."uai" LEFT JOIN incoming i ON i."uai" = s."uai"
      WHERE ch."kind" = 'closed'
    ), standing AS (
      SELECT i."uai", i."degree", i."sector", c."code" AS commune, ${plain('i."address"')} AS address,
        i."latitude", i."longitude", i."mother", i."name",
        CASE WHEN s."uai" IS NULL OR s."state" = 'closed' THEN 0 WHEN s."nature" <> i."nature" THEN 1 WHEN s."name" <> i."name" THEN 2 ELSE 3 END AS fresh
      FROM incoming i
      LEFT JOIN "School" s ON s."uai" = i."uai"
      LEFT JOIN "FormerCommune" f ON f."code" = i."communeCode"
      LEFT JOIN "Commune" c ON c."code" = coalesce(f."communeCode", i."communeCode")
      WHERE i."state" <> 'closed'
        AND c."code" IN (SELECT commune FROM closing)
      UNION ALL
      SELECT s."uai", s."degree", s."sector", s."knownCommuneCode", ${plain('s."address"')}, s."latitude", s."longitude", NULL, s."name", 3
      FROM "School" s
      WHERE s."knownCommuneCode" IN (SELECT commune FROM closing) AND s."state" <> 'closed' AND NOT s."demonstration"
        AND NOT EXISTS (SELECT FROM incoming i WHERE i."uai" = s."uai")
        AND NOT EXISTS (SELECT FROM gone g WHERE g."uai" = s."uai")
    ), openings AS (
      SELECT commune, "degree", "sector", count(*) FROM standing WHERE fresh = 0 GROUP BY 1, 2, 3
    ), closings AS (
      SELECT commune, "degree", "sector", count(*) FROM closing GROUP BY 1, 2, 3
    ), paired AS (
      SELECT DISTINCT ON (x."uai") x.*, y."uai" AS other, y."name" AS "otherName", clue.code AS clue
      FROM closing x
      JOIN standing y ON y.commune = x.commune AND y."degree" = x."degree" AND y."sector" IS NOT DISTINCT FROM x."sector"
      LEFT JOIN openings o ON o.commune = x.commune AND o."degree" = x."degree" AND o."sector" IS NOT DISTINCT FROM x."sector"
      LEFT JOIN closings n ON n.commune = x.commune AND n."degree" = x."degree" AND n."sector" IS NOT DISTINCT FROM x."sector"
      CROSS JOIN LATERAL (SELECT CASE
        WHEN y."mother" = x."uai" OR x."mother" = y."uai" THEN 'mother'
        WHEN x.address IS NOT NULL AND x.address = y.address THEN 'address'
        WHEN abs(x."latitude" - y."latitude") < 0.0005 AND abs(x."longitude" - y."longitude") < 0.0008 THEN 'place'
        WHEN y.fresh = 0 AND o.count = 1 AND n.count <= 3 THEN 'commune' END AS code) clue
      WHERE clue.code IS NOT NULL
      ORDER BY x."uai", array_position(ARRAY['mother', 'address', 'place', 'commune'], clue.code), y.fresh, y."uai"
    )
    INSERT INTO changes
    SELECT 'merged', "uai", "name", "communeName", "departmentCode", "name", "otherName", other, clue, "searchText" FROM paired`);
}

/** How many changes of each kind, and the first loads, which are not openings. */
export async function countChanges(
  client: Client,
): Promise<{ counts: Partial<Record<ChangeKind, number>>; arrivals: Arrival[]; openBefore: number }> {
  const counted = await client.query<{ kind: ChangeKind; count: number }>(
    `SELECT "kind", count(*)::int AS count FROM changes GROUP BY 1`,
  );
  const arrivals = await client.query<Arrival>(
    `SELECT i."departmentCode" AS department, count(*)::int AS schools FROM incoming i
     LEFT JOIN "School" s ON s."uai" = i."uai"
     WHERE s."demonstration" OR (s."uai" IS NULL
       AND (i."departmentCode", i."degree", coalesce(i."sector"::text, '')) NOT IN (${KNOWN_CELLS}))
     GROUP BY 1 ORDER BY 1`,
  );
  const open = await client.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM "School"
     WHERE "state" <> 'closed' AND NOT "demonstration" AND "departmentCode" IN (SELECT "departmentCode" FROM changes)`,
  );
  return {
    counts: Object.fromEntries(counted.rows.map(({ kind, count }) => [kind, count])),
    arrivals: arrivals.rows,
    openBefore: open.rows[0]?.open ?? 0,
  };
}

/** Keeps what was found as the list of this import, in place of what an earlier comparison found. */
export async function keepChanges(client: Client, importId: string): Promise<void> {
  await client.query(`DELETE FROM "DirectoryChange" WHERE "importId" = $1`, [importId]);
  await client.query(
    `INSERT INTO "DirectoryChange" ("importId", "kind", "uai", "name", "communeName", "departmentCode", "from", "to",
       "otherUai", "clue", "searchText")
     SELECT $1, "kind", "uai", "name", "communeName", "departmentCode", "from", "to", "otherUai", "clue", "searchText"
     FROM changes`,
    [importId],
  );
}
