import type { Page } from '@playwright/test';
import { caller, database, type PlantedConvention, plantConvention, plantProject } from './support/scenes';
import { awaitWaking, expect, signInAs, test } from './support/test';

/** The text of the convention; each deviation from its template is an article of its own beside it. */
const paper = (page: Page) => page.getByRole('article', { name: 'Convention d’essai' });
const saved = (page: Page) => expect(page.getByText(/^Enregistré/).first()).toBeVisible();

test.describe('Convention', { tag: '@bureau' }, () => {
  test('C4.01 la DANE rédige une convention à partir du projet et du modèle', async ({ page }) => {
    const project = await plantProject({ schools: 4 });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/nouvelle?projet=${project.id}`);
    const field = page.getByRole('combobox', { name: /^Projet/ });
    if ((await field.inputValue()) === '') {
      await field.fill(project.name);
      await page.getByRole('option', { name: new RegExp(project.name) }).click();
    }
    await page.getByRole('button', { name: 'Rédiger la convention' }).click();
    await expect(page.getByText('Brouillon', { exact: true })).toBeVisible();
    const made = await database().convention.findFirstOrThrow({
      where: { projectId: project.id },
      include: { articles: true, schools: true },
    });
    expect(made.number).toMatch(/^25-\d{4}-\d{4}$/);
    expect(made.articles.filter(({ section }) => section === 'article')).toHaveLength(22);
    expect(made.schools).toHaveLength(4);
    await page.goto(`/conventions/${made.id}?onglet=ecoles`);
    for (const { uai } of project.schools) await expect(page.getByText(uai, { exact: true })).toBeVisible();
  });

  test.describe('Texte', () => {
    test.describe.configure({ mode: 'serial' });
    let convention: PlantedConvention;
    test.beforeAll(async () => {
      convention = await plantConvention('draft', { filled: false });
    });
    const open = async (page: Page, person = 'dane') => {
      await signInAs(page, `${person}@demo.invalid`);
      await page.goto(`/conventions/${convention.id}`);
    };

    test('C4.02 un champ se remplit dans le texte, s’enregistre en tapant et reste après rechargement', async ({
      page,
    }) => {
      await open(page);
      const before = (await (await caller('dane')).conventions.get({ id: convention.id })).missing.length;
      expect(before).toBeGreaterThan(0);
      await page.getByRole('button', { name: /à compléter$/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Adresse du délégué.*académie/ })
        .click();
      const panel = page.getByRole('dialog', { name: /adresse du délégué/i });
      await panel.getByRole('textbox').fill('dpd.versailles@demo.invalid');
      await saved(page);
      await page.keyboard.press('Escape');
      await page.reload();
      await expect(page.getByRole('article').getByText('dpd.versailles@demo.invalid').first()).toBeVisible();
      const after = (await (await caller('dane')).conventions.get({ id: convention.id })).missing.length;
      expect(after).toBe(before - 1);
    });

    test('C4.03 un article se modifie et l’aperçu suit', async ({ page }) => {
      await open(page);
      await page.getByRole('button', { name: 'Modifier l’article 1', exact: true }).click();
      const part = page.getByRole('region', { name: /^Modification\s: Article 1/ });
      await part
        .getByRole('textbox', { name: 'Texte' })
        .fill('La présente convention d’essai fixe le cadre.');
      await expect(part.getByRole('region', { name: 'Aperçu' })).toContainText(
        'convention d’essai fixe le cadre',
      );
      await saved(page);
      await part.getByRole('button', { name: 'Terminer' }).click();
      await page.reload();
      await expect(paper(page)).toContainText('convention d’essai fixe le cadre');
    });

    test('C4.04 deux personnes sur le même article : la seconde est prévenue, rien n’est écrasé', async ({
      page,
      browser,
    }) => {
      const second = await (await browser.newContext({ baseURL: process.env.E2E_APP_URL })).newPage();
      await awaitWaking(second);
      await open(page, 'dane');
      await open(second, 'redaction');
      const bodyOf = (who: Page) =>
        who
          .getByRole('region', { name: /^Modification\s: Article 2/ })
          .getByRole('textbox', { name: 'Texte' });
      for (const who of [page, second])
        await who.getByRole('button', { name: 'Modifier l’article 2', exact: true }).click();
      await bodyOf(page).fill('Texte de la DANE.');
      await saved(page);
      await bodyOf(second).fill('Texte du rédacteur.');
      await expect(second.getByText(/Dominique\sDane\sa\senregistré\sune\sautre\sversion/)).toBeVisible();
      const articles = await database().conventionArticle.findMany({
        where: { conventionId: convention.id, number: 2, section: 'article' },
      });
      expect(articles[0]?.body).toBe('Texte de la DANE.');
      await second.getByRole('button', { name: 'Reprendre avec le mien' }).click();
      await expect(second.getByText(/a\senregistré\sune\sautre\sversion/)).toHaveCount(0);
      await expect
        .poll(async () =>
          database()
            .conventionArticle.findFirst({
              where: { conventionId: convention.id, number: 2, section: 'article' },
            })
            .then((one) => one?.body),
        )
        .toBe('Texte du rédacteur.');
      await second.context().close();
    });

    test('C4.05 une valeur du mauvais type est refusée sur son champ, le reste est gardé', async ({
      page,
    }) => {
      await open(page);
      await page.getByRole('button', { name: /à compléter$/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Adresse du délégué.*collectivité/ })
        .click();
      const panel = page.getByRole('dialog', { name: /adresse du délégué/i });
      await panel.getByRole('textbox').fill('pas une adresse');
      await panel.getByRole('textbox').blur();
      await expect(panel.getByText(/adresse\sélectronique/i).last()).toBeVisible();
      const kept = await database().conventionVariable.findFirst({
        where: { conventionId: convention.id, key: 'dpd_collectivite_contact' },
      });
      expect(kept).toBeNull();
    });

    test('C4.06 du balisage ou un langage de modèle tapés dans un article restent du texte', async ({
      page,
    }) => {
      await open(page);
      await page.getByRole('button', { name: 'Modifier l’article 3', exact: true }).click();
      const part = page.getByRole('region', { name: /^Modification\s: Article 3/ });
      await part
        .getByRole('textbox', { name: 'Texte' })
        .fill('Essai <script>window.pirate = 1</script> {{7*7}} שלום 🙂');
      await saved(page);
      await page.reload();
      await expect(paper(page)).toContainText('<script>window.pirate = 1</script> {{7*7}} שלום 🙂');
      expect(await page.evaluate(() => 'pirate' in window)).toBe(false);
    });
  });

  test('C4.07 la collectivité lit le texte que l’académie rédige, sans le modifier', async ({ page }) => {
    const convention = await plantConvention('draft');
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/conventions/${convention.id}`);
    await expect(page.getByRole('article')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Modifier l’article/ })).toHaveCount(0);
  });

  test('C4.08 le projet de convention s’ouvre en PDF, marqué « PROJET »', async ({ page }) => {
    const convention = await plantConvention('draft');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/${convention.id}`);
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    await expect(page.getByText('Le projet de convention est prêt.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('link', { name: 'Ouvrir le PDF' })).toHaveAttribute('href', /^blob:/);
  });
});
