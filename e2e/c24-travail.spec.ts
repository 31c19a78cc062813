import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { deliberationFile } from '@/prisma/seed/demonstration/conventions';
import { addDays, longDate } from '@/server/calendar';
import { civilDate, now } from '@/server/clock';
import type { WorkAct } from '@/server/raci/work/domain';
import { caller, database, plantProject } from './support/scenes';
import { expect, expectAccessible, signInAs, test } from './support/test';

const today = civilDate(now());

/** A project of Argenteuil whose matrix is open. */
async function plantMatrix() {
  const project = await plantProject({ schools: 1 });
  await (await caller('projet')).raci.start({ id: project.id });
  return project;
}

/** Says how far an activity is, or when it is due, by the procedures. */
async function work(id: string, number: number, { act, dueOn }: { act?: WorkAct; dueOn?: string }) {
  const { raci } = await caller('projet');
  const line = async () => {
    const { activities } = await raci.work.ofProject({ id });
    const found = activities.find((one) => one.number === number);
    return { id, activityId: found?.id ?? '', workVersion: found?.workVersion ?? 0 };
  };
  if (act) await raci.work.setState({ ...(await line()), act });
  if (dueOn) await raci.work.setDue({ ...(await line()), dueOn });
}

const state = (of: Page | Locator, said: string, number: number) =>
  of.getByRole('button', { name: `${said}, état de l’activité ${number}`, exact: true });

/** Opens the menu of a state and does what it says, with the keyboard. */
async function byKeyboard(page: Page, button: Locator, label: string) {
  await button.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('menuitem', { name: label });
  await expect(entry).toBeVisible();
  await entry.press('Enter');
}

