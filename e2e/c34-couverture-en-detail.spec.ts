import { readFile } from 'node:fs/promises';
import { plantProject } from './support/scenes';
import { expect, expectAccessible, signInAs, test } from './support/test';

test.describe('Couverture en détail', { tag: '@bureau' }, () => {
  test('C34.01 la DANE descend de la France à une commune, par écoles puis par élèves, à une date passée, et emporte le tableau', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture');
    await page
      .getByRole('navigation', { name: 'Pages de la couverture' })
      .getByRole('link', { name: 'Détail' })
      .click();
    // It begins where the hat works.
    await expect(page.getByRole('heading', { level: 1, name: 'Académie de Versailles' })).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Fil d’Ariane' })
      .getByRole('link', { name: 'France' })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'France' })).toBeVisible();
    const table = page.getByRole('table');
    await expect(table.getByRole('row', { name: /Académie de Rennes/ })).toBeVisible();
    await table.getByRole('link', { name: 'Académie de Versailles', exact: true }).click();
    await table.getByRole('link', { name: 'Val-d’Oise (95)', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Val-d’Oise (95)' })).toBeVisible();
    await expect(page.getByText(/seules les écoles de votre périmètre sont comptées/)).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'couverture-detail');

    await page.getByRole('button', { name: /Compter/ }).click();
    await page.getByRole('option', { name: 'Les élèves' }).click();
    await expect(table.getByRole('columnheader', { name: /Élèves/ })).toBeVisible();
    await page.getByRole('link', { name: /^2024-2025/ }).click();
    await expect(page.getByText('au 31/07/2025.')).toBeVisible();
    await expect(table.getByRole('columnheader', { name: /Élèves/ })).toBeVisible();
    await page.getByRole('link', { name: /^2026-2027/ }).click();
    await expect(page.getByText('au 31/07/2025.')).toBeHidden();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain('Commune;Code;À la date du;Écoles comptées;Existent;Dans un projet');
    expect(text).toMatch(/Argenteuil;95018;/);

    await table.getByRole('link', { name: 'Argenteuil', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Argenteuil' })).toBeVisible();
    await expect(table.getByRole('columnheader', { name: /Nature/ })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Fil d’Ariane' })).toContainText('Val-d’Oise (95)');
  });

  test('C34.02 un nombre mène à ses écoles ; un lecteur n’a rien de plus fin que le département', async ({
    page,
    browser,
  }) => {
    await plantProject({ schools: 1 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/detail?territoire=departement:95&par=commune');
    await page
      .getByRole('row', { name: /Argenteuil/ })
      .getByRole('link', { name: /inscrites à un projet ENT/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: /Écoles\s: Argenteuil/ })).toBeVisible();
    await expect(
      page
        .getByRole('table')
        .getByRole('row', { name: /Argenteuil/ })
        .first(),
    ).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Étapes' })
      .getByRole('link', { name: /Accrochées/ })
      .click();
    await expect(page.getByText(/écoles accrochées à l’AAF à cette date/).first()).toBeVisible();
    await expectAccessible(page);

    const context = await browser.newContext();
    const reader = await context.newPage();
    await signInAs(reader, 'lecteur@demo.invalid');
    await reader.goto('/couverture/detail?territoire=commune:95018');
    await expect(reader.getByRole('heading', { name: 'Rien à compter ici' })).toBeVisible();
    await reader.goto('/couverture/detail?territoire=departement:95&par=nature');
    await expect(reader.getByRole('row', { name: /^école élémentaire/ })).toBeVisible();
    await reader.goto('/couverture/detail?territoire=commune:00000');
    await expect(reader.getByRole('heading', { level: 1, name: /Cette page n’existe pas/ })).toBeVisible();
    await context.close();
  });
});

test('C34.03 sur un téléphone, le détail d’un département se lit et se descend', {
  tag: '@telephone',
}, async ({ page, capture }) => {
  await signInAs(page, 'maire@demo.invalid');
  await page.goto('/couverture/detail');
  await expect(page.getByRole('heading', { level: 1, name: /Argenteuil/ })).toBeVisible();
  await expectAccessible(page);
  await capture(page, 'couverture-detail-telephone');
  await page.goto('/couverture/detail?territoire=departement:95');
  await page.getByRole('link', { name: 'Argenteuil', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Argenteuil' })).toBeVisible();
});
