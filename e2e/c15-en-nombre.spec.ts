import { readFileSync } from 'node:fs';
import { searchable } from '@/server/territory/search';
import { readZip } from '@/server/testing/read-zip';
import { database, plantSchools } from './support/scenes';
import { expect, expectAccessible, signInAs, test } from './support/test';

const COMMUNES = 50;

/** Two communes of one name, in two départements of the académie, each with an école. */
async function plantTwins(name: string) {
  for (const [code, department] of [
    ['78999', '78'],
    ['91999', '91'],
  ] as const) {
    const facts = { name, departmentCode: department, searchName: searchable(name) };
    await database().commune.upsert({
      where: { code },
      create: { code, postalCodes: [], ...facts },
      update: facts,
    });
    await database().authority.upsert({
      where: { kind_code: { kind: 'commune', code } },
      create: { kind: 'commune', code, ...facts, name: `Commune de ${name}` },
      update: { name: `Commune de ${name}`, searchName: facts.searchName },
    });
    await plantSchools(1, { insee: code, name, department, academy: '25' });
  }
}

test.describe('Conventions en nombre', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  const towns: { code: string; name: string }[] = [];
  let report = '';

  test.beforeAll(async () => {
    const free = await database().commune.findMany({
      where: { departmentCode: '91' },
      select: { code: true, name: true },
      orderBy: { code: 'desc' },
      take: COMMUNES + 1,
    });
    for (const { code, name } of free.filter((one) => one.code !== '91999').slice(0, COMMUNES)) {
      await plantSchools(1, { insee: code, name, department: '91', academy: '25' });
      towns.push({ code, name });
    }
    await plantTwins('Villejumelle');
  });

  test('C15.01 une liste collée se vérifie ligne par ligne : un homonyme attend un choix, une erreur ne bloque que sa ligne', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions/en-nombre');
    await page.getByRole('button', { name: 'Vérifier la liste' }).click();
    await expect(page.getByText('Collez au moins une commune.')).toBeVisible();
    await expectAccessible(page);

    const list = ['Villejumelle', ...towns.map(({ name }) => `${name} (91)`), 'Rennes', towns[0]?.code];
    await page.getByRole('textbox', { name: 'Communes' }).fill(list.join('\n'));
    await page.getByRole('button', { name: 'Vérifier la liste' }).click();
    await expect(page.getByText(`${COMMUNES}\u00a0conventions à ouvrir`)).toBeVisible();
    await expect(page.getByText('2\u00a0lignes ne peuvent être faites')).toBeVisible();
    await expect(page.getByText(/Rennes \(35\) ne relève pas de votre académie/).first()).toBeVisible();
    await expect(page.getByText(/Déjà à la ligne 2/).first()).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('button', { name: /Choix pour la ligne 1,/ }).click();
    await page.getByRole('option', { name: /Villejumelle \(78\)/ }).click();
    await expect(page.getByText(`${COMMUNES + 1}\u00a0conventions à ouvrir`)).toBeVisible();
    // One line is taken out again, and stays out.
    await page.getByRole('row', { name: /Villejumelle/ }).click();
    await expect(page.getByText(`${COMMUNES}\u00a0conventions à ouvrir`)).toBeVisible();
  });

  test('C15.02 cinquante conventions s’ouvrent en arrière-plan, de la liste au rapport, chacune une seule fois', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions/en-nombre');
    await page.getByRole('textbox', { name: 'Communes' }).fill(towns.map(({ code }) => code).join('\n'));
    await page.getByRole('button', { name: 'Vérifier la liste' }).click();
    await capture(page, 'en-nombre-lignes');
    await page.getByRole('button', { name: `Continuer avec ${COMMUNES}\u00a0communes` }).click();
    await page.getByRole('spinbutton', { name: /jour/i }).pressSequentially('01');
    await page.getByRole('spinbutton', { name: /mois/i }).pressSequentially('09');
    await page.getByRole('spinbutton', { name: /année/i }).pressSequentially('2027');
    await expectAccessible(page);
    await capture(page, 'en-nombre-contenu');
    await page.getByRole('button', { name: `Ouvrir ${COMMUNES}\u00a0conventions` }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByText(`${COMMUNES}\u00a0projets seront créés`)).toBeVisible();
    await dialog.getByRole('button', { name: `Ouvrir ${COMMUNES}\u00a0conventions` }).click();

    await page.waitForURL(/\/travaux\//);
    await expect(page.getByRole('progressbar').first()).toBeVisible();
    await expect(
      page.getByText(`${COMMUNES}\u00a0conventions ouvertes, 0\u00a0commune laissée.`),
    ).toBeVisible({
      timeout: 120_000,
    });
    report = page.url();
    await capture(page, 'en-nombre-rapport');
    await page.reload();
    await expect(page.getByRole('link', { name: 'Rapport CSV' })).toBeVisible();
    await expectAccessible(page);
    const codes = towns.map(({ code }) => code);
    const made = await database().convention.findMany({
      where: { authority: { kind: 'commune', code: { in: codes } } },
      select: { authorityId: true, effectiveOn: true, _count: { select: { schools: true } } },
    });
    expect(made).toHaveLength(COMMUNES);
    expect(new Set(made.map(({ authorityId }) => authorityId)).size).toBe(COMMUNES);
    expect(made.every(({ effectiveOn }) => effectiveOn?.toISOString().startsWith('2027-09-01'))).toBe(true);

    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Rapport CSV' }).click();
    const lines = readFileSync(await (await csv).path(), 'utf8').split('\r\n');
    expect(lines.filter((line) => line.includes(';Ouverte;'))).toHaveLength(COMMUNES);

    // The same list again: every commune is shown with its convention, and left out.
    await page.goto('/conventions/en-nombre');
    await page.getByRole('button', { name: 'Vérifier la liste' }).click();
    await expect(page.getByText('0\u00a0convention à ouvrir')).toBeVisible();
    await expect(page.getByText(/Convention déjà en cours/).first()).toBeVisible();
  });

  test('C15.03 l’archive ZIP de leurs PDF se prépare sans rester sur la page, et attend dans les alertes', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(report);
    await page.getByRole('button', { name: 'Archive ZIP des PDF' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Archive des PDF/ })).toBeVisible();
    const address = page.url();
    const id = address.split('/').at(-1) ?? '';
    await page.goto('/travaux');
    await expect(page.getByRole('heading', { name: /^En cours/ })).toBeVisible();
    await expectAccessible(page);
    await expect
      .poll(async () => (await database().backgroundWork.findUniqueOrThrow({ where: { id } })).state, {
        timeout: 150_000,
      })
      .toBe('done');
    await page.goto('/tableau-de-bord');
    const waits = page.getByRole('link', {
      name: `Archive des PDF de ${COMMUNES}\u00a0conventions`,
      exact: true,
    });
    await expect(waits).toBeVisible();
    await waits.click();
    await page.waitForURL(address);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le fichier' }).click();
    const entries = readZip(readFileSync(await (await download).path()));
    expect(entries).toHaveLength(COMMUNES + 1);
    expect(entries.filter(({ name }) => / PROJET\.pdf$/.test(name))).toHaveLength(COMMUNES);
    expect(entries.at(-1)?.name).toBe('index.csv');
    await page.goto('/tableau-de-bord');
    await expect(waits).toHaveCount(0);
  });

  test('C15.04 les brouillons d’une opération s’abandonnent ensemble, avec un motif ; celui qu’on a modifié depuis reste', async ({
    page,
  }) => {
    const code = towns[0]?.code ?? '';
    const worked = await database().convention.findFirstOrThrow({
      where: { authority: { kind: 'commune', code } },
    });
    await signInAs(page, 'dane@demo.invalid');
    await database().convention.update({ where: { id: worked.id }, data: { version: { increment: 1 } } });
    await page.goto(report);
    await page.getByRole('button', { name: 'Abandonner ces projets' }).click();
    const dialog = page.getByRole('alertdialog');
    const abandon = dialog.getByRole('button', { name: `Abandonner ${COMMUNES - 1}\u00a0projets` });
    await abandon.click();
    await expect(dialog.getByText('Indiquez le motif.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Liste arrêtée trop tôt');
    await expectAccessible(page);
    await abandon.click();
    await expect(page.getByText(`${COMMUNES - 1}\u00a0conventions sur ${COMMUNES - 1}.`)).toBeVisible({
      timeout: 120_000,
    });
    const where = { authority: { kind: 'commune' as const, code: { in: towns.map((one) => one.code) } } };
    expect(await database().convention.count({ where: { ...where, status: 'abandoned' } })).toBe(
      COMMUNES - 1,
    );
    expect((await database().convention.findUniqueOrThrow({ where: { id: worked.id } })).status).toBe(
      'draft',
    );
  });

  test('C15.05 qui ne rédige pas de convention n’ouvre pas cette page, et personne ne lit le travail d’un autre', async ({
    page,
  }) => {
    await signInAs(page, 'dpd@demo.invalid');
    const refused = await page.goto('/conventions/en-nombre');
    expect(refused?.status()).toBe(403);
    expect((await page.goto(report))?.status()).toBe(404);
    expect((await page.goto(`${report}/fichier`))?.status()).toBe(404);
  });
});

