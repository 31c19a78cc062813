import { Client } from 'pg';
import { createDb } from '@/server/db';
import { publishNationalTemplates } from '@/server/templates/national';
import { academies } from './academies';
import { catalogue, publishedFigures, publishedSource } from './catalogue';
import { type AuthorityRow, type CommuneRow, type FormerCommuneRow, readTerritory } from './decoupage';

/** One array per column, as `unnest` wants them. */
const columns = <Row, Key extends keyof Row>(rows: readonly Row[], keys: readonly Key[]) =>
  keys.map((key) => rows.map((row) => row[key]));

/**
 * Loads reference data: régions, académies, départements, communes, collectivités, the first product catalogue
 * and the published figures of DOMAIN §6. Set-based, in one transaction, and safe to run at each start: what
 * the official code says is brought up to date; what people may edit (products, SIREN entered by hand,
 * settings of académies) is never overwritten.
 */
export async function loadReferenceData(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Two starts at once load one after the other.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('accordent reference data'))`);
    const territory = readTerritory();
    await loadDivisions(client, territory);
    await loadCommunes(client, territory.communes);
    await loadFormerCommunes(client, territory.formerCommunes);
    await loadAuthorities(client, territory.authorities);
    await loadCatalogue(client);
    await loadPublishedFigures(client);
    await client.query('COMMIT');
  } finally {
    // Without COMMIT, closing undoes everything.
    await client.end();
  }
  const db = createDb(databaseUrl, 1);
  try {
    await publishNationalTemplates(db);
  } finally {
    await db.$disconnect();
  }
}

async function loadDivisions(client: Client, { regions, departments }: ReturnType<typeof readTerritory>) {
  await client.query(
    `INSERT INTO "Region" ("code", "name") SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT ("code") DO UPDATE SET "name" = EXCLUDED."name" WHERE "Region"."name" <> EXCLUDED."name"`,
    columns(regions, ['code', 'name']),
  );
  const regionOf = new Map(departments.map((d) => [d.code, d.regionCode]));
  const academyOf = new Map(academies.flatMap((a) => a.departments.map((d) => [d, a.code] as const)));
  await client.query(
    `INSERT INTO "Academy" ("code", "name", "fullName", "regionCode")
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT ("code") DO NOTHING`,
    columns(
      academies.map((a) => ({ ...a, regionCode: regionOf.get(a.departments[0] ?? '') })),
      ['code', 'name', 'fullName', 'regionCode'],
    ),
  );
  await client.query(
    `INSERT INTO "Department" ("code", "name", "academyCode", "regionCode")
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT ("code") DO UPDATE SET "name" = EXCLUDED."name", "academyCode" = EXCLUDED."academyCode",
       "regionCode" = EXCLUDED."regionCode"
     WHERE ("Department"."name", "Department"."academyCode", "Department"."regionCode")
       IS DISTINCT FROM (EXCLUDED."name", EXCLUDED."academyCode", EXCLUDED."regionCode")`,
    columns(
      departments.map((d) => ({ ...d, academyCode: academyOf.get(d.code) })),
      ['code', 'name', 'academyCode', 'regionCode'],
    ),
  );
}

async function loadCommunes(client: Client, communes: CommuneRow[]) {
  // A commune has several postal codes: they travel as text, since unnest flattens nested arrays.
  const rows = communes.map((c) => ({ ...c, postal: c.postalCodes.join(' ') }));
  await client.query(
    `INSERT INTO "Commune"
       ("code", "name", "departmentCode", "epciSiren", "siren", "population", "searchName", "postalCodes")
     SELECT c, n, d, e, s, p, q, CASE WHEN z = '' THEN '{}' ELSE string_to_array(z, ' ') END
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
       AS t(c, n, d, e, s, p, q, z)
     ON CONFLICT ("code") DO UPDATE SET "name" = EXCLUDED."name", "departmentCode" = EXCLUDED."departmentCode",
       "epciSiren" = EXCLUDED."epciSiren", "siren" = EXCLUDED."siren", "population" = EXCLUDED."population",
       "searchName" = EXCLUDED."searchName", "postalCodes" = EXCLUDED."postalCodes"
     WHERE ("Commune"."name", "Commune"."departmentCode", "Commune"."epciSiren", "Commune"."siren",
            "Commune"."population", "Commune"."searchName", "Commune"."postalCodes")
       IS DISTINCT FROM (EXCLUDED."name", EXCLUDED."departmentCode", EXCLUDED."epciSiren", EXCLUDED."siren",
            EXCLUDED."population", EXCLUDED."searchName", EXCLUDED."postalCodes")`,
    columns(rows, [
      'code',
      'name',
      'departmentCode',
      'epciSiren',
      'siren',
      'population',
      'searchName',
      'postal',
    ]),
  );
}

async function loadFormerCommunes(client: Client, rows: FormerCommuneRow[]) {
  await client.query(
    `INSERT INTO "FormerCommune" ("code", "name", "communeCode", "searchName")
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT ("code") DO UPDATE SET "name" = EXCLUDED."name", "communeCode" = EXCLUDED."communeCode",
       "searchName" = EXCLUDED."searchName"
     WHERE ("FormerCommune"."name", "FormerCommune"."communeCode", "FormerCommune"."searchName")
       IS DISTINCT FROM (EXCLUDED."name", EXCLUDED."communeCode", EXCLUDED."searchName")`,
    columns(rows, ['code', 'name', 'communeCode', 'searchName']),
  );
  // Schools whose commune was unknown when they were imported.
  await client.query(
    `UPDATE "School" s SET "knownCommuneCode" = c."code"
     FROM "Commune" c
     WHERE s."knownCommuneCode" IS NULL AND c."code" = coalesce(
       (SELECT f."communeCode" FROM "FormerCommune" f WHERE f."code" = s."communeCode"), s."communeCode")`,
  );
}

async function loadAuthorities(client: Client, authorities: AuthorityRow[]) {
  await client.query(
    `CREATE TEMP TABLE official ON COMMIT DROP AS SELECT * FROM unnest($1::text[], $2::"AuthorityKind"[],
       $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       AS o("id", "kind", "name", "siren", "code", "departmentCode", "searchName")`,
    columns(authorities, ['id', 'kind', 'name', 'siren', 'code', 'departmentCode', 'searchName']),
  );
  // Whatever stands in the way (a SIREN that someone gave to a body entered by hand) stays as it is.
  await client.query(
    `INSERT INTO "Authority" ("id", "kind", "name", "siren", "code", "departmentCode", "searchName")
     SELECT * FROM official o WHERE NOT EXISTS (SELECT FROM "Authority" a WHERE a."id" = o."id")
     ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `UPDATE "Authority" a SET "name" = o."name", "searchName" = o."searchName",
       "departmentCode" = o."departmentCode"
     FROM official o
     WHERE a."id" = o."id" AND (a."name", a."searchName", a."departmentCode")
       IS DISTINCT FROM (o."name", o."searchName", o."departmentCode")`,
  );
}

