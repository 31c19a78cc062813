import type { Db, Tx } from '@/server/db';
import { type VersionSnapshot, versionSnapshotSchema } from './snapshot';

/** A frozen matrix, read back. */
export const frozenMatrix = (snapshot: unknown): VersionSnapshot => versionSnapshotSchema.parse(snapshot);

/** The last frozen version of a project's matrix, or null. */
export async function lastVersion(
  db: Db | Tx,
  projectId: string,
): Promise<{ number: number; frozenAt: Date; snapshot: VersionSnapshot } | null> {
  const found = await db.raciVersion.findFirst({
    where: { matrix: { projectId } },
    orderBy: { number: 'desc' },
    select: { number: true, frozenAt: true, snapshot: true },
  });
  return found && { ...found, snapshot: frozenMatrix(found.snapshot) };
}
