import { type Act, change } from '../audit/journal';
import { moveTo } from '../conventions/commands/stages';
import { lockConvention } from '../conventions/load';
import type { Db } from '../db';
import { applyAmendment } from './apply';
import { appliedStatuses, openStatuses } from './parent';

const ended = ['expired', 'terminated', 'renewed', 'archived'] as const;

/** Entries and exits of schools that have come due since their avenant took effect. */
export async function applyPending(act: Act, id: string): Promise<boolean> {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, id);
    if (!loaded.amendment?.pending || loaded.status !== 'in_force') return { result: false, journal: null };
    const rows = await applyAmendment(tx, act, loaded);
    return { result: rows.length > 0, journal: rows };
  });
}

/** An avenant follows the end of its convention; one that was not signed is abandoned with it. */
export async function followParent(act: Act, id: string): Promise<boolean> {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, id);
    const parent = loaded.parent;
    const nothing = { result: false, journal: null };
    if (loaded.kind !== 'amendment' || !parent) return nothing;
    const end = [...ended, 'abandoned' as const].find((status) => status === parent.status);
    if (!end) return nothing;
    const applied = (appliedStatuses as readonly string[]).includes(loaded.status);
    const open = (openStatuses as readonly string[]).includes(loaded.status);
    if (!applied && !open) return nothing;
    const to = applied && end !== 'abandoned' ? end : 'abandoned';
    if (loaded.status === to) return nothing;
    await tx.signatureCode.updateMany({
      where: { conventionId: id, usedAt: null, revokedAt: null },
      data: { revokedAt: act.now },
    });
    const reason = `La convention ${parent.number} a pris fin.`;
    const version = open
      ? await moveTo(tx, loaded, to, act.now, { abandonReason: reason })
      : await moveTo(tx, loaded, to, act.now);
    return {
      result: true,
      journal: {
        chain: loaded.academyCode,
        action: 'amendment.followed_end',
        objectType: 'Convention',
        objectId: id,
        before: { status: loaded.status, version: loaded.version },
        after: { status: to, version, reason },
      },
    };
  });
}

/** Avenants with something to do. */
export async function amendmentsDue(db: Db) {
  const [pending, orphans] = await Promise.all([
    db.convention.findMany({
      where: { kind: 'amendment', status: 'in_force', amendment: { is: { pending: true } } },
      orderBy: [{ effectiveOn: 'asc' }, { rank: 'asc' }],
      select: { id: true },
    }),
    db.convention.findMany({
      where: {
        kind: 'amendment',
        OR: [
          { status: { in: [...openStatuses] }, parent: { is: { status: { in: [...ended, 'abandoned'] } } } },
          ...ended.map((status) => ({
            status: { in: appliedStatuses.filter((one) => one !== status) },
            parent: { is: { status } },
          })),
        ],
      },
      select: { id: true },
    }),
  ]);
  return { pending: pending.map(({ id }) => id), orphans: orphans.map(({ id }) => id) };
}
