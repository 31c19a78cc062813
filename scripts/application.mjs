import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nextCli } from './build.mjs';
import { endWithUs } from './guardian.mjs';
import { isFree } from './ports.mjs';
import { onStopAsked } from './signals.mjs';
import { endCommands, tell } from './steps.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const startTimeout = 120_000;
const stopTimeout = 15_000;

/**
 * The port to serve on: PORT, or 3000.
 * @throws a French sentence when PORT is not a port
 */
export function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`PORT vaut « ${process.env.PORT} » : donnez un nombre entre 1 et 65535.`);
}

/** @param {number} port @throws a French sentence when another program listens there */
export async function checkPort(port) {
  if (await isFree(port)) return;
  throw new Error(
    `Le port ${port} est déjà pris par un autre programme : arrêtez-le, ou choisissez un autre port, par exemple « PORT=${port === 65535 ? 3001 : port + 1} npm start ».`,
  );
}

/**
 * Starts Next and waits until it answers.
 *
 * @param {{ command: 'start' | 'dev', host?: string, port: number, env: Record<string, string>, logFile?: string }} options
 *   `logFile` receives its output; without one it goes to this terminal
 * @returns {Promise<{ address: string, ended: Promise<number>, stop(): Promise<void> }>}
 */
export async function startApplication({ command, host = '127.0.0.1', port, env, logFile }) {
  const output = logFile ? openSync(logFile, 'a') : 'inherit';
  // Its own process group: Ctrl-C reaches us alone, and we stop first the application, then the database.
  const child = spawn(process.execPath, [nextCli, command, '-H', host, '-p', String(port)], {
    cwd: repository,
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: command === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
    stdio: ['ignore', output, output],
  });
  if (typeof output === 'number') closeSync(output);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 0));
  });
  if (child.pid) ended.then(endWithUs(child.pid, 'TERM', { group: true }));
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    try {
      if (child.pid && process.platform !== 'win32') process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // Already gone.
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL'), stopTimeout);
    await ended;
    clearTimeout(late);
  };
  const address = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  try {
    await answers(address, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, ended, stop };
}

/**
 * @param {string} address
 * @param {import('node:child_process').ChildProcess} child
 */
async function answers(address, child) {
  const until = Date.now() + startTimeout;
  let said = '';
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(30_000) });
      if (response.ok) return;
      said = `elle répond ${response.status}`;
    } catch (error) {
      said = String(error instanceof Error ? (error.cause ?? error.message) : error);
    }
    if (Date.now() > until) throw new Error(`L’application ne répond pas après deux minutes : ${said}.`);
    await pause(100);
  }
  throw new Error('L’application s’est arrêtée avant de répondre.');
}

/**
 * Runs `main`, and on Ctrl-C or SIGTERM stops, newest first, whatever it handed to `keep`.
 *
 * @param {(keep: (part: { stop(): Promise<void> }) => void) => Promise<number>} main gives the exit code
 */
export async function runWithParts(main) {
  /** @type {{ stop(): Promise<void> }[]} */
  const parts = [];
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stopAll = () => {
    stopping ??= (async () => {
      for (let part = parts.pop(); part; part = parts.pop()) await part.stop().catch(console.error);
    })();
    return stopping;
  };
  let asked = false;
  onStopAsked((code) => {
    asked = true;
    process.stdout.write('\nArrêt…\n');
    endCommands();
    stopAll().then(() => {
      process.stdout.write('Tout est arrêté.\n');
      process.exit(code);
    });
  });
  let code = 1;
  try {
    code = await main((part) => {
      parts.push(part);
    });
  } catch (error) {
    if (asked) await new Promise(() => {});
    tell(error);
  }
  if (asked) await new Promise(() => {});
  await stopAll();
  process.exit(code);
}
