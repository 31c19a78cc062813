import { readFileSync } from 'node:fs';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { caller, database, plantProject, plantSchools, type Town } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

const head =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code_commune;Nom_commune;Code_departement;Ecole_maternelle;Ecole_elementaire;etat';

/**
 * Départements whose directory no other journey loads, nor plants a school in. One for each run that may be under
 * way at once: a file closes the schools that it no longer has and makes other files of its département out of date.
 */
const towns: readonly Town[] = [
  { insee: '29019', name: 'Brest', department: '29', academy: '14' },
  { insee: '22278', name: 'Saint-Brieuc', department: '22', academy: '14' },
  { insee: '56260', name: 'Vannes', department: '56', academy: '14' },
];

const townOf = ({ project, repeatEachIndex }: TestInfo): Town =>
  towns[((project.name === 'telephone' ? 1 : 0) + 2 * repeatEachIndex) % towns.length] as Town;

/** A directory with these schools, each as the application knows it but for what `edit` changes. */
async function directoryOf(uais: readonly string[], edit: (uai: string) => Partial<Record<string, string>>) {
  const schools = await database().school.findMany({
    where: { uai: { in: [...uais] } },
    orderBy: { uai: 'asc' },
  });
  const lines = schools.map((school) => {
    const { name = school.name, state = 'OUVERT', nursery = '0', address = '' } = edit(school.uai);
    return `${school.uai};${name};Ecole;Public;${address};${school.communeCode};${school.communeName};0${school.departmentCode};${nursery};1;${state}`;
  });
  return Buffer.from([head, ...lines, ''].join('\n'));
}

async function deposit(page: Page, name: string, buffer: Buffer) {
  await page.goto('/administration/annuaire');
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Lire le fichier', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Appliquer…', exact: true })).toBeVisible({
    timeout: 60_000,
  });
}

/** Types a day into a date field. */
async function typeDay(inside: Page | Locator, label: RegExp, [day, month, year]: [string, string, string]) {
  const field = inside.getByRole('group', { name: label });
  await field.getByRole('spinbutton', { name: /jour/i }).pressSequentially(day);
  await field.getByRole('spinbutton', { name: /mois/i }).pressSequentially(month);
  await field.getByRole('spinbutton', { name: /année/i }).pressSequentially(year);
}

