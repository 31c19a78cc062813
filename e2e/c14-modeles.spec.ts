import { act, approve, deliberationFile, fillFields } from '@/prisma/seed/demonstration/conventions';
import { caller, database, plantProject, plantSchools, unique } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

test.describe('Modèles et clauses', { tag: '@bureau' }, () => {
  test('C14.01 la DANE tire un modèle du national, change une clause, publie, et une convention en part', async ({
    page,
    browser,
  }) => {
    const project = await plantProject({ schools: 2, person: 'dane' });
    const name = unique('Modèle d’essai');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/modeles');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Nouveau modèle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nouveau modèle de l’académie' });
    await dialog.getByRole('button', { name: /Modèle national de départ/ }).click();
    await page.getByRole('option', { name: /^Convention ENT du premier degré/ }).click();
    await dialog.getByRole('textbox', { name: /Nom du modèle/ }).fill(name);
    await dialog.getByRole('button', { name: 'Ouvrir le modèle' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expectAccessible(page);

    const outline = page.getByRole('navigation', { name: 'Plan du modèle' });
    await outline.getByRole('button', { name: /^17\. Communication/ }).click();
    const section = page.getByRole('region', { name: 'Partie : Communication' });
    await section.getByRole('textbox', { name: 'Texte', exact: true }).fill('Selon {{inconnu}}.');
    await expect(page.getByText(/ne désigne ni un champ, ni un fait du dossier/).first()).toBeVisible();
    await expect(page.getByText(/Publication impossible/)).toBeVisible();
    await section
      .getByRole('textbox', { name: 'Texte', exact: true })
      .fill('Les parties communiquent ensemble sur « {{solution}} ».');
    await expect(page.getByText(/^Enregistré/).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Aperçu sur données réelles' })).toContainText(
      'Les parties communiquent ensemble sur',
    );
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByRole('button', { name: 'Publier la version 1' }).click();
    await expect(page.getByText('En service', { exact: true })).toBeVisible();
    const template = await database().conventionTemplate.findFirstOrThrow({
      where: { name },
      include: { versions: true },
    });
    expect(template.versions).toHaveLength(1);

    await page.goto(`/modeles/${template.id}/versions`);
    await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
    await expectAccessible(page);

    await page.goto(`/conventions/nouvelle?projet=${project.id}`);
    await page.getByRole('button', { name: /Modèle/ }).click();
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Rédiger la convention' }).click();
    await expect(page.getByText('Brouillon', { exact: true })).toBeVisible();
    await expect(page.getByRole('article').first()).toContainText('Les parties communiquent ensemble sur');

    const phone = await onPhone(browser);
    await signInAs(phone, 'dane@demo.invalid');
    await phone.goto(`/modeles/${template.id}`);
    await expect(phone.getByRole('navigation', { name: 'Plan du modèle' })).toBeVisible();
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > window.screen.width);
    expect(wide).toBe(false);
    await phone.context().close();
    // Other journeys begin with the national template.
    await (await caller('dane')).templates.retire({ id: template.id, retired: true });
  });

  test('C14.02 un écart à une clause obligatoire demande son motif, que le DPD lit à côté de la clause', async ({
    page,
  }) => {
    const project = await plantProject({ schools: 2, person: 'dane' });
    const dane = await caller('dane');
    const { id, number } = await dane.conventions.create({
      projectId: project.id,
      effectiveOn: '2026-12-01',
      durationMonths: 36,
    });
    await fillFields(dane, id);
    const { articles } = await dane.conventions.text({ id });
    await dane.conventions.updateArticle({
      id,
      articleKey: 'securite',
      body: 'La sécurité est assurée selon le plan de la collectivité.',
      version: articles.find(({ key }) => key === 'securite')?.version ?? 1,
    });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/${id}`);
    const panel = page.getByRole('region', { name: 'Écarts au modèle' });
    await expect(panel).toContainText('Article 13');
    await expect(page.getByRole('navigation', { name: 'Plan du texte' }).first()).toContainText(
      's’écarte du modèle',
    );
    await expectAccessible(page);
    await panel.getByRole('textbox', { name: /Motif de l’écart/ }).fill('Le marché fixe déjà ces mesures.');
    await panel.getByRole('button', { name: 'Enregistrer le motif' }).click();
    await expect(panel).toContainText('Chaque écart est motivé');
    const { version } = await dane.conventions.get({ id });
    await dane.conventions.transition({ id, action: 'submit_for_review', version });

    await signInAs(page, 'dpd@demo.invalid');
    await page.goto(`/conventions/${id}`);
    await expect(panel).toContainText('Le marché fixe déjà ces mesures.');
    await panel.getByText('Comparer avec la clause du modèle').click();
    await expect(panel.locator('ins', { hasText: 'plan' }).first()).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Enregistrer le motif' })).toHaveCount(0);
    await page.goto(`/modeles/ecarts?q=${number}`);
    await expect(page.getByRole('table')).toContainText('Le marché fixe déjà ces mesures.');
    await expectAccessible(page);
    await page.goto('/modeles/clauses');
    await expect(page.getByRole('table')).toContainText('Protection des données personnelles');
    await expectAccessible(page);
  });

  test('C14.03 une convention tripartite va jusqu’à la signature avec l’acte du conseil d’administration', async ({
    page,
  }) => {
    const [school] = await plantSchools(1);
    if (!school) throw new Error('no school');
    const college = unique('Collège d’essai');
    await database().school.update({
      where: { uai: school.uai },
      data: { degree: 'secondary', nature: 'college', name: college },
    });
    const product = await database().product.findFirstOrThrow({
      where: { kind: 'ent', degrees: { has: 'secondary' } },
    });
    const dane = await caller('dane');
    const project = await dane.projects.create({
      name: unique('ENT du second degré'),
      degree: 'secondary',
      carrierInsee: '95018',
      productId: product.id,
    });
    await dane.projects.setSchools({ id: project.id, uais: [school.uai] });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/nouvelle?projet=${project.id}`);
    await page.getByText('Convention tripartite', { exact: true }).click();
    await page.getByRole('button', { name: /Établissement partie/ }).click();
    await page.getByRole('option', { name: new RegExp(college) }).click();
    await page.getByRole('button', { name: 'Rédiger la convention' }).click();
    await expect(page.getByText('Brouillon', { exact: true })).toBeVisible();
    await expect(page.getByRole('article').first()).toContainText('ci-après dénommé');
    const made = await database().convention.findFirstOrThrow({ where: { projectId: project.id } });
    await dane.conventions.update({
      id: made.id,
      version: made.version,
      effectiveOn: '2026-12-01',
      durationMonths: 36,
    });
    await fillFields(dane, made.id);
    await act(dane, made.id, 'submit_for_review');
    await approve(await caller('dpd'), made.id, 'dpo');
    await approve(await caller('juridique'), made.id, 'legal');
    await act(dane, made.id, 'send_to_partner');
    const authority = await caller('projet');
    await act(authority, made.id, 'accept_text');
    await authority.conventions.enterDeliberation({
      id: made.id,
      number: 'ESSAI-1',
      organ: 'Conseil municipal',
      sessionOn: '2026-10-12',
      object: 'Convention ENT',
      transmittedOn: '2026-10-15',
      publishedOn: '2026-10-16',
      file: deliberationFile('deliberation.pdf'),
    });

    await page.goto(`/conventions/${made.id}?onglet=signatures`);
    await page.getByRole('textbox', { name: 'Numéro de l’acte' }).fill('2026-07');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Enregistrer l’acte' }).click();
    await expect(page.getByText('L’acte du conseil d’administration est enregistré.')).toBeVisible();
    await expect(
      page.getByText(/L’acte du conseil d’administration \(.*\) est incomplet/).first(),
    ).toBeVisible();
    await dane.conventions.enterBoardAct({
      id: made.id,
      actNumber: '2026-07',
      sessionOn: '2026-10-01',
      transmittedOn: '2026-10-05',
      file: deliberationFile('acte-ca.pdf'),
    });
    await act(dane, made.id, 'mark_ready_to_sign');
    const { content } = await dane.conventions.content({ id: made.id });
    expect(content.parties.map(({ side }) => side)).toEqual(['state', 'authority', 'school']);
    expect(content.parties[2]?.presentation).toContain('autorisé par l’acte n° 2026-07');
  });
});
