import type { Page } from '@playwright/test';
import { caller, database, plantProject, unique } from './support/scenes';
import { awaitWaking, expect, expectAccessible, signInAs, test } from './support/test';

const saved = (page: Page) => expect(page.getByText(/^Enregistré/).first()).toBeVisible();

test.describe('Responsabilités et retours', { tag: '@bureau' }, () => {
  test('C8.01 la matrice s’ouvre depuis le modèle et se modifie au clavier', async ({ page }) => {
    const project = await plantProject({ schools: 1 });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('button', { name: 'Partir du modèle' }).click();
    const grid = page.getByRole('grid', { name: 'Matrice des responsabilités' });
    await expect(grid).toBeVisible();
    await expect(grid.getByRole('gridcell')).toHaveCount(240);
    await grid.getByRole('gridcell').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    await expect(page.locator(':focus')).toHaveText('');
    await page.keyboard.press('i');
    await expect(page.locator(':focus')).toHaveText('I');
    await saved(page);
    await page.reload();
    await expect(grid.getByRole('gridcell').nth(9)).toHaveText('I');
  });

  test('C8.02 une activité sans responsable est signalée, et le signalement mène à sa case', async ({
    page,
  }) => {
    const project = await plantProject({ schools: 1 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('button', { name: 'Partir du modèle' }).click();
    const grid = page.getByRole('grid', { name: 'Matrice des responsabilités' });
    await grid.getByRole('gridcell').nth(2).focus();
    await page.keyboard.press('Delete');
    const strip = page.getByRole('region', { name: 'Contrôle de la matrice' });
    await expect(strip.getByText(/à\scorriger/).first()).toBeVisible();
    await strip.getByRole('button').first().click();
    await expect(page.locator(':focus')).toHaveAttribute('role', 'gridcell');
    await page.keyboard.press('End');
  });

  test('C8.03 le signataire lit la matrice sans la modifier', async ({ page }) => {
    const project = await plantProject({ schools: 1 });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('button', { name: 'Partir du modèle' }).click();
    await expect(page.getByRole('grid')).toBeVisible();
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await expect(page.getByText('Lecture seule')).toBeVisible();
    const cell = page.getByRole('gridcell').first();
    const before = await cell.textContent();
    await cell.focus();
    await page.keyboard.press('Delete');
    await expect(cell).toHaveText(before ?? '');
  });

  test('C8.10 des cases se choisissent, se copient, se collent et s’annulent comme dans un tableur', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const project = await plantProject({ schools: 1 });
    await (await caller('projet')).raci.start({ id: project.id });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    const grid = page.getByRole('grid', { name: 'Matrice des responsabilités' });
    const cell = (row: number, column: number) =>
      grid.locator(`[data-row="${row}"][data-column="${column}"]`);
    const before = await cell(0, 0).textContent();

    // A range: emptied at once, given a letter at once, taken back step by step.
    await cell(0, 0).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(grid.locator('[aria-selected="true"]')).toHaveCount(4);
    await page.keyboard.press('Delete');
    for (const [row, column] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      await expect(cell(row, column)).toHaveText('');
    await page.keyboard.press('i');
    await expect(cell(1, 0)).toHaveText('I');
    await page.keyboard.press('Control+z');
    await expect(cell(1, 0)).toHaveText('');
    await page.keyboard.press('Control+z');
    await expect(cell(0, 0)).toHaveText(before ?? '');
    await page.keyboard.press('Control+y');
    await expect(cell(0, 0)).toHaveText('');
    await page.getByRole('button', { name: 'Annuler la dernière saisie' }).click();
    await expect(cell(0, 0)).toHaveText(before ?? '');
    await saved(page);

    // Copied out, and a whole matrix pasted from a spreadsheet in one step.
    await cell(0, 0).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.trimEnd().split('\n')).toHaveLength(30);
    const pasted = Array.from({ length: 30 }, () => Array(8).fill('C').join('\t')).join('\n');
    const paste = async (text: string) => {
      await page.evaluate((given) => navigator.clipboard.writeText(given), text);
      await page.keyboard.press('Control+v');
    };
    await cell(0, 0).focus();
    await paste(pasted);
    await expect(cell(29, 7)).toHaveText('C');
    await saved(page);
    await expect(page.getByText(/à\scorriger/).first()).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(cell(29, 7)).not.toHaveText('C');
    await saved(page);
    expect(
      await database().journalEntry.count({ where: { objectId: project.id, action: 'raci.cells_set' } }),
    ).toBeGreaterThanOrEqual(2);

    // What is no letter, and what is too large, changes nothing and says why.
    await cell(0, 0).focus();
    await paste('R\tA\nZ\tI');
    await expect(page.getByText(/ligne\s2, colonne\s1/)).toBeVisible();
    await cell(29, 7).focus();
    await paste('R\tA');
    await expect(page.getByText(/dépassent la matrice/)).toBeVisible();
    await expect(cell(0, 0)).toHaveText(before ?? '');
    await expectAccessible(page);
  });

  test('C8.11 deux personnes travaillent ensemble : chacune voit l’autre, la dernière saisie est gardée et dite', async ({
    page,
    browser,
  }) => {
    const project = await plantProject({ schools: 1 });
    await (await caller('projet')).raci.start({ id: project.id });
    const context = await browser.newContext({ baseURL: process.env.E2E_APP_URL, locale: 'fr-FR' });
    const other = await context.newPage();
    await awaitWaking(other);
    const cell = (of: Page, row: number, column: number) =>
      of.getByRole('grid').locator(`[data-row="${row}"][data-column="${column}"]`);
    await signInAs(page, 'projet@demo.invalid');
    await signInAs(other, 'dane@demo.invalid');
    for (const one of [page, other]) {
      await one.goto(`/responsabilites/${project.id}`);
      await cell(one, 0, 0).focus();
    }
    await cell(page, 0, 3).focus();
    await page.keyboard.press('i');
    await expect(cell(other, 0, 3)).toHaveText('I');
    await expect(other.getByText(/Alix Projet a modifié 1\scase/)).toBeVisible();
    await cell(other, 0, 3).focus();
    await other.keyboard.press('Delete');
    await expect(cell(page, 0, 3)).toHaveText('');
    await expect(page.getByText('Deux saisies dans la même case')).toBeVisible();
    await expect(page.getByText(/Dominique Dane a modifié 1\scase que vous aviez saisie/)).toBeVisible();
    await expectAccessible(page);
    await context.close();
  });

  test.describe('Fiche', () => {
    test.describe.configure({ mode: 'serial' });
    const title = unique('Ouvrir un ENT dans une petite commune');
    const rare = unique('ratatouille').replace(' ', '');
    let id = '';

    test('C8.04 une fiche s’écrit en répondant aux questions, et s’enregistre en tapant', async ({
      page,
    }) => {
      const project = await plantProject({ schools: 2 });
      await signInAs(page, 'projet@demo.invalid');
      await page.goto('/retours/nouveau');
      await page.getByRole('textbox', { name: /^Titre/ }).fill(title);
      await page.getByRole('combobox', { name: /^Projet/ }).fill(project.name);
      await page.getByRole('option', { name: new RegExp(project.name) }).click();
      await page.getByRole('button', { name: 'Commencer à écrire' }).click();
      await page.waitForURL(/\/retours\/.+\/modifier/);
      id = new URL(page.url()).pathname.split('/')[2] ?? '';
      await page
        .getByRole('textbox', { name: /^Points d’appui/ })
        .fill(`Des directrices volontaires et un atelier ${rare}.`);
      await page.getByRole('textbox', { name: /^Difficultés/ }).fill('Les adresses des familles manquaient.');
      await saved(page);
      await page.reload();
      await expect(page.getByRole('textbox', { name: /^Points d’appui/ })).toHaveValue(new RegExp(rare));
    });

    test('C8.05 un brouillon n’est lu que de ses auteurs', async ({ page }) => {
      await signInAs(page, 'lecteur@demo.invalid');
      const answer = await page.goto(`/retours/${id}`);
      expect(answer?.status()).toBe(404);
    });

    test('C8.06 publiée entre académies, elle est trouvée par un mot de son texte, dans une autre académie', async ({
      page,
    }) => {
      await signInAs(page, 'projet@demo.invalid');
      await page.goto(`/retours/${id}/modifier`);
      await page.getByRole('button', { name: 'Publier…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Publier la fiche' });
      await dialog.getByText('Toutes les académies', { exact: true }).click();
      await dialog.getByRole('button', { name: 'Publier', exact: true }).click();
      await expect(page.getByText('Fiche publiée')).toBeVisible();
      await signInAs(page, 'dane.rennes@demo.invalid');
      await page.goto(`/retours?q=${rare}`);
      await page.getByRole('link', { name: title }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByText('2 écoles')).toBeVisible();
    });

    test('C8.07 la fiche se télécharge en PDF', async ({ page }) => {
      await signInAs(page, 'lecteur@demo.invalid');
      await page.goto(`/retours/${id}`);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'PDF' }).click();
      const stream = await (await download).createReadStream();
      const [start] = (await stream.take(1).toArray()) as Buffer[];
      expect(start?.subarray(0, 5).toString()).toBe('%PDF-');
    });

    test('C8.08 elle n’est pas sur la page publique, où une fiche publique se lit sans compte', async ({
      page,
    }) => {
      await page.goto('/retours-publies');
      await expect(page.getByRole('link', { name: /Dix écoles la première année/ })).toBeVisible();
      await expect(page.getByRole('link', { name: title })).toHaveCount(0);
      await page.getByRole('link', { name: /Dix écoles la première année/ }).click();
      await expect(page.getByRole('heading', { name: 'Points d’appui' })).toBeVisible();
    });

    test('C8.09 une fiche publiée se retire pour être corrigée', async ({ page }) => {
      await signInAs(page, 'projet@demo.invalid');
      await page.goto(`/retours/${id}`);
      await page.getByRole('button', { name: 'Autres actes' }).click();
      await page.getByRole('menuitem', { name: /Retirer pour corriger/ }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer la fiche' }).click();
      await page.waitForURL(/\/modifier/);
      const report = await database().experienceReport.findUniqueOrThrow({ where: { id } });
      expect(report.publishedAt).toBeNull();
    });
  });
});
