import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { addDays, addMonths, longDate } from '@/server/calendar';
import { civilDate, now } from '@/server/clock';
import { followCalendar } from '@/server/conventions/commands/calendar';
import { scanOf, soundLine, type Town } from '@/server/takeover/fixtures';
import {
  askAttachment,
  attach,
  boulogne,
  caller,
  database,
  fillFields,
  leadOn,
  type PlantedConvention,
  plantConvention,
  plantSchools,
  unique,
  versionOf,
} from './support/scenes';
import { plantTowns, takeOverOne } from './support/takeover';
import { expect, expectAccessible, signInAs, test } from './support/test';

const today = civilDate(now());
/** Long ago enough for a notice to be given and to run. */
const began = addDays(today, -300);
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: scanOf(name) });
const school = (convention: PlantedConvention, rank: number) => convention.project.schools[rank]?.uai ?? '';
const uaisOf = (convention: PlantedConvention) => convention.project.schools.map(({ uai }) => uai);

/** Types a day in the three parts of a date field. */
async function fillDate(within: Page | Locator, label: string | RegExp, iso: string) {
  const [year = '', month = '', day = ''] = iso.split('-');
  const group = within.getByRole('group', { name: label });
  await group.getByRole('spinbutton', { name: /jour/i }).pressSequentially(day);
  await group.getByRole('spinbutton', { name: /mois/i }).pressSequentially(month);
  await group.getByRole('spinbutton', { name: /année/i }).pressSequentially(year);
}

async function open(page: Page, person: string, address: string) {
  await signInAs(page, `${person}@demo.invalid`);
  await page.goto(address);
}

