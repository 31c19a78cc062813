import type { Page } from '@playwright/test';
import { argenteuilProject } from '@/prisma/seed/demonstration/argenteuil';
import { database } from './support/scenes';
import { expect, expectAccessible, signInAs, test } from './support/test';

/** Runs at 1280 and at 390 px: no tag. Colours do not depend on the size: one size sees the second theme. */
async function inBothThemes(page: Page) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  if (test.info().project.name === 'telephone') return;
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectAccessible(page, 'colours');
}

async function look(page: Page, address: string) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await inBothThemes(page);
  // Not against innerWidth: a phone zooms out when the page is too wide, and innerWidth grows with it.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${address} is wider than the window`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

async function ids() {
  const db = database();
  const project = await db.project.findFirstOrThrow({ where: { name: argenteuilProject } });
  const of = (status: 'in_force' | 'ready_to_sign' | 'academic_review' | 'awaiting_deliberation' | 'draft') =>
    db.convention.findFirstOrThrow({
      where: { status, demonstration: true, academyCode: '25' },
      orderBy: { createdAt: 'asc' },
    });
  return {
    project: project.id,
    inForce: await of('in_force'),
    toSign: await of('ready_to_sign'),
    inReview: await of('academic_review'),
    awaiting: await of('awaiting_deliberation'),
    draft: await of('draft'),
    sheet: (await db.experienceReport.findFirstOrThrow({ where: { visibility: 'public' } })).id,
    draftSheet: (
      await db.experienceReport.findFirstOrThrow({ where: { publishedAt: null, demonstration: true } })
    ).id,
    request: (await db.aafRequest.findFirstOrThrow()).id,
    school: (await db.projectSchool.findFirstOrThrow({ where: { projectId: project.id } })).uai,
  };
}

