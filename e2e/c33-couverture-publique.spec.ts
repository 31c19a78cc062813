import { readFile } from 'node:fs/promises';
import { pdfInfo, pdfText } from '@/server/documents/poppler';
import { plantProject, plantSchools, type Town } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** Schools of the 78 for this chapter alone: nobody else moves what the sheet and the screen both count. */
const versailles: Town = { insee: '78646', name: 'Versailles', department: '78', academy: '25' };

test.describe('Page publique et fiche', { tag: '@bureau' }, () => {
  test('C33.01 une académie choisit de publier : carte, tableau, données ouvertes et licence pour tous, puis plus rien dès qu’elle se ravise', async ({
    page,
    browser,
    baseURL,
  }) => {
    await plantSchools(1, { insee: '94028', name: 'Créteil', department: '94', academy: '24' });
    const visitor = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage();
    await visitor.goto('/couverture-publique');
    await expect(visitor.getByRole('heading', { level: 1, name: 'Couverture publique' })).toBeVisible();
    await expect(visitor.getByRole('heading', { name: 'Académie de Créteil' })).toHaveCount(0);

    await signInAs(page, 'exploitant@demo.invalid');
    const choose = async () => {
      await page.goto('/administration/academies/24');
      await page.getByText('Publier la couverture de l’académie').click();
      await page.getByRole('button', { name: 'Enregistrer les réglages' }).click();
      await expect(page.getByText('Réglages enregistrés.')).toBeVisible();
    };
    await choose();
    await visitor.reload();
    await expect(visitor.getByRole('heading', { name: 'Académie de Créteil' })).toBeVisible();
    const table = visitor.getByRole('table', { name: /académie de Créteil/ });
    await expect(table.getByRole('row', { name: /Val-de-Marne/ })).toBeVisible();
    await expect(visitor.getByRole('link', { name: /Licence Ouverte 2\.0/ })).toBeVisible();
    await visitor.getByText('Ce que contient chaque colonne').click();
    await expect(visitor.getByText(/Code du département.*du texte/)).toBeVisible();
    await expectAccessible(visitor);

    // The map without signing in: from the académies that publish to one of them, then to its line.
    const map = visitor.getByRole('figure', { name: 'Dans un projet, par département' });
    await expect(map.getByRole('list', { name: 'Légende' })).toContainText('académie qui ne publie pas');
    const valdemarne = map.getByRole('link', { name: /^Val-de-Marne \(94\)/ });
    await valdemarne.focus();
    await expect(map.getByText(/^Val-de-Marne \(94\)/)).toBeVisible();
    await visitor.keyboard.press('Enter');
    await expect(visitor).toHaveURL(/\/couverture-publique\?academie=24$/);
    await expect(map.getByText(/^Académie de Créteil\s:/)).toBeVisible();
    await expect(map.locator('svg[data-chart] a[data-place]')).toHaveCount(3);
    await expect(map.locator('svg[data-chart] a[tabindex="0"]')).toHaveCount(1);
    await expectAccessible(visitor);
    await valdemarne.focus();
    await visitor.keyboard.press('Enter');
    await expect(visitor).toHaveURL(/#departement-94$/);
    await expect(table.getByText('Val-de-Marne (94)')).toBeInViewport();
    await map.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(
      map.getByRole('table', { name: 'Dans un projet, par département' }).getByRole('row'),
    ).toHaveCount(4);

    const json = await visitor.request.get('/couverture-publique/donnees.json');
    expect(json.headers()['cache-control']).toContain('public');
    const read = (await json.json()) as { licence: { nom: string }; donnees: { academie_code: string }[] };
    expect(read.licence.nom).toContain('Licence Ouverte 2.0');
    expect(read.donnees.some((row) => row.academie_code === '24')).toBe(true);
    const csv = await visitor.request.get('/couverture-publique/donnees.csv');
    expect(await csv.text()).toContain('Val-de-Marne');
    const same = await visitor.request.get('/couverture-publique/donnees.csv', {
      headers: { 'if-none-match': csv.headers().etag ?? '' },
    });
    expect(same.status()).toBe(304);

    const phone = await onPhone(browser);
    await phone.goto('/couverture-publique');
    await expect(phone.getByRole('heading', { name: 'Académie de Créteil' })).toBeVisible();
    await expectAccessible(phone);
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > window.screen.width);
    expect(wide).toBe(false);
    await expect(phone.getByRole('link', { name: /^Val-de-Marne \(94\)/ })).toBeVisible();
    await phone.emulateMedia({ media: 'print' });
    await expect(phone.locator('svg[data-chart]')).toBeVisible();
    await expect(phone.getByRole('table', { name: /académie de Créteil/ })).toBeVisible();
    await expect(phone.getByRole('link', { name: 'Tableau (CSV)' })).toBeHidden();
    await phone.context().close();

    await choose();
    await visitor.reload();
    await expect(visitor.getByRole('heading', { level: 1, name: 'Couverture publique' })).toBeVisible();
    await expect(visitor.getByRole('heading', { name: 'Académie de Créteil' })).toHaveCount(0);
    const after = await visitor.request.get('/couverture-publique/donnees.csv');
    expect(await after.text()).not.toContain('Val-de-Marne');
    await visitor.context().close();
  });

  test('C33.02 la fiche d’un département tient sur une page A4 et dit les mêmes chiffres que l’écran', async ({
    page,
    browser,
  }) => {
    await plantProject({ schools: 2, schoolsOf: versailles });
    await signInAs(page, 'national@demo.invalid');
    const sheetOf = async (department: string) => {
      await page.goto(`/couverture/departements/${department}`);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Fiche en une page (PDF)' }).click();
      const bytes = await readFile(await (await download).path());
      const info = await pdfInfo(bytes);
      expect(info.get('Pages')).toBe('1');
      expect(info.get('Page size')).toMatch(/A4/);
      return (await pdfText(bytes)).replace(/\s+/g, ' ');
    };
    const text = await sheetOf('78');
    expect(text).toContain('Yvelines (78)');
    const onScreen = async (stage: string) => {
      const tab = page.getByRole('navigation', { name: 'Étapes' }).getByRole('link', { name: stage });
      return Number(((await tab.textContent()) ?? '').replace(/\D/g, ''));
    };
    const exists = await onScreen('Existent');
    const inProject = await onScreen('Dans un projet');
    expect(inProject).toBeGreaterThanOrEqual(2);
    const written = (count: number) => count.toLocaleString('fr-FR').replace(/\s/g, ' ');
    expect(text).toContain(`Ouverts ${written(exists)} établissement`);
    expect(text).toContain(`Dans un projet ${written(inProject)} sur ${written(exists)}, soit`);
    // What others published of the 95, beside.
    expect(await sheetOf('95')).toContain('772 écoles');

    const phone = await onPhone(browser);
    await signInAs(phone, 'maire@demo.invalid');
    await phone.goto('/couverture/departements/95');
    await expect(phone.getByRole('link', { name: 'Fiche en une page (PDF)' })).toBeVisible();
    await phone.context().close();
    const nobody = await browser.newContext();
    const refused = await nobody.request.get(
      new URL('/couverture/departements/95/fiche.pdf', page.url()).href,
      {
        maxRedirects: 0,
      },
    );
    expect(refused.status()).toBe(401);
    await nobody.close();
  });
});
