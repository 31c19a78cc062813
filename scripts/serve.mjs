import { checkPort, runWithParts, startApplication, wantedPort } from './application.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstall } from './ensure-install.mjs';
import { ensureGenerated } from './generate.mjs';
import { runTypeScript } from './local.mjs';
import { step } from './steps.mjs';

/** Production: the database is yours, and the configuration comes from the environment alone. */

await runWithParts(async (keep) => {
  await ensureInstall();
  const env = { ACCORDENT_MODE: 'production' };
  await runTypeScript(['check-config.ts'], env);
  const port = wantedPort();
  await checkPort(port);
  await ensureGenerated();
  await runTypeScript(['prepare-database.ts', '--reference'], env);
  await step('Construction de l’application', ensureBuilt, (said) => said);
  const server = await startApplication({
    command: 'start',
    host: process.env.HOST || '127.0.0.1',
    port,
    env,
  });
  keep(server);
  process.stdout.write(
    `Accord’ENT répond sur ${server.address} (adresse publique : ${process.env.APP_URL}).\n`,
  );
  return server.ended;
});
