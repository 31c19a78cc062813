import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readXlsx } from '@/server/documents/xlsx';
import { caller, database, plantProject, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** Puts text on the clipboard of the page and pastes it where the focus is, as Ctrl+V does. */
async function paste(page: Page, text: string) {
  await page.getByRole('grid', { name: 'Tableau des projets' }).evaluate((grid, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test.describe('Suivi et listes', { tag: '@bureau' }, () => {
  test('C17.01 une note et sa prochaine étape : internes à l’académie, à faire au tableau de bord, faites d’un geste', async ({
    page,
  }) => {
    const project = await plantProject({ schools: 1 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets/${project.id}?onglet=suivi`);
    await expect(page.getByText('Rien n’est encore noté')).toBeVisible();
    await page.getByText('Appel', { exact: true }).click();
    await page.getByLabel('Avec qui').fill('M. Le Goff, mairie');
    await page.getByRole('button', { name: 'Ajouter une prochaine étape' }).click();
    const step = unique('Rappeler la mairie');
    await page.getByLabel('Prochaine étape', { exact: false }).last().fill(step);
    const owner = page.getByRole('combobox', { name: 'Confiée à' });
    await owner.fill('Dominique');
    await page.getByRole('option', { name: /Dominique Dane/ }).click();
    await page.getByRole('textbox', { name: /Ce qui s’est passé/ }).fill('Le maire attend le modèle.');
    await page.getByRole('textbox', { name: /Ce qui s’est passé/ }).press('Control+Enter');
    await expect(page.getByText('Ligne et prochaine étape enregistrées.')).toBeVisible();
    const line = page.getByRole('list', { name: 'Suivi du projet' }).getByRole('article');
    await expect(line).toContainText('Le maire attend le modèle.');
    await expect(line).toContainText('Interne à l’académie');
    await expectAccessible(page);

    await page.goto('/tableau-de-bord');
    await page.getByRole('link', { name: step, exact: true }).click();
    await page.getByRole('button', { name: `Fait : ${step}` }).click();
    await expect(page.getByText('Aucune étape n’est prévue.')).toBeVisible();

    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/projets/${project.id}?onglet=suivi`);
    await expect(page.getByText('Rien n’est encore noté')).toBeVisible();
    await expect(page.getByText('Le maire attend le modèle.')).toBeHidden();
  });

  test('C17.02 le tableau remplace le classeur : saisie, collage tout ou rien avec la raison de chaque refus, annulation, colonne de l’académie', async ({
    page,
  }) => {
    const label = unique('Vague');
    const stamp = unique('Tableau');
    const names = [`${stamp} A`, `${stamp} B`];
    const dane = await caller('dane');
    const ids: string[] = [];
    for (const name of names)
      ids.push((await dane.projects.create({ name, degree: 'primary', carrierInsee: '95018' })).id);
    const stored = async () =>
      (await database().project.findMany({ where: { id: { in: ids } }, orderBy: { name: 'asc' } })).map(
        ({ phase, marketReference }) => [phase, marketReference],
      );

    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets?vue=tableau&q=${encodeURIComponent(stamp)}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Colonnes de l’académie' }).click();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Nom', exact: true }).fill(label);
    await page.getByRole('button', { name: 'Ajouter la colonne' }).click();
    await expect(page.getByRole('textbox', { name: `Nom de la colonne ${label}` })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: label })).toBeAttached();

    // One cell by the keyboard: F2, a choice, Enter; then typed over, Escape gives up.
    const grid = page.getByRole('grid', { name: 'Tableau des projets' });
    const row = page.getByRole('row', { name: new RegExp(names[0] ?? '') });
    await row.getByRole('gridcell').filter({ hasText: 'Cadrage' }).click();
    await expect(grid).toBeFocused();
    await page.keyboard.press('F2');
    await page.getByRole('combobox', { name: /^Phase, / }).selectOption('Marché');
    await page.keyboard.press('Enter');
    await expect(row.getByRole('gridcell').filter({ hasText: 'Marché' })).toBeVisible();
    await expect.poll(stored).toEqual([
      ['procurement', null],
      ['scoping', null],
    ]);

    // A range of two columns on two lines, with a refused cell: nothing is saved, and each refusal is told.
    await row.getByRole('gridcell').filter({ hasText: 'Marché' }).click();
    await paste(page, 'Convention\tÉtape A\nLancement\tÉtape B\n');
    const dialog = page.getByRole('dialog', { name: 'Coller dans le tableau' });
    await expect(dialog.getByText('Rien n’a été enregistré')).toBeVisible();
    await expect(dialog.getByRole('list', { name: 'Cellules refusées' })).toContainText(
      /«\sLancement\s» n’est pas un choix/,
    );
    await dialog.getByRole('button', { name: 'Fermer', exact: true }).last().click();
    expect(await stored()).toEqual([
      ['procurement', null],
      ['scoping', null],
    ]);

    await row.getByRole('gridcell').filter({ hasText: 'Marché' }).click();
    await paste(page, 'Convention\tÉtape A\nDéploiement\tÉtape B\n');
    await dialog.getByRole('button', { name: /^Coller 4\scellules$/ }).click();
    await expect(page.getByText(/^4\scellules\senregistrées\.$/)).toBeVisible();
    await expect(row).toContainText('Étape A');
    await expect.poll(stored).toEqual([
      ['convention', null],
      ['deployment', null],
    ]);

    await grid.focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/^4\scellules\sremises\scomme avant\.$/)).toBeVisible();
    await expect.poll(stored).toEqual([
      ['procurement', null],
      ['scoping', null],
    ]);
    expect(await database().followUpStep.count({ where: { projectId: { in: ids }, doneAt: null } })).toBe(0);

    // Somebody else was quicker: the cell says who, and shows what stands there now.
    const other = await caller('redaction');
    const [first = ''] = ids;
    await other.projects.setCells({
      cells: [{ projectId: first, column: 'phase', seen: 'procurement', text: 'Évaluation' }],
    });
    await row.getByRole('gridcell').filter({ hasText: 'Marché' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /^Phase, / }).selectOption('Convention');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Cellules refusées' })).toContainText(
      'a changé cette cellule',
    );
    await expect(row).toContainText('Évaluation');
  });

  test('C17.03 une vue garde les filtres et s’ouvre par défaut ; une recherche pardonne une faute et trouve par UAI', async ({
    page,
  }) => {
    const project = await plantProject({ schools: 1 });
    const [school] = project.schools;
    const town = await caller('projet');
    const { id } = await town.conventions.create({ projectId: project.id });
    const { number } = await database().convention.findUniqueOrThrow({ where: { id } });
    await signInAs(page, 'juridique@demo.invalid');
    await page.goto('/conventions?vue=liste');
    await page.getByRole('searchbox', { name: 'Rechercher' }).fill('argenteil');
    await expect(page).toHaveURL(/q=argenteil/);
    await expect(page.getByRole('link', { name: number })).toBeVisible();
    await page.getByRole('searchbox', { name: 'Rechercher' }).fill(school?.uai ?? '');
    await expect(page.getByText(`Trouvée par ${school?.name} (${school?.uai})`)).toBeVisible();
    await expectAccessible(page);

    await page.goto('/conventions?vue=liste&etat=draft&tri=ends');
    const label = unique('Brouillons');
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
    await page.getByRole('textbox', { name: /Nom de la vue/ }).fill(label);
    await page.getByText('Ouvrir la liste ainsi').click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByRole('link', { name: label })).toHaveAttribute('aria-current', 'page');
    await page.goto('/conventions');
    await expect(page).toHaveURL(/etat=draft/);
    await page.getByRole('button', { name: `Autres actes sur la vue « ${label} »` }).click();
    await page.getByRole('menuitem', { name: 'Supprimer' }).click();
    await page.getByRole('button', { name: 'Supprimer la vue' }).click();
    await expect(page.getByRole('link', { name: label })).toBeHidden();
  });

  test('C17.04 la liste s’exporte en classeur, en arrière-plan, et se relit avec ses dates et sa source', async ({
    page,
  }) => {
    const name = unique('=Export');
    const dane = await caller('dane');
    await dane.projects.create({ name, degree: 'primary', carrierInsee: '95018', endsOn: '2027-08-31' });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/projets?vue=liste&q=${encodeURIComponent(name)}`);
    await page.getByRole('button', { name: 'Exporter la liste' }).click();
    await page.getByRole('menuitem', { name: 'Classeur XLSX' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le fichier' }).click();
    const { rows, sheets } = await readXlsx(readFileSync(await (await download).path()));
    const [heads = [], first = []] = rows;
    expect(rows).toHaveLength(2);
    expect(first[heads.indexOf('Projet')]).toBe(name);
    expect(first[heads.indexOf('Fin prévue')]).toEqual(new Date('2027-08-31'));
    expect(sheets).toContain('À propos');

    // The queue of the directory operator too: a drawer kept as a view, and what it shows as a file.
    await signInAs(page, 'annuaire@demo.invalid');
    await page.goto('/accrochage?etat=all');
    const label = unique('Toutes les demandes');
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
    await page.getByRole('textbox', { name: /Nom de la vue/ }).fill(label);
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByRole('link', { name: label })).toHaveAttribute('href', /etat=all/);
    await page.getByRole('button', { name: 'Exporter la liste' }).click();
    await page.getByRole('menuitem', { name: 'CSV (texte)' }).click();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le fichier' }).click();
    const csv = readFileSync(await (await file).path(), 'utf8');
    expect(csv).toContain('UAI');
    expect(csv.trim().split('\n').length).toBeGreaterThan(1);
  });

  test('C17.05 au téléphone, la collectivité lit ce qui est partagé et note un appel', async ({
    browser,
  }) => {
    const project = await plantProject({ schools: 1 });
    const dane = await caller('dane');
    const line = { id: project.id, kind: 'mail' as const, on: '2026-11-20' };
    await dane.followUp.write({ ...line, text: 'Modèle envoyé.', shared: true });
    await dane.followUp.write({ ...line, text: 'Réservé à l’académie.' });
    const phone = await onPhone(browser);
    await signInAs(phone, 'projet@demo.invalid');
    await phone.goto(`/projets/${project.id}?onglet=suivi`);
    await expect(phone.getByText('Modèle envoyé.')).toBeVisible();
    await expect(phone.getByText('Réservé à l’académie.')).toBeHidden();
    await phone.getByText('Appel', { exact: true }).click();
    await phone.getByRole('textbox', { name: /Ce qui s’est passé/ }).fill('Bien reçu.');
    await phone.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(phone.getByText('Bien reçu.')).toBeVisible();
    await expectAccessible(phone);
    const { entries } = await dane.followUp.ofProject({ id: project.id });
    expect(entries.find(({ text }) => text === 'Bien reçu.')).toMatchObject({ shared: true, kind: 'call' });
    await phone.context().close();
  });
});
