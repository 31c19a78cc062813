import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { missingPackages } from './complete-lockfile.mjs';
import { checkNode, isInstalled } from './ensure-install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

it.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('runs on Node %s', (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

it.each(['20.18.1', '18.20.0'])('refuses Node %s, and names both versions', (version) => {
  expect(() => checkNode(version)).toThrow(new RegExp(`20\\.19.*${version}`));
});

it('sees whether what is installed is what is asked for', () => {
  expect(isInstalled(root)).toBe(true);
  const folder = mkdtempSync(path.join(tmpdir(), 'accordent-'));
  const lock = (version: string) =>
    JSON.stringify({
      packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { optional: true } },
    });
  writeFileSync(path.join(folder, 'package-lock.json'), lock('2.0.0'));
  expect(isInstalled(folder)).toBe(false);
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), lock('1.0.0'));
  expect(isInstalled(folder)).toBe(false);
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), lock('2.0.0'));
  expect(isInstalled(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

it('has a lock file that npm ci takes on every platform', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  expect(missingPackages(packages), 'run: node scripts/complete-lockfile.mjs').toEqual({});
});

it('completes a lock file with the platforms that a registry lacked', () => {
  const parent = {
    version: '1.2.3',
    dev: true,
    optionalDependencies: { '@x/cli-linux-arm64-musl': '1.2.3' },
  };
  expect(missingPackages({ 'node_modules/@x/cli': parent })).toEqual({
    'node_modules/@x/cli-linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});
