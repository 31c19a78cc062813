import { config } from '../config';
import type { Context } from '../trpc/context';
import { SealUnavailable, sealAlert, sealSigner, trustedRoots } from './certificate';

/**
 * What whoever runs the platform must know of sealing: the certificate, the timestamp authority, what waits and
 * why. Nothing of the conventions but their number.
 */
export async function sealHealth({ db, now }: Pick<Context, 'db' | 'now'>) {
  const [alert, identity, roots, waiting, waits] = await Promise.all([
    sealAlert(db, now),
    sealSigner(db, now).then(({ identity: found }) => found, unlessUnavailable(null)),
    trustedRoots().then((found) => found.length, unlessUnavailable(null)),
    db.convention.aggregate({
      where: { status: 'awaiting_seal' },
      _count: true,
      _min: { statusSince: true },
    }),
    db.sealWait.groupBy({ by: ['reason'], _count: true, _min: { nextTryAt: true } }),
  ]);
  const { tsaUrl } = config().seal;
  return {
    alert,
    certificate: identity && {
      name: identity.shortSubject,
      until: identity.notAfter.toISOString(),
      selfSigned: identity.selfSigned,
    },
    /** Host of the timestamp authority; null: seals carry no timestamp. */
    timestamps: tsaUrl && new URL(tsaUrl).host,
    /** How many authorities are trusted; null when they cannot be read. */
    roots,
    waiting: {
      count: waiting._count,
      since: waiting._min.statusSince?.toISOString() ?? null,
      reasons: waits.map(({ reason, _count, _min }) => ({
        reason,
        count: _count,
        nextTryAt: _min.nextTryAt?.toISOString() ?? null,
      })),
    },
  };
}

export type SealHealth = Awaited<ReturnType<typeof sealHealth>>;

/** What the configuration cannot give is shown as absent; anything else is an error. */
const unlessUnavailable =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof SealUnavailable) return instead;
    throw error;
  };
