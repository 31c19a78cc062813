import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { argenteuilProject } from '@/prisma/seed/demonstration/argenteuil';
import { database, plantConvention } from './support/scenes';
import { expect, signInAs, test } from './support/test';

test.describe('Accès', { tag: '@bureau' }, () => {
  const project = () => database().project.findFirstOrThrow({ where: { name: argenteuilProject } });
  const convention = () =>
    database().convention.findFirstOrThrow({
      where: { project: { name: argenteuilProject }, status: 'in_force' },
    });

  test('C10.01 une autre académie ne trouve ni projet, ni convention, ni document', async ({ page }) => {
    const [{ id: projectId }, { id }] = [await project(), await convention()];
    await signInAs(page, 'dane.rennes@demo.invalid');
    for (const address of [
      `/projets/${projectId}`,
      `/conventions/${id}`,
      `/conventions/${id}/document.pdf`,
      `/responsabilites/${projectId}`,
    ]) {
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe(404);
    }
    await page.goto(`/conventions/${id}`);
    await expect(page.getByText('Cette page n’existe pas, ou vous n’y avez pas accès')).toBeVisible();
  });

  test('C10.02 ce que l’on peut lire sans pouvoir le faire répond 403, et dit quoi faire', async ({
    page,
  }) => {
    const { id } = await project();
    await signInAs(page, 'maire@demo.invalid');
    expect((await page.goto(`/projets/${id}`))?.status()).toBe(200);
    expect((await page.goto(`/projets/${id}/ecoles`))?.status()).toBe(403);
    await expect(page.getByText('Votre rôle ne permet pas de faire cela')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Changer de rôle' })).toBeVisible();
  });

  test('C10.03 l’exploitant tient la plateforme et ne lit aucun texte', async ({ page }) => {
    const { id } = await convention();
    await signInAs(page, 'exploitant@demo.invalid');
    expect((await page.request.get(`/conventions/${id}`)).status()).not.toBe(200);
    expect((await page.request.get(`/conventions/${id}/document.pdf`)).status()).not.toBe(200);
    expect((await page.goto('/administration'))?.status()).toBe(200);
  });

  test('C10.04 la DSDEN des Yvelines ne voit pas une convention du seul Val-d’Oise', async ({ page }) => {
    const { id } = await convention();
    await signInAs(page, 'dsden78@demo.invalid');
    expect((await page.request.get(`/conventions/${id}`)).status()).toBe(404);
    await page.goto('/conventions');
    await expect(page.getByRole('row', { name: /Sartrouville/ })).toBeVisible();
    await expect(page.getByText(/Argenteuil/)).toHaveCount(0);
  });

  test('C10.05 un directeur d’école ne lit une convention qu’une fois signée, et la sienne', async ({
    page,
  }) => {
    const { id } = await convention();
    const draft = await plantConvention('ready_to_sign');
    await signInAs(page, 'ecole@demo.invalid');
    expect((await page.goto(`/conventions/${id}`))?.status()).toBe(200);
    expect((await page.request.get(`/conventions/${draft.id}`)).status()).toBe(404);
  });

  test('C10.06 sans connexion, toute page de travail mène à la connexion', async ({ page }) => {
    for (const address of [
      '/tableau-de-bord',
      '/projets',
      '/conventions',
      '/accrochage',
      '/administration',
    ]) {
      await page.goto(address);
      expect(new URL(page.url()).pathname, address).toBe('/connexion');
    }
  });

  test('C10.07 chaque rôle ouvre les pièces qui sont les siennes, et toutes s’ouvrent', async ({ page }) => {
    test.setTimeout(180_000);
    for (const { email } of demonstrationAccounts) {
      await signInAs(page, email);
      await page.goto('/tableau-de-bord');
      const rooms = await page
        .getByRole('navigation', { name: 'Navigation principale' })
        .first()
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(rooms.length, email).toBeGreaterThan(0);
      for (const room of rooms) {
        const answer = await page.request.get(room);
        expect(answer.status(), `${email} ${room}`).toBe(200);
      }
    }
  });
});
