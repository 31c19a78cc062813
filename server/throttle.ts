import { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { config } from './config';
import { AppError } from './errors';
import { log } from './log';

/** What is limited: how many times, in how many seconds. */
const limits = {
  /** Sign-in links asked for one address. */
  'sign-in-address': { points: 5, duration: 15 * 60 },
  /** Sign-in links asked from one client. */
  'sign-in-client': { points: 40, duration: 15 * 60 },
  /** One-time signature codes sent to one person. */
  'signature-code': { points: 6, duration: 15 * 60 },
  /** Readings and answers through links of invited experts, from one client. */
  'expert-link': { points: 60, duration: 15 * 60 },
  /** Files dropped on the public verification page by one client. */
  'verification-client': { points: 120, duration: 15 * 60 },
  /** Calls over REST with one token. */
  rest: { points: 1200, duration: 60 },
} as const;

type Limit = keyof typeof limits;

const held = globalThis as unknown as {
  accordentLimiters?: Map<Limit, RateLimiterPostgres>;
  accordentPool?: Pool;
};

function limiter(name: Limit): RateLimiterPostgres {
  if (!held.accordentPool) {
    held.accordentPool = new Pool({ connectionString: config().databaseUrl, max: 2 });
    // An idle connection that the database closes is replaced at the next use; unheard, it would end the process.
    held.accordentPool.on('error', (err) => log.warn({ err }, 'limiter connection lost'));
  }
  held.accordentLimiters ??= new Map();
  let found = held.accordentLimiters.get(name);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: held.accordentPool,
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix: name,
      ...limits[name],
    });
    held.accordentLimiters.set(name, found);
  }
  return found;
}

/**
 * Counts one use and refuses past the limit.
 * @throws AppError too_many_requests with the wait in minutes.
 */
export async function throttle(name: Limit, who: string): Promise<void> {
  try {
    await limiter(name).consume(who);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000));
    throw new AppError(
      'too_many_requests',
      `Trop de demandes. Réessayez dans ${minutes} minute${minutes > 1 ? 's' : ''}.`,
      { details: { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) } },
    );
  }
}

/** Closes the limiter's own connections: tests end their database. */
export async function endThrottle(): Promise<void> {
  await held.accordentPool?.end();
  delete held.accordentPool;
  held.accordentLimiters?.clear();
}
