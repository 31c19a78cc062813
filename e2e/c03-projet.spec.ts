import { caller, database, plantProject, plantSchools, unique } from './support/scenes';
import { expect, signInAs, test } from './support/test';

test.describe('Projet', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  const name = unique('ENT des écoles d’Argenteuil, essai');
  let id = '';

  test('C3.01 la DANE crée un projet : porteur cherché par son nom, solution du catalogue', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/projets');
    await page.getByRole('link', { name: 'Nouveau projet' }).first().click();
    await page.getByLabel('Nom du projet').fill(name);
    await page.getByText('Premier degré', { exact: true }).click();
    const carrier = page.getByRole('combobox', { name: /Collectivité porteuse/ });
    await carrier.fill('argenteuil');
    await page
      .getByRole('option', { name: /Argenteuil/ })
      .first()
      .click();
    await page.getByRole('button', { name: /Solution/ }).click();
    await page.getByRole('option', { name: /Cartable ouvert/ }).click();
    await page.getByRole('button', { name: 'Créer et choisir les écoles' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Écoles du projet' })).toBeVisible();
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    const project = await database().project.findUniqueOrThrow({
      where: { id },
      include: { carrier: true, product: true },
    });
    expect(project.carrier.code).toBe('95018');
    expect(project.product?.name).toBe('Cartable ouvert (fictif)');
  });

  test('C3.02 des écoles sont reconnues dans une liste d’UAI collée, les autres refusées avec leur motif', async ({
    page,
  }) => {
    const [one, two] = await plantSchools(2);
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets/${id}/ecoles`);
    await page.getByText('Liste d’UAI', { exact: true }).click();
    await page
      .getByLabel('Liste d’UAI', { exact: true })
      .last()
      .fill(`${one?.uai}\n${two?.uai.toLowerCase()}; 0352143C 0951099D`);
    await page.getByRole('button', { name: 'Lire la liste' }).click();
    await expect(page.getByText(/^2\sécoles\sreconnues\set\scochées,\s2\sUAI\srefusés/)).toBeVisible();
    await expect(
      page.getByText(/La\slettre\sde\scontrôle\sde\sl’UAI\s0352143C\sest\sinexacte/),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Enregistrer la liste' }).click();
    await expect(page.getByText('Liste enregistrée : 2 écoles ajoutées.')).toBeVisible();
    expect(await database().projectSchool.count({ where: { projectId: id, removedOn: null } })).toBe(2);
  });

  test('C3.03 une commune donne ses écoles, et dit lesquelles sont dans un autre projet', async ({
    page,
  }) => {
    const other = await plantProject({ schools: 1 });
    const [school] = other.schools;
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets/${id}/ecoles`);
    const commune = page.getByRole('combobox', { name: 'Commune' });
    await commune.fill('Argenteuil');
    await page
      .getByRole('option', { name: /Argenteuil/ })
      .first()
      .click();
    await page.getByRole('searchbox', { name: 'Filtrer la liste' }).fill(school?.uai ?? '');
    await expect(page.getByText('1 école, dont 0 dans la liste et 1 dans un autre projet')).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(school?.uai ?? '') })).toContainText(other.name);
    await page.getByRole('row', { name: new RegExp(school?.uai ?? '') }).click();
    await page.getByRole('button', { name: 'Enregistrer la liste' }).click();
    await expect(page.getByText('Liste enregistrée : 1 école ajoutée.')).toBeVisible();
    await page.goto(`/projets/${id}`);
    await expect(page.getByRole('link', { name: other.name })).toBeVisible();
  });

  test('C3.04 une liste d’écoles qui a changé entre-temps n’est pas écrasée', async ({ page }) => {
    const [mine, theirs] = await plantSchools(2);
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets/${id}/ecoles`);
    await page.getByText('Liste d’UAI', { exact: true }).click();
    await page
      .getByLabel('Liste d’UAI', { exact: true })
      .last()
      .fill(mine?.uai ?? '');
    await page.getByRole('button', { name: 'Lire la liste' }).click();
    await expect(page.getByText(/^1\sécole\sreconnue\set\scochée/)).toBeVisible();
    const projet = await caller('redaction');
    const before = await projet.projects.schools({ id });
    await projet.projects.setSchools({ id, uais: [...before.map(({ uai }) => uai), theirs?.uai ?? ''] });
    await page.getByRole('button', { name: 'Enregistrer la liste' }).click();
    await expect(page.getByText('Vos changements sont gardés')).toBeVisible();
    await page.getByRole('button', { name: 'Enregistrer la liste' }).click();
    await expect(page.getByText('Liste enregistrée : 1 école ajoutée.')).toBeVisible();
    expect(await database().projectSchool.count({ where: { projectId: id, removedOn: null } })).toBe(5);
  });

  test('C3.05 un projet sans nom ni porteur est refusé sur ses champs', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/projets/nouveau');
    await page.getByRole('button', { name: 'Créer et choisir les écoles' }).click();
    await expect(page.getByRole('link', { name: 'Donnez un nom au projet.' })).toBeVisible();
    await page.getByLabel('Nom du projet').fill('Sans porteur');
    await page.getByText('Premier degré', { exact: true }).click();
    await page.getByRole('button', { name: 'Créer et choisir les écoles' }).click();
    await expect(page.getByRole('link', { name: 'Choisissez la collectivité porteuse.' })).toBeVisible();
    await expect(page.getByLabel('Nom du projet')).toHaveValue('Sans porteur');
  });

  test('C3.06 la cheffe de projet ne crée que pour sa commune', async ({ page }) => {
    await signInAs(page, 'projet@demo.invalid');
    await page.goto('/projets/nouveau');
    await expect(page.getByRole('combobox', { name: /Collectivité porteuse/ })).toHaveValue(/Argenteuil/);
  });
});
