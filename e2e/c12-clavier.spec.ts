import type { Page } from '@playwright/test';
import { plantConvention } from './support/scenes';
import { codeFrom, expect, signInAs, test } from './support/test';

/** Presses Tab until the focus is on what `name` says; fails when it never gets there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement)) return '';
      const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
      return [
        focused.getAttribute('aria-label'),
        ...labels.map((one) => one.textContent),
        focused.textContent,
      ]
        .filter(Boolean)
        .join(' ');
    });
    if (name.test(said)) return;
  }
  throw new Error(`the focus never reached ${name}`);
}

test.describe('Clavier', { tag: '@bureau' }, () => {
  test('C12.01 une convention se signe sans souris, du tableau de bord à la confirmation', async ({
    page,
    mailbox,
  }) => {
    const convention = await plantConvention('ready_to_sign');
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/conventions/${convention.id}`);
    await tabTo(page, /Lire et signer/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Signer la convention' })).toBeVisible();
    await tabTo(page, /Lire le texte ici/);
    await page.keyboard.press('Enter');
    await tabTo(page, /Recevoir mon code/);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Code reçu par courriel')).toBeFocused();
    await page.keyboard.type(await codeFrom(mailbox, 'maire@demo.invalid', convention.number));
    await tabTo(page, /Je déclare avoir lu ce document/);
    await page.keyboard.press('Space');
    await tabTo(page, /Signer la convention/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Votre signature est enregistrée')).toBeVisible();
  });

  test('C12.02 le lien d’évitement mène au contenu, et la recherche s’ouvre par Ctrl K', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /contenu/i })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('Sartrouville');
    await expect(page.getByRole('menuitem', { name: /Sartrouville/ }).first()).toBeVisible();
    // First what was typed goes, then the palette.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
