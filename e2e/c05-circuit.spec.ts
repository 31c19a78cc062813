import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { deliberationFile } from '@/prisma/seed/demonstration/conventions';
import { now } from '@/server/clock';
import { followCalendar } from '@/server/conventions/commands/calendar';
import { sealAll } from '@/server/signature/commands/seal';
import { database, type PlantedConvention, plantConvention } from './support/scenes';
import { awaitWaking, codeFrom, expect, onPhone, signInAs, test } from './support/test';

async function confirmAct(page: Page, label: string) {
  await page.getByRole('button', { name: label, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: label, exact: true }).click();
  await expect(page.getByText(`${label} : c’est fait.`)).toBeVisible();
}

test.describe('Circuit et signature', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  const open = async (page: Page, person: string, tab = '') => {
    await signInAs(page, `${person}@demo.invalid`);
    await page.goto(`/conventions/${convention.id}${tab ? `?onglet=${tab}` : ''}`);
  };

  test.beforeAll(async () => {
    convention = await plantConvention('draft');
  });

  test('C5.01 la DANE soumet le projet : les deux avis sont demandés et les personnes prévenues', async ({
    page,
    mailbox,
  }) => {
    await open(page, 'dane');
    await confirmAct(page, 'Soumettre à l’examen');
    await expect(page.getByText('En examen à l’académie')).toBeVisible();
    for (const person of ['dpd', 'juridique'])
      await mailbox.waitForMail(
        ({ to, subject, text }) =>
          to.includes(`${person}@demo.invalid`) && `${subject} ${text}`.includes(convention.number),
      );
  });

  test('C5.02 la transmission attend les avis, et dit lesquels', async ({ page }) => {
    await open(page, 'dane');
    const send = page.getByRole('button', { name: 'Transmettre à la collectivité' });
    await expect(send).toHaveAttribute('aria-disabled', 'true');
    await expect(
      page.getByText(/L’avis\sdu\sdélégué\sà\sla\sprotection\sdes\sdonnées\sn’est\spas\sencore\srendu/),
    ).toBeVisible();
  });

  test('C5.03 le DPD rend un avis avec réserves, chacune sur sa ligne', async ({ page }) => {
    await open(page, 'dpd', 'avis');
    await page.getByText('Favorable avec réserves').click();
    await page.getByRole('textbox', { name: 'Réserve 1' }).fill('Préciser la durée de conservation.');
    await page.getByRole('button', { name: 'Ajouter une réserve' }).click();
    await page.getByRole('textbox', { name: 'Réserve 2' }).fill('Nommer le sous-traitant ultérieur.');
    await page.getByRole('button', { name: 'Rendre mon avis' }).click();
    await expect(page.getByText('Votre avis est enregistré.')).toBeVisible();
  });

  test('C5.04 un avis défavorable sans motif est refusé sur son champ', async ({ page }) => {
    await open(page, 'juridique', 'avis');
    await page.getByText('Défavorable', { exact: true }).click();
    await page.getByRole('button', { name: 'Rendre mon avis' }).click();
    await expect(page.getByText('Motivez l’avis défavorable.').first()).toBeVisible();
    await page.getByText('Favorable', { exact: true }).click();
    await page.getByRole('button', { name: 'Rendre mon avis' }).click();
    await expect(page.getByText('Votre avis est enregistré.')).toBeVisible();
  });

  test('C5.05 chaque réserve reçoit sa réponse avant la transmission à la collectivité', async ({ page }) => {
    await open(page, 'dane', 'avis');
    await expect(page.getByRole('button', { name: 'Transmettre à la collectivité' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    for (const [rank, answer] of ['Trois mois, article 12.', 'Nommé à l’annexe A3.'].entries()) {
      await page.getByRole('textbox', { name: `Réponse à la réserve ${rank + 1}` }).fill(answer);
      await page
        .getByRole('list', { name: 'Réserves' })
        .getByRole('listitem')
        .nth(rank)
        .getByRole('button', { name: 'Enregistrer la réponse' })
        .click();
      await expect(page.getByText(`Réserve ${rank + 1} : réponse enregistrée.`)).toBeVisible();
    }
    await confirmAct(page, 'Transmettre à la collectivité');
    await expect(page.getByText('En relecture par la collectivité')).toBeVisible();
  });

  test('C5.06 la collectivité accepte le texte, qui est figé avec son empreinte', async ({ page }) => {
    await open(page, 'projet');
    await confirmAct(page, 'Accepter le texte');
    await expect(page.getByText('En attente de délibération')).toBeVisible();
    await page.goto(`/conventions/${convention.id}?onglet=signatures`);
    await expect(page.getByText(/SHA-256\s[0-9a-f]{64}/)).toBeVisible();
  });

  test('C5.07 la délibération se saisit avec son fichier ; un fichier qui n’est pas un PDF est refusé', async ({
    page,
  }) => {
    await open(page, 'projet', 'signatures');
    await page.getByRole('textbox', { name: 'Numéro' }).fill('2026-114');
    await page.getByRole('textbox', { name: 'Organe délibérant' }).fill('Conseil municipal');
    const day = async (name: string) => {
      const group = page.getByRole('group', { name });
      await group.getByRole('spinbutton', { name: /jour/i }).pressSequentially('12');
      await group.getByRole('spinbutton', { name: /mois/i }).pressSequentially('10');
      await group.getByRole('spinbutton', { name: /année/i }).pressSequentially('2026');
    };
    await day('Date de la séance');
    await page.getByRole('textbox', { name: 'Objet' }).fill('Convention ENT des écoles');
    await day('Transmise au préfet le');
    await day('Publiée le');
    const file = page.locator('input[type="file"]');
    await file.setInputFiles({
      name: 'deliberation.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('faux'),
    });
    const save = page.getByRole('button', { name: /^Enregistrer/ });
    await save.click();
    await expect(page.getByText(/n’est\spas\sun\sPDF|PDF/).last()).toBeVisible();
    const real = Buffer.from(deliberationFile('d').contentBase64, 'base64');
    await page.getByRole('button', { name: /^Retirer/ }).click();
    await file.setInputFiles({ name: 'deliberation.pdf', mimeType: 'application/pdf', buffer: real });
    await save.click();
    await expect(page.getByText('La délibération est enregistrée.')).toBeVisible();
  });

  test('C5.08 la DANE ouvre à la signature : le document définitif est produit une fois', async ({
    page,
  }) => {
    await open(page, 'dane');
    await confirmAct(page, 'Ouvrir à la signature');
    await expect(page.getByText('Prête à signer')).toBeVisible();
  });

  test('C5.09 le maire signe sur son téléphone, avec le code reçu par courriel ; un code faux est refusé', async ({
    browser,
    mailbox,
  }) => {
    const page = await onPhone(browser);
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/conventions/${convention.id}/signature`);
    await page.getByRole('button', { name: 'Recevoir mon code' }).click();
    await expect(page.getByText('Code envoyé à')).toBeVisible();
    const code = await codeFrom(mailbox, 'maire@demo.invalid', convention.number);
    const field = page.getByLabel('Code reçu par courriel');
    await field.fill(code === '000000' ? '111111' : '000000');
    await page.getByText('Je déclare avoir lu ce document').click();
    await page.getByRole('button', { name: 'Signer la convention' }).click();
    await expect(page.getByText(/4\sessais/).first()).toBeVisible();
    await field.fill(code);
    await page.getByRole('button', { name: 'Signer la convention' }).click();
    await expect(page.getByText('Votre signature est enregistrée')).toBeVisible();
    await expect(page.getByText(/attend maintenant le signataire pour l’État/)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, 'nothing is wider than the phone').toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('C5.10 la DASEN signe par délégation, et la délégation est dite', async ({ page, mailbox }) => {
    await open(page, 'dasen');
    await page.getByRole('link', { name: 'Lire et signer' }).click();
    await expect(page.getByText(/délégation\sde\ssignature|par\sdélégation/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Recevoir mon code' }).click();
    await page
      .getByLabel('Code reçu par courriel')
      .fill(await codeFrom(mailbox, 'dasen@demo.invalid', convention.number));
    await page.getByText('Je déclare avoir lu ce document').click();
    await page.getByRole('button', { name: 'Signer la convention' }).click();
    await expect(page.getByText('Toutes les parties ont signé.')).toBeVisible();
    await expect(page.getByText(/DEMO-2025-017/).first()).toBeVisible();
  });

  test('C5.11 la convention entre en vigueur d’elle-même à sa date d’effet', async ({ page }) => {
    // What the queue does of itself within the second.
    await sealAll(database(), now());
    await followCalendar(database(), now());
    await open(page, 'maire');
    await expect(page.getByText('En vigueur', { exact: true }).first()).toBeVisible();
    await page.goto(`/conventions/${convention.id}?onglet=historique`);
    await expect(page.getByText(/Calendrier/).first()).toBeVisible();
  });

  test('C5.12 chacun vérifie le document sans compte : l’empreinte du PDF est celle qui est affichée', async ({
    page,
    browser,
  }) => {
    await open(page, 'dane');
    const pdf = await (await page.request.get(`/conventions/${convention.id}/document.pdf`)).body();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const hash = createHash('sha256').update(pdf).digest('hex');
    const visitor = await (await browser.newContext({ baseURL: process.env.E2E_APP_URL })).newPage();
    await awaitWaking(visitor);
    await visitor.goto(`/verification/${convention.number}`);
    await expect(visitor.getByText(hash).first()).toBeVisible();
    const file = visitor.locator('input[type="file"]');
    await file.setInputFiles({ name: 'convention.pdf', mimeType: 'application/pdf', buffer: pdf });
    await expect(visitor.getByText('Fichier authentique')).toBeVisible();
    const altered = Buffer.concat([pdf, Buffer.from(' ')]);
    await file.setInputFiles({ name: 'autre.pdf', mimeType: 'application/pdf', buffer: altered });
    await expect(visitor.getByText('Fichier altéré')).toBeVisible();
    await visitor.goto('/verification/25-2020-9999');
    await expect(visitor.getByText('Document inconnu')).toBeVisible();
    await visitor.context().close();
  });

  test('C5.13 un acte décidé sur une version dépassée est refusé, et dit ce qui a changé', async ({
    page,
  }) => {
    const draft = await plantConvention('draft');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/${draft.id}`);
    await page.getByRole('button', { name: 'Soumettre à l’examen', exact: true }).click();
    const { version } = await database().convention.update({
      where: { id: draft.id },
      data: { version: { increment: 1 } },
    });
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Soumettre à l’examen', exact: true }).click();
    await expect(dialog.getByText(/a\schangé\sdepuis\sque\svous\sl’avez\souverte/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Voir ce qui a changé' }).click();
    await expect(page.getByText(new RegExp(`version\\s${version}`))).toBeVisible();
    await confirmAct(page, 'Soumettre à l’examen');
  });

  test('C5.14 rouvrir le texte écarte la signature déjà donnée', async ({ page }) => {
    const ready = await plantConvention('ready_to_sign');
    await signInAs(page, 'dane@demo.invalid');
    await page.goto(`/conventions/${ready.id}`);
    await page.getByRole('button', { name: 'Autres actes' }).click();
    await page.getByRole('menuitem', { name: /^Rouvrir le texte/ }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Motif').fill('Une école manque à l’annexe.');
    await dialog.getByRole('button', { name: 'Rouvrir le texte' }).click();
    await expect(page.getByText('En examen à l’académie')).toBeVisible();
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/conventions/${ready.id}/signature`);
    await expect(page.getByRole('button', { name: 'Recevoir mon code' })).toHaveCount(0);
  });
});
