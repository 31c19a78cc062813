import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { addDays } from '@/server/calendar';
import { civilDate, now, toDbDate } from '@/server/clock';
import { database, unique } from './support/scenes';
import { expect, signInByClick, test } from './support/test';

test.describe('Connexion', { tag: '@bureau' }, () => {
  const askLink = async (page: import('@playwright/test').Page, email: string) => {
    await page.goto('/connexion');
    await page.getByLabel('Adresse électronique professionnelle').fill(email);
    await page.getByRole('button', { name: 'Recevoir un lien de connexion' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Consultez votre messagerie' })).toBeVisible();
  };
  const linkOf = (text: string) => /https?:\/\/\S+\/connexion\/lien\S+/.exec(text)?.[0] ?? '';

  /** A person of their own for each test: links and sessions are theirs. */
  async function newPerson(hats: { organisation: string; role: 'dpo' | 'legal' | 'reader' }[]) {
    const email = `${unique('p').replace(' ', '')}@demo.invalid`;
    const memberships = await Promise.all(
      hats.map(async ({ organisation, role }) => ({
        role,
        validFrom: toDbDate('2025-09-01'),
        organisationId: (await database().organisation.findFirstOrThrow({ where: { name: organisation } }))
          .id,
      })),
    );
    await database().user.create({
      data: { email, name: 'Personne d’essai', memberships: { create: memberships } },
    });
    return email;
  }

  test('C1.01 un clic connecte chaque compte de la démonstration', async ({ page }) => {
    for (const { email } of demonstrationAccounts) {
      await signInByClick(page, email);
      await expect(page).toHaveURL(/\/tableau-de-bord$/);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  });

  test('C1.02 un lien reçu par courriel connecte, une seule fois', async ({ page, mailbox }) => {
    const email = await newPerson([{ organisation: 'Académie de Versailles', role: 'legal' }]);
    await askLink(page, email);
    const mail = await mailbox.waitForMail(({ to }) => to.includes(email));
    expect(mail.subject).toBe('Votre lien de connexion à Accord’ENT');
    const link = linkOf(mail.text);
    await page.goto(link);
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page).toHaveURL(/\/tableau-de-bord$/);

    await page.context().clearCookies();
    await page.goto(link);
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByText('Ce lien a déjà servi ou il a plus de 15 minutes.')).toBeVisible();
    await page.goto('/tableau-de-bord');
    await expect(page).toHaveURL(/\/connexion/);
  });

  test('C1.03 un lien de plus de quinze minutes est refusé', async ({ page, mailbox }) => {
    const email = await newPerson([{ organisation: 'Académie de Versailles', role: 'legal' }]);
    await askLink(page, email);
    const mail = await mailbox.waitForMail(({ to }) => to.includes(email));
    await database().verificationToken.updateMany({
      where: { identifier: email },
      data: { expires: new Date(now().getTime() - 1000) },
    });
    await page.goto(linkOf(mail.text));
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByText('Ce lien a déjà servi ou il a plus de 15 minutes.')).toBeVisible();
  });

  test('C1.04 une adresse inconnue reçoit la même réponse, et aucun courriel', async ({ page, mailbox }) => {
    const unknown = `${unique('inconnu').replace(' ', '')}@demo.invalid`;
    await askLink(page, unknown);
    const unknownPage = await page.locator('main').textContent();
    // A known address asked afterwards: when its mail is there, the other would be too.
    const known = await newPerson([{ organisation: 'Académie de Versailles', role: 'legal' }]);
    await askLink(page, known);
    expect(await page.locator('main').textContent()).toBe(unknownPage);
    await mailbox.waitForMail(({ to }) => to.includes(known));
    expect(await database().outgoingMail.count({ where: { to: unknown } })).toBe(0);
  });

  test('C1.05 une adresse mal écrite est signalée sur son champ', async ({ page }) => {
    await page.goto('/connexion');
    await page.getByLabel('Adresse électronique professionnelle').fill('pas une adresse');
    await page.getByRole('button', { name: 'Recevoir un lien de connexion' }).click();
    await expect(page.getByText(/^Cette\sadresse\sn’est\spas\scomplète/).first()).toBeVisible();
    await expect(page).toHaveURL(/\/connexion$/);
  });

  const byProvider = async (page: import('@playwright/test').Page, account: string) => {
    await page.goto('/connexion');
    await page.getByRole('button', { name: /^Se connecter avec/ }).click();
    await page.waitForURL(/\/interaction\//);
    await page.locator(`[data-account="${account}"]`).click();
  };

  test('C1.06 le fournisseur d’identité connecte une personne invitée', async ({ page }) => {
    await byProvider(page, 'dane@demo.invalid');
    await expect(page).toHaveURL(/\/tableau-de-bord$/);
    await page.getByRole('button', { name: /^Compte de/ }).click();
    await expect(page.getByText('dane@demo.invalid')).toBeVisible();
  });

  test('C1.07 le fournisseur d’identité ne suffit pas à qui n’est pas invité', async ({ page }) => {
    await byProvider(page, 'inconnue@demo.invalid');
    await expect(page.getByText('aucun compte ne correspond à cette adresse')).toBeVisible();
    expect(await database().user.count({ where: { email: 'inconnue@demo.invalid' } })).toBe(0);
  });

  test('C1.08 une adresse que le fournisseur n’a pas vérifiée est refusée', async ({ page }) => {
    await byProvider(page, 'dpd@demo.invalid');
    await expect(page.getByText('n’a pas vérifié votre adresse électronique')).toBeVisible();
  });

  test('C1.09 qui a plusieurs rôles choisit celui qu’il porte, puis en change', async ({ page, mailbox }) => {
    const email = await newPerson([
      { organisation: 'Académie de Versailles', role: 'dpo' },
      { organisation: 'Direction du numérique pour l’éducation', role: 'reader' },
    ]);
    await askLink(page, email);
    await page.goto(linkOf((await mailbox.waitForMail(({ to }) => to.includes(email))).text));
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Choisir son rôle' })).toBeVisible();
    await page.getByRole('button', { name: /Délégué à la protection des données/ }).click();
    await expect(page).toHaveURL(/\/tableau-de-bord$/);
    await expect(page.getByRole('link', { name: 'Conventions', exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: /^Vous agissez en tant que Délégué/ }).click();
    await page.getByRole('menuitem', { name: /Lecteur des retours/ }).click();
    await expect(
      page.getByRole('button', { name: /^Vous agissez en tant que Lecteur des retours/ }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Conventions', exact: true })).toHaveCount(0);
  });

  test('C1.10 un rôle échu ne se porte plus', async ({ page, mailbox }) => {
    const email = await newPerson([{ organisation: 'Académie de Versailles', role: 'legal' }]);
    await database().membership.updateMany({
      where: { user: { email } },
      data: { validUntil: toDbDate(addDays(civilDate(now()), -1)) },
    });
    await askLink(page, email);
    await page.goto(linkOf((await mailbox.waitForMail(({ to }) => to.includes(email))).text));
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByText('Aucun rôle ne vous est donné aujourd’hui')).toBeVisible();
  });

  test('C1.11 se déconnecter ferme la session', async ({ page }) => {
    await signInByClick(page, 'lecteur@demo.invalid');
    await page.getByRole('button', { name: /^Compte de/ }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/tableau-de-bord'));
    await page.goto('/tableau-de-bord');
    await expect(page).toHaveURL(/\/connexion/);
  });
});