async function loadCatalogue(client: Client) {
  await client.query(
    `INSERT INTO "Vendor" ("id", "name") SELECT 'vendor-' || md5(n), n FROM unnest($1::text[]) AS t(n)
     ON CONFLICT DO NOTHING`,
    [[...new Set(catalogue.map((p) => p.vendor))]],
  );
  await client.query(
    `INSERT INTO "Product" ("id", "vendorId", "name", "kind", "degrees", "note")
     SELECT 'product-' || md5(n), v."id", n, k, string_to_array(d, ' ')::"Degree"[], note
     FROM unnest($1::text[], $2::text[], $3::"ProductKind"[], $4::text[], $5::text[]) AS t(vendor, n, k, d, note)
     JOIN "Vendor" v ON v."name" = t.vendor
     ON CONFLICT DO NOTHING`,
    columns(
      catalogue.map((p) => ({ ...p, degreeList: p.degrees.join(' ') })),
      ['vendor', 'name', 'kind', 'degreeList', 'note'],
    ),
  );
}

async function loadPublishedFigures(client: Client) {
  const { degree, year, source, sourceUrl, scope } = publishedSource;
  await client.query(
    `INSERT INTO "PublishedFigure" ("id", "departmentCode", "degree", "year", "band", "bandLow", "bandHigh",
       "numerator", "scope", "source", "sourceUrl")
     SELECT 'figure-' || d || '-' || $7::int, d, $6::"Degree", $7, b, l, h, n, $8, $9, $10
     FROM unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::int[]) AS t(d, b, l, h, n)
     ON CONFLICT DO NOTHING`,
    [
      ...columns(publishedFigures, ['department', 'band', 'low', 'high', 'numerator']),
      degree,
      year,
      scope,
      source,
      sourceUrl,
    ],
  );
}
