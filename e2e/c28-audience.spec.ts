import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { mondayOf } from '@/server/audience/domain';
import { HEADS, lineOf, uaiOf } from '@/server/audience/fixtures';
import { addDays } from '@/server/calendar';
import { civilDate, now, toDbDate } from '@/server/clock';
import {
  askAttachment,
  attach,
  database,
  type PlantedConvention,
  plantConvention,
  plantProject,
  plantSchools,
  type School,
  type Town,
  unique,
} from './support/scenes';
import { expect, expectAccessible, signInAs, test } from './support/test';

/** No other chapter counts anything there. */
const palaiseau: Town = { insee: '91477', name: 'Palaiseau', department: '91', academy: '25' };
const monday = mondayOf(civilDate(now()));
const [lastWeek, weekBefore] = [addDays(monday, -7), addDays(monday, -14)];
/** A school year that is over: what was measured then does not depend on today. */
const past = ['2024-11-04', '2024-11-11', '2024-11-18'] as const;

const csv = (lines: readonly string[], name = 'dnma.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});
const visits = (week: string, uai: string, total: number, pupils = 0) =>
  lineOf(week, uai, {
    visitsTotal: total,
    usersTotal: Math.ceil(total / 2),
    durationTotal: total * 60,
    visitsPupil: pupils,
    usersPupil: Math.ceil(pupils / 2),
    durationPupil: pupils * 60,
  });

async function send(page: Page, file: ReturnType<typeof csv>) {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Envoyer le fichier' }).click();
}
async function launch(page: Page, fileName: string) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(fileName);
  await page.getByRole('button', { name: 'Lancer l’import' }).click();
  await expect(page.getByText('Import terminé')).toBeVisible({ timeout: 120_000 });
}
async function choose(page: Page, field: string, option: string) {
  await page.getByRole('button', { name: new RegExp(field) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test.describe('Audience', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  let active: School;
  let silent: School;
  let alone: School;

  test.beforeAll(async () => {
    convention = await plantConvention('in_force', { schools: 2, schoolsOf: palaiseau });
    const [one, other] = convention.project.schools;
    const [third] = await plantSchools(1, palaiseau);
    if (!one || !other || !third) throw new Error('no schools');
    [active, silent, alone] = [one, other, third];
    await askAttachment(convention, [silent.uai]);
    await attach([silent.uai], convention.project.productId);
    // The project is of today; its schools have been in it for two years, as a directory could say.
    await database().projectSchool.updateMany({
      where: { projectId: convention.project.id },
      data: { addedOn: toDbDate('2024-09-01') },
    });
  });

  test('C28.01 la mesure publiée s’importe par le navigateur : mauvais fichiers refusés, colonnes reconnues, rapport par ligne, le même fichier ne change rien', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture');
    await page
      .getByRole('navigation', { name: 'Pages de la couverture' })
      .getByRole('link', { name: 'Audience' })
      .click();
    await expect(
      page.getByRole('heading', { level: 1, name: /Audience\s: Académie de Versailles/ }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'Importer une mesure' }).first().click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Importer une mesure d’audience' }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Envoyer le fichier' }).click();
    await expect(page.getByText('Choisissez d’abord un fichier.')).toBeVisible();
    const refusal = page.getByRole('alert').filter({ hasText: 'Le fichier n’a pas été pris' });
    await send(page, {
      ...csv([]),
      name: 'photo.csv',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0, 0, 1, 2, 3]),
    });
    await expect(refusal).toBeVisible();
    await send(page, csv(['nom', 'Dupont']));
    await expect(refusal).toContainText('ne nomme pas de colonnes');
    await send(page, {
      ...csv([]),
      buffer: Buffer.from(`${HEADS}\n${visits(lastWeek, active.uai, 12)}\n2024-11`),
    });
    await expect(refusal).toContainText('coupé au milieu de sa dernière ligne');

    const lines = [
      HEADS,
      ...[60, 4, 30].map((total, rank) => visits(past[rank] ?? '', active.uai, total, Math.floor(total / 2))),
      visits(past[0], silent.uai, 0),
      visits(weekBefore, active.uai, 300, 200),
      visits(lastWeek, active.uai, 120, 90),
      visits(lastWeek, silent.uai, 0),
      visits(lastWeek, alone.uai, 80, 60),
      // The week under way: the measure reaches today.
      visits(monday, active.uai, 10, 10),
      visits(lastWeek, uaiOf('35', 9871), 50),
      visits('2031-01-06', active.uai, 5),
    ];
    const name = `${unique('dnma')}.csv`;
    await send(page, csv(lines, name));
    await expect(page.getByText('Toutes ses colonnes sont reconnues', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await launch(page, name);
    await expect(page.getByText(/9\slignes ajoutées/).first()).toBeVisible();
    await expect(page.getByText('ligne hors de votre académie')).toBeVisible();
    const refused = page.getByRole('table', { name: 'Lignes refusées' });
    await expect(refused.getByRole('row', { name: new RegExp(active.uai) })).toContainText('12');
    await expectAccessible(page);
    await capture(page, 'audience-rapport', { forDocs: true });
    const report = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Rapport CSV' }).click();
    expect(await readFile(await (await report).path(), 'utf8')).toMatch(
      new RegExp(`12;${active.uai};Refus;`),
    );

    await page.goto('/couverture/audience/import');
    await send(page, csv(lines, `encore-${name}`));
    await expect(page.getByText('Ce fichier a déjà été importé')).toBeVisible();
    await launch(page, `encore-${name}`);
    await expect(page.getByText(/Rien n’a changé\s: 9\slignes étaient déjà là/)).toBeVisible();
    await page.goto('/couverture/audience/import');
    await expect(
      page
        .getByRole('table', { name: 'Derniers fichiers de la mesure d’audience' })
        .getByRole('link', { name, exact: true }),
    ).toBeVisible();
  });

  test('C28.02 un autre tableau se lit en choisissant ses colonnes, et le choix gardé sert au fichier suivant', async ({
    page,
    capture,
  }) => {
    const heads = `Période;${unique('Code')};Connexions;Dont élèves`;
    const day = (week: string) => week.split('-').reverse().join('/');
    const mapping = unique('Extrait du portail');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/audience/import');
    const first = `${unique('portail')}.csv`;
    await send(page, csv([heads, `${day(weekBefore)};${alone.uai};70;50`], first));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(first);
    // Nothing is guessed: the button says what is missing.
    await expect(page.getByText(/Choisissez la colonne qui porte «\sDébut de la semaine\s»/)).toBeVisible();
    await choose(page, 'Période', 'Début de la semaine');
    await choose(page, 'Ce que porte «\\sCode', 'UAI de l’établissement');
    await expect(page.getByText('Choisissez au moins une colonne de visites.')).toBeVisible();
    await choose(page, 'Connexions', 'Visites, tous profils');
    await choose(page, 'Dont élèves', 'Visites, élèves');
    await page.getByRole('textbox', { name: 'Garder ce choix sous le nom' }).fill(mapping);
    await expectAccessible(page);
    await capture(page, 'audience-colonnes', { forDocs: true });
    await launch(page, first);
    await expect(page.getByText(/1\sligne ajoutée/).first()).toBeVisible();

    await page.goto('/couverture/audience/import');
    const second = `${unique('portail')}.csv`;
    await send(page, csv([heads, `${day(weekBefore)};${alone.uai};75;50`], second));
    await expect(page.getByRole('button', { name: /Choix de colonnes gardé/ })).toContainText(mapping);
    await launch(page, second);
    await expect(page.getByText(/1\sligne remplacée/).first()).toBeVisible();

    // What was only sent can be given up.
    await page.goto('/couverture/audience/import');
    const third = `${unique('portail')}.csv`;
    await send(page, csv([heads, `${day(weekBefore)};${alone.uai};75;50`], third));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(third);
    await page.getByRole('button', { name: 'Abandonner ce fichier' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Importer une mesure d’audience' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: third })).toBeHidden();
  });

  test('C28.03 l’audience d’un projet se lit avec son périmètre, ses petits nombres masqués, sur la fiche de l’école et l’onglet du projet', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/couverture/audience?territoire=projet:${convention.project.id}&annee=2024`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(convention.project.name);
    await expect(page.getByText(/sur 2\sétablissements mesurés/).first()).toBeVisible();
    await expect(page.getByText(/La mesure ne dit pas quel ENT est visité/)).toBeVisible();
    const curve = page.getByRole('figure', { name: 'Visites par semaine, 2024-2025' });
    await curve.getByRole('button', { name: 'Voir le tableau' }).click();
    // 4 is small; 30 with it, or the total less 60 would tell.
    await expect(curve.getByRole('row', { name: /04\/11\/2024/ })).toContainText('60');
    await expect(curve.getByRole('row', { name: /11\/11\/2024/ })).toContainText('masqué');
    await expect(curve.getByRole('row', { name: /18\/11\/2024/ })).toContainText('masqué');
    await expect(
      page
        .getByRole('table', { name: 'Visites par profil, 2024-2025' })
        .getByRole('row', { name: /Tous profils/ }),
    ).toContainText('94');
    await expect(page.getByText(/Une case de moins de 10 visites ou utilisateurs est masquée/)).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'audience-projet', { forDocs: true });

    await page.goto(`/projets/${convention.project.id}?onglet=audience`);
    await expect(page.getByText(/2\sétablissements mesurés en/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Tout le détail' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(convention.project.name);

    await page.goto(`/couverture/ecoles/${alone.uai}`);
    const section = page.getByRole('region', { name: 'Audience' });
    await expect(section.getByRole('heading', { name: /Dernière semaine mesurée/ })).toBeVisible();
    const week = section.getByRole('table', { name: /Dernière semaine mesurée/ });
    await expect(week.getByRole('row', { name: /Tous profils/ })).toContainText('80');
    await expect(week.getByRole('columnheader', { name: 'Utilisateurs uniques' })).toBeVisible();
    await expect(
      section
        .getByRole('table', { name: /Visites par profil/ })
        .getByRole('columnheader', { name: /Utilisateurs/ }),
    ).toBeHidden();
    await expectAccessible(page);
    await capture(page, 'audience-ecole');
  });

  test('C28.04 les écoles silencieuses, actives sans accrochage, actives sans convention, chacune dans sa liste et son fichier', async ({
    page,
    capture,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture/audience');
    await page.getByRole('link', { name: /Accrochées mais silencieuses/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Accrochées mais silencieuses' })).toBeVisible();
    await page.goto('/couverture/audience/ecoles?liste=silencieuses&departement=91&mesure=mesures');
    await expect(page.getByRole('row', { name: new RegExp(silent.uai) })).toContainText('Mesuré');
    await expectAccessible(page);
    await capture(page, 'audience-silencieuses');
    const take = async () => {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Exporter' }).click();
      return readFile(await (await download).path(), 'utf8');
    };
    const silentFile = await take();
    expect(silentFile).toContain(silent.uai);
    expect(silentFile).not.toContain(active.uai);

    const lists = page.getByRole('navigation', { name: 'Listes' });
    await lists.getByRole('link', { name: /Actives mais non accrochées/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Actives mais non accrochées' })).toBeVisible();
    const unattached = await take();
    expect(unattached).toContain(active.uai);
    expect(unattached).toContain(alone.uai);
    expect(unattached).not.toContain(silent.uai);

    await lists.getByRole('link', { name: /Actives sans convention/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Actives sans convention' })).toBeVisible();
    const unconventioned = await take();
    expect(unconventioned).toContain(alone.uai);
    expect(unconventioned).not.toContain(active.uai);
    await expectAccessible(page);
  });

  test('C28.05 chacun ne lit que son périmètre : un lecteur a les totaux seuls, un maire ses écoles, et n’importe rien', async ({
    page,
    browser,
  }) => {
    await signInAs(page, 'lecteur@demo.invalid');
    await page.goto('/couverture/audience?territoire=departement:91');
    await expect(page.getByRole('heading', { level: 1, name: /Audience\s: Essonne/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'À regarder de près' })).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Établissements les plus visités' })).toBeHidden();
    await page.goto('/couverture/audience/ecoles');
    await expect(page.getByText('Aucun établissement dans votre périmètre')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/couverture/ecoles/${active.uai}`);
    await expect(page.getByRole('heading', { level: 1, name: active.name })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Audience' })).toBeHidden();

    for (const person of ['lecteur', 'editeur', 'maire']) {
      const context = await browser.newContext();
      const other = await context.newPage();
      await signInAs(other, `${person}@demo.invalid`);
      await other.goto('/couverture/audience/import');
      await expect(
        other.getByRole('heading', { level: 1, name: 'Votre rôle ne permet pas de faire cela' }),
      ).toBeVisible();
      const answer = await other.request.post('/api/audience/import', {
        headers: { 'x-nom-fichier': 'dnma.csv' },
        data: `${HEADS}\n${visits(lastWeek, active.uai, 12)}\n`,
      });
      expect(answer.status()).toBe(403);
      await context.close();
    }
    // An editor of the académie reads what was imported, and brings nothing.
    await signInAs(page, 'redaction@demo.invalid');
    await page.goto('/couverture/audience/import');
    await expect(page.getByText('importent la mesure.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Envoyer le fichier' })).toBeHidden();
  });
});