test.describe('Le travail de la matrice', { tag: '@bureau' }, () => {
  test('C24.01 l’état et l’échéance se changent au clavier ; le retard et le blocage alertent le maire qui répond, et cessent avec lui', async ({
    page,
  }) => {
    const project = await plantMatrix();
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await byKeyboard(page, state(page, 'À faire', 1), 'Commencer');
    await expect(state(page, 'En cours', 1)).toBeVisible();

    const yesterday = addDays(today, -1);
    const due = page.getByRole('button', { name: 'Sans échéance, échéance de l’activité 1', exact: true });
    await due.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Échéance de l’activité 1' });
    await panel.getByRole('spinbutton').first().focus();
    await page.keyboard.type(yesterday.split('-').reverse().join(''));
    await panel.getByRole('button', { name: 'Fixer l’échéance' }).press('Enter');
    const set = page.getByRole('button', { name: `${longDate(yesterday)}, échéance de l’activité 1` });
    await expect(set).toBeVisible();
    const row = page.getByRole('listitem').filter({ has: set });
    await expect(row).toContainText(/En retard de 1\sjour/);
    await expectAccessible(page);

    // In the panel of the grid, the same; blocked with its reason.
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('gridcell').first().focus();
    const panelOfCell = page.getByRole('complementary', { name: 'Case choisie' });
    await expect(panelOfCell).toContainText(/En retard de 1\sjour/);
    await byKeyboard(page, state(panelOfCell, 'En cours', 1), 'Signaler un blocage');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Signaler le blocage' }).press('Enter');
    await expect(dialog.getByText('Indiquez le motif.')).toBeVisible();
    await dialog.getByRole('textbox', { name: /Ce qui bloque/ }).fill('Le devis de l’éditeur manque.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Signaler le blocage' }).press('Enter');
    await expect(state(panelOfCell, 'Bloquée', 1)).toBeVisible();

    // The mayor, whose column answers: told, led to the activity, who lifts the block and finishes.
    await signInAs(page, 'maire@demo.invalid');
    await page.goto('/alertes?nature=blocages');
    const alert = page.getByRole('listitem').filter({ hasText: project.name });
    await expect(alert).toContainText('Le devis de l’éditeur manque.');
    await alert.getByRole('link', { name: /^Voir l’activité/ }).click();
    await page.waitForURL(new RegExp(`/responsabilites/${project.id}/suivi#activite-`));
    await byKeyboard(page, state(page, 'Bloquée', 1), 'Lever le blocage');
    await expect(state(page, 'En cours', 1)).toBeVisible();
    await page.goto('/alertes?nature=activites');
    await expect(alert).toContainText(/en retard de 1\sjour\s; Collectivité en répond/);
    await expectAccessible(page);
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await byKeyboard(page, state(page, 'En cours', 1), 'Terminer');
    await expect(state(page, 'Terminée', 1)).toBeVisible();
    // What the mayor has no part in is read, not changed.
    await expect(state(page, 'À faire', 14)).toHaveCount(0);
    await page.goto('/alertes?pour=tout');
    await expect(page.getByRole('heading', { level: 1, name: 'Alertes' })).toBeVisible();
    await expect(alert).toHaveCount(0);
    await page.goto(`/projets/${project.id}?onglet=journal`);
    await expect(page.getByText(/à «\sBloquée\s»\s: Le devis de l’éditeur manque/)).toBeVisible();
  });

  test('C24.02 une personne nommée trouve ce qui est à son nom, le commence de là ; qui ne prend part à rien n’a pas la page', async ({
    page,
  }) => {
    const project = await plantMatrix();
    const db = database();
    const { memberships } = await db.user.findUniqueOrThrow({
      where: { email: 'juridique@demo.invalid' },
      include: { memberships: true },
    });
    const matrix = await db.raciMatrix.findUniqueOrThrow({
      where: { projectId: project.id },
      include: { activities: { where: { phase: 'convention' }, orderBy: { position: 'asc' }, take: 1 } },
    });
    const named = await db.raciActor.create({
      data: {
        matrixId: matrix.id,
        key: 'JUR',
        label: 'Andréa Lebrun',
        short: 'AL',
        party: 'academy',
        kind: 'person',
        membershipId: memberships[0]?.id ?? '',
        position: 20,
      },
    });
    const [activity] = matrix.activities;
    await db.raciCell.create({
      data: { activityId: activity?.id ?? '', actorId: named.id, meanings: ['doer'] },
    });

    await signInAs(page, 'juridique@demo.invalid');
    await page.goto('/responsabilites');
    await page.getByRole('link', { name: 'Mes responsabilités' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Mes responsabilités' })).toBeVisible();
    await page.getByRole('button', { name: /Attribution/ }).click();
    await page.getByRole('option', { name: 'À mon nom seulement' }).click();
    await page.waitForURL(/attribution=nominative/);
    const line = page
      .getByRole('list', { name: 'Mes responsabilités' })
      .getByRole('listitem')
      .filter({ hasText: project.name });
    await expect(line).toContainText(/À votre nom\s: réalise/);
    await expectAccessible(page);
    await byKeyboard(page, state(line, 'À faire', 5), 'Commencer');
    await expect(state(line, 'En cours', 5)).toBeVisible();
    await line.getByRole('link', { name: /^5\. / }).click();
    await page.waitForURL(new RegExp(`/responsabilites/${project.id}/suivi#activite-`));
    await expect(state(page, 'En cours', 5)).toBeVisible();

    await signInAs(page, 'national@demo.invalid');
    await page.goto('/responsabilites');
    await expect(page.getByRole('heading', { level: 1, name: 'Responsabilités' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Mes responsabilités' })).toHaveCount(0);
    expect((await page.goto('/responsabilites/miennes'))?.status()).toBe(403);
  });

  test('C24.03 un document se joint et se télécharge par ceux qui prennent part ; il est refusé aux autres', async ({
    page,
  }) => {
    const project = await plantMatrix();
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await page.getByRole('button', { name: 'Joindre, documents de l’activité 1', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Documents de l’activité 1' });
    const file = dialog.locator('input[type="file"]');
    await file.setInputFiles({ name: 'note.pdf', mimeType: 'application/pdf', buffer: Buffer.from('texte') });
    await dialog.getByRole('button', { name: 'Joindre le document' }).click();
    await expect(dialog.getByText(/n’est pas un PDF complet/)).toBeVisible();
    const real = Buffer.from(deliberationFile('x').contentBase64, 'base64');
    await file.setInputFiles({ name: 'état des lieux.pdf', mimeType: 'application/pdf', buffer: real });
    await dialog.getByRole('button', { name: 'Joindre le document' }).click();
    const link = dialog.getByRole('link', { name: 'état des lieux.pdf' });
    await expect(link).toBeVisible();
    await expectAccessible(page);
    const address = (await link.getAttribute('href')) ?? '';

    // The DPD is consulted: reads the document, joins none.
    await signInAs(page, 'dpd@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await page.getByRole('button', { name: /1\sdocument, documents de l’activité 1$/ }).click();
    const download = page.waitForEvent('download');
    await link.click();
    expect(readFileSync(await (await download).path())).toEqual(real);
    await expect(dialog.getByRole('button', { name: /Joindre|Retirer/ })).toHaveCount(0);
    for (const [person, status] of [
      ['dane.rennes', 404],
      ['lecteur', 404],
      ['national', 403],
    ] as const) {
      await signInAs(page, `${person}@demo.invalid`);
      expect((await page.request.get(address)).status(), person).toBe(status);
    }

    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await page.getByRole('button', { name: /1\sdocument, documents de l’activité 1$/ }).click();
    await dialog.getByRole('button', { name: 'Retirer état des lieux.pdf' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer le document' }).click();
    await expect(link).toHaveCount(0);
    expect((await page.request.get(address)).status()).toBe(404);
  });

  test('C24.04 toute une phase terminée, le projet propose la suivante ; un clic y passe, un autre en revient', async ({
    page,
  }) => {
    const project = await plantMatrix();
    for (const number of [1, 2, 3]) await work(project.id, number, { act: 'finish' });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/suivi`);
    await expect(page.getByText('Passer à la phase', { exact: false })).toHaveCount(0);
    await byKeyboard(page, state(page, 'À faire', 4), 'Terminer');
    const move = page.getByRole('button', { name: /Passer à la phase « Convention »/ });
    await expect(move).toBeVisible();
    await expectAccessible(page);

    await page.goto(`/projets/${project.id}`);
    await expect(page.getByText('Les 4 activités de la phase « Cadrage » sont terminées.')).toBeVisible();
    await move.click();
    await expect(page.getByText('Le projet est en phase « Convention ».')).toBeVisible();
    await expect(move).toHaveCount(0);
    const phase = async () =>
      (await database().project.findUniqueOrThrow({ where: { id: project.id } })).phase;
    expect(await phase()).toBe('convention');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(move).toBeVisible();
    expect(await phase()).toBe('scoping');

    // Nothing moves by itself, and whoever does not edit the project is not asked.
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/projets/${project.id}`);
    await expect(page.getByRole('heading', { level: 1, name: project.name })).toBeVisible();
    await expect(move).toHaveCount(0);
  });

  test('C24.05 la charge de chaque acteur se lit en diagramme, en tableau et en CSV ; un acteur choisi donne sa liste', async ({
    page,
  }) => {
    const project = await plantMatrix();
    await work(project.id, 1, { dueOn: addDays(today, -3) });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/acteurs`);
    await expect(page.getByRole('img', { name: /^Charge par acteur\. Académie/ })).toBeVisible();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Collectivité' }) });
    await expect(row.getByRole('cell')).toHaveText([
      '13',
      '12',
      '7',
      '4',
      /40\s%/,
      /0 sur 19 terminée · 1\sen retard/,
    ]);
    await expectAccessible(page);
    await page.getByRole('button', { name: /Phase/ }).click();
    await page.getByRole('option', { name: 'Cadrage' }).click();
    await page.waitForURL(/phase=scoping/);
    await expect(row.getByRole('cell').nth(1)).toHaveText('3');
    const csv = await page.request.get(
      (await page.getByRole('link', { name: 'Télécharger (CSV)' }).getAttribute('href')) ?? '',
    );
    expect(csv.headers()['content-type']).toContain('text/csv');
    expect(await csv.text()).toContain('Collectivité;3;3;1;0;4;75;');

    await row.getByRole('link', { name: 'Collectivité' }).click();
    const list = page.getByRole('region', { name: 'Activités de l’acteur choisi' });
    await expect(list.getByRole('row')).toHaveCount(5);
    await expect(list).toContainText(/En retard de 3\sjours/);
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('img', { name: /^Charge par acteur/ })).toBeHidden();
    await expect(list).toBeVisible();
  });
});

test('C24.06 sur un téléphone, la collectivité voit ce qui lui revient dans tous ses projets et termine ce qui est en retard', {
  tag: '@telephone',
}, async ({ page }) => {
  const first = await plantMatrix();
  const second = await plantMatrix();
  await work(first.id, 9, { dueOn: addDays(today, -2) });
  await work(second.id, 9, { dueOn: addDays(today, 30) });
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await signInAs(page, 'maire@demo.invalid');
  await page.goto('/responsabilites/miennes');
  const lines = page.getByRole('list', { name: 'Mes responsabilités' }).getByRole('listitem');
  await expect(lines.filter({ hasText: first.name }).first()).toBeVisible();
  await expect(lines.filter({ hasText: second.name }).first()).toBeVisible();
  await fits();
  await expectAccessible(page);

  await page.getByRole('button', { name: /Projet/ }).click();
  await page.getByRole('option', { name: first.name }).click();
  await page.waitForURL(/projet=/);
  await page.getByRole('button', { name: /Échéance/ }).click();
  await page.getByRole('option', { name: 'En retard' }).click();
  await page.waitForURL(/echeance=retard/);
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText(/En retard de 2\sjours/);
  await expect(lines).toContainText(/Collectivité\s: réalise et répond du résultat/);
  await state(lines, 'À faire', 9).click();
  await page.getByRole('menuitem', { name: 'Terminer' }).click();
  await expect(page.getByText('Aucune activité ne répond à ces filtres')).toBeVisible();
  await page.goto(`/responsabilites/${first.id}/suivi`);
  await expect(state(page, 'Terminée', 9)).toBeVisible();
  await fits();
  await expectAccessible(page);
});
