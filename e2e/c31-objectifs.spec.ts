import { caller, database, plantSchools, type Town, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** Places of the 91 for this chapter alone: a circonscription that no other journey counts. */
const massy: Town = { insee: '91377', name: 'Massy', department: '91', academy: '25' };

test.describe('Objectifs', { tag: '@bureau' }, () => {
  test('C31.01 l’académie fixe un objectif, son point de départ est figé, sa tendance et sa courbe se lisent, il se modifie puis se clôt', async ({
    page,
  }) => {
    const constituency = unique('Circonscription d’essai');
    const schools = await plantSchools(4, massy);
    await database().school.updateMany({
      where: { uai: { in: schools.map(({ uai }) => uai) } },
      data: { constituency },
    });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/objectifs/nouveau');
    await expect(page.getByRole('heading', { level: 1, name: 'Fixer un objectif' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Fixer l’objectif' }).click();
    await expect(page.getByRole('link', { name: /Indiquez l’échéance/ })).toBeVisible();
    await page.getByRole('button', { name: /Sorte de territoire/ }).click();
    await page.getByRole('option', { name: 'Circonscription' }).click();
    await page.getByRole('combobox', { name: 'Territoire' }).fill(constituency);
    await page.getByRole('option', { name: constituency }).click();
    await page.getByRole('radio', { name: 'Dans un projet ENT' }).press('Space');
    const due = page.getByRole('group', { name: 'Échéance' });
    await due.getByRole('spinbutton', { name: /jour/i }).pressSequentially('31');
    await due.getByRole('spinbutton', { name: /mois/i }).pressSequentially('8');
    await due.getByRole('spinbutton', { name: /année/i }).pressSequentially('2030');
    await page.getByRole('button', { name: 'Fixer l’objectif' }).click();

    await expect(page.getByRole('heading', { level: 1, name: new RegExp(constituency) })).toBeVisible();
    await expect(page.getByText(/au départ\s: 0\s% \(0 sur 4\)/)).toBeVisible();
    await expect(page.getByText('Dans le rythme')).toBeVisible();
    await expect(page.getByRole('img', { name: /Taux mesuré et taux attendu/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(page.getByRole('table', { name: 'Le chemin parcouru' })).toBeVisible();

    await page.getByRole('button', { name: 'Modifier', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(dialog.getByText('Dites pourquoi.').first()).toBeVisible();
    await expectAccessible(page);
    await dialog
      .getByRole('textbox', { name: 'Pourquoi ce changement' })
      .fill('Le marché prend un an de plus.');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Objectif modifié.')).toBeVisible();
    await expect(page.getByText(/Le marché prend un an de plus/).first()).toBeVisible();

    await page.goto('/couverture/objectifs');
    const list = page.getByRole('region', { name: 'Objectifs', exact: true });
    await expect(list.getByRole('row', { name: new RegExp(constituency) })).toContainText('Dans le rythme');
    await expectAccessible(page);
    await list.getByRole('link', { name: new RegExp(constituency) }).click();
    await page.getByRole('button', { name: 'Clore', exact: true }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByRole('textbox', { name: 'Pourquoi' }).fill('Remplacé par un objectif départemental.');
    await asked.getByRole('button', { name: 'Clore l’objectif' }).click();
    await expect(page.getByText('Objectif clos.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Modifier', exact: true })).toBeHidden();
  });

  test('C31.02 une collectivité n’a pas d’objectif à lire ni à fixer, et la page tient sur un téléphone', async ({
    page,
    browser,
  }) => {
    await signInAs(page, 'projet@demo.invalid');
    await page.goto('/couverture/objectifs');
    await expect(page.getByRole('heading', { name: 'Rien à montrer sous ce rôle' })).toBeVisible();
    expect((await page.goto('/couverture/objectifs/nouveau'))?.status()).toBe(403);
    await plantSchools(1, massy);
    const { id } = await (await caller('dane')).objectives.set({
      territoryKind: 'department',
      territoryCode: '91',
      stage: 'used',
      degree: 'primary',
      sector: 'all',
      target: 1,
      targetOn: `20${30 + Math.floor(Math.random() * 60)}-06-30`,
    });
    const phone = await onPhone(browser);
    await signInAs(phone, 'dane@demo.invalid');
    for (const path of [
      '/couverture/objectifs',
      '/couverture/objectifs/nouveau',
      `/couverture/objectifs/${id}`,
    ]) {
      await phone.goto(path);
      await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
      const width = await phone.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(390);
    }
    await expectAccessible(phone);
    await phone.context().close();
  });
});