test.describe('Accessibilité', () => {
  test.setTimeout(240_000);
  // Nothing here changes anything: both workers share the pages.
  test.describe.configure({ mode: 'parallel' });

  test('C11.01 les pages publiques', async ({ page }) => {
    const { sheet, inForce } = await ids();
    for (const address of [
      '/',
      '/connexion',
      '/connexion/courriel-envoye',
      '/connexion?error=Verification',
      '/verification',
      `/verification/${inForce.number}`,
      '/verification/25-2020-9999',
      '/couverture-publique',
      '/retours-publies',
      `/retours-publies/${sheet}`,
      '/accessibilite',
      '/mentions-legales',
      '/demonstration/courriels',
    ])
      await look(page, address);
  });

  test('C11.02 le tableau de bord de chaque rôle qui agit', async ({ page }) => {
    for (const person of [
      'dane',
      'dpd',
      'annuaire',
      'maire',
      'mutualisation',
      'ecole',
      'lecteur',
      'exploitant',
    ]) {
      await signInAs(page, `${person}@demo.invalid`);
      await look(page, '/tableau-de-bord');
    }
  });

  test('C11.03 les projets et leurs parties', async ({ page }) => {
    const { project } = await ids();
    await signInAs(page, 'dane@demo.invalid');
    await look(page, '/projets');
    await look(page, '/projets/nouveau');
    for (const tab of ['ecoles', 'conventions', 'responsabilites', 'accrochage', 'retours', 'journal'])
      await look(page, `/projets/${project}?onglet=${tab}`);
    await look(page, `/projets/${project}/ecoles`);
    await look(page, `/projets/${project}/modifier`);
  });

  test('C11.04 les conventions, leurs onglets et la page de signature', async ({ page }) => {
    const { inForce, toSign, inReview, awaiting, draft } = await ids();
    await signInAs(page, 'dane@demo.invalid');
    await look(page, '/conventions');
    await look(page, '/conventions/nouvelle');
    await look(page, `/conventions/${draft.id}`);
    for (const tab of ['texte', 'ecoles', 'avis', 'signatures', 'historique'])
      await look(page, `/conventions/${inForce.id}?onglet=${tab}`);
    await signInAs(page, 'dpd@demo.invalid');
    await look(page, `/conventions/${inReview.id}?onglet=avis`);
    await signInAs(page, 'mutualisation@demo.invalid');
    await look(page, `/conventions/${awaiting.id}?onglet=signatures`);
    await signInAs(page, 'maire@demo.invalid');
    await look(page, `/conventions/${toSign.id}/signature`);
  });

  test('C11.05 l’accrochage, les responsabilités, la couverture', async ({ page }) => {
    const { project, inForce, request, school } = await ids();
    await signInAs(page, 'annuaire@demo.invalid');
    for (const state of ['todo', 'in_place', 'closed', 'all']) await look(page, `/accrochage?etat=${state}`);
    await look(page, `/accrochage?etat=all&demande=${request}`);
    await look(page, '/accrochage?vue=decrochages');
    await signInAs(page, 'projet@demo.invalid');
    await look(page, `/accrochage/demande?convention=${inForce.id}`);
    await look(page, '/responsabilites');
    await look(page, `/responsabilites/${project}`);
    await look(page, `/responsabilites/${project}/comparaison`);
    await look(page, '/responsabilites/academie');
    await look(page, '/couverture');
    await look(page, '/couverture/departements/95');
    await look(page, `/couverture/ecoles/${school}`);
    await look(page, `/ecoles/${school}`);
  });

  test('C11.06 les retours d’expérience et l’agenda', async ({ page }) => {
    const { sheet, draftSheet } = await ids();
    await signInAs(page, 'redaction@demo.invalid');
    await look(page, '/retours');
    await look(page, '/retours?etat=brouillons');
    await look(page, '/retours/nouveau');
    await look(page, `/retours/${sheet}`);
    await look(page, `/retours/${draftSheet}/modifier`);
    await look(page, '/agenda');
  });

  test('C11.07 l’administration et le compte', async ({ page }) => {
    await signInAs(page, 'exploitant@demo.invalid');
    for (const address of [
      '/administration',
      '/administration/annuaire',
      '/administration/solutions',
      '/administration/organisations',
      '/administration/personnes',
      '/administration/academies',
      '/compte',
      '/chapeau',
      '/ecoles',
    ])
      await look(page, address);
  });

  test('C11.08 les dialogues et les menus ouverts', async ({ page }) => {
    const { inReview, draft, draftSheet } = await ids();
    const here = () => inBothThemes(page);
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/conventions');
    await page.getByRole('button', { name: /^Compte de/ }).click();
    await here();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await here();
    await page.keyboard.press('Escape');
    await page.goto(`/conventions/${inReview.id}?onglet=historique`);
    await page.getByRole('button', { name: 'Autres actes' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await here();
    await page.getByRole('menuitem', { name: /Renvoyer au brouillon/ }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await here();
    await page.keyboard.press('Escape');
    await page.goto(`/conventions/${draft.id}`);
    await page.getByRole('button', { name: 'Champ suivant' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await here();
    await signInAs(page, 'redaction@demo.invalid');
    await page.goto(`/retours/${draftSheet}/modifier`);
    await page.getByRole('button', { name: 'Publier…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await here();
  });

  test('C11.09 les pages d’erreur : introuvable, interdite', async ({ page }) => {
    const { project } = await ids();
    await signInAs(page, 'maire@demo.invalid');
    await look(page, '/conventions/inconnue');
    await look(page, `/projets/${project}/ecoles`);
    await page.context().clearCookies();
    await look(page, '/nulle-part');
  });

  test('C11.10 les modèles, leurs clauses et les écarts', async ({ page }) => {
    const db = database();
    const base = await db.conventionTemplate.findFirstOrThrow({ where: { academyCode: null } });
    const clause = await db.clause.findFirstOrThrow({ where: { academyCode: null } });
    await signInAs(page, 'dane@demo.invalid');
    await look(page, '/modeles');
    await look(page, `/modeles/${base.id}`);
    await look(page, `/modeles/${base.id}/versions`);
    await look(page, '/modeles/clauses');
    await look(page, '/modeles/clauses/nouvelle');
    await look(page, `/modeles/clauses/${clause.id}`);
    await look(page, '/modeles/ecarts');
  });

  test('C11.11 ce qui entoure les conventions : en nombre, reprise, avenants, comparaison, alertes', async ({
    page,
  }) => {
    const { project, inForce, inReview } = await ids();
    await signInAs(page, 'dane@demo.invalid');
    for (const address of [
      '/projets?vue=tableau',
      `/projets/${project}?onglet=suivi`,
      '/conventions/en-nombre',
      '/conventions/reprise',
      '/conventions/renouvellements',
      `/conventions/${inForce.id}?onglet=avenants`,
      `/conventions/${inForce.id}/avenants/nouveau`,
      `/conventions/${inForce.id}/consolide`,
      `/conventions/${inForce.id}/reversibilite`,
      `/conventions/${inReview.id}/comparaison`,
      '/travaux',
      '/alertes',
      '/administration/academie',
      '/administration/conservation',
    ])
      await look(page, address);
  });

  test('C11.12 les fiches de l’administration, la documentation et la suite des courriels', async ({
    page,
  }) => {
    const db = database();
    const organisation = await db.organisation.findFirstOrThrow({ where: { academyCode: '25' } });
    const person = await db.user.findFirstOrThrow({ where: { email: 'maire@demo.invalid' } });
    const product = await db.product.findFirstOrThrow();
    await signInAs(page, 'exploitant@demo.invalid');
    for (const address of [
      '/administration/academies/25',
      `/administration/organisations/${organisation.id}`,
      '/administration/organisations/nouvelle',
      `/administration/personnes/${person.id}`,
      '/administration/personnes/nouvelle',
      `/administration/solutions/${product.id}`,
      '/administration/solutions/nouvelle',
      '/administration/courriels',
      '/documentation-api',
    ])
      await look(page, address);
    await page.context().clearCookies();
    await look(page, '/avis/lien-inconnu');
    await look(page, '/desabonnement/lien-inconnu');
  });

  test('C11.13 la couverture sous toutes ses formes : détail, écoles, cartes, évolution, comparaison, existant, objectifs, chiffres publiés', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    for (const address of [
      '/couverture/detail',
      '/couverture/detail?territoire=departement:95&par=commune',
      '/couverture/ecoles?territoire=departement:95&etape=existent',
      '/couverture/carte',
      '/couverture/carte?academie=25',
      '/couverture/carte/95',
      '/couverture/evolution',
      '/couverture/comparaison',
      '/couverture/comparaison?avec=territoire&territoire=departement:95&second=departement:78',
      '/couverture/existant',
      '/couverture/existant?onglet=declarations',
      '/couverture/existant?onglet=doublons',
      '/couverture/existant?onglet=continuite',
      '/couverture/objectifs',
      '/couverture/chiffres-publies',
    ])
      await look(page, address);
  });
});
