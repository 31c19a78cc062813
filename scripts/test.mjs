import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt, nextCli } from './build.mjs';
import { ensureInstall } from './ensure-install.mjs';
import { ensureGenerated } from './generate.mjs';
import { processCommand } from './lock.mjs';
import { onStopAsked } from './signals.mjs';
import { duration, endCommands, fail, run, step, tell } from './steps.mjs';

/** `npm test`: everything, from nothing. The last line is `N passed, N failed`. */

const repository = fileURLToPath(new URL('..', import.meta.url));
const binary = (/** @type {string} */ name) => path.join(repository, 'node_modules', name);
const begin = performance.now();
const sum = { passed: 0, failed: 0 };
/** @type {string[]} Failures that no list of tests shows, said before the last line. */
const reasons = [];

/** @param {{ passed: number, failed: number }} counts */
function add({ passed, failed }) {
  sum.passed += passed;
  sum.failed += failed;
}

/**
 * A step that either holds or not: counts for one.
 * @param {string} label
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>}
 */
async function check(label, work) {
  try {
    await step(label, work);
    add({ passed: 1, failed: 0 });
    return true;
  } catch (error) {
    tell(error);
    add({ passed: 0, failed: 1 });
    return false;
  }
}

/**
 * A runner that prints what it does and leaves its counts in a file. One that ends badly, or leaves no
 * count, failed at least once.
 *
 * @param {string} label
 * @param {string[]} args of Node
 * @param {Record<string, string>} env
 * @param {string} report
 * @param {(report: any) => { passed: number, failed: number }} count
 */
async function runner(label, args, env, report, count) {
  const start = performance.now();
  process.stdout.write(`• ${label}…\n`);
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  current = child;
  const said = passOn(child);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    // No test failed: an error that belongs to none did. It stands far above the last line: said again there.
    reasons.push(`${label} : fin en erreur (code ${code}) sans test échoué.\n${outsideTests(said())}`);
  }
  add(counts);
  process.stdout.write(
    `  ${label} : ${counts.passed} réussis, ${counts.failed} échoués (${duration(performance.now() - start)})\n`,
  );
}

/**
 * Shows what a runner writes and keeps it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => string} all that it wrote so far, without colours
 */
function passOn(child) {
  /** @type {Buffer[]} */
  const pieces = [];
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from?.on('data', (piece) => {
      pieces.push(piece);
      to.write(piece);
    });
  }
  return () => stripVTControlCharacters(Buffer.concat(pieces).toString());
}

/** @param {string} text of a runner @returns the errors that belong to no test, or its last words */
function outsideTests(text) {
  const at = text.search(/Unhandled (Errors|Rejection)|not a part of any test/);
  return (at < 0 ? text.slice(-3000) : text.slice(at, at + 5000)).trim();
}

/** @type {import('node:child_process').ChildProcess | undefined} */
let current;
onStopAsked((code) => {
  endCommands();
  // The runners stop the servers that they started; guardians see to those of a runner that cannot.
  if (!current || current.exitCode !== null) process.exit(code);
  current.once('close', () => process.exit(code));
  current.kill('SIGINT');
  setTimeout(() => process.exit(code), 15_000).unref();
});

/** The folder for what this run leaves; those of runs that are over go. */
function resultsFolder() {
  const all = path.join(repository, 'test-results');
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all)) {
    if (/^\d+$/.test(name) && !processCommand(Number(name))?.includes('test.mjs')) {
      rmSync(path.join(all, name), { recursive: true, force: true });
    }
  }
  const folder = path.join(all, String(process.pid));
  mkdirSync(folder);
  return folder;
}

await ensureInstall().catch(fail);
await step('Client de la base', ensureGenerated).catch(fail);
const browser = await step('Navigateur', ensureBrowser, (file) => file).catch(fail);
const results = resultsFolder();

await check('Mise en forme, style et sens des imports', () =>
  run(process.execPath, [binary('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
);
await check('Types', async () => {
  // The check reads the types of the routes: those of pages that are gone go first.
  for (const folder of ['.next/types', '.next/dev/types']) {
    rmSync(path.join(repository, folder), { recursive: true, force: true });
  }
  await run(process.execPath, [nextCli, 'typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } });
  await run(process.execPath, [binary('typescript/bin/tsc'), '--noEmit', '--incremental', 'false']);
});

const unitReport = path.join(results, 'vitest.json');
await runner(
  'Tests unitaires et d’intégration',
  [
    binary('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`,
  ],
  {},
  unitReport,
  (report) => {
    for (const { name, assertionResults } of report.testResults)
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed')
          reasons.push(
            `${path.relative(repository, name)} : ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`,
          );
    return {
      passed: report.numPassedTests,
      // A file that could not be read has no test that failed.
      failed:
        report.numFailedTests +
        report.testResults.filter(
          (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
        ).length,
    };
  },
);

const built = await check('Construction de l’application', ensureBuilt);
if (built) {
  const journeyReport = path.join(results, 'playwright.json');
  await runner(
    'Parcours dans le navigateur',
    [binary('@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    {
      ACCORDENT_BROWSER: browser,
      E2E_RESULTS: path.join(results, 'parcours'),
      E2E_CAPTURES: path.join(results, 'captures'),
      PLAYWRIGHT_JSON_OUTPUT_FILE: journeyReport,
    },
    journeyReport,
    ({ stats, errors }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
    }),
  );
} else {
  process.stdout.write('  Les parcours demandent une construction réussie : ils n’ont pas été joués.\n');
}

process.stdout.write(
  `\nEn ${duration(performance.now() - begin)}. Traces et captures : ${path.relative('.', results)}\n`,
);
for (const reason of reasons) process.stdout.write(`\n${reason}\n\n`);
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
