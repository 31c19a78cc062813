import { readFile } from 'node:fs/promises';
import { PDF } from '@libpdf/core';
import type { Download, Locator, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { civilDate, now, toDbDate } from '@/server/clock';
import { hasTool, pdfAttachments, pdfPixels, pdfSignatures, pdfText } from '@/server/documents/poppler';
import { sealAll } from '@/server/signature/commands/seal';
import { makeIdentity } from '@/server/testing/certificates';
import {
  act,
  caller,
  database,
  openToSignature,
  type PlantedConvention,
  plantConvention,
  unique,
  versionOf,
} from './support/scenes';
import { codeFrom, expect, expectAccessible, signInAs, test } from './support/test';

const pdfFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

/** A PDF signed in somebody else's tool, behind the bytes that it was given. */
async function signElsewhere(bytes: Buffer, name: string): Promise<Buffer> {
  const { signer } = await makeIdentity(name);
  const pdf = await PDF.load(new Uint8Array(bytes));
  const signed = await pdf.sign({ signer, signingTime: now(), subFilter: 'adbe.pkcs7.detached' });
  return Buffer.from(signed.bytes);
}

async function choose(page: Page, field: Locator, option: string | RegExp) {
  await field.click();
  await page.getByRole('option', { name: option }).first().click();
}

async function fillDate(field: Locator, iso: string) {
  const [year = '', month = '', day = ''] = iso.split('-');
  await field.getByRole('spinbutton', { name: /jour/i }).pressSequentially(day);
  await field.getByRole('spinbutton', { name: /mois/i }).pressSequentially(month);
  await field.getByRole('spinbutton', { name: /année/i }).pressSequentially(year);
}

/** From the page of signature to the confirmation, with the code that comes by mail. */
async function signWithCode(page: Page, code: () => Promise<string>) {
  await page.getByRole('button', { name: 'Recevoir mon code' }).click();
  await expect(page.getByText('Code envoyé à')).toBeVisible();
  await page.getByLabel('Code reçu par courriel').fill(await code());
  await page.getByText('Je déclare avoir lu ce document').click();
  await page.getByRole('button', { name: 'Signer la convention' }).click();
  await expect(page.getByText('Votre signature est enregistrée')).toBeVisible();
}

async function bytesOf(download: Promise<Download>): Promise<Buffer> {
  const path = await (await download).path();
  return readFile(path);
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

test.describe('Signature et preuve', { tag: '@bureau' }, () => {
  test.describe.configure({ mode: 'serial' });
  let convention: PlantedConvention;
  let sealed: Buffer;
  const open = async (page: Page, person: string, tab = 'signatures') => {
    await signInAs(page, `${person}@demo.invalid`);
    await page.goto(`/conventions/${convention.id}${tab ? `?onglet=${tab}` : ''}`);
  };
  test.beforeAll(async () => {
    convention = await plantConvention('awaiting_deliberation');
  });

  const waitingDocument = (page: Page, name: string) =>
    page.getByRole('article').filter({ has: page.getByRole('link', { name }) });

  test('C19.01 un valideur ouvre le circuit, puis une même convention se signe par code, dans un autre outil et à la main', async ({
    page,
    mailbox,
  }) => {
    await open(page, 'dane');
    await page.getByRole('button', { name: 'Composer le circuit' }).click();
    const editor = page.getByRole('dialog', { name: 'Circuit de signature' });
    const member = (rank: number) => editor.getByRole('group', { name: `Membre ${rank}`, exact: true });
    const add = editor.getByRole('button', { name: 'Ajouter un membre' });
    await add.click();
    await choose(page, member(3).getByRole('button', { name: /Rôle/ }), 'Valideur');
    await choose(page, member(3).getByRole('button', { name: /Personne/ }), /Andréa Lebrun/);
    await editor.getByRole('button', { name: 'Enregistrer le circuit' }).click();
    await expect(editor.getByText(/Un valideur se prononce avant au moins un signataire/)).toBeVisible();
    const rank = async (one: Locator, group: string) => {
      await one.getByRole('textbox', { name: 'Groupe' }).fill(group);
      await one.getByRole('textbox', { name: 'Groupe' }).blur();
    };
    await rank(member(1), '2');
    await rank(member(2), '2');
    await rank(member(3), '1');
    await add.click();
    await rank(member(4), '3');
    await choose(page, member(4).getByRole('button', { name: /Pour/ }), 'la collectivité');
    await expectAccessible(page);
    await editor.getByRole('button', { name: 'Enregistrer le circuit' }).click();
    await expect(page.getByText('Circuit enregistré.')).toBeVisible();
    await expect(page.getByText('Circuit composé par l’académie.')).toBeVisible();
    await openToSignature(convention.id);

    // Nobody signs before the approver.
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/conventions/${convention.id}/signature`);
    await expect(page.getByText(/le circuit attend d’abord Andréa Lebrun/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Recevoir mon code' })).toHaveCount(0);
    await expectAccessible(page);
    await mailbox.waitForMail(
      ({ to, subject }) =>
        to.includes('juridique@demo.invalid') &&
        subject === `Convention à valider pour signature : convention ${convention.number}`,
    );
    await open(page, 'juridique');
    await page.getByRole('button', { name: 'Valider pour signature' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Valider pour signature' }).click();
    await expect(page.getByText('Valider pour signature : c’est fait.')).toBeVisible();
    await expect(page.getByText(/Andréa Lebrun, .*a validé le/)).toBeVisible();

    // In the application, with the code.
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(`/conventions/${convention.id}/signature`);
    await signWithCode(page, () => codeFrom(mailbox, 'maire@demo.invalid', convention.number));
    await expectAccessible(page);

    // In another tool: a file that is not the frozen document is refused, the signed one is read.
    await open(page, 'dasen');
    const frozen = await (
      await page.request.get(`/conventions/${convention.id}/document.pdf?version=2`)
    ).body();
    // As a printer to PDF would write it: the same text, other bytes.
    const again = await PDF.load(new Uint8Array(frozen));
    again.removePage(again.getPageCount() - 1);
    const printedAgain = Buffer.from(await again.save());
    await page.getByRole('button', { name: 'Déposer un document signé' }).click();
    const deposit = page.getByRole('dialog', { name: 'Déposer un document signé hors de l’application' });
    const file = deposit.locator('input[type="file"]');
    await deposit.getByRole('button', { name: 'Déposer', exact: true }).click();
    await expect(deposit.getByText('Choisissez le fichier signé.').first()).toBeVisible();
    await file.setInputFiles(
      pdfFile('reimprime.pdf', await signElsewhere(printedAgain, 'Frédérique Marchand')),
    );
    await deposit.getByRole('button', { name: 'Déposer', exact: true }).click();
    await expect(deposit.getByText(/ne commence pas par le document figé/).first()).toBeVisible();
    await expectAccessible(page);
    await file.setInputFiles(pdfFile('parapheur.pdf', await signElsewhere(frozen, 'Frédérique Marchand')));
    await deposit.getByRole('button', { name: 'Déposer', exact: true }).click();
    await expect(page.getByText('Document déposé : il reste à l’examiner.')).toBeVisible();
    await expect(waitingDocument(page, 'parapheur.pdf').getByText(/Intégrité vérifiée/)).toBeVisible();

    await open(page, 'dane');
    const external = waitingDocument(page, 'parapheur.pdf');
    await expect(
      external.getByText('Le fichier commence par le document figé, à l’octet près.'),
    ).toBeVisible();
    await expect(external.getByText(/Identité non vérifiée/)).toBeVisible();
    await choose(
      page,
      external.getByRole('button', { name: /La signature de «\sFrédérique Marchand\s» compte pour/ }),
      'le signataire de l’État',
    );
    await external.getByRole('button', { name: 'Compter ces signatures' }).click();
    await expect(external.getByText('Indiquez la qualité du signataire.').first()).toBeVisible();
    await external
      .getByRole('textbox', { name: 'Qualité de « Frédérique Marchand »' })
      .fill('Directrice académique');
    await expectAccessible(page);
    await external.getByRole('button', { name: 'Compter ces signatures' }).click();
    await expect(external.getByText('Compté')).toBeVisible();

    // By hand: declared by one person, confirmed by another.
    await page.getByRole('button', { name: 'Déposer un document signé' }).click();
    await deposit.getByText('À la main, puis numérisé').click();
    await file.setInputFiles(pdfFile('numerisation.pdf', frozen));
    await choose(page, deposit.getByRole('button', { name: /Au titre de/ }), /signataire de la collectivité/);
    await deposit.getByRole('textbox', { name: 'Nom de la personne qui a signé' }).fill('Sacha Adjoint');
    await deposit.getByRole('button', { name: 'Déposer', exact: true }).click();
    await expect(deposit.getByText('Indiquez la qualité de la personne qui a signé.').first()).toBeVisible();
    await deposit.getByRole('textbox', { name: /^Qualité/ }).fill('Adjoint délégué');
    await fillDate(deposit.getByRole('group', { name: 'Signé le' }), civilDate(now()));
    await expectAccessible(page);
    await deposit.getByRole('button', { name: 'Déposer', exact: true }).click();
    await expect(page.getByText('Document déposé : il reste à l’examiner.')).toBeVisible();
    const scan = waitingDocument(page, 'numerisation.pdf');
    await expect(scan.getByRole('button', { name: 'Confirmer cette signature manuscrite' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await expect(scan.getByText(/une seconde personne doit la confirmer/)).toBeVisible();
    await open(page, 'redaction');
    await scan.getByRole('button', { name: 'Confirmer cette signature manuscrite' }).click();
    await expect(scan.getByText('Compté')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Déposer un document signé' })).toHaveCount(0);
  });

  test('C19.02 le document scellé se télécharge, un autre outil le vérifie, et le dossier de preuves dit tout', async ({
    page,
  }) => {
    // What the queue does of itself within the second.
    await sealAll(database(), now());
    await open(page, 'projet');
    await expect(page.getByText(/Cachet de démonstration, auto-signé/).first()).toBeVisible();
    await expectAccessible(page);
    const document = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le document scellé' }).click();
    sealed = await bytesOf(document);
    expect((await document).suggestedFilename()).toContain(convention.number);
    if (await hasTool('pdfsig')) {
      const said = await pdfSignatures(sealed);
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
      expect(said).toContain('Cachet de démonstration, auto-signé');
    }
    if (await hasTool('pdfdetach')) {
      const joined = await pdfAttachments(sealed);
      for (const name of ['preuves-de-signature.json', 'parapheur.pdf', 'numerisation.pdf'])
        expect(joined).toContain(name);
    }
    const evidence = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le dossier de preuves' }).click();
    const proof = await bytesOf(evidence);
    if (await hasTool('pdftotext')) {
      const said = flat(await pdfText(proof));
      const [text, seal] = await Promise.all([
        database().conventionText.findFirstOrThrow({
          where: { conventionId: convention.id, stage: 'ready_to_sign' },
          select: { pdf: { select: { sha256: true } } },
        }),
        database().conventionSeal.findFirstOrThrow({ where: { conventionId: convention.id } }),
      ]);
      for (const words of [
        'Académie de Versailles',
        'Argenteuil',
        'Maxime Dupré, Maire',
        'Frédérique Marchand, Directrice académique',
        'Sacha Adjoint, Adjoint délégué',
        'Andréa Lebrun valide pour l’État',
        'jour déclaré',
        'Extrait du journal',
        'ce n’est pas une signature électronique',
        'confirmée par Robin Martel',
      ])
        expect(said).toContain(words);
      const joined = said.replace(/ /g, '');
      expect(joined).toContain(text.pdf?.sha256 ?? 'no document');
      expect(joined).toContain(seal.sha256);
    }
  });

  test('C19.03 chacun vérifie un fichier sans compte : authentique, altéré ou inconnu, et par le code QR', async ({
    page,
    browser,
  }) => {
    const visitor = await (await browser.newContext({ baseURL: process.env.E2E_APP_URL })).newPage();
    await visitor.goto('/verification');
    await expectAccessible(visitor);
    const file = visitor.locator('input[type="file"]');
    await file.setInputFiles(pdfFile('convention.pdf', sealed));
    await expect(visitor.getByText('Fichier authentique')).toBeVisible();
    const altered = Buffer.from(sealed);
    const middle = Math.floor(altered.length / 2);
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    await file.setInputFiles(pdfFile('retouche.pdf', altered));
    await expect(visitor.getByText('Fichier altéré')).toBeVisible();
    await expect(
      visitor.getByText(new RegExp(`premier\\sécart\\sà\\sl’octet\\s${middle + 1}`)),
    ).toBeVisible();
    await expectAccessible(visitor);
    await file.setInputFiles(pdfFile('autre.pdf', Buffer.from('%PDF-1.7\nautre chose\n%%EOF')));
    await expect(visitor.getByText('Document inconnu')).toBeVisible();

    // The address that the printed code holds, read as a telephone would.
    let address = `/verification/${convention.number}`;
    if (await hasTool('pdftoppm')) {
      const { width, height, grey } = await pdfPixels(sealed, 1, 110);
      const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
      for (const [index, shade] of grey.entries()) pixels.fill(shade, index * 4, index * 4 + 3);
      address = jsQR(pixels, width, height)?.data ?? 'no code';
      expect(address).toBe(`${process.env.E2E_APP_URL}/verification/${convention.number}`);
    }
    await visitor.goto(address);
    await expect(visitor.getByText(`Convention ${convention.number}`).first()).toBeVisible();
    await expect(visitor.getByText(/Signature manuscrite numérisée/)).toBeVisible();
    await expect(visitor.getByText(/Maxime Dupré/)).toHaveCount(0);
    await expectAccessible(visitor);
    await visitor.context().close();
    await page.goto('/verification/25-2020-9999');
    await expect(page.getByText('Document inconnu')).toBeVisible();
    await expectAccessible(page);
  });

  test('C19.04 un lien de signature d’avant une modification le dit, ne signe rien et mène au nouveau texte', async ({
    page,
    mailbox,
  }) => {
    convention = await plantConvention('ready_to_sign');
    const mail = await mailbox.waitForMail(
      ({ to, subject }) =>
        to.includes('maire@demo.invalid') &&
        subject === `Convention à signer : convention ${convention.number}`,
    );
    const link = /\/conventions\/\S+\/signature\?version=\d+/.exec(mail.text)?.[0] ?? '';
    await signInAs(page, 'maire@demo.invalid');
    await page.goto(link);
    await page.getByRole('button', { name: 'Recevoir mon code' }).click();
    await expect(page.getByText('Code envoyé à')).toBeVisible();
    const code = await codeFrom(mailbox, 'maire@demo.invalid', convention.number);

    // The page is still open when the text is reopened and changed.
    const dane = await caller('dane');
    await dane.conventions.transition({
      id: convention.id,
      action: 'reopen_text',
      version: await versionOf(dane, convention.id),
      reason: 'Une école manque à l’annexe.',
    });
    await page.getByLabel('Code reçu par courriel').fill(code);
    await page.getByText('Je déclare avoir lu ce document').click();
    await page.getByRole('button', { name: 'Signer la convention' }).click();
    await expect(page.getByText(/Signer\s»\sn’est\spas\spossible/).first()).toBeVisible();
    await page.goto(link);
    await expect(page.getByText('Ce lien ne vaut plus')).toBeVisible();
    await expect(page.getByText(/vous recevrez un nouveau lien/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Recevoir mon code' })).toHaveCount(0);
    await expectAccessible(page);

    await act(dane, convention.id, 'send_to_partner');
    await act(await caller('projet'), convention.id, 'accept_text');
    await act(dane, convention.id, 'mark_ready_to_sign');
    await page.goto(link);
    await expect(page.getByText(/relisez le nouveau texte avant de signer/)).toBeVisible();
    await page.getByRole('link', { name: 'Lire le nouveau texte' }).click();
    await expect(page.getByRole('button', { name: 'Recevoir mon code' })).toBeVisible();
    expect(await database().signature.count({ where: { conventionId: convention.id } })).toBe(0);
  });
});

test.describe('Signature et preuve, au téléphone', { tag: '@telephone' }, () => {
  test('C19.05 une adjointe signe par délégation du maire sur son téléphone, du courriel à la confirmation', async ({
    page,
    mailbox,
  }) => {
    const db = database();
    const email = `${unique('adjointe').replace(' ', '')}@demo.invalid`;
    const { memberships } = await db.user.create({
      data: {
        email,
        name: 'Lise Adjointe',
        memberships: {
          create: {
            role: 'authority_signatory',
            quality: 'Adjointe au maire',
            validFrom: toDbDate('2025-09-01'),
            organisation: {
              connect: await db.organisation.findFirstOrThrow({
                where: { name: 'Commune d’Argenteuil' },
                select: { id: true },
              }),
            },
          },
        },
      },
      include: { memberships: true },
    });
    const hat = memberships[0]?.id ?? '';
    const dane = await caller('dane');
    await dane.people.grantDelegation({
      id: hat,
      grantedBy: 'Maxime Dupré, maire d’Argenteuil',
      reference: 'AR-2026-31',
      grantedOn: '2026-01-12',
      validFrom: '2026-01-12',
      validUntil: null,
    });
    const convention = await plantConvention('awaiting_deliberation');
    await dane.signatures.setCircuit({
      id: convention.id,
      version: await versionOf(dane, convention.id),
      members: [
        { key: 'authority', group: 1, kind: 'signer', side: 'authority', designated: hat, substitutes: [] },
        { key: 'state', group: 2, kind: 'signer', side: 'state', designated: null, substitutes: [] },
      ],
    });
    await openToSignature(convention.id);

    const invitation = await mailbox.waitForMail(
      ({ to, subject }) =>
        to.includes(email) && subject === `Convention à signer : convention ${convention.number}`,
    );
    await page.goto(/https?:\/\/\S+\/signature\?version=\d+/.exec(invitation.text)?.[0] ?? '');
    await page.getByLabel('Adresse électronique professionnelle').fill(email);
    await page.getByRole('button', { name: 'Recevoir un lien de connexion' }).click();
    await expect(page.getByRole('heading', { name: 'Consultez votre messagerie' })).toBeVisible();
    const login = await mailbox.waitForMail(
      ({ to, subject }) => to.includes(email) && subject.startsWith('Votre lien de connexion'),
    );
    await page.goto(/https?:\/\/\S+\/connexion\/lien\S+/.exec(login.text)?.[0] ?? '');
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByRole('heading', { name: 'Signer la convention' })).toBeVisible();
    await expect(page.getByText('Adjointe au maire').first()).toBeVisible();
    await expect(page.getByText(/par délégation de Maxime Dupré/).first()).toBeVisible();
    await expectAccessible(page);
    await signWithCode(page, () => codeFrom(mailbox, email, convention.number));
    await expect(page.getByText(/AR-2026-31/).first()).toBeVisible();
    await expect(page.getByText(/attend maintenant le signataire pour l’État/)).toBeVisible();
    await expectAccessible(page);
    // Not against innerWidth: a phone zooms out when the page is too wide, and innerWidth grows with it.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, 'nothing is wider than the phone').toBeLessThanOrEqual(390);
  });
});
