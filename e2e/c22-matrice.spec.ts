import { civilDate, now, toDbDate } from '@/server/clock';
import { cellAt, editMatrix, gridOf, matrixOf, plantLargeMatrix, plantMatrix } from './support/matrices';
import { caller, database } from './support/scenes';
import { awaitWaking, expect, expectAccessible, onPhone, signInAs, test } from './support/test';

const journal = (projectId: string, actions: string[]) =>
  database().journalEntry.count({ where: { objectId: projectId, action: { in: actions } } });

test.describe('Matrice', { tag: '@bureau' }, () => {
  test('C22.01 les lignes et les colonnes se changent au seul clavier, et chaque changement s’annule', async ({
    page,
    capture,
  }) => {
    const project = await plantMatrix();
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    const rowHead = (row: number) => gridOf(page).locator(`[data-activity="${row}"]`);
    const menu = page.getByRole('menu', { name: 'Activité et colonne' });
    /** Chooses in the menu with the arrows, by the beginning of an entry. */
    const choose = async (entry: string) => {
      await page.keyboard.press('Shift+F10');
      await expect(menu).toBeVisible();
      const items = menu.getByRole('menuitem');
      await expect(items.first()).toBeFocused();
      const rank = (await items.allTextContents()).findIndex((text) => text.startsWith(entry));
      for (let step = 1; step <= rank; step += 1) {
        await page.keyboard.press('ArrowDown');
        await expect(items.nth(step)).toBeFocused();
      }
      await page.keyboard.press('Enter');
      await expect(menu).toBeHidden();
    };

    await cellAt(page, 0, 0).focus();
    await page.keyboard.press('Shift+F10');
    await expect(menu).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'raci-menu');
    await page.keyboard.press('Escape');
    await expect(cellAt(page, 0, 0)).toBeFocused();

    await choose('Renommer l’a');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox', { name: /^Activité/ })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: /^Activité/ }).fill('Recenser les besoins');
    await page.keyboard.press('Enter');
    await expect(rowHead(0)).toContainText('Recenser les besoins');
    await expect(dialog).toBeHidden();
    await expect(cellAt(page, 0, 0)).toBeFocused();

    await choose('Ajouter une activité');
    await dialog.getByRole('textbox', { name: /^Activité/ }).fill('Nommer un référent');
    await page.keyboard.press('Enter');
    await expect(rowHead(1)).toContainText('Nommer un référent');
    // What was just made is where one goes on.
    await expect(cellAt(page, 1, 0)).toBeFocused();
    await page.keyboard.press('r');
    await expect(cellAt(page, 1, 0)).toHaveText('R');

    await page.keyboard.press('Alt+ArrowUp');
    await expect(rowHead(0)).toContainText('Nommer un référent');
    await expect(cellAt(page, 0, 0)).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(gridOf(page).getByRole('columnheader').nth(2)).toContainText('Académie');
    await expect(cellAt(page, 0, 1)).toBeFocused();
    await expect(cellAt(page, 0, 1)).toHaveText('R');

    await choose('Masquer la colonne');
    await expect(page.getByText(/1\scolonne masquée/)).toBeVisible();
    const said = page.getByRole('alertdialog', { name: /^Colonne masquée/ });
    await said.getByRole('button', { name: 'Annuler', exact: true }).press('Enter');
    await expect(page.getByText(/1\scolonne masquée/)).toBeHidden();
    await expect(gridOf(page).getByRole('columnheader').nth(2)).toContainText('Académie');

    // A removal says what goes; hiding is proposed where something would be lost.
    await cellAt(page, 0, 1).focus();
    await choose('Retirer l’activité');
    await expect(dialog.getByText(/1\slettre sera effacée/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Retirer l’activité' }).press('Enter');
    await expect(rowHead(0)).toContainText('Recenser les besoins');
    const { activities } = await matrixOf(project.id);
    await database().raciActivity.update({
      where: { id: activities[0]?.id ?? '' },
      data: { state: 'in_progress' },
    });
    await cellAt(page, 0, 0).focus();
    await choose('Retirer l’activité');
    await dialog.getByRole('button', { name: 'Retirer l’activité' }).press('Enter');
    await expect(dialog.getByText(/masquez-la plutôt/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(cellAt(page, 0, 0)).toBeFocused();
  });

  test('C22.02 cent activités et vingt acteurs se parcourent et se collent d’un coup, et une touche se voit aussitôt', async ({
    page,
    context,
  }) => {
    test.slow();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const project = await plantLargeMatrix();
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    const grid = gridOf(page);
    await expect(grid).toHaveAttribute('aria-rowcount', '109');
    await expect(grid).toHaveAttribute('aria-colcount', '21');
    // Only the lines in sight are made; the last is there as soon as the focus goes to it, and the first comes back.
    const made = await grid.locator('[data-activity]').count();
    expect(made).toBeLessThan(70);
    await cellAt(page, 0, 0).focus();
    await page.keyboard.press('Control+End');
    await expect(cellAt(page, 99, 19)).toBeFocused();
    await expect(cellAt(page, 99, 19)).toBeInViewport();
    await expect(grid.locator('tr[aria-rowindex="109"] [data-row="99"]')).toHaveCount(20);
    // The cell that holds the focus stays when it is scrolled out of sight.
    await grid.evaluate((table) => {
      const box = table.parentElement;
      if (box) box.scrollTop = 0;
    });
    await expect(cellAt(page, 0, 19)).toBeInViewport();
    await expect(cellAt(page, 99, 19)).toBeFocused();
    await page.keyboard.press('Control+Home');
    await expect(cellAt(page, 0, 0)).toBeFocused();

    // From the key to the second frame after it, in which the letter is painted.
    const samples: number[] = [];
    for (let rank = 0; rank < 120; rank += 1) {
      const key = 'raci'[rank % 4] ?? 'r';
      const before = await page.locator(':focus').textContent();
      await page.evaluate(() => {
        const measured = window as unknown as { painted: Promise<{ ms: number; text: string }> };
        measured.painted = new Promise((resolve) => {
          document.addEventListener(
            'keydown',
            (event) => {
              const { timeStamp } = event;
              requestAnimationFrame(() =>
                requestAnimationFrame((at) =>
                  resolve({ ms: at - timeStamp, text: document.activeElement?.textContent ?? '' }),
                ),
              );
            },
            { once: true, capture: true },
          );
        });
      });
      await page.keyboard.press(key);
      const { ms, text } = await page.evaluate(
        () => (window as unknown as { painted: Promise<{ ms: number; text: string }> }).painted,
      );
      expect(text).not.toBe(before);
      samples.push(ms);
      await page.keyboard.press(rank % 19 === 18 ? 'ArrowDown' : rank % 38 < 19 ? 'ArrowRight' : 'ArrowLeft');
    }
    const sorted = [...samples].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
    const line = `key to painted cell, ${samples.length} keys at 100 × 20: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
    console.info(line);
    test.info().annotations.push({ type: 'measure', description: line });
    await expect(page.getByText(/^Enregistré/).first()).toBeVisible();

    const rows = await journal(project.id, ['raci.cell_set', 'raci.cells_set']);
    await cellAt(page, 0, 0).focus();
    await page.keyboard.press('Control+Home');
    const pasted = Array.from({ length: 100 }, (_, row) =>
      Array.from({ length: 20 }, (__, column) => (row === 99 && column === 19 ? 'A' : 'C')).join('\t'),
    ).join('\n');
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await page.keyboard.press('Control+v');
    await expect(cellAt(page, 0, 0)).toHaveText('C');
    await expect
      .poll(async () => {
        const { activities, actors } = await matrixOf(project.id);
        return activities.at(-1)?.cells[actors.at(-1)?.key ?? '']?.meanings.join();
      })
      .toBe('accountable');
    // One act, one journal row: two thousand cells or one.
    expect(await journal(project.id, ['raci.cell_set', 'raci.cells_set'])).toBe(rows + 1);
    await expect(page.getByText(/^Enregistré/).first()).toBeVisible();
    await cellAt(page, 0, 0).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => journal(project.id, ['raci.cell_set', 'raci.cells_set'])).toBe(rows + 2);
  });

  test('C22.03 ce qu’une autre personne change aux lignes arrive dans la grille ouverte, sans perdre ce qui se tape', async ({
    page,
    browser,
  }) => {
    const project = await plantMatrix();
    const context = await browser.newContext({ baseURL: process.env.E2E_APP_URL, locale: 'fr-FR' });
    const other = await context.newPage();
    await awaitWaking(other);
    await signInAs(page, 'projet@demo.invalid');
    await signInAs(other, 'dane@demo.invalid');
    for (const one of [page, other]) await one.goto(`/responsabilites/${project.id}`);
    await cellAt(page, 2, 7).focus();
    await page.keyboard.press('i');
    await cellAt(other, 0, 0).focus();
    await other.keyboard.press('Alt+ArrowDown');
    await expect(page.getByText(/Dominique Dane a changé les lignes ou les colonnes/)).toBeVisible();
    const { activities } = await matrixOf(project.id);
    await expect(gridOf(page).locator('[data-activity="1"]')).toContainText(activities[1]?.label ?? '?');
    // The focus and what was typed are where they were.
    await expect(cellAt(page, 2, 7)).toBeFocused();
    await expect(cellAt(page, 2, 7)).toHaveText('I');
    await expect
      .poll(async () => (await matrixOf(project.id)).activities[2]?.cells.NA?.meanings.join())
      .toBe('informed');

    // A question that is open stays open, and is answered for the matrix as it is by then.
    await other.keyboard.press('Shift+F10');
    await other.getByRole('menuitem', { name: /^Renommer l’activité/ }).click();
    await editMatrix(project.id, { kind: 'column.move', key: 'NA', after: null }, 'projet');
    await other.getByRole('dialog').getByRole('textbox').first().fill('Autre nom');
    await expect(gridOf(other).getByRole('columnheader').nth(1)).toContainText('DNE');
    await other.getByRole('dialog').getByRole('button', { name: 'Renommer', exact: true }).click();
    await expect(gridOf(other).locator('[data-activity="1"]')).toContainText('Autre nom');
    await expect(gridOf(page).locator('[data-activity="1"]')).toContainText('Autre nom');
    await context.close();
  });

  test('C22.04 chaque case se lit en toutes lettres : activité, acteur, sens ; une personne se tient dans son organisation', async ({
    page,
    capture,
  }) => {
    const project = await plantMatrix();
    const mayor = await database().membership.findFirstOrThrow({
      where: { user: { email: 'maire@demo.invalid' } },
      include: { user: true },
    });
    const { made } = await editMatrix(project.id, {
      kind: 'column.divide',
      key: 'CO',
      into: [{ membershipId: mayor.id }, { label: 'Service éducation' }],
    });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await expect(cellAt(page, 0, 3)).toHaveAccessibleName(
      `Recenser les besoins et l’existant, ${mayor.user.name} (Collectivité), réalise`,
    );
    await expect(gridOf(page).locator('tr[aria-rowindex="4"]')).toMatchAriaSnapshot(`
      - row:
        - rowheader /Recenser les besoins et l’existant/
        - gridcell "Recenser les besoins et l’existant, Académie (DANE), est consulté"
    `);
    await expect(gridOf(page).locator('th[scope="colgroup"]')).toHaveText('Collectivité');
    await expectAccessible(page);
    await capture(page, 'raci-groupes');

    // Somebody left: the warning leads to the column, where somebody else is named.
    const yesterday = new Date(now().getTime() - 86_400_000);
    const hat = await database().membership.create({
      data: {
        userId: mayor.userId,
        organisationId: mayor.organisationId,
        role: 'authority_editor',
        validFrom: toDbDate('2020-01-01'),
        validUntil: toDbDate(civilDate(yesterday)),
      },
    });
    await database().raciActor.updateMany({
      where: { key: made[0] ?? '', matrix: { projectId: project.id } },
      data: { membershipId: hat.id },
    });
    await page.reload();
    const strip = page.getByRole('region', { name: 'Contrôle de la matrice' });
    await strip.getByRole('button', { name: /n’exerce plus cette fonction/ }).click();
    await expect(cellAt(page, 0, 3)).toBeFocused();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Remplacer la personne/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: /^Personne/ }).fill('Alix');
    await page.getByRole('option', { name: /Alix Projet/ }).click();
    await dialog.getByRole('button', { name: 'Remplacer', exact: true }).click();
    await expect(cellAt(page, 0, 3)).toHaveAccessibleName(/Alix Projet/);
    await expect(strip.getByText(/n’exerce plus cette fonction/)).toHaveCount(0);
    await database().membership.delete({ where: { id: hat.id } });
  });

  test('C22.05 au téléphone, une activité s’ajoute, se renomme et se masque depuis les cartes', async ({
    browser,
  }) => {
    const project = await plantMatrix();
    const page = await onPhone(browser);
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await page.getByRole('button', { name: 'Ajouter une activité ou un acteur' }).click();
    await page.getByRole('menuitem', { name: 'Une activité…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Activité/ }).fill('Prévenir les familles');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Ajouter l’activité' }).click();
    const card = page.locator('details', { hasText: 'Prévenir les familles' });
    await expect(card).toBeVisible();
    await expect(dialog).toBeHidden();
    await card.locator('summary').click();
    await card.getByRole('button', { name: /^Activité \d+/ }).click();
    await page.getByRole('menuitem', { name: /^Masquer l’activité/ }).click();
    await expect(page.getByText(/1\sligne masquée/)).toBeVisible();
    await expect(card).toHaveCount(0);
    await page.getByRole('button', { name: 'Afficher de nouveau' }).click();
    await page.getByRole('menuitem', { name: 'Tout afficher' }).click();
    await expect(card).toBeVisible();
    expect(await journal(project.id, ['raci.row_added', 'raci.hidden', 'raci.shown'])).toBe(3);
    await page.context().close();
  });

  test('C22.06 qui lit seulement la matrice n’a ni menu ni bouton pour la changer', async ({ page }) => {
    const project = await plantMatrix();
    const { activities } = await matrixOf(project.id);
    await editMatrix(project.id, {
      kind: 'visibility',
      rows: [activities[0]?.key ?? ''],
      columns: ['NA'],
      hidden: true,
    });
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await expect(page.getByText(/1\sligne masquée, 1\scolonne masquée/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Afficher de nouveau' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Ajouter une activité ou un acteur' })).toHaveCount(0);
    await cellAt(page, 0, 0).focus();
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(cellAt(page, 0, 0)).toBeFocused();
    expect(await (await caller('maire')).raci.matrix({ id: project.id })).toMatchObject({ canEdit: false });
  });
});