test('C28.06 sur un téléphone, une mesure s’importe, et un maire y lit l’audience de ses écoles', {
  tag: '@telephone',
}, async ({ page, capture }) => {
  const { schools } = await plantProject({ schools: 1, schoolsOf: palaiseau });
  const [school] = schools;
  if (!school) throw new Error('no school');
  await signInAs(page, 'dane@demo.invalid');
  await page.goto('/couverture/audience/import');
  await expectAccessible(page);
  const name = `${unique('dnma')}.csv`;
  await send(page, csv([HEADS, visits(lastWeek, school.uai, 240, 200)], name));
  await expect(page.getByText('Toutes ses colonnes sont reconnues', { exact: false })).toBeVisible();
  await launch(page, name);
  await expectAccessible(page);

  await signInAs(page, 'maire@demo.invalid');
  await page.goto('/couverture/audience');
  await expect(page.getByRole('heading', { level: 1, name: /^Audience\s: / })).toBeVisible();
  await expect(page.getByText(/seuls les établissements de votre périmètre sont comptés/)).toBeVisible();
  await expectAccessible(page);
  await capture(page, 'audience-telephone');
  await page.getByRole('link', { name: /Actives mais non accrochées/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Actives mais non accrochées' })).toBeVisible();
  await page.goto(`/couverture/ecoles/${school.uai}`);
  await expect(
    page.getByRole('table', { name: /Dernière semaine mesurée/ }).getByRole('row', { name: /Tous profils/ }),
  ).toContainText('240');
  await expectAccessible(page);
});
