import { readFile } from 'node:fs/promises';
import { pdfText } from '@/server/documents/poppler';
import { caller, plantProject } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

async function openedProject() {
  const project = await plantProject({ schools: 1 });
  await (await caller('projet')).raci.start({ id: project.id });
  return project;
}
const file = (text: string, name = 'matrice.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

test.describe('Échanges de la matrice', { tag: '@bureau' }, () => {
  test('C26.01 la matrice part en tableau, revient modifiée, et l’aperçu dit ce qui change avant d’écrire', async ({
    page,
  }) => {
    const project = await openedProject();
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    const menu = page.getByRole('button', { name: 'Exporter ou importer la matrice' });
    await menu.click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Tableau (CSV)' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    const lines = text.split('\r\n');
    expect(lines[0]).toContain('Activité;AC Académie (DANE)');
    expect(lines).toHaveLength(32);

    await menu.click();
    await page.getByRole('menuitem', { name: 'Importer un tableau' }).click();
    await expect(page.getByRole('heading', { name: 'Le fichier' })).toBeVisible();
    const changed = [
      ...lines.slice(0, 1).map((line) => `${line};Familles`),
      `${(lines[1] ?? '').replace(';C;R;AR;', ';I;R;AR;')};C`,
      ...lines.slice(2, 31),
      'Exploitation;;Tenir le registre des incidents;R;;A;;;;;;',
      '',
    ].join('\r\n');
    await page.locator('input[type=file]').setInputFiles(file(changed));
    await expect(page.getByText(/1\sactivité change, 1\snouvelle activité, 1\snouvel acteur/)).toBeVisible();
    const preview = page.getByRole('region', { name: 'Lignes du tableau' });
    await expect(preview.getByText('AC : C devient I, Familles : vide devient C')).toBeVisible();
    await expect(preview.getByText('Nouvelle activité, phase « Exploitation ».')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Importer dans la matrice' }).click();
    await expect(page.getByText(/Tableau importé\s: 4\scases, 1\snouvelle activité/)).toBeVisible();
    const grid = page.getByRole('grid', { name: 'Matrice des responsabilités' });
    await expect(grid.getByRole('columnheader', { name: /Familles/ })).toBeVisible();
    await expect(
      grid.getByRole('gridcell', { name: /Recenser les besoins.*Familles, est consulté/ }),
    ).toBeVisible();
  });

  test('C26.02 un tableau faux est refusé ligne par ligne, les colonnes se disent autrement, rien n’est écrit', async ({
    page,
    browser,
  }) => {
    const project = await openedProject();
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/responsabilites/${project.id}/import`);
    const drop = page.locator('input[type=file]');
    await drop.setInputFiles(file(''));
    await expect(page.getByText(/fichier est vide/)).toBeVisible();
    await drop.setInputFiles(
      file(
        'Quoi;CO;Remarque\nRecenser les besoins et l’existant;R;à voir\nInconnue;R;\nRédiger le projet de convention;Z;\n',
      ),
    );
    await expect(page.getByText('Dites quelle colonne porte les activités.')).toBeVisible();
    await page.getByRole('button', { name: /Quoi/ }).click();
    await page.getByRole('option', { name: 'L’activité' }).click();
    await expect(page.getByText('2 lignes refusées : rien ne sera écrit')).toBeVisible();
    const preview = page.getByRole('region', { name: 'Lignes du tableau' });
    await expect(preview.getByText(/«\sZ\s» n’est pas une lettre de la matrice/)).toBeVisible();
    await expect(preview.getByText(/sa phase n’est pas dite/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Importer dans la matrice' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    const { matrix } = await (await caller('projet')).raci.matrix({ id: project.id });
    expect(matrix?.version).toBe(1);

    // Whoever only reads has no way in; a phone shows the page whole.
    await signInAs(page, 'maire@demo.invalid');
    expect((await page.goto(`/responsabilites/${project.id}/import`))?.status()).toBe(403);
    const phone = await onPhone(browser);
    await signInAs(phone, 'projet@demo.invalid');
    await phone.goto(`/responsabilites/${project.id}/import`);
    await phone.locator('input[type=file]').setInputFiles(file('Activité;CO\nInconnue;R\n'));
    await expect(phone.getByText('1 ligne refusée : rien ne sera écrit')).toBeVisible();
    await expectAccessible(phone);
    await phone.context().close();
  });

  test('C26.03 le PDF et l’impression portent toute la matrice, en paysage', async ({ page }) => {
    const project = await openedProject();
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/responsabilites/${project.id}`);
    await expect(page.getByRole('grid', { name: 'Matrice des responsabilités' })).toBeVisible();
    const pdf = await page.request.get(`/responsabilites/${project.id}/matrice.pdf`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
    const text = await pdfText(await pdf.body());
    for (const said of [project.name, 'répond du résultat', 'Organiser la réversibilité'])
      expect(text.replace(/\s+/g, ' ')).toContain(said);

    const printed = await pdfText(await page.pdf({ preferCSSPageSize: true }));
    for (const said of ['Recenser les besoins', 'Organiser la réversibilité', 'Délégué à la protection'])
      expect(printed.replace(/\s+/g, ' ')).toContain(said);
    expect(printed).not.toContain('Exporter');
    expect((await page.request.get('/responsabilites/inconnu/matrice.csv')).status()).toBe(404);
  });
});
