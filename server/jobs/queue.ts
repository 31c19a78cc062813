import PgBoss from 'pg-boss';
import { now } from '../clock';
import { config } from '../config';
import { log } from '../log';

/** Work done in the background, by name; the payload is what the handler receives. */
export type Jobs = {
  'mail.deliver': Record<string, never>;
  'alerts.digest': Record<string, never>;
  'sign-in.link': { email: string; url: string };
  'directory.import': { importId: string; membershipId: string; acceptOlder?: boolean };
  'convention.calendar': Record<string, never>;
  'convention.seal': Record<string, never>;
  'work.run': Record<string, never>;
};

export type JobName = keyof Jobs;
export type JobHandlers = { [Name in JobName]: (payload: Jobs[Name]) => Promise<void> };

const held = globalThis as unknown as { accordentBoss?: Promise<PgBoss> };

/** The queue of this process, in the application's own database (schema `pgboss`). */
function boss(): Promise<PgBoss> {
  held.accordentBoss ??= (async () => {
    const queue = new PgBoss({ connectionString: config().databaseUrl, max: 3 });
    queue.on('error', (err) => log.error({ err }, 'job queue'));
    await queue.start();
    return queue;
  })();
  return held.accordentBoss;
}

const names: JobName[] = [
  'mail.deliver',
  'alerts.digest',
  'sign-in.link',
  'directory.import',
  'convention.calendar',
  'convention.seal',
  'work.run',
];

/**
 * How long the queue waits before it takes a job for dead and lets another worker begin: by itself fifteen minutes,
 * which a round over all that waits may well exceed. What keeps its own progress is not tried again by the queue.
 * Told in seconds: a schedule hands on no other unit.
 */
function patience(name: JobName): PgBoss.ExpirationOptions & PgBoss.RetryOptions {
  if (name === 'sign-in.link') return {};
  const resumes = name === 'directory.import' || name === 'work.run';
  return { expireInSeconds: 2 * 3600, ...(resumes ? { retryLimit: 0 } : {}) };
}

/** Starts the workers of this process; called once by instrumentation.ts. */
export async function startJobs(handlers: JobHandlers): Promise<void> {
  const queue = await boss();
  for (const name of names) {
    await queue.createQueue(name);
    // Two hands for long work and for mail: what is quick does not wait for a slow server or a long work.
    for (let hands = name === 'work.run' || name === 'mail.deliver' ? 2 : 1; hands > 0; hands -= 1)
      await queue.work(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await handlers[name](job.data as never);
      });
  }
  const repeat = (name: JobName, when: string) =>
    queue.schedule(name, when, {}, { tz: 'Europe/Paris', ...patience(name) });
  await repeat('mail.deliver', '* * * * *');
  await repeat('work.run', '* * * * *');
  await repeat('convention.seal', '* * * * *');
  await repeat('alerts.digest', '*/15 * * * *');
  await repeat('convention.calendar', '*/15 * * * *');
  await enqueue('convention.calendar', {});
  await enqueue('convention.seal', {});
}

/** Asks for background work. Call it after the transaction whose rows the work reads. */
export async function enqueue<Name extends JobName>(name: Name, payload: Jobs[Name]): Promise<void> {
  const queue = await boss();
  await queue.createQueue(name);
  await queue.send(name, payload, patience(name));
}

/** Sends waiting mail soon. The minute's schedule would do it anyway: a failure here loses nothing. */
export async function deliverSoon(): Promise<void> {
  await enqueue('mail.deliver', {}).catch((err) =>
    log.warn({ err, at: now() }, 'mail waits for the next minute'),
  );
}
