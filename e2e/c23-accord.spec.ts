import type { Page } from '@playwright/test';
import { pdfText } from '@/server/documents/poppler';
import { caller, fillFields, leadOn, type PlantedProject, plantProject, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

async function openedProject(): Promise<PlantedProject> {
  const project = await plantProject({ schools: 1 });
  await (await caller('projet')).raci.start({ id: project.id });
  return project;
}

/** The matrix as it is now, to change it as somebody else does meanwhile. */
async function setCell(projectId: string, activity: number, actorKey: string, meanings: 'doer'[] | []) {
  const dane = await caller('dane');
  const { matrix } = await dane.raci.matrix({ id: projectId });
  const row = matrix?.phases.flatMap((band) => band.activities).find(({ number }) => number === activity);
  await dane.raci.setCells({
    id: projectId,
    cells: [{ activityId: row?.id ?? '', actorKey, meanings, version: row?.cells[actorKey]?.version ?? 0 }],
  });
}

/** A draft of the project that annexes its matrix. */
async function draftOf(project: PlantedProject): Promise<{ id: string }> {
  const dane = await caller('dane');
  const { id } = await dane.conventions.create({
    projectId: project.id,
    title: unique('Convention d’essai'),
    effectiveOn: new Date().toISOString().slice(0, 10),
    durationMonths: 36,
  });
  await fillFields(dane, id);
  return { id };
}

const saved = (page: Page) => expect(page.getByText(/^Enregistré/).first()).toBeVisible();
const flat = (text: string) => text.replace(/\s+/g, ' ');

test.describe('Accord et versions de la matrice', { tag: '@bureau' }, () => {
  test('C23.01 deux parties acceptent et objectent, la case est revue, la partie accepte', async ({
    page,
    browser,
  }) => {
    const project = await openedProject();
    const agreement = `/responsabilites/${project.id}/accord`;

    // The mayor, on a phone: an objection, with its reason.
    const phone = await onPhone(browser);
    await signInAs(phone, 'maire@demo.invalid');
    await phone.goto(agreement);
    await expect(phone.getByRole('heading', { name: /^Votre colonne\s: Collectivité$/ })).toBeVisible();
    await expectAccessible(phone);
    await phone.getByRole('button', { name: /^Faire une objection\s: Collectivité, activité 1$/ }).click();
    const dialog = phone.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Enregistrer l’objection' }).click();
    await expect(dialog.getByText('Indiquez le motif.')).toBeVisible();
    await dialog
      .getByLabel(/^Ce qui ne convient pas/)
      .fill('La commune n’a pas de service pour cela\u00a0: à la DSDEN d’en répondre.');
    await expectAccessible(phone);
    await dialog.getByRole('button', { name: 'Enregistrer l’objection' }).click();
    await expect(dialog).toBeHidden();
    await expect(phone.getByText(/^Objection de .*, le /).first()).toBeVisible();
    await phone.getByRole('button', { name: /^Accepter\s: Collectivité, activité 2$/ }).click();
    await expect(phone.getByText(/^Acceptée par /).first()).toBeVisible();

    // The académie reads it, accepts its own column, and mends the cell.
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(agreement);
    await expect(page.getByText('Des objections restent à lever')).toBeVisible();
    const objections = page.getByRole('region', { name: 'Objections' });
    await expect(objections.getByText('La commune n’a pas de service')).toBeVisible();
    await page.getByRole('button', { name: 'Accepter toute ma colonne' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Accepter toute ma colonne' }).click();
    await expect(page.getByRole('button', { name: 'Accepter toute ma colonne' })).toBeHidden();
    await expectAccessible(page);

    await objections.getByRole('link', { name: /Voir dans la matrice/ }).click();
    const grid = page.getByRole('grid', { name: 'Matrice des responsabilités' });
    const cell = (column: number) => grid.locator(`[data-row="0"][data-column="${column}"]`);
    await expect(cell(2)).toBeFocused();
    await expect(cell(2)).toHaveAccessibleName(/, objection$/);
    await expect(cell(0)).toHaveAccessibleName(/, acceptée$/);
    await cell(2).focus();
    const panel = page.getByRole('complementary', { name: 'Case choisie' });
    await expect(panel.getByText('La commune n’a pas de service')).toBeVisible();
    await expect(panel.getByText(/Répond ici\s: la collectivité/)).toBeVisible();
    await page.keyboard.press('a');
    await expect(cell(2)).toHaveText('R');
    await expect(panel.getByText(/^À revoir\s: la case disait/)).toBeVisible();
    await cell(1).focus();
    await page.keyboard.press('a');
    await saved(page);
    await expect(cell(2)).toHaveAccessibleName(/, à revoir$/);
    await expectAccessible(page);

    // The mayor looks again, and accepts the whole.
    await phone.goto(agreement);
    await expect(phone.getByText(/^À revoir\s: la case disait/).first()).toBeVisible();
    await phone.getByRole('button', { name: 'Accepter toute ma colonne' }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Accepter toute ma colonne' }).click();
    await expect(phone.getByRole('button', { name: 'Accepter toute ma colonne' })).toBeHidden();
    await page.goto(agreement);
    const parties = page.getByRole('region', { name: 'Toutes les parties' });
    await expect(
      parties.getByRole('listitem').filter({ hasText: 'Collectivité' }).getByText('Accord donné').first(),
    ).toBeVisible();
    await phone.context().close();
  });

  test('C23.02 une version se fige, devient l’annexe A2 du texte et de son PDF, et ne bouge plus', async ({
    page,
  }) => {
    const project = await openedProject();
    const versions = `/responsabilites/${project.id}/versions`;
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(versions);
    await expect(page.getByRole('heading', { name: 'Aucune version figée' })).toBeVisible();
    const freeze = async (note: string) => {
      await page.getByRole('button', { name: 'Figer une version' }).click();
      await page.getByRole('dialog').getByLabel('Note').fill(note);
      await page.getByRole('dialog').getByRole('button', { name: 'Figer la matrice' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
    };
    await freeze('Comité de pilotage');
    await expect(page.getByRole('link', { name: /^Version n°\s1/ })).toBeVisible();
    await expect(page.getByText('Comité de pilotage')).toBeVisible();
    await expectAccessible(page);
    await freeze('La même');
    await expect(page.getByText(/Rien n’a changé\s: la version n°\s1 dit déjà la même chose/)).toBeVisible();

    const { id } = await draftOf(project);
    await setCell(project.id, 1, 'ED', ['doer']);
    await page.goto(`/conventions/${id}?onglet=texte`);
    const annex = page.getByRole('region', { name: 'Annexe A2' });
    await expect(annex.getByText('La matrice du projet a changé depuis cette annexe')).toBeVisible();
    await annex.getByRole('link', { name: 'Voir les versions de la matrice' }).click();
    await expect(page.getByText(/La matrice a changé depuis la version n°\s1/)).toBeVisible();
    await freeze('Avec l’éditeur');
    await expect(page.getByRole('link', { name: /^Version n°\s2/ })).toBeVisible();
    await page.getByRole('link', { name: /^Version n°\s1/ }).click();
    const table = page.getByRole('table', { name: /Matrice des responsabilités, version n°\s1/ });
    await expect(table.getByRole('row', { name: /Recenser les besoins/ })).toBeVisible();
    await expectAccessible(page);

    await leadOn(id, 'awaiting_deliberation');
    await page.goto(`/conventions/${id}?onglet=texte`);
    await expect(annex.getByText(/version n°\s2 de la matrice, figée le/)).toBeVisible();
    const pdf = await page.request.get(`/conventions/${id}/document.pdf`);
    expect(pdf.status()).toBe(200);
    const text = flat(await pdfText(await pdf.body()));
    expect(text).toContain('Annexe A2');
    expect(text).toMatch(/Version n° 2 de la matrice, figée le/);
  });

  test('C23.03 un article se propose depuis la matrice, et l’écart se voit quand elle change', async ({
    page,
  }) => {
    const project = await openedProject();
    const { id } = await draftOf(project);
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/${id}?onglet=texte`);
    const propose = page.getByRole('button', {
      name: /^Proposer depuis la matrice\s: .*Engagements de la collectivité$/,
    });
    await propose.click();
    const dialog = page.getByRole('dialog');
    const proposal = dialog.getByLabel('Texte proposé');
    await expect(proposal).toHaveValue(/La collectivité réalise les activités suivantes/);
    await expectAccessible(page);
    await proposal.fill(`${await proposal.inputValue()}\n\nCes engagements se lisent avec l’annexe A2.`);
    await dialog.getByRole('button', { name: 'Ajouter à la fin' }).click();
    await expect(dialog).toBeHidden();
    const editor = page.getByRole('region', { name: /^Modification\s: .*Engagements de la collectivité$/ });
    await expect(editor.getByRole('textbox', { name: 'Texte' })).toHaveValue(
      /Ces engagements se lisent avec l’annexe A2\.$/,
    );
    await saved(page);
    await editor.getByRole('button', { name: 'Terminer' }).click();

    // The matrix moves: said on the article, and looked at.
    await setCell(project.id, 1, 'CO', ['doer']);
    await page.reload();
    const notice = page.getByText('La matrice et le texte divergent');
    await expect(notice).toBeVisible();
    await expect(page.getByText(/^A changé\s: Recenser les besoins et l’existant/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'C’est vu, garder le texte' }).click();
    await expect(notice).toBeHidden();

    // And again: proposed anew, in the place of the text.
    await setCell(project.id, 1, 'CO', []);
    await page.reload();
    await expect(page.getByText(/^N’est plus confiée à cette partie\s: Recenser/)).toBeVisible();
    await page.getByRole('button', { name: 'Proposer à nouveau' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remplacer le texte' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await saved(page);
    await expect(notice).toBeHidden();
    await expect(editor.getByRole('textbox', { name: 'Texte' })).not.toHaveValue(/recenser les besoins/i);
  });
});
