import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithUs } from './guardian.mjs';
import { processCommand, takeLock } from './lock.mjs';
import { freePort, isFree } from './ports.mjs';
import { chooseRunner, giveTo } from './postgres-binaries.mjs';

/**
 * @typedef {import('./postgres-binaries.mjs').Runner} Runner
 * @typedef {{
 *   url: string,
 *   port: number,
 *   directory: string,
 *   urlOf(database: string): string,
 *   note(extra: { address: string }): void,
 *   stop(): Promise<void>,
 * }} EmbeddedPostgres `url` leads to the database `accordent`; `directory` holds the
 *   cluster; `note` writes who uses the server in its lock.
 */

const user = 'accordent';
const startTimeout = 60_000;
const stopTimeout = 20_000;

/** For a machine of two cores and a few gigabytes. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  max_connections: '100',
  max_parallel_workers_per_gather: '1',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** Data that a crash may lose: for tests only. */
const disposableSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/**
 * Starts the embedded PostgreSQL on loopback, on the port it had last time when that is still free. Creates
 * the cluster and the database `accordent` the first time; takes over what a killed server left.
 *
 * @param {{ dataDir: string, port?: number, log?: (line: string) => void, disposable?: boolean }} options
 *   `dataDir` holds the cluster, its log, its port and password; `disposable` trades safety for speed.
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {import('./lock.mjs').AlreadyRunning} when another process runs the same cluster
 */
export async function startPostgres({ dataDir, port, log = () => {}, disposable = false }) {
  const home = path.resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const lock = takeLock(path.join(home, 'verrou.json'));
  try {
    const runner = chooseRunner(home);
    const cluster = path.join(runner.directory, 'cluster');
    const stateFile = path.join(home, 'etat.json');
    const state = readState(stateFile);
    prepareOwnership(runner, cluster);
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
      log('création de la base de données');
      rmSync(cluster, { recursive: true, force: true });
      state.password = randomBytes(18).toString('base64url');
      createCluster(runner, cluster, state.password, disposable);
    }
    await endLeftover(cluster);
    const server = await launch(
      runner,
      cluster,
      path.join(home, 'serveur.log'),
      port ?? state.port,
      disposable,
    );
    state.port = server.port;
    writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 });

    const urlOf = (/** @type {string} */ database) => localUrl(state, database);
    await ensureDatabase(urlOf('postgres'), 'accordent');
    return {
      url: urlOf('accordent'),
      port: server.port,
      directory: runner.directory,
      urlOf,
      note: lock.note,
      stop: async () => {
        await server.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The connection string of one database of a cluster whose state file says this.
 * @param {{ password: string, port?: number }} state
 * @param {string} database
 */
export function localUrl(state, database) {
  return `postgresql://${user}:${state.password}@127.0.0.1:${state.port}/${database}`;
}

/**
 * @param {string} file
 * @returns {{ password: string, port?: number }}
 */
function readState(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { password: '' };
}

/**
 * @param {Runner} runner
 * @param {string} cluster
 */
function prepareOwnership(runner, cluster) {
  mkdirSync(cluster, { recursive: true });
  if (runner.owner) giveTo(cluster, runner.owner);
  else if (process.getuid && statSync(cluster).uid !== process.getuid()) {
    throw new Error(`Le dossier ${cluster} appartient à un autre utilisateur : lancez la commande avec lui.`);
  }
  chmodSync(cluster, 0o700);
}

/** @param {Runner} runner @param {string} name @param {string[]} args */
function command(runner, name, args) {
  const [file = '', ...rest] = [...runner.prefix, path.join(runner.bin, name), ...args];
  return { file, args: rest };
}

/** The server reads none of the caller's PG… variables and speaks English in its log. */
function environment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/**
 * @param {Runner} runner
 * @param {string} cluster
 * @param {string} password
 * @param {boolean} disposable
 */
function createCluster(runner, cluster, password, disposable) {
  const secret = path.join(runner.directory, `secret-${process.pid}`);
  writeFileSync(secret, password, { mode: 0o600 });
  if (runner.owner) giveTo(secret, runner.owner);
  mkdirSync(cluster, { recursive: true });
  if (runner.owner) giveTo(cluster, runner.owner);
  // The built-in C.UTF-8 gives the same order and the same case rules on every system; French order is
  // asked for where it is needed, with the ICU collation "fr-x-icu".
  const { file, args } = command(runner, 'initdb', [
    `--pgdata=${cluster}`,
    `--username=${user}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(disposable ? ['--no-sync'] : []),
  ]);
  const run = spawnSync(file, args, { ...runner.spawnAs, cwd: '/', env: environment(), encoding: 'utf8' });
  rmSync(secret, { force: true });
  if (run.status !== 0) {
    rmSync(cluster, { recursive: true, force: true });
    throw new Error(`La base de données n’a pas pu être créée : ${run.stderr || run.error?.message}`);
  }
}

/**
 * A server killed with its starter gone: end it if it still runs, and drop its pid file when the number now
 * belongs to some other program (PostgreSQL would take that for itself).
 * @param {string} cluster
 */
async function endLeftover(cluster) {
  const pidFile = path.join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const running = pid > 0 ? processCommand(pid) : null;
  if (!running) return;
  if (!running.includes(cluster)) {
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  const until = Date.now() + stopTimeout;
  while (processCommand(pid)?.includes(cluster)) {
    if (Date.now() > until)
      throw new Error(`Un serveur PostgreSQL resté en marche (processus ${pid}) ne s’arrête pas.`);
    await pause(50);
  }
}

/**
 * @param {Runner} runner
 * @param {string} cluster
 * @param {string} logFile
 * @param {number | undefined} wanted
 * @param {boolean} disposable
 */
async function launch(runner, cluster, logFile, wanted, disposable) {
  for (let attempt = 0; ; attempt++) {
    const port = wanted && attempt === 0 && (await isFree(wanted)) ? wanted : await freePort();
    const all = { ...settings, ...(disposable ? disposableSettings : {}), port: String(port) };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { file, args } = command(runner, 'postgres', ['-D', cluster, ...options]);

    const large = existsSync(logFile) && statSync(logFile).size > 10_000_000;
    const output = openSync(logFile, large ? 'w' : 'a');
    const from = statSync(logFile).size;
    // Its own process group: Ctrl-C reaches us alone, and we stop the database after the server that uses it.
    const child = spawn(file, args, {
      ...runner.spawnAs,
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
      child.once('error', resolve);
    });
    const release = child.pid ? endWithUs(child.pid, 'INT') : () => {};
    ended.then(release);
    if (await isReady(cluster, child)) return { port, stop: () => stop(child, ended) };
    await ended;
    const said = readFileSync(logFile, 'utf8').slice(from).trim();
    if (attempt < 3 && said.includes('could not bind')) continue;
    throw new Error(`PostgreSQL n’a pas démarré. Son journal (${logFile}) dit :\n${said.slice(-2000)}`);
  }
}

/**
 * The eighth line of postmaster.pid becomes "ready" when connections are taken (what pg_ctl watches too).
 * @param {string} cluster
 * @param {import('node:child_process').ChildProcess} child
 */
async function isReady(cluster, child) {
  const pidFile = path.join(cluster, 'postmaster.pid');
  const until = Date.now() + startTimeout;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await pause(20);
  }
  child.kill('SIGINT');
  return false;
}

/**
 * Fast shutdown, then immediate when it does not come to an end.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended
 */
async function stop(child, ended) {
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), stopTimeout);
  await ended;
  clearTimeout(late);
}

/** @param {string} adminUrl @param {string} name */
async function ensureDatabase(adminUrl, name) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
}
