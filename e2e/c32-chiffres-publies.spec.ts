import { readFile } from 'node:fs/promises';
import { database, plantSchools, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

const file = (text: string, name = 'eduscol.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

test.describe('Chiffres publiés', { tag: '@bureau' }, () => {
  test('C32.01 la DANE saisit un chiffre au-dessus de 100 %, le voit expliqué, le corrige avec un motif, puis le retire', async ({
    page,
  }) => {
    // Not the 95: its published figure is read by other journeys all the while.
    const source = unique('Publication d’essai');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/chiffres-publies');
    const table = page.getByRole('table', { name: /Chiffres publiés et chiffres calculés/ });
    await expect(table.getByText('généralisé (90 % ou plus)')).toBeVisible();
    await expect(table.getByText(/Eduscol 2022 \(repris/).first()).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Saisir un chiffre' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Saisir un chiffre publié' })).toBeVisible();
    await page.getByRole('button', { name: 'Enregistrer le chiffre' }).click();
    await expect(page.getByText('Choisissez un département.').first()).toBeVisible();
    await expect(page.getByText('Recopiez la tranche telle qu’elle est publiée.').first()).toBeVisible();
    await expectAccessible(page);
    const department = page.getByRole('combobox', { name: /Département/ });
    await department.fill('92');
    await page.getByRole('option', { name: /92 Hauts-de-Seine/ }).click();
    await page.getByRole('textbox', { name: /^Année/ }).fill('2024');
    await page.getByRole('textbox', { name: /^Tranche/ }).fill('90 % et plus');
    await page.getByRole('textbox', { name: /^Nombre compté/ }).fill('772');
    await page.getByRole('textbox', { name: /^Sur/ }).fill('765');
    await page.getByRole('textbox', { name: /^Source/ }).fill(source);
    await page.getByRole('button', { name: 'Enregistrer le chiffre' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Hauts-de-Seine (92), 2024' })).toBeVisible();
    await expect(page.getByText('Plus de 100 %')).toBeVisible();
    await expect(page.getByText(/772\sécoles sur 765, soit 100,9\s%/)).toBeVisible();
    await expect(page.getByText(/le taux est montré tel quel/)).toBeVisible();
    await expect(page.getByText(/a enregistré le chiffre publié/)).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Corriger' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Corriger un chiffre publié' })).toBeVisible();
    await page.getByRole('textbox', { name: /^Nombre compté/ }).fill('760');
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
    await expect(page.getByText(/Dites pourquoi/).first()).toBeVisible();
    await page.getByRole('textbox', { name: /^Motif de la correction/ }).fill('Erreur de recopie');
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hauts-de-Seine (92), 2024' })).toBeVisible();
    await expect(page.getByText(/760\sécoles sur 765, soit 99,3\s%/)).toBeVisible();
    await expect(page.getByText(/a corrigé le chiffre publié.*Erreur de recopie/)).toBeVisible();

    await page.getByRole('button', { name: 'Retirer' }).click();
    const dialog = page.getByRole('alertdialog');
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: /Motif du retrait/ }).fill('Publication démentie');
    await dialog.getByRole('button', { name: 'Retirer le chiffre' }).click();
    await expect(page.getByText(/Publication démentie\. Il n’est plus compté/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Corriger' })).toHaveCount(0);
    await page.goto('/couverture/chiffres-publies');
    await expect(table.getByText('généralisé (90 % ou plus)')).toBeVisible();
    await expect(table.getByText(source)).toHaveCount(0);
    await page.goto('/couverture/chiffres-publies?retires=oui');
    await expect(table.getByText(source)).toBeVisible();
  });

  test('C32.02 un fichier est montré ligne par ligne, une ligne fausse le refuse en entier, deux fois le même ne change rien', async ({
    page,
  }) => {
    const source = unique('Eduscol d’essai');
    const of = { where: { source } };
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/chiffres-publies/import');
    const drop = page.locator('input[type=file]');
    const look = page.getByRole('button', { name: 'Voir ce que l’import ferait' });
    const write = page.getByRole('button', { name: 'Importer les chiffres' });
    await drop.setInputFiles(file('Dép;Classe;Combien\n078;moins de 20 %;180\n35;moins de 20 %;12\n'));
    await expect(page.getByText('Dites quelle colonne porte le nombre compté.')).toBeVisible();
    await page.getByRole('button', { name: /Combien/ }).click();
    await page.getByRole('option', { name: 'Le nombre compté' }).click();
    await look.click();
    await expect(page.getByText(/Aucune colonne ne porte la source/)).toBeVisible();
    await page.getByRole('textbox', { name: /^Source/ }).fill(source);
    await look.click();
    await expect(page.getByText(/1\sligne refusée\s: rien ne sera écrit/)).toBeVisible();
    const preview = page.getByRole('region', { name: 'Lignes du tableau' });
    await expect(
      preview.getByText('Ille-et-Vilaine (35) n’est pas un département de votre académie.'),
    ).toBeVisible();
    await expect(write).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    expect(await database().publishedFigure.count(of)).toBe(0);

    const good = (count: number) => file(`Dép;Classe;Écoles\n078;moins de 20 %;${count}\n`);
    await drop.setInputFiles(good(180));
    await expect(page.getByText(/^1\snouveau chiffre\.$/)).toBeVisible();
    await write.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Chiffres publiés' })).toBeVisible();
    await expect(page.getByText(source)).toBeVisible();

    await page.goto('/couverture/chiffres-publies/import');
    const again = async (count: number) => {
      await drop.setInputFiles(good(count));
      await expect(page.getByText(/Aucune colonne ne porte la source/)).toBeVisible();
      await page.getByRole('textbox', { name: /^Source/ }).fill(source);
      await look.click();
    };
    await again(180);
    await expect(page.getByText(/^1\sligne déjà connue\.$/)).toBeVisible();
    await expect(page.getByText('Ce tableau ne change rien.')).toBeVisible();
    await page.goto('/couverture/chiffres-publies/import');
    await again(190);
    await expect(page.getByText(/^1\schiffre connu à corriger\.$/)).toBeVisible();
    await expect(preview.getByText(/nombre compté, «\s180\s» devient «\s190\s»/)).toBeVisible();
    await expect(write).toHaveAttribute('aria-disabled', 'true');
    await page.getByText('Corriger le chiffre déjà connu').click();
    await page.getByRole('textbox', { name: /^Motif de la correction/ }).fill('Rectificatif');
    await write.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Chiffres publiés' })).toBeVisible();
    await expect(page.getByText(/190\sécoles, dénominateur non publié/)).toBeVisible();
    expect(await database().publishedFigure.findMany(of)).toMatchObject([{ numerator: 190, version: 2 }]);
  });

  test('C32.03 un maire lit, trie et emporte les chiffres sur son téléphone, sans pouvoir les changer', async ({
    browser,
  }) => {
    const page = await onPhone(browser);
    await signInAs(page, 'maire@demo.invalid');
    await page.goto('/couverture/chiffres-publies?academie=25');
    await expect(page.getByText('généralisé (90 % ou plus)')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Saisir un chiffre' })).toHaveCount(0);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.screen.width);
    expect(wide).toBe(false);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain('Code département;Nom;Degré');
    expect(text).toMatch(/\r\n95;Val-d’Oise;Premier degré;2022;;généralisé/);
    await page.goto('/couverture/chiffres-publies?academie=25&tri=-publie');
    await expect(page.getByRole('row').nth(1)).toContainText('Val-d’Oise');
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name: /Val-d’Oise \(95\)/ })).toBeVisible();
    await expect(page.getByText('Ce qui explique la différence')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Corriger' })).toHaveCount(0);
    await expectAccessible(page);
    const refusal = await page.goto('/couverture/chiffres-publies/nouveau');
    expect(refusal?.status()).toBe(403);
    await page.context().close();
  });

  test('C32.04 une académie nomme ses tranches : ses pages les disent, celles du pays gardent les leurs', async ({
    page,
  }) => {
    await plantSchools(1, { insee: '87085', name: 'Limoges', department: '87', academy: '22' });
    await signInAs(page, 'exploitant@demo.invalid');
    await page.goto('/administration/academies/22');
    const name = page.getByRole('textbox', { name: /^Nom de la tranche 1/ });
    await name.fill('90 % et plus');
    await page.getByRole('button', { name: 'Enregistrer les réglages' }).click();
    await expect(page.getByText('Deux tranches ne peuvent pas porter le même nom.').first()).toBeVisible();
    await expectAccessible(page);
    await name.fill('tout reste à faire');
    await page.getByRole('button', { name: 'Ajouter une tranche' }).click();
    await page.getByRole('textbox', { name: /^Nom de la tranche 5/ }).fill('presque toutes');
    await page.getByRole('button', { name: 'Enregistrer les réglages' }).click();
    await expect(page.getByText('Réglages enregistrés.')).toBeVisible();
    await expect(page.getByText(/a modifié les réglages de l’académie/).first()).toBeVisible();

    await page.goto('/couverture?academie=22');
    await expect(page.getByRole('row', { name: /Haute-Vienne/ })).toContainText('tout reste à faire');
    await page.goto('/couverture');
    await expect(page.getByRole('row', { name: /Haute-Vienne/ })).toContainText('moins de 20 %');
    await expect(page.getByText('tout reste à faire')).toHaveCount(0);
  });
});
