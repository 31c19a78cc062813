import type { Page } from '@playwright/test';
import { caller, database, plantProject, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** A project of Rennes: what its académie publishes or settles touches no other journey. */
async function rennesProject() {
  const rennes = await caller('dane.rennes');
  const name = unique('Projet de Rennes');
  const { id } = await rennes.projects.create({ name, degree: 'primary', carrierInsee: '35238' });
  return { id, name, rennes };
}
const grid = (page: Page) => page.getByRole('grid', { name: 'Matrice des responsabilités' });
const cell = (page: Page, row: number, column: number) =>
  grid(page).locator(`[data-row="${row}"][data-column="${column}"]`);
const saved = (page: Page) => expect(page.getByText(/^Enregistré/).first()).toBeVisible();

/** Writes one cell of a project's matrix, as somebody else would. */
async function write(
  person: string,
  id: string,
  number: number,
  actorKey: string,
  meanings: ('doer' | 'accountable' | 'consulted' | 'informed')[],
) {
  const who = await caller(person);
  const { matrix } = await who.raci.matrix({ id });
  const activity = matrix?.phases.flatMap((band) => band.activities)[number - 1];
  const version = activity?.cells[actorKey]?.version ?? 0;
  await who.raci.setCells({ id, cells: [{ activityId: activity?.id ?? '', actorKey, meanings, version }] });
}

test.describe('Modèles de matrice et comparaison', { tag: '@bureau' }, () => {
  test('C25.01 un modèle s’écrit dans la grille, se publie sans erreur, un projet en part, puis voit la version suivante', async ({
    page,
  }) => {
    const name = unique('Modèle de matrice');
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto('/responsabilites/modeles');
    await expect(page.getByRole('heading', { level: 1, name: 'Modèles de matrice' })).toBeVisible();
    await page.getByRole('button', { name: 'Nouveau modèle' }).click();
    const opening = page.getByRole('dialog', { name: 'Nouveau modèle de matrice' });
    await opening.getByRole('textbox', { name: /^Nom du modèle/ }).fill(name);
    await expectAccessible(page);
    await opening.getByRole('button', { name: 'Ouvrir le modèle' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

    // Nobody accountable any more for the fifth activity: it cannot be published.
    await cell(page, 4, 0).focus();
    await page.keyboard.press('Delete');
    await saved(page);
    await page.getByRole('button', { name: 'Publier…' }).click();
    const publishing = page.getByRole('dialog', { name: 'Publier le modèle' });
    await expect(publishing.getByText('Ce modèle ne peut pas encore être publié')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(publishing).toBeHidden();
    await cell(page, 4, 0).focus();
    await page.keyboard.press('r');
    await page.keyboard.press('a');
    await expect(cell(page, 4, 0)).toHaveText('AR');
    await saved(page);
    await page.getByRole('button', { name: 'Publier…' }).click();
    await publishing.getByRole('textbox', { name: /^Note de version/ }).fill('Pour les petites communes.');
    await expectAccessible(page);
    await publishing.getByRole('button', { name: 'Publier la version 1' }).click();
    await expect(page.getByText('En service', { exact: true })).toBeVisible();
    const templateId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    // A new project is offered it first, and says where it comes from.
    const project = await rennesProject();
    await page.goto(`/responsabilites/${project.id}`);
    const choices = page.getByRole('radiogroup', { name: 'Modèle de départ' });
    await expect(choices.getByRole('radio', { name: new RegExp(`^${name}, version 1`) })).toBeChecked();
    await expect(choices.getByRole('radio', { name: /^Proposition de l’application/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Partir du modèle' }).click();
    await expect(grid(page)).toBeVisible();
    await expect(
      page.getByText(new RegExp(`part du modèle de l’académie «\\s${name}\\s», version 1`)),
    ).toBeVisible();

    // The template goes on: the project is told, and sees what changed.
    const before = await project.rennes.raci.templates.get({ id: templateId });
    const activity = before.matrix.phases.flatMap((band) => band.activities)[0];
    const { version } = await project.rennes.raci.templates.setCells({
      id: templateId,
      cells: [{ activityId: activity?.id ?? '', actorKey: 'ED', meanings: ['informed'], version: 0 }],
    });
    await project.rennes.raci.templates.publish({ id: templateId, version });
    await page.reload();
    await expect(page.getByText(/La version\s2 est publiée depuis/)).toBeVisible();
    await page.getByRole('link', { name: 'comparer', exact: true }).click();
    await expect(page.getByText(/^1\scase changée\.$/)).toBeVisible();
    await page.goto(`/responsabilites/modeles/${templateId}/versions`);
    await expect(page.getByRole('heading', { name: 'Version 2' })).toBeVisible();
    await expect(page.getByText('Pour les petites communes.')).toBeVisible();
    await page.getByText('Voir ce qui a changé').click();
    await expect(page.getByText('est informé').first()).toBeVisible();
    await expectAccessible(page);
    await project.rennes.raci.templates.retire({ id: templateId, retired: true, version: 1 });
  });

  test('C25.02 la matrice d’un projet devient un modèle, qui se renomme, se retire et revient', async ({
    page,
  }) => {
    const project = await rennesProject();
    await project.rennes.raci.start({ id: project.id, template: 'application' });
    const name = unique('Tiré d’un projet');
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('button', { name: 'Enregistrer comme modèle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enregistrer comme modèle' });
    await dialog.getByRole('button', { name: 'Ouvrir le modèle' }).click();
    await expect(dialog.getByText('Donnez un nom au modèle.').first()).toBeVisible();
    await dialog.getByRole('textbox', { name: /^Nom du modèle/ }).fill(name);
    await dialog.getByRole('button', { name: 'Ouvrir le modèle' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByText('En préparation', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Renommer' }).click();
    const renaming = page.getByRole('dialog', { name: 'Renommer le modèle' });
    const renamed = `${name} bis`;
    await renaming.getByRole('textbox', { name: /^Nom du modèle/ }).fill(renamed);
    await renaming.getByRole('button', { name: 'Renommer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
    await page.getByRole('button', { name: 'Publier…' }).click();
    await page.getByRole('button', { name: 'Publier la version 1' }).click();
    await expect(page.getByText('En service', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Retirer le modèle' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer le modèle' }).click();
    await expect(page.getByText('Retiré', { exact: true })).toBeVisible();
    await expect(page.getByText('Lecture seule')).toBeVisible();
    const other = await rennesProject();
    const offered = await other.rennes.raci.templates.choices({ id: other.id });
    expect(offered.map((one) => one.name)).not.toContain(renamed);
    await page.getByRole('button', { name: 'Remettre en service' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remettre en service' }).click();
    await expect(page.getByText('En service', { exact: true })).toBeVisible();
    const template = await database().raciTemplate.findFirstOrThrow({ where: { name: renamed } });
    await other.rennes.raci.templates.retire({
      id: template.id,
      retired: true,
      version: template.version,
    });
  });

  test('C25.03 deux projets, un projet et son modèle se comparent en mots, en tableau et en fichier', async ({
    page,
    browser,
  }) => {
    const one = await plantProject({ schools: 1 });
    const other = await plantProject({ schools: 1 });
    const projet = await caller('projet');
    for (const { id } of [one, other]) await projet.raci.start({ id, template: 'application' });
    await write('projet', one.id, 5, 'CO', ['accountable', 'doer']);
    await write('projet', one.id, 5, 'AC', ['doer']);
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${one.id}/comparaison`);
    await expect(page.getByText(/^2\scases changées\.$/)).toBeVisible();
    const list = page.getByRole('list', { name: 'Activités qui diffèrent' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    const row = list.getByRole('row').filter({ hasText: 'Collectivité' });
    await expect(row).toContainText('réalise et répond du résultat');
    await expectAccessible(page);

    // Another project, chosen from the list: the address keeps both sides.
    await page.getByRole('button', { name: /Avant/ }).click();
    await page.getByRole('option', { name: new RegExp(other.name) }).click();
    await page.waitForURL(/avec=projet-/);
    await expect(page.getByText(/^2\scases changées\.$/)).toBeVisible();
    await page.getByRole('link', { name: 'Tout', exact: true }).click();
    const table = page.getByRole('region', { name: 'Les deux matrices en une' });
    await expect(table.getByRole('rowheader', { name: /Dresser le bilan annuel/ })).toBeVisible();
    await expect(table.locator('del')).toHaveCount(2);
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger en CSV' }).click();
    const stream = await (await download).createReadStream();
    const text = Buffer.concat((await stream.toArray()) as Buffer[]).toString('utf8');
    expect(text).toContain('Rédiger le projet de convention;Collectivité;R;AR');

    await page.goto(`/responsabilites/${one.id}/comparaison?avec=actuel`);
    await expect(page.getByText('Ces deux matrices disent la même chose')).toBeVisible();
    const hidden = await page.goto(`/responsabilites/${one.id}/comparaison?avec=projet-inconnu`);
    expect(hidden?.status()).toBe(404);

    const phone = await onPhone(browser);
    await signInAs(phone, 'projet@demo.invalid');
    await phone.goto(`/responsabilites/${one.id}/comparaison`);
    await expect(phone.getByText('réalise et répond du résultat').first()).toBeVisible();
    await expectAccessible(phone);
    await phone.context().close();
  });

  test('C25.04 la carte de l’académie se parcourt au clavier, se filtre et se lit sur un téléphone', async ({
    page,
    browser,
  }) => {
    const project = await plantProject({ schools: 1 });
    await (await caller('projet')).raci.start({ id: project.id, template: 'application' });
    await write('projet', project.id, 1, 'ED', ['doer', 'accountable']);
    await write('projet', project.id, 1, 'CO', ['consulted']);
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/responsabilites/academie');
    const map = page.getByRole('grid', { name: 'Activités et parties' });
    await expect(map.getByText(/varie selon les projets/).first()).toBeVisible();
    await expectAccessible(page);
    const first = map.getByRole('link', { name: /^Recenser les besoins et l’existant, Académie/ });
    await first.focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    const vendor = map.getByRole('link', { name: /^Recenser les besoins et l’existant, Éditeur/ });
    await expect(vendor).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(vendor).toBeFocused();
    await page.keyboard.press('Enter');
    const behind = page.getByRole('region', { name: /^Recenser les besoins et l’existant/ });
    await expect(behind.getByRole('heading')).toBeFocused();
    await expect(behind.getByRole('link', { name: project.name })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/responsabilites/academie?phase=support&compte=realise');
    await expect(map.getByText('Animer les usages')).toBeVisible();
    await expect(map.getByText('Recenser les besoins et l’existant')).toHaveCount(0);
    await expect(page.getByText(/nombre de projets où la partie réalise/)).toBeVisible();

    const phone = await onPhone(browser);
    await signInAs(phone, 'dane@demo.invalid');
    await phone.goto('/responsabilites/academie');
    const card = phone.getByRole('article').filter({ hasText: 'Recenser les besoins et l’existant' });
    await card.getByRole('link', { name: /^Éditeur/ }).click();
    await expect(phone.getByRole('link', { name: project.name })).toBeVisible();
    await expectAccessible(phone);
    await phone.context().close();
  });

  test('C25.05 l’académie change ses lettres : légende, grille, touches et presse-papiers suivent, rien de gardé ne change', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const project = await rennesProject();
    await project.rennes.raci.start({ id: project.id, template: 'application' });
    const held = () =>
      database().raciCell.findMany({
        where: { activity: { matrix: { projectId: project.id } } },
        orderBy: [{ activityId: 'asc' }, { actorId: 'asc' }],
        select: { activityId: true, actorId: true, meanings: true },
      });
    const before = await held();
    await signInAs(page, 'dane.rennes@demo.invalid');
    const settle = async (letters: string) => {
      await page.goto('/administration/academies/14');
      const field = page.getByRole('textbox', { name: /^Les quatre lettres/ });
      await field.fill('AAAA');
      await page.getByRole('button', { name: 'Enregistrer les réglages' }).click();
      await expect(page.getByText('Les quatre lettres sont différentes.').first()).toBeVisible();
      await field.fill(letters);
      const legend = page.getByRole('status', { name: 'Légende telle qu’elle se lira' });
      await expect(legend.getByRole('term').first()).toHaveText(letters.charAt(0));
      await page.getByRole('button', { name: 'Enregistrer les réglages' }).click();
      await expect(page.getByText('Réglages enregistrés.')).toBeVisible();
    };
    await settle('ARCI');
    await expectAccessible(page);
    await page.goto(`/responsabilites/${project.id}`);
    // The collectivité answers for the first activity and does it: « RA » where it was « AR ».
    await expect(cell(page, 0, 2)).toHaveText('RA');
    await expect(cell(page, 0, 1)).toHaveText('A');
    await cell(page, 0, 1).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    expect((await page.evaluate(() => navigator.clipboard.readText())).trimEnd()).toBe('A\tRA');
    await cell(page, 0, 3).focus();
    await page.keyboard.press('a');
    await expect(cell(page, 0, 3)).toHaveText('A');
    await saved(page);
    const written = (await held()).filter(
      (one) =>
        !before.some(({ activityId, actorId }) => activityId === one.activityId && actorId === one.actorId),
    );
    expect(written.map(({ meanings }) => meanings)).toEqual([['doer']]);
    await settle('RACI');
    await page.goto(`/responsabilites/${project.id}`);
    await expect(cell(page, 0, 2)).toHaveText('AR');
    await expect(cell(page, 0, 3)).toHaveText('R');
    expect(
      (await held()).filter((one) =>
        before.some(({ activityId, actorId }) => activityId === one.activityId && actorId === one.actorId),
      ),
    ).toEqual(before);
  });
});
