import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { processCommand } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { dataDirectory } from './postgres-binaries.mjs';

const prefix = 'essai-';

/**
 * A PostgreSQL for this run alone (tests, benches, new migrations), on a free port; `stop` removes its data.
 * Sweeps what runs that were killed left behind.
 *
 * @returns {Promise<import('./postgres.mjs').EmbeddedPostgres & { home: string }>}
 */
export async function startScratchPostgres() {
  mkdirSync(dataDirectory, { recursive: true });
  for (const name of readdirSync(dataDirectory)) {
    const folder = path.join(dataDirectory, name);
    if (name.startsWith(prefix) && !isInUse(folder, name)) rmSync(folder, { recursive: true, force: true });
  }
  const home = mkdtempSync(path.join(dataDirectory, `${prefix}${process.pid}-`));
  // So that the account which runs the server, when it is another, can come in; the cluster itself is closed.
  chmodSync(home, 0o755);
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const server = await startPostgres({ dataDir: home, disposable: true });
    const stop = async () => {
      await server.stop();
      remove();
      // Elsewhere when the server could not work under the clone.
      rmSync(server.directory, { recursive: true, force: true });
    };
    return { ...server, home, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Its starter lives, or its server is still on its way down.
 * @param {string} folder
 * @param {string} name
 */
function isInUse(folder, name) {
  const starter = Number(name.slice(prefix.length).split('-')[0]);
  if (processCommand(starter)?.includes('node')) return true;
  const pidFile = path.join(folder, 'cluster', 'postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const server = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  return processCommand(server)?.includes(folder) ?? false;
}
