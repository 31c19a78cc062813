import { readFileSync } from 'node:fs';
import { readZip } from '@/server/testing/read-zip';
import { askAttachment, database, type PlantedConvention, plantConvention } from './support/scenes';
import { expect, signInAs, test } from './support/test';

test.describe('Accrochage AAF et couverture', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  const attachedBefore = { department: 0 };
  const queue = (state: string) => `/accrochage?etat=${state}&convention=${convention.id}`;

  test.beforeAll(async () => {
    convention = await plantConvention('in_force', { schools: 4 });
  });

  test('C6.01 la collectivité demande l’accrochage des écoles de sa convention ; une école fermée est écartée avec son motif', async ({
    page,
  }) => {
    const closed = convention.project.schools[3]?.uai ?? '';
    await database().school.update({ where: { uai: closed }, data: { state: 'closed' } });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/accrochage/demande?convention=${convention.id}`);
    await expect(page.getByText('1 école ne peut pas l’être, avec le motif.')).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(closed) })).toContainText('est fermée');
    const wanted = page.getByRole('group', { name: /Date souhaitée/ });
    for (const [part, digits] of [
      ['jour', '01'],
      ['mois', '12'],
      ['année', '2026'],
    ] as const)
      await wanted.getByRole('spinbutton', { name: new RegExp(part, 'i') }).pressSequentially(digits);
    await page.getByRole('textbox', { name: /^Nom/ }).fill('Alix Projet');
    await page.getByRole('textbox', { name: /Adresse électronique/ }).fill('projet@demo.invalid');
    await page.getByRole('textbox', { name: /article 28/ }).fill('annexe RGPD d’essai');
    await page.getByRole('textbox', { name: /registre des traitements/ }).fill('fiche d’essai');
    await page.getByRole('textbox', { name: /Preuve de conformité/ }).fill('attestation d’essai');
    await page.getByRole('button', { name: 'Demander l’accrochage de 3 écoles' }).click();
    await expect
      .poll(() => database().aafAttachment.count({ where: { conventionId: convention.id } }))
      .toBe(3);
  });

  test('C6.02 une demande sans contact technique est refusée sur ses champs', async ({ page }) => {
    const other = await plantConvention('in_force', { schools: 1 });
    await signInAs(page, 'projet@demo.invalid');
    await page.goto(`/accrochage/demande?convention=${other.id}`);
    await page.getByRole('button', { name: 'Demander l’accrochage de 1 école' }).click();
    await expect(page.getByRole('link', { name: 'Indiquez le nom du contact technique.' })).toBeVisible();
    expect(await database().aafAttachment.count({ where: { conventionId: other.id } })).toBe(0);
  });

  test('C7.01 la couverture, avant : les écoles sont conventionnées et pas encore accrochées', async ({
    page,
  }) => {
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/couverture');
    const row = page
      .getByRole('table', { name: 'Couverture par département' })
      .getByRole('row', { name: /Val-d’Oise/ });
    const link = row.getByRole('link', { name: /accrochées à l’AAF/ });
    attachedBefore.department = Number((await link.textContent())?.match(/^[\d\s]+/)?.[0].replace(/\s/g, ''));
    const [school] = convention.project.schools;
    await page.goto(`/couverture/ecoles/${school?.uai}`);
    await expect(page.getByText('Conventionnée').first()).toBeVisible();
  });

  test('C6.03 l’exploitant de l’annuaire vérifie, met en test, puis accroche plusieurs écoles à la fois', async ({
    page,
  }) => {
    await signInAs(page, 'annuaire@demo.invalid');
    for (const act of ['Valider la vérification', 'Mettre en test', 'Accrocher']) {
      await page.goto(queue('todo'));
      await page
        .getByRole('checkbox', { name: 'Sélectionner toutes les lignes de cette page' })
        .press('Space');
      const bar = page.getByRole('region', { name: 'Sélection' });
      await expect(bar.getByText('Sélection : 3 écoles')).toBeVisible();
      await bar.getByRole('button', { name: act, exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: act, exact: true }).click();
      await expect(page.getByText(`${act} : 3 écoles.`)).toBeVisible();
    }
    const states = await database().aafAttachment.findMany({ where: { conventionId: convention.id } });
    expect(states.map(({ status }) => status)).toEqual(['attached', 'attached', 'attached']);
  });

  test('C7.02 la couverture, après : elle a bougé', async ({ page }) => {
    await signInAs(page, 'dane@demo.invalid');
    const [school] = convention.project.schools;
    await page.goto(`/couverture/ecoles/${school?.uai}`);
    await expect(page.getByText('Accrochée').first()).toBeVisible();
    await page.goto('/couverture');
    const row = page
      .getByRole('table', { name: 'Couverture par département' })
      .getByRole('row', { name: /Val-d’Oise/ });
    const link = row.getByRole('link', { name: /accrochées à l’AAF/ });
    const now = Number((await link.textContent())?.match(/^[\d\s]+/)?.[0].replace(/\s/g, ''));
    expect(now).toBeGreaterThanOrEqual(attachedBefore.department + 3);
    await link.click();
    await expect(page.getByRole('heading', { level: 1, name: /Val-d’Oise/ })).toBeVisible();
    await expect(page.getByRole('table')).toContainText('Accrochée');
  });

  test('C6.04 le dossier de la demande se télécharge : fiche, liste des écoles, convention signée', async ({
    page,
  }) => {
    const { requestId } = await database().aafAttachment.findFirstOrThrow({
      where: { conventionId: convention.id },
    });
    await signInAs(page, 'annuaire@demo.invalid');
    await page.goto(`/accrochage?etat=all&demande=${requestId}`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le dossier (ZIP)' }).click();
    const file = readFileSync(await (await download).path());
    const entries = readZip(file);
    expect(entries.some(({ name }) => name.endsWith('.pdf'))).toBe(true);
    const list = String(entries.find(({ name }) => name.endsWith('.csv'))?.bytes);
    for (const { uai } of convention.project.schools.slice(0, 3)) expect(list).toContain(uai);
  });

  test('C6.05 un refus demande un motif, que le demandeur reçoit', async ({ page, mailbox }) => {
    const other = await plantConvention('in_force', { schools: 1 });
    const [school] = other.project.schools;
    await askAttachment(other, [school?.uai ?? '']);
    await signInAs(page, 'annuaire@demo.invalid');
    await page.goto(`/accrochage?etat=todo&convention=${other.id}`);
    await page.getByRole('checkbox', { name: 'Sélectionner toutes les lignes de cette page' }).press('Space');
    await page
      .getByRole('region', { name: 'Sélection' })
      .getByRole('button', { name: 'Refuser', exact: true })
      .click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Refuser', exact: true }).click();
    await expect(dialog.getByText('Indiquez le motif', { exact: false })).toBeVisible();
    await dialog.getByLabel(/Motif/).fill('ONDE incomplète.');
    await dialog.getByRole('button', { name: 'Refuser', exact: true }).click();
    await expect(page.getByText('Refuser : 1 école.')).toBeVisible();
    await mailbox.waitForMail(
      ({ to, text }) => to.includes('projet@demo.invalid') && text.includes('ONDE incomplète.'),
    );
  });

  test('C6.06 une convention qui n’est pas signée ne se propose pas à l’accrochage', async ({ page }) => {
    const draft = await plantConvention('draft');
    await signInAs(page, 'projet@demo.invalid');
    await page.goto('/accrochage/demande');
    await page.getByRole('combobox', { name: /Convention/ }).fill(draft.number);
    await expect(page.getByRole('option', { name: new RegExp(draft.number) })).toHaveCount(0);
  });

  test('C7.03 les chiffres publiés en 2022 sont montrés à part, avec leur source', async ({ page }) => {
    await signInAs(page, 'national@demo.invalid');
    await page.goto('/couverture?academie=25');
    await expect(page.getByText(/Eduscol 2022/).first()).toBeVisible();
    await expect(page.getByText('772 écoles').first()).toBeVisible();
  });
});
