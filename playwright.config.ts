import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/browser.mjs';

const executablePath = (await findBrowser()) ?? undefined;
const directory = 'c02-annuaire.spec.ts';

/** A journey for one size only carries the tag @bureau or @telephone; one file alone: `--no-deps`. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: process.env.E2E_RESULTS ?? 'test-results/parcours',
  globalSetup: './e2e/support/global-setup.ts',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['line']],
  use: {
    browserName: 'chromium',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: browserArguments },
  },
  projects: [
    // First and alone: a whole directory closes the schools that it does not know, those of other tests too.
    { name: 'annuaire', use: { viewport: { width: 1280, height: 800 } }, testMatch: directory },
    {
      name: 'bureau',
      use: { viewport: { width: 1280, height: 800 } },
      testIgnore: directory,
      grepInvert: /@telephone/,
      dependencies: ['annuaire'],
    },
    {
      name: 'telephone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      testIgnore: directory,
      grepInvert: /@bureau/,
      dependencies: ['annuaire'],
    },
  ],
});
