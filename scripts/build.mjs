import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AlreadyRunning, takeLock } from './lock.mjs';
import { dataDirectory } from './postgres-binaries.mjs';
import { fail, run } from './steps.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const stamp = path.join(repository, '.next', 'empreinte');
export const nextCli = path.join(repository, 'node_modules', 'next', 'dist', 'bin', 'next');

/** What the build does not read: everything else at the top level counts. */
const ignored = /^(\.(?!npmrc)|node_modules|docs|e2e|bench|scripts|test-results|playwright-report|.*\.md$)/;
const ignoredDeeper = /(\.test\.tsx?$|^migrations$)/;
const generated = /^(next-env\.d\.ts|tsconfig\.tsbuildinfo)$/;

/**
 * @param {string} folder
 * @param {RegExp[]} except
 * @returns {string[]}
 */
function sources(folder, except) {
  return readdirSync(folder)
    .sort()
    .filter((name) => !except.some((pattern) => pattern.test(name)))
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? sources(file, [ignoredDeeper]) : [file];
    });
}

/** A hash of every file that the build reads: sources, seeds and package-lock.json. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources(repository, [ignored, generated, ignoredDeeper])) {
    hash.update(path.relative(repository, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/**
 * Builds the application when its build is absent or stale. One build at a time: the second waits, then
 * finds it done.
 *
 * @returns {Promise<string>} what was done, in French
 */
export async function ensureBuilt() {
  if (isBuilt()) return 'à jour';
  const lock = await waitForLock(path.join(dataDirectory, 'construction.json'));
  try {
    if (isBuilt()) return 'à jour';
    const wanted = fingerprint();
    rmSync(stamp, { force: true });
    await run(process.execPath, [nextCli, 'build'], {
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    writeFileSync(stamp, wanted);
    return 'terminée';
  } finally {
    lock.release();
  }
}

/** @param {string} file */
async function waitForLock(file) {
  for (;;) {
    try {
      return takeLock(file);
    } catch (error) {
      if (!(error instanceof AlreadyRunning)) throw error;
      await pause(500);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ensureInstall } = await import('./ensure-install.mjs');
  const { ensureGenerated } = await import('./generate.mjs');
  await ensureInstall()
    .then(ensureGenerated)
    .then(ensureBuilt)
    .then((said) => console.log(`Construction : ${said}.`))
    .catch(fail);
}