/** Opens the dialog of an act that is not the one that is due. */
async function openAct(page: Page, label: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Autres actes' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click();
  const dialog = page.getByRole('alertdialog', { name: new RegExp(label) });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function choose(page: Page, label: string, words: string) {
  await page.getByRole('combobox', { name: label }).fill(words);
  await page.getByRole('option').filter({ hasText: words }).click();
}

/** Acts on schools of the page of what the directory has to do. */
async function actOn(page: Page, table: string, uais: readonly string[], act: string, reason: string | null) {
  const rows = page.getByRole('table', { name: table });
  for (const uai of uais)
    await rows
      .getByRole('row', { name: new RegExp(uai) })
      .getByRole('checkbox')
      .press('Space');
  const count = `${uais.length} école${uais.length > 1 ? 's' : ''}`;
  const bar = page.getByRole('region', { name: 'Sélection' });
  await expect(bar.getByText(`Sélection : ${count}`)).toBeVisible();
  await bar.getByRole('button', { name: act, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  if (reason) await dialog.getByLabel(/Motif/).fill(reason);
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await expect(page.getByText(`${act} : ${count}.`)).toBeVisible();
}

/** Schools of the project that are not in the annex yet. */
async function bringSchools(convention: PlantedConvention, count: number) {
  const added = await plantSchools(count, boulogne);
  await (await caller('projet')).projects.setSchools({
    id: convention.project.id,
    uais: [...uaisOf(convention), ...added.map(({ uai }) => uai)],
  });
  return added.map(({ uai }) => uai);
}

test.describe('Avenants', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  let entering = '';
  const tab = (name: string) => `/conventions/${convention.id}?onglet=${name}`;

  test.beforeAll(async () => {
    convention = await plantConvention('in_force', { schoolsOf: boulogne, effectiveOn: began });
    [entering = ''] = await bringSchools(convention, 1);
  });

  test('C20.01 un avenant fait entrer une école et en sort une autre, un second change la solution ; la réversibilité se suit jusqu’au bout', async ({
    page,
    capture,
  }) => {
    test.setTimeout(300_000);
    await askAttachment(convention, uaisOf(convention));
    await attach(uaisOf(convention), convention.project.productId);

    await open(page, 'dane', tab('avenants'));
    await expect(page.getByRole('heading', { name: 'Aucun avenant' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Nouvel avenant' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nouvel avenant');
    await page.getByRole('button', { name: 'Ouvrir l’avenant' }).click();
    await expect(
      page.getByText('Un avenant modifie au moins un point de la convention.').first(),
    ).toBeVisible();
    await page.getByText('Écoles', { exact: true }).click();
    await fillDate(page, /Date d’effet/, today);
    await choose(page, 'École qui entre', entering);
    await choose(page, 'École qui sort', school(convention, 0));
    await page.getByRole('button', { name: 'Ouvrir l’avenant' }).click();
    await expect(page.getByText('Indiquez pourquoi l’école sort du périmètre.').first()).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'avenant-nouveau');
    await page.getByRole('textbox', { name: /Motif de la sortie/ }).fill('Fusion d’écoles');
    await page.getByRole('button', { name: 'Ouvrir l’avenant' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Avenant n° 1 à la convention');
    await expect(page.getByRole('heading', { name: /Sortie d’école/ })).toBeVisible();
    const first = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    await page.getByRole('link', { name: 'Modifications' }).click();
    await expect(page.getByRole('heading', { name: 'Ce que l’avenant modifie' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Enregistrer les modifications' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Soumettre à l’examen', exact: true }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Soumettre à l’examen', exact: true })
      .click();
    await expect(page.getByText('Soumettre à l’examen : c’est fait.')).toBeVisible();
    await leadOn(first, 'in_force');

    await page.goto(`/conventions/${first}?onglet=modifications`);
    await expect(page.getByText('En vigueur').first()).toBeVisible();
    await expect(page.getByText('Fusion d’écoles')).toBeVisible();
    await page.goto(tab('ecoles'));
    await expect(page.getByText('Modifiée par')).toBeVisible();
    const annex = page.getByRole('table', { name: 'Écoles de l’annexe A1' });
    await expect(annex).toContainText(entering);
    await expect(annex).not.toContainText(school(convention, 0));

    const { id: otherId, name: other } = await database().product.findFirstOrThrow({
      where: { kind: 'ent', active: true, id: { not: convention.project.productId } },
      orderBy: { name: 'asc' },
    });
    await page.goto(`/conventions/${convention.id}/avenants/nouveau`);
    await page.getByText('Solution', { exact: true }).click();
    await fillDate(page, /Date d’effet/, today);
    await page.getByRole('button', { name: /Nouvelle solution/ }).click();
    await page.getByRole('option', { name: other }).first().click();
    await page.getByRole('textbox', { name: 'Référence du marché' }).fill('2026-M-77');
    await page.getByRole('button', { name: 'Ouvrir l’avenant' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Avenant n° 2 à la convention');
    const second = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    await leadOn(second, 'in_force');

    await page.goto(tab('avenants'));
    await expect(page.getByText('Changement de solution.')).toBeVisible();
    await expect(page.getByText('0 sur 6', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'avenants', { forDocs: true });
    await page.getByRole('link', { name: 'Ouvrir le plan de réversibilité' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plan de réversibilité');
    await expectAccessible(page);
    await capture(page, 'reversibilite');
    const finish = async (task: string, file?: string) => {
      await page.getByRole('button', { name: `Achever : ${task}` }).click();
      const dialog = page.getByRole('dialog', { name: task });
      if (file) {
        await dialog.getByRole('button', { name: 'Achever la tâche' }).click();
        await expect(dialog.getByText('Joignez l’attestation d’effacement')).toBeVisible();
        await expectAccessible(page);
        await dialog.locator('input[type=file]').setInputFiles(pdf(file));
      }
      await dialog.getByRole('button', { name: 'Achever la tâche' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('button', { name: `Rouvrir : ${task}` })).toBeVisible();
    };
    await finish('Information des familles et des équipes');
    await finish('Export des contenus de l’ancienne solution');
    await finish('Comptes et droits de la nouvelle solution');
    await finish('Attestation d’effacement des données', 'attestation.pdf');
    const href = await page.getByRole('link', { name: 'attestation.pdf' }).getAttribute('href');
    expect((await page.request.get(href ?? '')).headers()['content-type']).toBe('application/pdf');

    await open(page, 'annuaire', '/accrochage?vue=decrochages');
    const left = 'Écoles à décrocher ou à suspendre';
    await expect(
      page.getByRole('table', { name: left }).getByRole('row', { name: new RegExp(school(convention, 0)) }),
    ).toContainText('Sortie de l’annexe');
    await expectAccessible(page);
    await actOn(page, left, uaisOf(convention), 'Décrocher', 'Changement de solution.');
    const staying = [entering, ...uaisOf(convention).slice(1)];
    await askAttachment({ ...convention, project: { ...convention.project, productId: otherId } }, staying);
    await attach(staying, otherId);

    await open(page, 'dane', `/conventions/${convention.id}/reversibilite`);
    await expect(page.getByText('3 écoles décrochées sur', { exact: false })).toBeVisible();
    await expect(page.getByText('6 sur 6', { exact: false })).toBeVisible();
    await page.goto(tab('avenants'));
    await expect(page.getByText('Changement de solution.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ouvrir le plan de réversibilité' })).toHaveCount(0);
  });

  test('C20.02 le texte consolidé se lit à une date, avant et après les avenants', async ({ page }) => {
    await open(page, 'dane', tab('avenants'));
    await page.getByRole('link', { name: 'Texte consolidé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Texte consolidé au ${longDate(today)}`);
    await expect(page.getByRole('link', { name: 'Avenant n° 2' })).toBeVisible();
    const document = page.getByRole('article');
    await expect(document).toContainText(entering);
    await expect(document).not.toContainText(school(convention, 0));
    await expectAccessible(page);

    const before = addDays(today, -30);
    await fillDate(page, 'Texte applicable le', before);
    await page.getByRole('button', { name: 'Lire à cette date' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      `Texte consolidé au ${longDate(before)}`,
    );
    await expect(page.getByText('Aucun avenant n’est en vigueur ce jour-là')).toBeVisible();
    await expect(document).toContainText(school(convention, 0));
    await expect(document).not.toContainText(entering);
    const href = await page.getByRole('link', { name: 'Télécharger en PDF' }).getAttribute('href');
    expect((await page.request.get(href ?? '')).headers()['content-type']).toBe('application/pdf');
    await page.getByRole('button', { name: 'Revenir à aujourd’hui' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Texte consolidé au ${longDate(today)}`);
  });
});

test('C20.03 une proposition de renouvellement ouvre la suite préremplie ; l’écart et le recouvrement se disent, puis l’ancienne est renouvelée', {
  tag: '@bureau',
}, async ({ page, capture }) => {
  test.setTimeout(300_000);
  const convention = await plantConvention('in_force', { schoolsOf: boulogne, durationMonths: 10 });
  await followCalendar(database(), now());
  const { endsOn } = await (await caller('dane')).conventions.get({ id: convention.id });

  await open(page, 'dane', `/conventions?renouvellement=a-examiner&q=${convention.number}`);
  await expect(page.getByRole('row', { name: new RegExp(convention.number) })).toContainText(
    'À renouveler ?',
  );
  await page.getByRole('link', { name: 'Renouvellements', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renouvellements');
  const line = page.getByRole('listitem').filter({ hasText: convention.number });
  await expect(line).toContainText('À examiner');
  await expectAccessible(page);
  await capture(page, 'renouvellements');
  await line.getByRole('link').first().click();

  await page.getByRole('button', { name: 'Reporter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Reporter l’examen du renouvellement' });
  await fillDate(dialog, /Reporter jusqu’au/, addDays(endsOn ?? today, 30));
  await dialog.getByRole('button', { name: 'Reporter l’examen' }).click();
  await expect(dialog.getByText('reportez à un jour antérieur', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('button', { name: 'Préparer la suite' }).click();
  await page.waitForURL((url) => !url.pathname.includes(convention.id));
  await expect(page.getByText('Prend la suite de la convention')).toContainText(convention.number);
  await expect(page.getByText('Brouillon').first()).toBeVisible();
  const next = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  const dane = await caller('dane');
  const startOn = async (effectiveOn: string) =>
    dane.conventions.update({ id: next, version: await versionOf(dane, next), effectiveOn });
  await startOn(addDays(endsOn ?? today, 6));
  for (const id of [next, convention.id]) {
    await page.goto(`/conventions/${id}`);
    await expect(page.getByText('jours sans convention', { exact: false })).toBeVisible();
  }
  await expect(page.getByText('prend la suite', { exact: false }).first()).toBeVisible();
  await startOn(today);
  await page.goto(`/conventions/${convention.id}`);
  await expect(page.getByText('où deux conventions se recouvrent', { exact: false })).toBeVisible();
  await expectAccessible(page);

  await fillFields(dane, next);
  await leadOn(next, 'in_force');
  await page.goto(`/conventions/${convention.id}`);
  await expect(page.getByText('Renouvelée').first()).toBeVisible();
  await page.goto(`/conventions/${next}`);
  await expect(page.getByText('En vigueur').first()).toBeVisible();
  await expect(page.getByText('Prend la suite de la convention')).toContainText(convention.number);
});

test('C20.04 une suspension de quelques écoles puis une résiliation avec préavis donnent chacune ses suites à l’annuaire', {
  tag: '@bureau',
}, async ({ page, capture }) => {
  test.setTimeout(300_000);
  const convention = await plantConvention('in_force', { schoolsOf: boulogne, effectiveOn: began });
  await askAttachment(convention, uaisOf(convention));
  await attach(uaisOf(convention), convention.project.productId);
  const address = `/conventions/${convention.id}`;
  const todo = '/accrochage?vue=decrochages';
  const left = 'Écoles à décrocher ou à suspendre';
  const row = (table: string, rank: number) =>
    page.getByRole('table', { name: table }).getByRole('row', { name: new RegExp(school(convention, rank)) });

  await open(page, 'dane', address);
  let dialog = await openAct(page, 'Suspendre');
  await dialog.getByLabel(/Motif/).fill('Décision du directeur académique.');
  await dialog.getByText('Certaines seulement', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Suspendre', exact: true }).click();
  await expect(dialog.getByText('Cochez au moins une école', { exact: false })).toBeVisible();
  await dialog.getByText(`École élémentaire d’essai ${school(convention, 0)}`).click();
  await expect(dialog.getByText('1 école cochée sur 3')).toBeVisible();
  await expectAccessible(page);
  await capture(page, 'suspension');
  await dialog.getByRole('button', { name: 'Suspendre', exact: true }).click();
  await expect(page.getByText('Suspendre : c’est fait.')).toBeVisible();
  await expect(page.getByText('1 école concernée sur 3', { exact: false })).toContainText(
    school(convention, 0),
  );

  await open(page, 'annuaire', todo);
  await expect(row(left, 0)).toContainText('Suspendre');
  await expect(row(left, 1)).toHaveCount(0);
  await actOn(page, left, [school(convention, 0)], 'Suspendre', 'Convention suspendue.');
  await open(page, 'dane', address);
  await page.getByRole('button', { name: 'Lever la suspension' }).click();
  dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Lever la suspension' }).click();
  await expect(page.getByText('Lever la suspension : c’est fait.')).toBeVisible();
  await open(page, 'annuaire', todo);
  await expect(row('Écoles à reprendre', 0)).toContainText('Reprendre');
  await expectAccessible(page);
  await capture(page, 'suites-annuaire');
  await actOn(page, 'Écoles à reprendre', [school(convention, 0)], 'Reprendre', null);
  await page.goto(todo);
  await expect(row('Écoles à reprendre', 0)).toHaveCount(0);

  await open(page, 'dane', address);
  dialog = await openAct(page, 'Notifier la résiliation');
  await dialog.getByLabel(/Motif/).fill('La collectivité résilie : fin de son marché.');
  await dialog.getByLabel(/Plan de réversibilité/).fill('Exports remis à la rentrée.');
  await fillDate(dialog, /Préavis reçu le/, addMonths(today, -1));
  await fillDate(dialog, /Prise d’effet/, today);
  await dialog.getByRole('button', { name: 'Notifier la résiliation' }).click();
  await expect(dialog.getByText('Le préavis de', { exact: false })).toContainText(
    'ne peut pas prendre effet avant',
  );
  await expectAccessible(page);
  await fillDate(dialog, /Préavis reçu le/, addMonths(today, -8));
  await dialog.getByRole('button', { name: 'Notifier la résiliation' }).click();
  await expect(page.getByText('Notifier la résiliation : c’est fait.')).toBeVisible();
  await expect(page.getByText(`Résiliation notifiée, effet le ${longDate(today)}`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ouvrir le plan de réversibilité' })).toBeVisible();
  await expectAccessible(page);

  await followCalendar(database(), now());
  await page.goto(address);
  await expect(page.getByText('Résiliée').first()).toBeVisible();
  await open(page, 'annuaire', todo);
  for (const rank of [0, 1, 2]) await expect(row(left, rank)).toContainText('est résiliée');
  await actOn(page, left, uaisOf(convention), 'Décrocher', 'Convention résiliée.');
  await page.goto(todo);
  await expect(row(left, 0)).toHaveCount(0);
});

test('C20.05 une convention faite ailleurs reçoit un avenant signé ailleurs, avec sa copie', {
  tag: '@bureau',
}, async ({ page }) => {
  test.setTimeout(300_000);
  const [town] = await plantTowns(1);
  if (!town) throw new Error('no town');
  await signInAs(page, 'dane@demo.invalid');
  const id = await takeOverOne(page, { ...soundLine(town, 1), 'N° convention': unique('AVE') });
  await page.goto(`/conventions/${id}?onglet=avenants`);
  await page.getByRole('link', { name: 'Nouvel avenant' }).click();
  await page.getByText('A déjà été signé ailleurs', { exact: false }).click();
  await page.getByText('Durée', { exact: true }).click();
  await fillDate(page, /Date d’effet/, '2025-09-01');
  await fillDate(page, 'Signé le', addDays(today, 40));
  await fillDate(page, /Nouveau terme/, '2028-08-31');
  await page.getByRole('button', { name: 'Reprendre l’avenant' }).click();
  await expect(page.getByText('Joignez l’avenant signé, numérisé en PDF.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(pdf('avenant-1.pdf'));
  await page.getByRole('button', { name: 'Reprendre l’avenant' }).click();
  await expect(page.getByText('La date de signature est dans l’avenir.').first()).toBeVisible();
  await expectAccessible(page);
  await fillDate(page, /Signé le/, '2025-06-20');
  await page.getByRole('button', { name: 'Reprendre l’avenant' }).click();
  await expect(page.getByText('Nouveau terme.')).toBeVisible();
  await expect(page.getByText('Fait ailleurs')).toBeVisible();
  await expect(page.getByText('signé le 20/06/2025', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Avenant n° 1' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Avenant n° 1');
  await expectAccessible(page);
  await page.goto(`/conventions/${id}/consolide`);
  await expect(page.getByRole('link', { name: 'Avenant n° 1' })).toBeVisible();
  await expectAccessible(page);
  const { endsOn } = await (await caller('dane')).conventions.get({ id });
  expect(endsOn).toBe('2028-08-31');
});

test('C20.06 une liste d’élimination s’approuve à deux ; un contentieux retient les pièces d’une convention', {
  tag: '@bureau',
}, async ({ page, capture }) => {
  test.setTimeout(300_000);
  const [town] = (await plantTowns(1, '35', '14')) as [Town];
  await signInAs(page, 'dane.rennes@demo.invalid');
  const id = await takeOverOne(page, {
    ...soundLine(town, 1),
    'N° convention': unique('FIN'),
    Statut: 'Échue',
    'Date de signature': '15/06/2004',
    'Date d’effet': '01/09/2004',
    'Date de fin': '31/08/2008',
    'Date de délibération': '20/05/2004',
  });
  const { number } = await database().convention.findUniqueOrThrow({ where: { id } });
  await page.goto(`/conventions/${id}`);
  const scan =
    (await page.getByRole('link', { name: 'Télécharger la numérisation' }).getAttribute('href')) ?? '';
  await page.goto(`/conventions/${id}?onglet=historique`);
  await page.getByRole('button', { name: 'Suspendre pour contentieux' }).click();
  let dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox', { name: /Contentieux en cours/ }).fill('Recours n° 0812345.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Suspendre', exact: true }).click();
  await expect(page.getByText('Éliminations suspendues pour contentieux')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/administration/conservation');
  await expect(page.getByRole('heading', { name: /Retenus par un contentieux/ })).toBeVisible();
  await expect(page.getByText('Recours n° 0812345.')).toBeVisible();
  await expect(page.getByText('Aucun document à proposer pour l’instant.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('button', { name: 'Lever la suspension' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Lever la suspension' }).click();
  await expect(page.getByText('La suspension est levée.')).toBeVisible();
  await expect(page.getByText('éliminables à partir du 31/08/2018', { exact: false })).toBeVisible();

  await page.goto('/administration/conservation');
  await page.getByText('Ces durées ont été confirmées par le service d’archives').click();
  await page.getByRole('button', { name: 'Enregistrer les durées' }).click();
  await expect(page.getByText('Durées enregistrées.')).toBeVisible();
  await page.getByRole('button', { name: 'Établir une liste d’élimination' }).click();
  const list = page.getByRole('table', { name: /Documents de la liste/ }).first();
  await expect(list).toContainText(number);
  await page.getByRole('button', { name: 'Approuver', exact: true }).click();
  dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Approuver la liste' }).click();
  await expect(dialog.getByText('Indiquez la référence du visa', { exact: false })).toBeVisible();
  await dialog.getByRole('textbox', { name: /Visa des archives/ }).fill('AD35-2026-12');
  await fillDate(dialog, /Date du visa/, today);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Approuver la liste' }).click();
  await expect(page.getByText('Approuvée une fois')).toBeVisible();
  await expect(page.getByText('La seconde approbation revient à une autre personne.').first()).toBeVisible();
  await capture(page, 'conservation');
  expect((await page.request.get(scan)).status()).toBe(200);

  await signInAsColleague(page);
  await page.goto('/administration/conservation');
  await page.getByRole('button', { name: 'Éliminer', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Éliminer définitivement' }).click();
  await expect(page.getByText('seconde approbation de Sasha Seconde', { exact: false })).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get(scan)).status()).toBe(410);
});

/** A second person of the administration of Rennes, over whoever was signed in. */
async function signInAsColleague(page: Page) {
  const db = database();
  const { organisationId } = await db.membership.findFirstOrThrow({
    where: { user: { email: 'dane.rennes@demo.invalid' } },
  });
  const user = await db.user.create({
    data: {
      email: `seconde.${Date.now()}@demo.invalid`,
      name: 'Sasha Seconde',
      memberships: {
        create: { organisationId, role: 'academy_admin', validFrom: new Date('2025-09-01') },
      },
    },
    include: { memberships: true },
  });
  const sessionToken = `seconde-${randomUUID()}`;
  await db.session.create({
    data: {
      userId: user.id,
      sessionToken,
      expires: new Date(Date.now() + 3_600_000),
      membershipId: user.memberships[0]?.id ?? null,
    },
  });
  const cookies = await page.context().cookies();
  await page
    .context()
    .addCookies(
      cookies
        .filter(({ name }) => name.includes('session'))
        .map((cookie) => ({ ...cookie, value: sessionToken })),
    );
}

test('C20.07 sur un téléphone, la collectivité lit l’avenant et le texte consolidé', {
  tag: '@telephone',
}, async ({ page }) => {
  test.setTimeout(300_000);
  const convention = await plantConvention('in_force', { schoolsOf: boulogne, effectiveOn: began });
  const [entering = ''] = await bringSchools(convention, 1);
  const dane = await caller('dane');
  const { id: amendmentId } = await dane.amendments.create({
    id: convention.id,
    effectiveOn: today,
    changes: { schoolsIn: [{ uai: entering, entryOn: today }] },
  });
  await leadOn(amendmentId, 'in_force');
  const fits = async () =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);

  await open(page, 'projet', `/conventions/${convention.id}?onglet=avenants`);
  await expect(page.getByText('1 école entre.')).toBeVisible();
  await fits();
  await page.getByRole('link', { name: 'Avenant n° 1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Avenant n° 1');
  await expect(page.getByRole('heading', { name: /Entrée d’école/ })).toBeVisible();
  await fits();
  await page.goto(`/conventions/${amendmentId}?onglet=modifications`);
  await expect(page.getByText(entering, { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await fits();
  await page.goto(`/conventions/${convention.id}/consolide`);
  await expect(page.getByRole('article')).toContainText(entering);
  await expectAccessible(page);
  await fits();
  await page.goto(`/conventions/${convention.id}/reversibilite`);
  await expect(page.getByText('Aucune réversibilité en cours')).toBeVisible();
  await fits();
  await page.goto('/conventions/renouvellements');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renouvellements');
  await fits();
});
