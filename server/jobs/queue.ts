import PgBoss from 'pg-boss';
import { now } from '../clock';
import { config } from '../config';
import { log } from '../log';

/** Work done in the background, by name; the payload is what the handler receives. */
export type Jobs = {
  'mail.deliver': Record<string, never>;
  'alerts.digest': Record<string, never>;
  'sign-in.link': { email: string; url: string };
  'directory.import': { importId: string; membershipId: string };
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

/** Jobs that may last: the queue must not take them for dead. */
const long: readonly JobName[] = ['directory.import', 'work.run'];

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
  await queue.schedule('mail.deliver', '* * * * *');
  await queue.schedule('work.run', '* * * * *');
  await queue.schedule('alerts.digest', '*/15 * * * *', {}, { tz: 'Europe/Paris' });
  await queue.schedule('convention.calendar', '*/15 * * * *', {}, { tz: 'Europe/Paris' });
  await queue.send('convention.calendar', {}, { singletonKey: 'at-start' });
  await queue.schedule('convention.seal', '* * * * *');
  await queue.send('convention.seal', {}, { singletonKey: 'at-start' });
}

/** Asks for background work. Call it after the transaction whose rows the work reads. */
export async function enqueue<Name extends JobName>(name: Name, payload: Jobs[Name]): Promise<void> {
  const queue = await boss();
  await queue.createQueue(name);
  await queue.send(name, payload, long.includes(name) ? { expireInHours: 2, retryLimit: 0 } : {});
}

/** Sends waiting mail soon. The minute's schedule would do it anyway: a failure here loses nothing. */
export async function deliverSoon(): Promise<void> {
  await enqueue('mail.deliver', {}).catch((err) =>
    log.warn({ err, at: now() }, 'mail waits for the next minute'),
  );
}
