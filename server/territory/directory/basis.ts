/** What was applied before a file, in the départements of which it tells. */
export type Basis = {
  /** The last import that was applied there, or null. */
  id: string | null;
  /** The latest day of which an applied file told there (ISO), and which file. */
  newest: { on: string; fileName: string; importId: string } | null;
  /** When this very file was applied there, were it never followed by another; or null. */
  same: { on: Date; importId: string } | null;
};

type Ask = (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** Reads it, on the connection of an import under its lock, or for its page. */
export async function basisOf(
  ask: Ask,
  { importId, sha256, departments }: { importId: string; sha256: string; departments: readonly string[] },
): Promise<Basis> {
  const where = `"status" = 'done' AND "id" <> $1 AND "departmentCodes" && $2::text[]`;
  const [last] = (await ask(
    `SELECT "id", "sha256", "finishedAt" FROM "DirectoryImport" WHERE ${where} ORDER BY "finishedAt" DESC, "id" DESC LIMIT 1`,
    [importId, departments],
  )) as { id: string; sha256: string; finishedAt: Date }[];
  const [newest] = (await ask(
    `SELECT "fileOn"::text AS "on", "fileName", "id" AS "importId" FROM "DirectoryImport"
     WHERE ${where} AND "fileOn" IS NOT NULL ORDER BY "fileOn" DESC, "finishedAt" DESC LIMIT 1`,
    [importId, departments],
  )) as NonNullable<Basis['newest']>[];
  return {
    id: last?.id ?? null,
    newest: newest ?? null,
    same: last && last.sha256 === sha256 ? { on: last.finishedAt, importId: last.id } : null,
  };
}
