import type { Tx } from '@/server/db';
import type { ConventionStatus } from '../facts';
import { bump, type LoadedConvention } from '../load';

/** Moves a locked convention to another state: row, dated stay, version. Staying in the same one adds a version. */
export async function moveTo(
  tx: Tx,
  loaded: LoadedConvention,
  to: ConventionStatus,
  at: Date,
  data: Parameters<typeof bump>[2] = {},
): Promise<number> {
  if (to === loaded.status) return bump(tx, loaded, data);
  const version = await bump(tx, loaded, { ...data, status: to, statusSince: at });
  await tx.conventionStage.updateMany({
    where: { conventionId: loaded.id, until: null },
    data: { until: at },
  });
  await tx.conventionStage.create({ data: { conventionId: loaded.id, status: to, since: at } });
  return version;
}
