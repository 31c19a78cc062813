import type { Db, Tx } from '@/server/db';
import { acceptedOf, matrixOfRows, type WholeRows, whole } from '../load';
import { usageOf } from '../queries';
import { checkMatrix } from '../rules';

/** What forbids freezing a matrix today, in sentences. */
export function freezeErrors(rows: WholeRows, settings: unknown): string[] {
  return checkMatrix(matrixOfRows(rows), { ...usageOf(settings), accepted: acceptedOf(rows) })
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

/** The same for the matrix of a project, when it was opened and never frozen. */
export async function unfrozenErrors(db: Db | Tx, projectId: string, settings: unknown): Promise<string[]> {
  const rows = await db.raciMatrix.findUnique({
    where: { projectId, versions: { none: {} } },
    include: whole,
  });
  return rows ? freezeErrors(rows, settings) : [];
}
