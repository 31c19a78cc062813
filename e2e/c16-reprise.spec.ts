import { scanOf, soundLine, type Town, type TypedLine, workbookOf } from '@/server/takeover/fixtures';
import { database, unique } from './support/scenes';
import { plantTowns, upload } from './support/takeover';
import { expect, expectAccessible, signInAs, test } from './support/test';

test.describe('Reprise de l’existant', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let towns: Town[];
  let lines: TypedLine[];
  const reference = (rank: number) => lines[rank]?.['N° convention'] ?? '';
  const town = (rank: number): Town => {
    const found = towns[rank];
    if (!found) throw new Error(`no town ${rank}`);
    return found;
  };

  test.beforeAll(async () => {
    towns = await plantTowns(4);
    lines = towns.map((one, index) => ({ ...soundLine(one, index), 'N° convention': unique('REP') }));
    // The third is a namesake of a body of another département; the fourth ends before it begins.
    const { searchName } = await database().authority.findUniqueOrThrow({ where: { id: town(2).id } });
    await database().authority.create({
      data: { kind: 'syndicate', name: `Syndicat ${town(2).plain}`, departmentCode: '78', searchName },
    });
    lines[3] = { ...lines[3], 'Date de fin': '31/08/2023' };
  });

  test('C16.01 un tableau de plusieurs années est lu ; l’erreur dit sa ligne et sa colonne, l’homonyme se choisit', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions');
    await page.getByRole('link', { name: 'Reprendre des conventions existantes' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reprendre des conventions existantes');
    await expectAccessible(page);

    await page.locator('input[type=file]').setInputFiles(upload(Buffer.from('%PDF-1.4 %%EOF')));
    await page.getByRole('button', { name: 'Lire le tableau' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Le tableau n’a pas été pris' })).toContainText(
      'PDF',
    );

    await page.locator('input[type=file]').setInputFiles(upload(await workbookOf(lines)));
    await page.getByRole('button', { name: 'Lire le tableau' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('suivi-des-conventions.xlsx');
    await expect(page.getByText('2 prêtes, 2 en erreur', { exact: false })).toBeVisible();
    const row = (line: number) => page.getByRole('row', { name: new RegExp(`^${line} `) });
    await expect(row(5)).toContainText(
      'Ligne 5, colonne « Date de fin » : La fin (31 août 2023) précède la date d’effet',
    );
    await expect(row(4)).toContainText('choisissez la bonne');
    await expectAccessible(page);
    await capture(page, 'reprise-apercu', { forDocs: true });
    await row(4)
      .getByRole('button', { name: /Collectivité de la ligne 4/ })
      .click();
    await page
      .getByRole('option')
      .filter({ hasText: town(2).name })
      .click();
    await expect(page.getByText('3 prêtes, 1 en erreur', { exact: false })).toBeVisible();
  });

  test('C16.02 la reprise se fait en arrière-plan, ligne par ligne, et laisse un rapport', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions/reprise');
    await page
      .getByRole('table', { name: 'Reprises précédentes' })
      .getByRole('link', { name: 'suivi-des-conventions.xlsx' })
      .first()
      .click();
    await page.getByRole('button', { name: 'Reprendre 3 conventions' }).click();
    await expectAccessible(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reprendre 3 conventions' }).click();
    await expect(page.getByText('3 conventions reprises, 1 refusée')).toBeVisible({ timeout: 90_000 });
    const report = page.getByRole('table', { name: /Rapport de la reprise/ });
    await expect(report.getByRole('row', { name: /Refusée/ })).toContainText(
      'Ligne 5, colonne « Date de fin »',
    );
    await expectAccessible(page);
    await capture(page, 'reprise-rapport');
    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Rapport CSV' }).click();
    expect((await csv).suggestedFilename()).toContain('reprise');

    // The same spreadsheet again doubles nothing.
    await page.goto('/conventions/reprise');
    await page.locator('input[type=file]').setInputFiles(upload(await workbookOf(lines), 'encore.xlsx'));
    await page.getByRole('button', { name: 'Lire le tableau' }).click();
    await expect(page.getByText('2 déjà reprises', { exact: false })).toBeVisible();
  });

  test('C16.03 les numérisations déposées ensemble trouvent leur convention par leur nom, ou se rattachent à la main', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    const found = await database().convention.findFirstOrThrow({
      where: { externalReference: reference(0) },
      include: { takenOver: true },
    });
    await page.goto(`/conventions/reprise/${found.takenOver?.takeoverId}`);
    await page.locator('input[type=file]').setInputFiles([
      { name: `${reference(0)}.pdf`, mimeType: 'application/pdf', buffer: scanOf(reference(0)) },
      {
        name: `Convention ${town(1).plain} signée.pdf`,
        mimeType: 'application/pdf',
        buffer: scanOf(reference(1)),
      },
      { name: 'scan0042.pdf', mimeType: 'application/pdf', buffer: scanOf(reference(2)) },
    ]);
    await page.getByRole('button', { name: 'Joindre les numérisations' }).click();
    await expect(page.getByText('2 numérisations rattachées, 1 à rattacher à la main.')).toBeVisible();
    const waiting = page.getByRole('list', { name: 'Numérisations à rattacher' });
    await expect(waiting).toContainText('Rien dans le nom ne désigne une convention.');
    await expectAccessible(page);
    const { number } = await database().convention.findFirstOrThrow({
      where: { externalReference: reference(2) },
    });
    await waiting.getByRole('combobox').fill(number);
    await page
      .getByRole('option')
      .filter({ hasText: town(2).name })
      .click();
    await expect(waiting).toBeHidden();
    await expect(page.getByText('3 sur 3 conventions reprises')).toBeVisible();
  });

  test('C16.04 la convention reprise vit comme les autres : liste, document, couverture, demande d’accrochage', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions?q=${encodeURIComponent(reference(0))}`);
    const row = page.getByRole('row', { name: new RegExp(town(0).name) });
    await expect(row).toContainText('En vigueur');
    await expect(row).toContainText('Reprise');
    await row.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(town(0).name);
    await expect(page.getByText('Numérisation d’une convention signée hors de l’application')).toBeVisible();
    await expect(
      page.getByText('n’en a vérifié ni le contenu ni les signatures', { exact: false }),
    ).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'reprise-convention');
    const href = await page.getByRole('link', { name: 'Télécharger la numérisation' }).getAttribute('href');
    const scan = await page.request.get(href ?? '');
    expect(scan.headers()['content-disposition']).toContain(encodeURIComponent(`${reference(0)}.pdf`));
    expect((await scan.body()).equals(scanOf(reference(0)))).toBe(true);

    await page.goto(`/couverture/ecoles/${town(0).uais[0]}`);
    await expect(page.getByText('Conventionnée').first()).toBeVisible();

    const { id } = await database().convention.findFirstOrThrow({
      where: { externalReference: reference(0) },
    });
    await page.goto(`/accrochage/demande?convention=${id}`);
    await expect(page.getByRole('button', { name: 'Demander l’accrochage de 2 écoles' })).toBeVisible();
  });

  test('C16.05 un fait repris de travers se corrige avec son motif, et l’historique le garde', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    const { id } = await database().convention.findFirstOrThrow({
      where: { externalReference: reference(1) },
    });
    await page.goto(`/conventions/${id}`);
    await page.getByRole('button', { name: 'Corriger la reprise' }).click();
    const dialog = page.getByRole('dialog', { name: 'Corriger la reprise' });
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Numéro de délibération' }).fill('2024-CM-77');
    await dialog.getByRole('button', { name: 'Corriger', exact: true }).click();
    await expect(dialog.getByText('Dites pourquoi').first()).toBeVisible();
    await dialog.getByRole('textbox', { name: /Motif de la correction/ }).fill('Numéro mal recopié');
    await dialog.getByRole('button', { name: 'Corriger', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('2024-CM-77, séance du 20/05/2024')).toBeVisible();
    await page.goto(`/conventions/${id}?onglet=historique`);
    await expect(page.getByText('a corrigé la reprise', { exact: false })).toContainText(
      'Numéro mal recopié',
    );
    await signInAs(page, 'dane.rennes@demo.invalid');
    await page.goto(`/conventions/${id}`);
    await expect(page.getByText('Numérisation')).toHaveCount(0);
  });
});

test('C16.06 sur un téléphone, l’aperçu et le rapport restent lisibles', { tag: '@telephone' }, async ({
  page,
}) => {
  const [one] = await plantTowns(1);
  if (!one) throw new Error('no town');
  await signInAs(page, 'dane@demo.invalid');
  await page.goto('/conventions/reprise');
  await page
    .locator('input[type=file]')
    .setInputFiles(upload(await workbookOf([{ ...soundLine(one, 1), 'N° convention': unique('TEL') }])));
  await page.getByRole('button', { name: 'Lire le tableau' }).click();
  await expect(page.getByText('1 prête', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Écarter ce tableau' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Écarter le tableau' }).click();
  await expect(page).toHaveURL(/\/conventions\/reprise$/);
});
