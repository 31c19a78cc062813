import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, step } from './steps.mjs';

/** Runs with nothing installed: Node's own modules only. */

const repository = fileURLToPath(new URL('..', import.meta.url));
const oldest = [20, 19];

/** @throws a French sentence when this Node is too old */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `Accord’ENT demande Node.js ${oldest.join('.')} ou plus récent ; cette machine a la version ${version}.`,
  );
}

/**
 * Whether what npm installed is what package-lock.json asks for; npm keeps the list of what it installed.
 * Packages for other systems are optional and may be absent.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installedFile = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}

/** Installs the dependencies when they are missing or no longer those of package-lock.json. */
export async function ensureInstall() {
  checkNode();
  if (isInstalled(repository)) return;
  const fresh = !existsSync(path.join(repository, 'node_modules'));
  await step('Installation des dépendances', async () => {
    const npm = process.env.npm_execpath;
    const [file, args] = npm ? [process.execPath, [npm]] : ['npm', []];
    await run(file, [...args, fresh ? 'ci' : 'install', '--include=dev', '--no-progress'], {
      shell: !npm && process.platform === 'win32',
    });
  });
}
