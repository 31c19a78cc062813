import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { database } from './support/scenes';
import { expect, signInAs, test } from './support/test';

const real = path.join(import.meta.dirname, '..', '..', 'shared', 'data', 'annuaire-versailles.csv');
const head =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Code_commune;Nom_commune;Code_departement;latitude;longitude;etat';
/** What stands in for the official file where it is absent: two écoles, one collège, a wrong letter. */
const small = [
  head,
  '0950001B;École élémentaire Jean Jaurès;Ecole;Public;95100;95018;Argenteuil;095;48.95;2.25;OUVERT',
  '0780006H;Collège Jean Moulin;Collège;Public;78500;78586;Sartrouville;078;48.94;2.16;OUVERT',
  '0910002A;École maternelle Les Sources;Ecole;Public;91300;91377;Massy;091;48.73;2.27;OUVERT',
].join('\r\n');
const bytes = existsSync(real) ? readFileSync(real) : Buffer.from(small);

async function load(page: Page, name: string, buffer: Buffer) {
  await page.goto('/administration/annuaire');
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Lire le fichier', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Applies what the page shows, once it has been compared. */
async function apply(page: Page) {
  await page.getByRole('button', { name: 'Appliquer…', exact: true }).click({ timeout: 60_000 });
  await page.getByRole('alertdialog').getByRole('button', { name: 'Appliquer', exact: true }).click();
  await expect(page.getByRole('main').getByText('Appliqué', { exact: true }).first()).toBeVisible({
    timeout: 60_000,
  });
}

test.describe('Annuaire', () => {
  test.describe.configure({ mode: 'serial' });

  test('C2.01 la DANE charge l’annuaire officiel et lit son rapport', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    await load(page, 'annuaire.csv', bytes);
    await apply(page);
    await expect(page.getByRole('heading', { name: 'En chiffres' })).toBeVisible({ timeout: 60_000 });
    const lines = bytes.toString('utf8').trim().split(/\r?\n/).length - 1;
    const done = await database().directoryImport.findFirstOrThrow({
      where: { fileName: 'annuaire.csv' },
      orderBy: { createdAt: 'desc' },
    });
    expect(done.received).toBe(lines);
    expect(done.created + done.refused).toBe(lines);
    const report = await page.request.get(`${page.url()}/rapport.csv`);
    expect(report.status()).toBe(200);
    expect(report.headers()['content-type']).toContain('text/csv');
  });

  test('C2.02 le même fichier, une seconde fois, ne change rien', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    const before = await database().school.findMany({ select: { uai: true, updatedAt: true } });
    await load(page, 'annuaire-encore.csv', bytes);
    await apply(page);
    await expect(page.getByRole('heading', { name: 'En chiffres' })).toBeVisible({ timeout: 60_000 });
    const done = await database().directoryImport.findFirstOrThrow({
      where: { fileName: 'annuaire-encore.csv' },
      orderBy: { createdAt: 'desc' },
    });
    expect([done.created, done.updated, done.closed]).toEqual([0, 0, 0]);
    expect(await database().school.findMany({ select: { uai: true, updatedAt: true } })).toEqual(before);
  });

  test('C2.03 un fichier illisible est refusé en entier, avec la raison', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    const before = await database().school.count();
    await load(page, 'photo.csv', Buffer.from('%PNG\u0000\u0001 pas un annuaire'));
    await expect(page.getByText('Rien n’a été importé')).toBeVisible();
    expect(await database().school.count()).toBe(before);
  });

  test('C2.04 l’import d’une académie compte à part les lignes des autres', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    const foreign = `${head}\n0350001H;École élémentaire de Bretagne;Ecole;Public;35000;35238;Rennes;035;48.1;-1.6;OUVERT\n0959802V;École élémentaire Voisine;Ecole;Public;95100;95018;Argenteuil;095;48.9;2.2;OUVERT`;
    await load(page, 'deux-academies.csv', Buffer.from(foreign));
    await apply(page);
    await expect(page.getByRole('heading', { name: 'En chiffres' })).toBeVisible();
    const done = await database().directoryImport.findFirstOrThrow({
      where: { fileName: 'deux-academies.csv' },
      orderBy: { createdAt: 'desc' },
    });
    expect([done.received, done.outside, done.created]).toEqual([2, 1, 1]);
    expect(await database().school.count({ where: { uai: '0350001H' } })).toBe(0);
  });

  test('C2.05 une lettre d’UAI fausse est un avertissement, une ligne sans UAI un refus avec son numéro', async ({
    page,
  }) => {
    await signInAs(page, 'exploitant@demo.invalid');
    const lines = `${head}\n0959803A;École à la lettre fausse;Ecole;Public;95100;95018;Argenteuil;095;;;OUVERT\n;École sans numéro;Ecole;Public;95100;95018;Argenteuil;095;;;OUVERT`;
    await load(page, 'lettres.csv', Buffer.from(lines));
    await expect(page.getByRole('heading', { name: /^Avertissements/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Lignes refusées/ })).toBeVisible();
    const refused = page.getByRole('table', { name: 'Lignes refusées' });
    await expect(refused.getByRole('row').nth(1)).toContainText('3');
  });

  test('C2.06 qui n’importe pas n’a pas de formulaire d’import', async ({ page }) => {
    await signInAs(page, 'annuaire@demo.invalid');
    await page.goto('/administration/annuaire');
    await expect(page.getByRole('button', { name: 'Lire le fichier', exact: true })).toHaveCount(0);
  });
});
