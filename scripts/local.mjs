import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkPort, runWithParts, startApplication, wantedPort } from './application.mjs';
import { ensureBuilt, fingerprint } from './build.mjs';
import { ensureInstall } from './ensure-install.mjs';
import { ensureGenerated } from './generate.mjs';
import { startPostgres } from './postgres.mjs';
import { dataDirectory } from './postgres-binaries.mjs';
import { duration, runAloud, step } from './steps.mjs';

/** The secret of this clone, drawn once. */
function authSecret() {
  const file = path.join(dataDirectory, 'secret');
  mkdirSync(dataDirectory, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * Runs one of our TypeScript programs, which prints for itself.
 * @param {string[]} command
 * @param {Record<string, string>} env
 */
export async function runTypeScript([file = '', ...args], env) {
  const script = path.join(import.meta.dirname, file);
  // Prisma reads relations side by side within a transaction, which pg announces the end of: not for users.
  const options = ['--no-deprecation', '--import', import.meta.resolve('tsx')];
  await runAloud(process.execPath, [...options, script, ...args], env);
}

/**
 * What `npm start` and `npm run dev` share: everything on this machine, with the demonstration.
 * @param {'start' | 'dev'} command
 */
export function runLocally(command) {
  return runWithParts(async (keep) => {
    const begin = performance.now();
    await ensureInstall();
    const port = wantedPort();
    const address = `http://127.0.0.1:${port}`;

    const home = path.join(dataDirectory, 'postgres');
    const database = await step(
      'Base de données PostgreSQL',
      () => startPostgres({ dataDir: home }),
      (started) => `sur le port ${started.port}`,
    );
    keep(database);
    await checkPort(port);
    database.note({ address });

    await ensureGenerated();
    const env = {
      ACCORDENT_MODE: 'demonstration',
      APP_URL: address,
      AUTH_SECRET: authSecret(),
      DATABASE_URL: database.url,
    };
    const wanted = seedsToLoad(home);
    await runTypeScript(['prepare-database.ts', ...wanted.flags], env);
    wanted.remember();

    const logFile = command === 'start' ? path.join(dataDirectory, 'application.log') : undefined;
    if (logFile) {
      await step('Construction de l’application', ensureBuilt, (said) => said);
      rmSync(logFile, { force: true });
    }
    const server = await step('Démarrage', () => startApplication({ command, port, env, logFile })).catch(
      (error) => {
        throw logFile ? new Error(`${error.message}\n${lastLines(logFile)}`) : error;
      },
    );
    keep(server);
    process.stdout.write(`\nPrêt en ${duration(performance.now() - begin)} : ${address}\n\n`);
    await runTypeScript(['print-accounts.ts'], env);
    process.stdout.write('\nCtrl-C arrête tout ; les données restent dans .data/.\n');

    const code = await server.ended;
    const said = logFile ? `\n${lastLines(logFile)}` : '';
    throw new Error(`L’application s’est arrêtée d’elle-même (code ${code}).${said}`);
  });
}

/**
 * Which data this database still wants. Reference data: when any source changed (templates belong to it). The
 * demonstration: once, for what people did to it, deletions too, is theirs.
 * @param {string} home
 */
function seedsToLoad(home) {
  const sources = fingerprint();
  const reference = path.join(home, 'reference');
  const demonstration = path.join(home, 'demonstration');
  const flags = [
    ...(existsSync(reference) && readFileSync(reference, 'utf8') === sources ? [] : ['--reference']),
    ...(existsSync(demonstration) ? [] : ['--demonstration']),
  ];
  const remember = () => {
    writeFileSync(reference, sources);
    if (flags.includes('--demonstration')) writeFileSync(demonstration, new Date().toISOString());
  };
  return { flags, remember };
}

/** @param {string} file */
function lastLines(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-3000) : '';
}
