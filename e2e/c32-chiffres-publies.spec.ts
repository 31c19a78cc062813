import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

test.describe('Chiffres publiés', { tag: '@bureau' }, () => {
  test('C32.03 un maire lit, trie et emporte les chiffres sur son téléphone, sans pouvoir les changer', async ({
    browser,
  }) => {
    const page = await onPhone(browser);
    await signInAs(page, 'maire@demo.invalid');
    await page.goto('/couverture/chiffres-publies?academie=25');
    await expect(page.getByText('généralisé (90 % ou plus)')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Saisir un chiffre' })).toHaveCount(0);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.screen.width);
    expect(wide).toBe(false);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain('Code département;Nom;Degré');
    expect(text).toMatch(/\r\n95;Val-d’Oise;Premier degré;2022;;généralisé/);
    await page.goto('/couverture/chiffres-publies?academie=25&tri=-publie');
    await expect(page.getByRole('row').nth(1)).toContainText('Val-d’Oise');
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name: /Val-d’Oise \(95\)/ })).toBeVisible();
    await expect(page.getByText('Ce qui explique la différence')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Corriger' })).toHaveCount(0);
    await expectAccessible(page);
    const refusal = await page.goto('/couverture/chiffres-publies/nouveau');
    expect(refusal?.status()).toBe(403);
    await page.context().close();
  });
});
