import path from 'node:path';
import { plantConvention } from './support/scenes';
import { expect, signInAs, test } from './support/test';

const screenshots = path.join(import.meta.dirname, '..', 'docs', 'screenshots');

test.describe('Tableau de bord', { tag: '@bureau' }, () => {
  const open = async (page: import('@playwright/test').Page, person: string) => {
    await signInAs(page, `${person}@demo.invalid`);
    await page.goto('/tableau-de-bord');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };

  test('C9.01 la DANE voit ce qui l’attend, ce qui échoit et où en sont ses écoles', async ({ page }) => {
    await open(page, 'dane');
    await expect(page.getByText(/conventions?\sà\srédiger/).first()).toBeVisible();
    await expect(page.getByText(/Échéances/).first()).toBeVisible();
    await expect(page.getByText('Accrochées').first()).toBeVisible();
    await page.screenshot({ path: path.join(screenshots, 'tableau-de-bord.png') });
  });

  test('C9.02 le maire voit ce qu’il est appelé à signer, et y va d’un clic', async ({ page }) => {
    const convention = await plantConvention('ready_to_sign');
    await open(page, 'maire');
    await expect(page.getByText(/conventions?\sà\ssigner/).first()).toBeVisible();
    // Beyond five lines the others are folded.
    for (const fold of await page.locator('main summary').all()) await fold.click();
    await page.locator(`a[href="/conventions/${convention.id}/signature"]`).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Signer la convention' })).toBeVisible();
  });

  test('C9.03 un avis en retard est dit en retard, en premier', async ({ page }) => {
    await open(page, 'juridique');
    await expect(page.getByText(/avis\sà\srendre/).first()).toBeVisible();
    await expect(page.getByText(/retard/i).first()).toBeVisible();
    await page
      .getByRole('link', { name: /Sartrouville|Rendre l’avis/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/conventions\/.+onglet=avis/);
  });

  test('C9.04 l’exploitant de l’annuaire a sa file par acte', async ({ page }) => {
    await open(page, 'annuaire');
    for (const words of [/à vérifier pour l’AAF/, /à mettre en test/, /à accrocher/])
      await expect(page.getByText(words).first()).toBeVisible();
  });

  test('C9.05 la structure mutualisatrice voit la délibération qui manque', async ({ page }) => {
    await open(page, 'mutualisation');
    await expect(page.getByText(/délibérations?\sà\ssaisir/).first()).toBeVisible();
  });

  test('C9.06 qui n’a rien à faire apprend par quoi commencer', async ({ page }) => {
    await open(page, 'lecteur');
    await expect(page.getByText('Lire des retours d’expérience').first()).toBeVisible();
  });

  test('C9.07 le directeur d’école voit où en est la sienne', async ({ page }) => {
    await open(page, 'ecole');
    await expect(page.getByText(/accrochée/i).first()).toBeVisible();
  });
});
