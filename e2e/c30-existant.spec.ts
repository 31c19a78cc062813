import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { boulogne, caller, database, plantSchools, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

type Kind = 'ent' | 'school_life';
type Use = 'diary' | 'absences' | 'storage' | 'family_messaging';

async function plantProduct(kind: Kind, uses: Use[]) {
  const name = unique(kind === 'ent' ? 'ENT d’essai' : 'Outil d’essai');
  const { id } = await (await caller('exploitant')).catalogue.create({
    vendor: 'Éditeur de démonstration',
    name,
    kind,
    degrees: ['primary'],
    uses,
  });
  return { id, name };
}
const told = {
  payer: 'unknown' as const,
  trust: 'unknown' as const,
  source: 'Essai',
  sourceOn: '2026-10-01',
};
const file = (text: string, name = 'outils.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

async function choose(page: Page, field: string, typed: string, option: string | RegExp) {
  await page.getByRole('combobox', { name: field }).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

test.describe('Cartographier l’existant', () => {
  test('C30.01 une solution est déclarée pour une école, se voit sur sa page, se corrige, prend fin, et une erreur se retire', {
    tag: '@bureau',
  }, async ({ page }) => {
    const [school] = await plantSchools(1, boulogne);
    const product = await plantProduct('school_life', ['diary', 'absences']);
    if (!school) throw new Error('no school');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/couverture/ecoles/${school.uai}`);
    const tools = page.getByRole('region', { name: 'Outils utilisés' });
    await expect(tools.getByText('On ne sait pas encore ce que cet établissement utilise.')).toBeVisible();
    await tools.getByRole('link', { name: 'Déclarer un outil' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Déclarer une solution' })).toBeVisible();
    await expectAccessible(page);
    // Nothing said yet: each missing answer is named.
    await page.getByRole('button', { name: 'Déclarer', exact: true }).click();
    await expect(page.getByRole('link', { name: /Choisissez la solution/ })).toBeVisible();
    await choose(page, 'Solution', product.name, product.name);
    await page.getByRole('checkbox', { name: 'Absences et retards' }).press('Space');
    await page.getByRole('radio', { name: 'Dans le cadre de confiance' }).press('Space');
    await page.getByRole('textbox', { name: 'D’où vient cette information' }).fill('Enquête de rentrée');
    await page.getByRole('button', { name: 'Déclarer', exact: true }).click();
    await expect(page.getByRole('link', { name: /Dites ce qui le prouve/ })).toBeVisible();
    await page.getByRole('textbox', { name: 'Ce qui le prouve' }).fill('Clause 7 du marché');
    await page.getByRole('button', { name: 'Déclarer', exact: true }).click();
    await expect(tools.getByRole('link', { name: product.name })).toBeVisible();
    await expect(tools.getByText('Clause 7 du marché')).toBeVisible();
    await expectAccessible(page);

    await tools.getByRole('link', { name: product.name }).click();
    await expect(page.getByRole('heading', { level: 1, name: product.name })).toBeVisible();
    await page.getByRole('button', { name: 'Mettre fin à l’usage' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer la fin' }).click();
    await expect(page.getByText('Fin enregistrée.')).toBeVisible();
    await expect(page.getByText('a mis fin à l’usage de la solution')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Retirer', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer la déclaration' }).click();
    await expect(page.getByText('Déclaration retirée.')).toBeVisible();
    expect(await (await caller('dane')).inventory.ofSchool({ id: school.uai })).toMatchObject({ tools: [] });
  });

  test('C30.02 un tableau est montré ligne par ligne, une ligne fausse arrête tout, le même deux fois ne change rien', {
    tag: '@bureau',
  }, async ({ page }) => {
    const [first, second] = await plantSchools(2, boulogne);
    const product = await plantProduct('school_life', ['diary']);
    const good = `École;UAI;Solution;Qui paie\nA;${first?.uai};${product.name};gratuit\nB;${second?.uai};${product.name};coopérative\n`;
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/existant/import');
    await expect(page.getByRole('heading', { name: 'Le fichier' })).toBeVisible();
    const drop = page.locator('input[type=file]');
    await drop.setInputFiles(file(good.replace('gratuit', 'le roi')));
    await expect(page.getByText(/1\sligne refusée\s: rien ne sera écrit/)).toBeVisible();
    const lines = page.getByRole('region', { name: 'Lignes du tableau' });
    await expect(lines.getByText(/«\sle roi\s» ne dit pas qui paie/)).toBeVisible();
    const send = page.getByRole('button', { name: 'Importer', exact: true });
    await expect(send).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    await drop.setInputFiles(file(good.replace('Solution', 'Quoi')));
    await expect(page.getByText('Dites quelle colonne porte la solution.')).toBeVisible();
    await page.getByRole('button', { name: /Quoi/ }).click();
    await page.getByRole('option', { name: 'La solution' }).click();
    await expect(page.getByText(/2\snouvelles lignes/)).toBeVisible();
    await send.click();
    await expect(page.getByText(/Tableau importé\s: 2\snouvelles lignes/)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Ce qui existe' })).toBeVisible();

    await page.goto('/couverture/existant/import');
    await expect(page.getByRole('heading', { name: 'Le fichier' })).toBeVisible();
    await drop.setInputFiles(file(good));
    await expect(page.getByText('Ce tableau ne change rien.').first()).toBeVisible();
    await expect(send).toHaveAttribute('aria-disabled', 'true');
  });

  test('C30.03 les doublons et la continuité vers le collège se lisent, se filtrent et partent en fichier', {
    tag: '@bureau',
  }, async ({ page }) => {
    const schools = await plantSchools(3, boulogne);
    const [first, second, college] = schools;
    if (!first || !second || !college) throw new Error('no schools');
    const ent = await plantProduct('ent', ['storage']);
    const tool = await plantProduct('school_life', ['diary']);
    const dane = await caller('dane');
    for (const { uai } of [first, second]) {
      await dane.inventory.declare({ ...told, uai, productId: ent.id, payer: 'authority' });
      await dane.inventory.declare({ ...told, uai, productId: tool.id, payer: 'school' });
    }
    // The ENT turns out to cover the diary: the paid tool is then in double.
    await signInAs(page, 'exploitant@demo.invalid');
    await page.goto(`/administration/solutions/${ent.id}`);
    await page.getByRole('checkbox', { name: 'Cahier de textes' }).press('Space');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Solution enregistrée.')).toBeVisible();

    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/existant?onglet=doublons&departement=92');
    const doubles = page.getByRole('region', { name: 'Doublons', exact: true });
    const paid = doubles.getByRole('link', {
      name: new RegExp(`${tool.name} est payant, alors que ${ent.name}`),
    });
    await expect(paid).toBeVisible();
    await expectAccessible(page);
    await paid.click();
    const concerned = page.getByRole('region', { name: 'Établissements concernés', exact: true });
    await expect(concerned.getByRole('link', { name: first.name })).toBeVisible();
    await expect(concerned.getByRole('link', { name: second.name })).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter' }).first().click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain(`${first.uai};`);
    expect(text).toContain('Outil payant pour un usage que l’ENT couvre déjà');

    await page.goto(`/couverture/existant?solution=${tool.id}`);
    const used = page.getByRole('region', { name: 'Solutions utilisées' });
    await expect(used.getByRole('row', { name: new RegExp(tool.name) })).toContainText('2');
    await expectAccessible(page);
    await used.getByRole('link', { name: new RegExp(tool.name) }).click();
    await expect(page.getByRole('region', { name: 'Déclarations', exact: true })).toBeVisible();
    await expectAccessible(page);

    await page.goto('/couverture/existant?onglet=continuite&departement=92');
    await page.getByRole('button', { name: 'Rattacher une école' }).click();
    await expectAccessible(page);
    await choose(page, 'École', first.uai, new RegExp(first.name));
    // A school that is no collège is refused on its field.
    await page.getByRole('dialog').getByRole('textbox', { name: 'Source' }).fill('Carte scolaire');
    await page.getByRole('dialog').getByRole('button', { name: 'Rattacher' }).click();
    await expect(page.getByRole('dialog').getByText('Choisissez un collège.').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('C30.05 le rattachement d’une école à son collège prend fin avec son motif, ou se retire comme une erreur ; une circonscription restreint la liste', {
    tag: '@bureau',
  }, async ({ page }) => {
    const [moved, wrong, college] = await plantSchools(3, boulogne);
    if (!moved || !wrong || !college) throw new Error('no schools');
    const constituency = unique('Circonscription d’essai');
    await database().school.update({
      where: { uai: college.uai },
      data: { degree: 'secondary', nature: 'college' },
    });
    await database().school.update({ where: { uai: moved.uai }, data: { constituency } });
    const dane = await caller('dane');
    for (const { uai } of [moved, wrong])
      await dane.inventory.link({
        uai,
        collegeUai: college.uai,
        source: 'Carte scolaire',
        sourceOn: '2026-09-01',
      });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/existant?onglet=continuite&departement=92');
    const table = page.getByRole('table', { name: 'Continuité des écoles au collège' });
    await expect(table.getByRole('link', { name: wrong.name })).toBeVisible();
    await page.getByRole('button', { name: /Territoire$/ }).click();
    await page.getByRole('option', { name: new RegExp(constituency) }).click();
    await expect(page).toHaveURL(/territoire=circonscription/);
    await expect(table.getByRole('link', { name: wrong.name })).toHaveCount(0);
    await expect(table.getByRole('link', { name: moved.name })).toBeVisible();
    await expectAccessible(page);

    await table.getByRole('button', { name: new RegExp(`rattachement de ${moved.name}`, 'i') }).click();
    await page.getByRole('menuitem', { name: 'Mettre fin au rattachement' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mettre fin au rattachement' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Enregistrer la fin' }).click();
    await expect(dialog.getByText('Dites pourquoi ce rattachement prend fin.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Nouvelle carte scolaire');
    await dialog.getByRole('button', { name: 'Enregistrer la fin' }).click();
    await expect(page.getByText('Fin du rattachement enregistrée.')).toBeVisible();

    await page.goto(`/couverture/ecoles/${wrong.uai}`);
    const sector = page.getByRole('region', { name: 'Collège de secteur' });
    await sector.getByRole('button', { name: new RegExp(`rattachement de ${wrong.name}`, 'i') }).click();
    await page.getByRole('menuitem', { name: 'Retirer, c’est une erreur' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer le rattachement' }).click();
    await expect(page.getByText('Rattachement retiré.')).toBeVisible();
    await expect(sector).toHaveCount(0);
    const kept = await database().sectorLink.findMany({ where: { collegeUai: college.uai } });
    expect(kept.map(({ uai, untilOn }) => [uai, untilOn !== null])).toEqual([[moved.uai, true]]);
  });

  test('C30.04 une collectivité ne voit et n’écrit que son territoire, un éditeur rien, et tout tient sur un téléphone', {
    tag: '@bureau',
  }, async ({ page, browser }) => {
    const [elsewhere] = await plantSchools(1, boulogne);
    const product = await plantProduct('school_life', ['diary']);
    const { id } = await (await caller('dane')).inventory.declare({
      ...told,
      uai: elsewhere?.uai ?? '',
      productId: product.id,
    });
    await signInAs(page, 'projet@demo.invalid');
    expect((await page.goto(`/couverture/existant/${id}`))?.status()).toBe(404);
    await page.goto(`/couverture/existant?onglet=declarations&solution=${product.id}`);
    await expect(page.getByRole('heading', { name: 'Aucune déclaration ici' })).toBeVisible();
    await signInAs(page, 'maire@demo.invalid');
    expect((await page.goto('/couverture/existant/nouveau'))?.status()).toBe(403);
    await signInAs(page, 'editeur@demo.invalid');
    await page.goto('/couverture/existant');
    await expect(page.getByRole('heading', { name: 'Rien à montrer sous ce rôle' })).toBeVisible();

    const phone = await onPhone(browser);
    await signInAs(phone, 'dane@demo.invalid');
    for (const path of [
      '/couverture/existant',
      '/couverture/existant?onglet=declarations',
      '/couverture/existant?onglet=doublons',
      '/couverture/existant?onglet=continuite',
      '/couverture/existant/nouveau',
      '/couverture/existant/import?fichier=secteurs',
    ]) {
      await phone.goto(path);
      await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
      const width = await phone.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(390);
    }
    await expectAccessible(phone);
    await phone.context().close();
  });
});
