import type { Page } from '@playwright/test';
import { caller, type PlantedConvention, plantConvention, versionOf } from './support/scenes';
import { expect, expectAccessible, onPhone, signInAs, test } from './support/test';

/** Fills the three parts of a date field. */
async function fillDate(page: Page, label: string, [day, month, year]: [string, string, string]) {
  const group = page.getByRole('group', { name: label });
  await group.getByRole('spinbutton', { name: /jour/i }).pressSequentially(day);
  await group.getByRole('spinbutton', { name: /mois/i }).pressSequentially(month);
  await group.getByRole('spinbutton', { name: /année/i }).pressSequentially(year);
}

test.describe('Relecture', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  let expertLink = '';
  const open = async (page: Page, person: string, tab = 'texte') => {
    await signInAs(page, `${person}@demo.invalid`);
    await page.goto(`/conventions/${convention.id}?onglet=${tab}`);
  };
  const linkTo = (text: string) => /\/avis\/[\w-]+/.exec(text)?.[0] ?? '';
  async function invite(page: Page, email: string) {
    await page.getByRole('button', { name: 'Inviter un expert' }).click();
    const dialog = page.getByRole('dialog', { name: 'Inviter un expert par courriel' });
    await dialog.getByRole('textbox', { name: 'Nom' }).fill('Camille Expert');
    await dialog.getByRole('textbox', { name: 'Adresse électronique' }).fill(email);
    await dialog.getByRole('textbox', { name: 'Ce que vous demandez' }).fill('L’article 12 suffit-il ?');
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expect(page.getByText('L’invitation est partie.')).toBeVisible();
  }

  test.beforeAll(async () => {
    convention = await plantConvention('draft');
  });

  test('C18.01 deux avis sont attendus en parallèle, chacun à sa date, et un délai se prolonge avec son motif', async ({
    page,
  }) => {
    await open(page, 'dane');
    await page.getByRole('button', { name: 'Soumettre à l’examen', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    const year = String(new Date().getFullYear() + 1);
    await fillDate(page, 'Avis juridique attendu le', ['15', '03', year]);
    await dialog.getByRole('button', { name: 'Soumettre à l’examen', exact: true }).click();
    await expect(page.getByText('Soumettre à l’examen : c’est fait.')).toBeVisible();
    await page.goto(`/conventions/${convention.id}?onglet=avis`);
    await expect(page.getByText(`attendu le 15/03/${year}`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Prolonger le délai : Avis juridique' }).click();
    await fillDate(page, 'Nouvelle date limite', ['30', '03', year]);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Motif' }).fill('Congés du service.');
    await page.getByRole('dialog').getByRole('button', { name: 'Prolonger' }).click();
    await expect(page.getByText(`attendu le 30/03/${year}`)).toBeVisible();
  });

  test('C18.02 un expert invité par courriel lit ce seul texte sur son téléphone et donne son avis une fois', async ({
    page,
    browser,
    mailbox,
  }) => {
    await open(page, 'dane', 'avis');
    const email = `camille.${Date.now()}@expert.invalid`;
    await invite(page, email);
    const mail = await mailbox.waitForMail(({ to }) => to.includes(email));
    const phone = await onPhone(browser);
    await phone.goto(linkTo(mail.text));
    await expect(phone.getByRole('heading', { name: 'Votre avis est demandé' })).toBeVisible();
    await expect(phone.getByText('L’article 12 suffit-il ?')).toBeVisible();
    await expect(phone.getByRole('heading', { name: 'Article 12' })).toBeVisible();
    await expectAccessible(phone);
    await phone.getByText('Favorable avec réserves').click();
    await phone.getByRole('textbox', { name: 'Réserve 1' }).fill('Préciser l’hébergeur.');
    await phone.getByRole('button', { name: 'Rendre mon avis' }).click();
    await expect(phone.getByText('Votre avis est enregistré.')).toBeVisible();
    await phone.goto(linkTo(mail.text));
    await expect(phone.getByRole('heading', { name: 'Ce lien ne vaut plus' })).toBeVisible();
    await expect(phone.getByText('Avis déjà enregistré')).toBeVisible();
    await phone.close();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Avis de Camille Expert (expert invité)' })).toBeVisible();
    await expect(page.getByText('0 réserve sur 1 a une réponse')).toBeVisible();
    const other = `autre.${Date.now()}@expert.invalid`;
    await invite(page, other);
    expertLink = linkTo((await mailbox.waitForMail(({ to }) => to.includes(other))).text);
  });

  test('C18.03 une modification du texte éteint le lien d’un expert, et le DPD voit ce qui a changé depuis son avis', async ({
    page,
  }) => {
    const dpd = await caller('dpd');
    await dpd.conventions.giveOpinion({
      id: convention.id,
      kind: 'dpo',
      verdict: 'favourable',
      answeredVersion: await versionOf(dpd, convention.id),
    });
    const dane = await caller('dane');
    const text = await dane.conventions.text({ id: convention.id });
    const article =
      text.compose.sections.find(({ key }) => key === 'assistance') ?? text.compose.sections[17];
    const version = text.articles.find(({ key }) => key === article?.key)?.version ?? 1;
    await dane.conventions.updateArticle({
      id: convention.id,
      articleKey: article?.key ?? '',
      body: `${article?.body} Une astreinte est assurée le samedi.`,
      version,
    });
    await page.context().clearCookies();
    await page.goto(expertLink);
    await expect(page.getByText('Le texte a changé depuis que ce lien vous a été envoyé')).toBeVisible();
    await expect(page.getByText('astreinte')).toHaveCount(0);
    await expectAccessible(page);
    expect((await page.request.get(`${expertLink}/document.pdf`)).status()).toBe(410);

    await open(page, 'dpd', 'avis');
    await expect(page.getByText(/Le texte a changé depuis votre avis/)).toBeVisible();
    await page.getByRole('link', { name: 'Voir les différences' }).first().click();
    await expect(page.locator('ins', { hasText: 'Une astreinte est assurée le samedi.' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Changement suivant' }).click();
    await expect(page.locator('[data-change]:focus')).toHaveCount(1);
    await page.getByRole('link', { name: 'Côte à côte' }).click();
    await expect(page.locator('ins', { hasText: 'astreinte' })).toBeVisible();
    await open(page, 'dpd', 'avis');
    await page.getByRole('button', { name: 'Confirmer mon avis' }).click();
    await expect(page.getByText('Votre avis est confirmé sur le texte actuel.')).toBeVisible();
    await expect(page.getByText(/Le texte a changé depuis votre avis/)).toHaveCount(0);
  });

  test('C18.04 un commentaire mentionne, ouvre un passage que l’autre partie corrige, et la correction est acceptée', async ({
    page,
    mailbox,
  }) => {
    const [legal, dane] = [await caller('juridique'), await caller('dane')];
    await legal.conventions.giveOpinion({
      id: convention.id,
      kind: 'legal',
      verdict: 'favourable',
      answeredVersion: await versionOf(legal, convention.id),
    });
    await dane.conventions.transition({
      id: convention.id,
      action: 'send_to_partner',
      version: await versionOf(dane, convention.id),
    });
    await open(page, 'dane');
    await page.getByRole('button', { name: /^Commenter\s: Article 15/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Commentaire' }).fill('Précisez vos horaires.');
    await dialog.getByRole('combobox', { name: 'Mentionner une personne' }).fill('Alix');
    await page.getByRole('option', { name: /Alix/ }).first().click();
    await dialog.getByText('Ouvrir ce passage à la correction de la collectivité').click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Commenter et ouvrir' }).click();
    await expect(page.getByText('Le passage est ouvert à la correction.')).toBeVisible();
    const mail = await mailbox.waitForMail(
      ({ subject, text }) => subject.includes('vous mentionne') && text.includes(convention.id),
    );
    const link = /\/aller\?\S+/.exec(mail.text)?.[0] ?? '';

    await signInAs(page, 'projet@demo.invalid');
    await page.goto(link);
    await page.getByRole('button', { name: 'Proposer une correction' }).click();
    const field = page.getByRole('textbox', { name: 'Texte proposé' });
    await field.fill(`${await field.inputValue()} La commune répond de 8 heures à 18 heures.`);
    await page.getByRole('button', { name: 'Proposer la correction' }).click();
    await expect(page.getByText('Votre correction est proposée.')).toBeVisible();

    await signInAs(page, 'dane@demo.invalid');
    await page.goto(decodeURIComponent(/vers=([^&]+)/.exec(link)?.[1] ?? ''));
    await expect(page.locator('ins', { hasText: 'La commune répond de 8 heures' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Accepter la correction' }).click();
    await expect(page.getByText('La correction est dans le texte.')).toBeVisible();
    await expect(page.locator('#partie-article-15').getByText('Correction acceptée par')).toBeVisible();
  });

  test('C18.05 ce que le DPD a approuvé se compare à ce qui est à signer, en page et en PDF', async ({
    page,
  }) => {
    const [projet, dane] = [await caller('projet'), await caller('dane')];
    const act = async (who: typeof dane, action: 'accept_text' | 'mark_ready_to_sign') =>
      who.conventions.transition({ id: convention.id, action, version: await versionOf(who, convention.id) });
    await act(projet, 'accept_text');
    await projet.conventions.enterDeliberation({ id: convention.id, waiverReason: 'Délégation générale.' });
    await act(dane, 'mark_ready_to_sign');
    await open(page, 'dane', 'historique');
    await expect(page.getByText('Ouvert à la signature').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Approuvé par le DPD / signé' }).click();
    await expect(page.getByText('Ce que le DPD a approuvé').first()).toBeVisible();
    await expect(page.locator('ins', { hasText: 'La commune répond de 8 heures' })).toBeVisible();
    const pdf = await page.request.get(
      `/conventions/${convention.id}/comparaison/document.pdf?de=dpd&a=signe`,
    );
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    await page.goto(`/conventions/${convention.id}/comparaison?de=signe&a=signe`);
    await expect(page.getByText('Aucune différence')).toBeVisible();
  });

  test('C18.06 le texte se retire de la signature, et un projet abandonné se reprend sans rien ressaisir', async ({
    page,
  }) => {
    await open(page, 'projet');
    await page.getByRole('button', { name: 'Autres actes' }).click();
    await page.getByRole('menuitem', { name: /Retirer de la signature/ }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Une école manque.');
    await dialog.getByRole('button', { name: 'Retirer de la signature' }).click();
    await expect(page.getByText('Retirer de la signature : c’est fait.')).toBeVisible();
    await expect(page.getByText('En examen à l’académie').first()).toBeVisible();

    const dane = await caller('dane');
    await dane.conventions.transition({
      id: convention.id,
      action: 'abandon',
      version: await versionOf(dane, convention.id),
      reason: 'Élections.',
    });
    await open(page, 'dane');
    await page.getByRole('button', { name: 'Reprendre ce projet' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reprendre ce projet' }).click();
    await page.waitForURL((url) => !url.pathname.includes(convention.id));
    await expect(page.getByText('Brouillon').first()).toBeVisible();
    await expect(page.getByText('La commune répond de 8 heures à 18 heures.')).toBeVisible();
  });
});
