import setup from './global-setup';

/**
 * Starts what the journeys need and keeps it: prints the variables with which `npx playwright test` finds it.
 * Ctrl-C stops it.
 */
const stop = await setup();
for (const name of ['APP_URL', 'MAILBOX_URL', 'DATABASE_URL', 'AUTH_SECRET'])
  process.stdout.write(`export E2E_${name}=${process.env[`E2E_${name}`]}\n`);
const end = () => stop().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
setInterval(() => {}, 60_000);
