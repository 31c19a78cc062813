import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { civilDate, now } from '@/server/clock';
import { database, plantProject } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** Takes a file of the chart of this title. */
async function take(page: Page, title: string | RegExp, entry: string): Promise<Download> {
  await page
    .getByRole('figure', { name: title })
    .getByRole('button', { name: /^Télécharger/ })
    .click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: entry }).click(),
  ]);
  return download;
}
const textOf = async (download: Download) => readFile(await download.path(), 'utf8');
const linesOf = async (download: Download) =>
  (await textOf(download))
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';'));

/** A picture that stands alone: read by a parser, nothing of the page left in it, its words inside. */
async function expectWholeSvg(page: Page, download: Download, words: string[]): Promise<void> {
  const svg = await textOf(download);
  const root = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.nodeName,
    svg,
  );
  expect(root).toBe('svg');
  for (const foreign of ['class=', 'var(', 'oklch', 'light-dark', '<a ']) expect(svg).not.toContain(foreign);
  const said = svg.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  for (const word of words) expect(said).toContain(word);
}

async function expectPng(download: Download): Promise<void> {
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(800);
  expect(bytes.readUInt32BE(20)).toBeGreaterThan(400);
}

test.describe('Carte et courbes', { tag: '@bureau' }, () => {
  test('C29.01 la carte de France se parcourt aux flèches, dit chaque département, et Entrée l’ouvre', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/carte?etape=accrochees&perimetre=tous');
    await expect(page.getByRole('heading', { level: 1, name: 'Carte de France' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Légende' })).toContainText('90 % et plus');
    await expect(page.getByText('Fond de carte')).toBeVisible();
    const places = page.locator('svg[data-chart] a[data-place]');
    await expect(places).toHaveCount(101);
    // One stop for the keyboard.
    await expect(page.locator('svg[data-chart] a[tabindex="0"]')).toHaveCount(1);
    await places.first().focus();
    await expect(page.getByRole('link', { name: /^Ain \(01\)/ })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    const west = page.locator('svg[data-chart] a:focus');
    await expect(west).not.toHaveAttribute('data-place', '01');
    // What is heard is also written under the map.
    const words = (await west.getAttribute('aria-label')) ?? '';
    expect(words).toMatch(/\(\d[\dAB]\)/);
    await expect(page.locator('figure').getByText(words, { exact: true })).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.getByRole('link', { name: /^Mayotte \(976\)/ })).toBeFocused();
    await page.keyboard.press('Home');
    await expect(page.getByRole('link', { name: /^Ain \(01\)/ })).toBeFocused();
    await expectAccessible(page);

    // The address holds all of it: the département opens on the same link, scope and date.
    await page.getByRole('link', { name: /^Val-d’Oise \(95\)/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/couverture\/carte\/95\?.*etape=accrochees/);
    await expect(page).toHaveURL(/perimetre=tous/);
    await expect(page.getByRole('heading', { level: 1, name: /Val-d’Oise \(95\)/ })).toBeVisible();
    await page.getByRole('link', { name: 'Académie de Versailles' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Carte de l’académie de Versailles' }),
    ).toBeVisible();
    await expect(page.locator('svg[data-chart] a[data-place]')).toHaveCount(4);
  });

  test('C29.02 la carte a son tableau, son CSV aux mêmes nombres, son SVG et son PNG qui se lisent seuls', async ({
    page,
  }) => {
    await plantProject({ schools: 2 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/carte?academie=25');
    const title = 'Dans un projet, par département';
    const lines = await linesOf(await take(page, title, 'Les données (CSV)'));
    expect(lines[0]?.slice(0, 6)).toEqual([
      'Département',
      'Code',
      'Académie',
      'Existent',
      'Dans un projet',
      'Part (%)',
    ]);
    expect(lines.slice(1).map((line) => line[1])).toEqual(['78', '91', '92', '95']);
    expect(lines[1]?.at(-1)).toContain('svg-maps');
    await expectWholeSvg(page, await take(page, title, 'L’image vectorielle (SVG)'), [
      title,
      'moins de 20 %',
      'Accord’ENT, calculé',
      'Fond de carte',
    ]);
    await expectPng(await take(page, title, 'L’image (PNG)'));

    await page.getByRole('button', { name: 'Voir le tableau' }).click();
    const table = page.getByRole('table', { name: title });
    const inProject = lines.find((line) => line[1] === '95')?.[4] ?? '';
    expect(Number(inProject)).toBeGreaterThanOrEqual(2);
    await expect(table.getByRole('row', { name: /Val-d’Oise/ })).toContainText(inProject);
    await table.getByRole('button', { name: 'Dans un projet' }).click();
    await table.getByRole('button', { name: 'Dans un projet' }).click();
    await expect(table.getByRole('columnheader', { name: 'Dans un projet' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    const counts = (await table.locator('tbody tr td:nth-of-type(4)').allInnerTexts()).map((text) =>
      Number(text.replaceAll(/\D/g, '')),
    );
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Voir la carte' }).click();
    await expect(page.locator('svg[data-chart]')).toBeVisible();
  });

  test('C29.03 la carte d’un département montre l’étape de chaque école, dans le seul périmètre', async ({
    page,
  }) => {
    const { schools } = await plantProject({ schools: 2 });
    const [placed, unplaced] = schools;
    await database().school.update({
      where: { uai: placed?.uai ?? '' },
      data: { latitude: 48.9472, longitude: 2.2467 },
    });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/carte/95');
    await expect(page.getByRole('list', { name: 'Légende' })).toContainText('Dans un projet');
    // Without coordinates: told, and in the table.
    await expect(page.getByText(/coordonnées dans l’annuaire\s:/)).toBeVisible();
    const map = page.getByRole('application', { name: /Val-d’Oise, écoles/ });
    await map.focus();
    await page.keyboard.press('Home');
    const said = page.locator('figure p strong');
    await expect(said).toBeVisible();
    const first = ((await said.textContent()) ?? '').split(',')[0] ?? '';
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(said).toContainText(first);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/couverture\/ecoles\/\w{8}/);
    await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();

    await page.goto('/couverture/carte/95');
    await page.getByRole('button', { name: 'Voir le tableau' }).click();
    const table = page.getByRole('table', { name: /les écoles/ });
    for (const one of [placed, unplaced])
      await expect(table.getByRole('row', { name: new RegExp(one?.uai ?? '') })).toContainText(
        'Dans un projet',
      );
    await expect(table.getByRole('link', { name: placed?.name ?? '' })).toHaveAttribute(
      'href',
      `/couverture/ecoles/${placed?.uai}`,
    );

    // Another académie: the school exists, and that is all.
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto('/couverture/carte/95');
    await expect(page.getByText('L’étape d’une école n’est montrée que dans votre périmètre.')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Légende' })).not.toContainText('Dans un projet');
    await page.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(table.getByRole('row', { name: new RegExp(placed?.uai ?? '') })).toContainText(
      'hors de votre périmètre',
    );
    expect((await page.request.get('/couverture/carte/20')).status()).toBe(404);
  });

  test('C29.04 les courbes disent la chaîne mois par mois, les départements, leurs entonnoirs, avec leurs fichiers', async ({
    page,
  }) => {
    await plantProject({ schools: 1 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/evolution');
    const title = /La chaîne dans le temps\s: Académie de Versailles/;
    await expect(page.getByRole('figure', { name: title })).toBeVisible();
    const today = civilDate(now());
    const lines = await linesOf(await take(page, title, 'Les données (CSV)'));
    expect(lines[0]?.[0]).toBe('Date');
    expect(lines.at(-1)?.[0]).toBe(today);
    expect(lines.length).toBeGreaterThan(40);
    await expectWholeSvg(page, await take(page, title, 'L’image vectorielle (SVG)'), [
      'Académie de Versailles',
      'Utilisées',
      'un point par mois',
    ]);
    await expectPng(await take(page, title, 'L’image (PNG)'));
    await expectAccessible(page);

    // The last point of a département is what its funnel counts.
    const compared = page.getByRole('figure', { name: 'Dans un projet, département par département' });
    await compared.getByRole('button', { name: 'Voir le tableau' }).click();
    const last = compared.getByRole('row').last();
    const funnel = page.getByRole('figure', { name: 'Val-d’Oise (95)' });
    await funnel.getByRole('button', { name: 'Voir le tableau' }).click();
    const share = await funnel
      .getByRole('row', { name: /Dans un projet/ })
      .getByRole('cell')
      .last()
      .textContent();
    await expect(last).toContainText(share ?? 'inconnu');
    await funnel.getByRole('link', { name: 'Dans un projet' }).click();
    await expect(page).toHaveURL(/\/couverture\/departements\/95\?.*etape=projet/);

    await page.goto('/couverture/evolution?territoire=departement:95&pas=semaine');
    await expect(page.getByRole('figure', { name: /La chaîne dans le temps\s: Val-d’Oise/ })).toBeVisible();
    await expect(page.getByText(/un point par semaine/).first()).toBeVisible();
    // A territory that does not exist is not guessed.
    expect((await page.request.get('/couverture/evolution?territoire=departement:20')).status()).toBe(404);
  });

  test('C29.05 deux dates disent quelles écoles sont entrées, deux territoires ce qui les sépare', async ({
    page,
  }) => {
    const { schools } = await plantProject({ schools: 2 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/comparaison?territoire=departement:95');
    await expect(page.getByRole('figure', { name: /Val-d’Oise \(95\), d’une date à l’autre/ })).toBeVisible();
    const list = page.getByRole('table', { name: 'Écoles entrées et sorties' });
    for (const { uai } of schools)
      await expect(list.getByRole('row', { name: new RegExp(uai) })).toContainText('Entrée');
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger la liste (CSV)' }).click(),
    ]);
    const named = (await linesOf(download)).map((line) => line[3]);
    for (const { uai } of schools) expect(named).toContain(uai);

    await page.getByRole('link', { name: 'Deux territoires' }).click();
    await expect(page.getByText('Second territoire')).toBeVisible();
    await page.goto(
      '/couverture/comparaison?avec=territoire&territoire=departement:95&second=departement:78',
    );
    const title = 'Val-d’Oise (95) et Yvelines (78)';
    const lines = await linesOf(await take(page, title, 'Les données (CSV)'));
    const [, first = [], second = []] = lines;
    expect(first[0]).toBe('Existent');
    expect(Number(first[5])).toBe(Number(first[3]) - Number(first[1]));
    expect(Number(second[5])).toBe(Number(second[3]) - Number(second[1]));
    await expectAccessible(page);

    // Outside one's perimeter, schools are counted and not named.
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto('/couverture/comparaison?territoire=departement:95');
    await expect(page.getByText(/hors de votre périmètre\s:/)).toBeVisible();
    for (const { name } of schools) await expect(page.getByText(name)).toHaveCount(0);
  });

  test('C29.06 sur un téléphone la carte vient d’abord, un appui nomme l’école avant de l’ouvrir', async ({
    browser,
  }) => {
    const { schools } = await plantProject({ schools: 1 });
    const uai = schools[0]?.uai ?? '';
    // Alone at its place, so that a finger meets no other.
    await database().school.update({ where: { uai }, data: { latitude: 49.17, longitude: 1.75 } });
    const page = await onPhone(browser);
    await signInAs(page, 'dane@demo.invalid');
    for (const address of [
      '/couverture/carte',
      '/couverture/carte/95',
      '/couverture/evolution',
      '/couverture/comparaison',
    ]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('svg[data-chart]').first()).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${address} is wider than the window`).toBeLessThanOrEqual(390);
    }
    await page.goto('/couverture/carte/95');
    const map = page.getByRole('application', { name: /Val-d’Oise, écoles/ });
    await expect(map).toBeVisible();
    const mapTop = await map.boundingBox();
    const filtersTop = await page.getByRole('search', { name: 'Filtres' }).boundingBox();
    expect(mapTop?.y ?? Infinity).toBeLessThan(filtersTop?.y ?? 0);
    // By the keys of the map one finds where the school is drawn; the finger goes there.
    await map.focus();
    await page.keyboard.press('Home');
    const said = page.locator('figure p strong');
    await expect(said).toBeVisible();
    const ring = await page.locator('[data-ring]').boundingBox();
    const words = (await said.textContent()) ?? '';
    await page.keyboard.press('End');
    if (ring) await page.touchscreen.tap(ring.x + ring.width / 2, ring.y + ring.height / 2);
    await expect(page.getByRole('link', { name: 'Ouvrir la fiche' })).toBeVisible();
    expect(words.length).toBeGreaterThan(5);
    await expect(page).toHaveURL(/\/couverture\/carte\/95/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Ouvrir la fiche' }).click();
    await expect(page).toHaveURL(/\/couverture\/ecoles\//);
    await page.context().close();
  });
});