async function applyShown(page: Page) {
  await page.getByRole('button', { name: 'Appliquer…', exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Appliquer', exact: true }).click();
  await expect(page.getByRole('main').getByText('Appliqué', { exact: true }).first()).toBeVisible({
    timeout: 60_000,
  });
}

test.describe('Vie des écoles', () => {
  test.describe.configure({ mode: 'serial' });
  const name = `rentree-${Date.now()}.csv`;
  let closing = '';
  let renamed = '';
  let conventionId = '';
  let number = '';
  let uais: string[] = [];

  test('C27.01 un annuaire déposé montre ce qu’il changerait, école par école, avant de rien changer', async ({
    page,
    browser,
  }, info) => {
    const town = townOf(info);
    const project = await plantProject({ town, schoolsOf: town, person: 'dane.rennes' });
    const dane = await caller('dane.rennes');
    ({ id: conventionId, number } = await dane.conventions.create({ projectId: project.id }));
    const listed = await database().conventionSchool.findMany({
      where: { conventionId },
      orderBy: { uai: 'asc' },
    });
    const others = await plantSchools(3, town);
    uais = [...listed.map((one) => one.uai), ...others.map((one) => one.uai)];
    [closing = '', renamed = ''] = uais;
    const before = await database().school.findUniqueOrThrow({ where: { uai: closing } });

    await signInAs(page, 'dane.rennes@demo.invalid');
    const file = await directoryOf(uais, (uai) =>
      uai === closing ? { state: 'FERME' } : uai === renamed ? { name: 'École Simone-Veil' } : {},
    );
    await deposit(page, name, file);
    await expect(page.getByText('Rien n’est encore enregistré', { exact: false })).toBeVisible();
    const kinds = page.getByRole('navigation', { name: 'Sortes de changements' });
    await kinds.getByRole('link', { name: /^Changements de nom/ }).click();
    const names = page.getByRole('table', { name: 'Changements de nom' });
    await expect(names.getByRole('row').filter({ hasText: renamed })).toContainText('École Simone-Veil');
    await kinds.getByRole('link', { name: /^Fermetures/ }).click();
    const closures = page.getByRole('table', { name: 'Fermetures' });
    await expect(closures.getByRole('row').filter({ hasText: closing })).toBeVisible();
    await expectAccessible(page);

    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter', exact: true }).click();
    expect(readFileSync(await (await csv).path(), 'utf8')).toContain(closing);

    const search = page.getByRole('searchbox', { name: 'Rechercher une école, une commune, un UAI' });
    await search.fill(`rien ${closing}`);
    await expect(page.getByText('Aucune école à montrer')).toBeVisible();

    const phone = await onPhone(browser);
    await signInAs(phone, 'dane.rennes@demo.invalid');
    await phone.goto(page.url());
    await expect(phone.getByRole('button', { name: 'Appliquer…', exact: true })).toBeVisible();
    await expectAccessible(phone);
    await phone.context().close();
    expect(await database().school.findUniqueOrThrow({ where: { uai: closing } })).toEqual(before);
  });

  test('C27.02 appliqué, il ferme les écoles à la date dite, et l’histoire de chacune le raconte', async ({
    page,
  }) => {
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto('/administration/annuaire');
    await page
      .getByRole('link', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) })
      .first()
      .click();
    await page.getByRole('button', { name: 'Appliquer…', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await expectAccessible(page);
    await typeDay(dialog, /^Date d’effet/, ['01', '09', '2026']);
    await dialog.getByRole('button', { name: 'Appliquer', exact: true }).click();
    await expect(page.getByText('avec effet au 01/09/2026', { exact: false })).toBeVisible({
      timeout: 60_000,
    });

    await page.goto(`/couverture/ecoles/${closing}`);
    const story = page.getByRole('region', { name: 'Histoire' });
    await expect(story.getByRole('listitem').filter({ hasText: 'Fermeture' })).toContainText('01/09/2026');
    await page.goto(`/couverture/ecoles/${renamed}`);
    await expect(story.getByText('Changement de nom', { exact: false })).toBeVisible();
    await expectAccessible(page);
  });

  test('C27.03 les conventions et projets concernés attendent la DANE, qui dit ce qui a été fait', async ({
    page,
  }) => {
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto('/tableau-de-bord');
    await page.goto('/administration/annuaire/suites');
    const table = page.getByRole('table', { name: 'Suites à donner' });
    const row = table.getByRole('row').filter({ hasText: number });
    await expect(row).toContainText('Convention');
    await expectAccessible(page);
    await row.getByRole('checkbox').press('Space');
    await page.getByRole('button', { name: 'Marquer comme traitées…' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: 'Ce qui a été fait' }).fill('Avenant en préparation');
    await dialog.getByRole('button', { name: 'Marquer comme traitées', exact: true }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole('link', { name: /^Traitées/ }).click();
    await expect(row).toContainText('Avenant en préparation');
  });

  test('C27.04 un fichier abandonné ne change rien, un fichier comparé trop tôt se recalcule', async ({
    page,
  }) => {
    await signInAs(page, 'dane.rennes@demo.invalid');
    const early = `trop-tot-${Date.now()}.csv`;
    const edited = await directoryOf(uais.slice(3), () => ({ address: '2 rue Neuve' }));
    await deposit(page, early, edited);
    const address = page.url();
    await deposit(
      page,
      `entre-temps-${Date.now()}.csv`,
      await directoryOf(uais.slice(3), () => ({ address: '1 rue Neuve' })),
    );
    await applyShown(page);
    await page.goto(address);
    await expect(page.getByText('Ces changements ne sont plus à jour')).toBeVisible();
    await page.getByRole('button', { name: 'Recalculer les changements' }).click();
    await expect(page.getByText('Ces changements ne sont plus à jour')).toHaveCount(0);
    await page.getByRole('button', { name: 'Abandonner…', exact: true }).click({ timeout: 60_000 });
    await page.getByRole('alertdialog').getByRole('button', { name: 'Abandonner', exact: true }).click();
    await expect(page.getByText('Ce fichier a été abandonné')).toBeVisible();
    const [school] = await database().school.findMany({ where: { uai: { in: uais.slice(3) } }, take: 1 });
    expect(school?.address).toBe('1 rue Neuve');
  });

  test('C27.05 un fichier plus ancien que l’annuaire le dit, et demande un accord explicite', async ({
    page,
  }) => {
    await signInAs(page, 'dane.rennes@demo.invalid');
    const old = await directoryOf(uais.slice(3), () => ({ address: '9 rue Ancienne' }));
    await page.goto('/administration/annuaire');
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'ancien.csv', mimeType: 'text/csv', buffer: old });
    await typeDay(page, /^Date du fichier/, ['01', '01', '2020']);
    await page.getByRole('button', { name: 'Lire le fichier', exact: true }).click();
    await expect(page.getByText('Ce fichier est plus ancien que l’annuaire')).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole('button', { name: 'Appliquer…', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Appliquer', exact: true }).click();
    await expect(
      dialog.getByText('Confirmez que vous voulez revenir à un fichier plus ancien.'),
    ).toBeVisible();
    await dialog.getByRole('checkbox').press('Space');
    await dialog.getByRole('button', { name: 'Appliquer', exact: true }).click();
    await expect(page.getByRole('main').getByText('Appliqué', { exact: true }).first()).toBeVisible({
      timeout: 60_000,
    });
  });
});
