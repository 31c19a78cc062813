import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, test as base, type Cookie, expect, type Page } from '@playwright/test';
import type { ReceivedMail } from '../../server/testing/smtp';

export { expect };

/** Mail that the application sent since this test began. */
export type Mailbox = {
  /** The first mail that satisfies `wanted`, already there or to come. */
  waitForMail(wanted: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>;
};

type Support = {
  mailbox: Mailbox;
  /**
   * Saves what the page shows in the results of this run, as captures/SIZE/NAME.png. With `forDocs` also as
   * docs/screenshots/NAME.png, at desk size, when UPDATE_SCREENSHOTS is set.
   */
  capture(page: Page, name: string, options?: { forDocs?: boolean }): Promise<void>;
};

/**
 * The `test` of every journey: knows where the application of this run listens, reads its mail, and fails
 * when the page had an uncaught error.
 */
export const test = base.extend<Support>({
  baseURL: async ({}, use) => {
    await use(process.env.E2E_APP_URL);
  },
  page: async ({ page }, use) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await awaitWaking(page);
    await use(page);
    expect(errors, 'uncaught errors in the page').toEqual([]);
  },
  mailbox: async ({}, use) => {
    const start = (await readMail(0, false)).length;
    await use({
      async waitForMail(wanted) {
        for (let from = start; ; ) {
          const mails = await readMail(from, true);
          const found = mails.find(wanted);
          if (found) return found;
          from += mails.length;
        }
      },
    });
  },
  capture: async ({}, use, info) => {
    const folder = process.env.E2E_CAPTURES ?? 'test-results/captures';
    await use(async (page, name, { forDocs = false } = {}) => {
      await page.screenshot({ path: path.join(folder, info.project.name, `${name}.png`), fullPage: true });
      if (forDocs && process.env.UPDATE_SCREENSHOTS && info.project.name === 'bureau') {
        await page.screenshot({ path: path.join('docs', 'screenshots', `${name}.png`) });
      }
    });
  },
});

/**
 * From now on, what is done on this page waits until the page answers: a click on what the server drew, before
 * the scripts are there, would be lost (components/frame/awake.tsx).
 */
export async function awaitWaking(page: Page): Promise<void> {
  const waking = page.locator('html[data-waking]');
  await page.addLocatorHandler(waking, () => waking.waitFor({ state: 'detached' }));
}

async function readMail(from: number, wait: boolean): Promise<ReceivedMail[]> {
  const response = await fetch(`${process.env.E2E_MAILBOX_URL}/?from=${from}${wait ? '&wait=true' : ''}`);
  return (await response.json()) as ReceivedMail[];
}

/** Signs in with one click on the demonstration's sign-in page, over whoever was signed in; ends on the dashboard. */
export async function signInByClick(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/connexion');
  await page.locator(`[data-account="${email}"]`).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
}

/** Sessions opened by this worker, by address: who signed in once stays signed in, as people do. */
const sessions = new Map<string, Cookie[]>();

/** Makes the next pages those of this person, over whoever was signed in; opens no page when they were here before. */
export async function signInAs(page: Page, email: string): Promise<void> {
  const cookies = sessions.get(email);
  if (cookies) {
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    return;
  }
  await signInByClick(page, email);
  sessions.set(email, await page.context().cookies());
}

/**
 * Fails with the list of what axe finds on the page as it is now, dialogs and menus that are open included.
 * @param only what to look at: `colours` is enough for a second theme, where nothing else differs
 */
export async function expectAccessible(page: Page, only: 'all' | 'colours' = 'all'): Promise<void> {
  // Colours on their way from light to dark are no colours of ours: let transitions end.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished),
    ),
  );
  // No frame of another origin, and only what is wrong is read: a third of the time for the same findings.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  // Behind a modal dialog the page is out of reach on purpose, its main and its title with it.
  if ((await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()) > 0)
    axe.disableRules(['landmark-one-main', 'page-has-heading-one']);
  if (only === 'colours') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}\n  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
  );
  expect(said.join('\n\n'), `accessibility of ${page.url()}`).toBe('');
}

/** A phone, as a mayor holds it. */
export async function onPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.E2E_APP_URL,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await awaitWaking(page);
  return page;
}

/** The one-time code that a signatory receives for a convention. */
export async function codeFrom(mailbox: Mailbox, address: string, number: string): Promise<string> {
  const mail = await mailbox.waitForMail(
    ({ to, subject }) => to.includes(address) && subject === `Code de signature de la convention ${number}`,
  );
  return /^\d{6}$/m.exec(mail.text)?.[0] ?? '';
}
