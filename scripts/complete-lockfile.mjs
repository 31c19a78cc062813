import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packages with native code name one optional package for each platform. A registry mirror that lacks some of
 * them makes npm leave those out of package-lock.json, and `npm ci` then refuses the file, on every platform.
 * This adds what is missing: the version is the one that the parent pins, the platform is in the name.
 *
 * After adding a dependency: node scripts/complete-lockfile.mjs
 *
 * @typedef {{
 *   version: string,
 *   dev?: boolean,
 *   optional?: boolean,
 *   os?: string[],
 *   cpu?: string[],
 *   libc?: string[],
 *   optionalDependencies?: Record<string, string>,
 * }} LockedPackage
 */

const systems = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};
const processors = 'arm64 arm ia32 loong64 mips64el ppc64 riscv64 s390x x64 wasm32'.split(' ');

/**
 * The platform that a package name tells: `@biomejs/cli-linux-x64-musl`.
 * @param {string} name
 * @returns {Pick<LockedPackage, 'os' | 'cpu' | 'libc'>}
 */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = Object.entries(systems).find(([word]) => words.includes(word))?.[1];
  const cpu = processors.find((word) => words.includes(word));
  const libc = words.find((word) => ['musl', 'musleabihf'].includes(word)) ? 'musl' : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

/**
 * What `packages` of a lock file lacks.
 *
 * @param {Record<string, LockedPackage>} packages
 * @returns {Record<string, LockedPackage>}
 */
export function missingPackages(packages) {
  /** @type {Record<string, LockedPackage>} */
  const missing = {};
  for (const [place, parent] of Object.entries(packages)) {
    for (const [name, wanted] of Object.entries(parent.optionalDependencies ?? {})) {
      if (`node_modules/${name}` in packages || `${place}/node_modules/${name}` in packages) continue;
      const version = wanted.replace(/^[\^~=]/, '');
      const { os, cpu, libc } = platformOf(name);
      // In npm's own order, so that its next run changes nothing.
      missing[`node_modules/${name}`] = {
        version,
        ...(cpu && { cpu }),
        ...(parent.dev && { dev: true }),
        ...(libc && { libc }),
        optional: true,
        ...(os && { os }),
      };
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(import.meta.dirname, '..', 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPackages(lock.packages);
  const packages = { ...lock.packages, ...missing };
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  const names = Object.keys(missing).map((place) => place.replace('node_modules/', ''));
  console.log(names.length === 0 ? 'Rien ne manque.' : `Ajoutés : ${names.join(', ')}`);
}