test('C15.06 les travaux se suivent et s’annulent sur un téléphone', { tag: '@telephone' }, async ({
  page,
  capture,
}) => {
  const user = await database().user.findUniqueOrThrow({
    where: { email: 'juridique@demo.invalid' },
    include: { memberships: true },
  });
  await signInAs(page, 'juridique@demo.invalid');
  await page.goto('/travaux');
  await expect(page.getByRole('heading', { name: 'Aucun travail pour l’instant' })).toBeVisible();
  await expectAccessible(page);
  const work = await database().backgroundWork.create({
    data: {
      kind: 'essai',
      label: 'Archive des PDF de 12 conventions',
      academyCode: '25',
      membershipId: user.memberships[0]?.id ?? '',
      userId: user.id,
      // As a work that another process does: this one leaves it alone.
      state: 'running',
      aliveAt: new Date(),
      done: 5,
      total: 12,
      step: 'Convention 25-2026-0005',
      input: {},
    },
  });
  await page.goto('/travaux');
  await expect(page.getByText('5 sur 12')).toBeVisible();
  await expectAccessible(page);
  await capture(page, 'travaux');
  await page.getByRole('link', { name: 'Archive des PDF de 12 conventions' }).click();
  // The list has a button of that name, too: its dialog would go with the list.
  await expect(
    page.getByRole('heading', { level: 1, name: 'Archive des PDF de 12 conventions' }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Annuler/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler le travail' }).click();
  await expect(page.getByText('Ce qui était fait avant l’annulation est gardé.')).toBeVisible();
  expect((await database().backgroundWork.findUniqueOrThrow({ where: { id: work.id } })).state).toBe(
    'cancelled',
  );
});
