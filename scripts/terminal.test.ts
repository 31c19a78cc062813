import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretHash } from '@/server/organisations/tokens/secret';
import { csv, HEADER, school, uai } from '@/server/territory/directory/fixtures';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';

/** The commands of the terminal, run as people run them, on a database of their own. */

const root = fileURLToPath(new URL('..', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function terminal(script: string, ...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', path.join('scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: 'utf8',
  });
  return { out: run.stdout, err: run.stderr, code: run.status };
}

async function query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql, values);
  await client.end();
  return rows;
}

it('loads a directory and says what it did; a file that is none changes nothing', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'accordent-'));
  const file = path.join(folder, 'annuaire.csv');
  writeFileSync(file, csv([school('0951001'), school('0951002')]));
  const loaded = terminal('import-directory.ts', file);
  expect(loaded).toMatchObject({ code: 0, out: expect.stringContaining('2 écoles créées') });
  expect(await query('SELECT count(*)::int AS count FROM "School"')).toEqual([{ count: 2 }]);

  writeFileSync(file, `${HEADER.join(';')}\n`.slice(10));
  const refused = terminal('import-directory.ts', file);
  expect(refused.code).toBe(1);
  expect(refused.err).not.toContain('    at ');
  expect(await query('SELECT uai FROM "School" ORDER BY uai')).toEqual([
    { uai: uai('0951001') },
    { uai: uai('0951002') },
  ]);
  rmSync(folder, { recursive: true });
});

it('makes a token for a hat, printing nothing else; it reads unless told to write', async () => {
  await query(`INSERT INTO "User" (id, email, name) VALUES ('u', 'essai@demo.invalid', 'Essai')`);
  await query(`INSERT INTO "Organisation" (id, kind, name) VALUES ('o', 'platform', 'Exploitant')`);
  await query(
    `INSERT INTO "Membership" (id, "userId", "organisationId", role) VALUES ('m', 'u', 'o', 'operator')`,
  );
  const made = terminal('token.ts', '--email', 'Essai@demo.invalid');
  expect(made.out).toMatch(/^accordent_[\w-]{43}\n$/);
  const find = 'SELECT "membershipId", "canWrite" FROM "ApiToken" WHERE hash = $1';
  expect(await query(find, [secretHash(made.out.trim())])).toEqual([{ membershipId: 'm', canWrite: false }]);
  const writing = terminal('token.ts', '--email', 'essai@demo.invalid', '--write');
  expect(await query(find, [secretHash(writing.out.trim())])).toEqual([
    { membershipId: 'm', canWrite: true },
  ]);
});

it.each([
  ['no address', [], 'Usage'],
  ['an unknown one', ['--email', 'personne@demo.invalid'], 'Aucun compte'],
  ['a hat that the person has not', ['--email', 'essai@demo.invalid', '--role', 'dpo'], 'aucune casquette'],
])('makes no token for %s', (_case, args, said) => {
  const refused = terminal('token.ts', ...args);
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(said) });
});

it('verifies the journal that these commands wrote, and names the row that someone altered', async () => {
  expect(terminal('journal-verify.ts')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/intact\u00a0: \d+ lignes/),
  });
  await query('ALTER TABLE "JournalEntry" DISABLE TRIGGER ALL');
  const [altered] = await query(
    `UPDATE "JournalEntry" SET action = 'token.revoked' WHERE action = 'token.created' AND seq =
       (SELECT min(seq) FROM "JournalEntry" WHERE action = 'token.created') RETURNING chain, seq::int`,
  );
  await query('ALTER TABLE "JournalEntry" ENABLE TRIGGER ALL');
  const broken = terminal('journal-verify.ts');
  expect(broken.code).toBe(1);
  expect(broken.err).toContain(`chaîne ${altered?.chain}, ligne ${altered?.seq}`);
});
