import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What every Chromium of ours is started with: nothing that phones home, and able to run as root. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The browser for the journeys: ACCORDENT_BROWSER, an installed Chromium or Chrome, or the one that
 * playwright downloaded earlier.
 *
 * @returns {Promise<string | null>} its path
 */
export async function findBrowser() {
  if (process.env.ACCORDENT_BROWSER) return process.env.ACCORDENT_BROWSER;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const installed = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  // A name may be there and not work, as the stub that stands for a snap package.
  const works = [...installed, ...applications].find(
    (file) =>
      existsSync(file) && (process.platform === 'win32' || spawnSync(file, ['--version']).status === 0),
  );
  if (works) return works;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : null;
}

/**
 * Finds a browser or installs one.
 *
 * @returns {Promise<string>} its path
 * @throws a French sentence when there is none to be had
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env })
      .then(() => run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env }))
      .catch(() => '');
  } else {
    const cli = path.join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test', 'cli.js');
    await run(process.execPath, [cli, 'install', '--only-shell', 'chromium']).catch(() => '');
  }
  const installed = await findBrowser();
  if (installed) return installed;
  throw new Error(
    'Aucun navigateur pour les parcours : installez Chromium ou Google Chrome (sous Debian : « apt-get install chromium »), ou donnez son chemin dans ACCORDENT_BROWSER.',
  );
}
