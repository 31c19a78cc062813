import { sendDigests } from '@/server/alerts/digest';
import { families } from '@/server/alerts/domain';
import { addDays } from '@/server/calendar';
import { civilDate, now, toDbDate } from '@/server/clock';
import { database, plantConvention, unique } from './support/scenes';
import { awaitWaking, expect, expectAccessible, onPhone, signInAs, test } from './support/test';

test.describe('Alertes, rappels, courriels, agenda', { tag: '@bureau' }, () => {
  test('C21.01 une relance part de l’alerte, son lien mène à l’acte, la suivante attend son délai', async ({
    page,
    browser,
    mailbox,
    capture,
  }) => {
    const convention = await plantConvention('academic_review');
    await database().opinion.updateMany({
      where: { conventionId: convention.id, kind: 'dpo' },
      data: { dueOn: toDbDate(addDays(civilDate(now()), -12)) },
    });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/alertes?pour=tout');
    await expect(page.getByRole('heading', { level: 1, name: 'Alertes' })).toBeVisible();
    await expectAccessible(page);
    await capture(page, 'alertes', { forDocs: true });

    await page.goto('/alertes?pour=tout&nature=avis&gravite=retard');
    const line = page.getByRole('listitem').filter({ hasText: convention.title });
    await expect(line).toContainText(/en retard de 12\sjours/);
    await line.getByRole('button', { name: `Relancer : ${convention.title}` }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('Un courriel part à votre nom');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Relancer' }).click();
    await expect(line).toContainText(/rappelé le .+ par Dominique Dane/);

    // A second one is refused, with the day from which it is possible.
    await page.goto(`/conventions/${convention.id}`);
    const alerts = page.getByRole('region', { name: 'Alertes de cette convention' });
    await expect(alerts).toContainText(/Rappelé le .+ par Dominique Dane/);
    const again = await database().reminder.count({ where: { objectId: convention.id } });
    expect(again).toBe(1);
    await page.goto(`/conventions/${convention.id}?onglet=historique`);
    await expect(page.getByText(/a rappelé/).first()).toBeVisible();

    // The link of the mail asks to sign in, and goes on to the very act.
    const mail = await mailbox.waitForMail(
      ({ to, subject }) => to.includes('dpd@demo.invalid') && subject === `Rappel : ${convention.title}`,
    );
    const link = /https?:\/\/\S+\/aller\?\S+/.exec(mail.text)?.[0] ?? '';
    const other = await browser.newContext();
    const reader = await other.newPage();
    await awaitWaking(reader);
    await reader.goto(link);
    await reader.waitForURL(/\/connexion\?suite=/);
    await reader.locator('[data-account="dpd@demo.invalid"]').click();
    await reader.waitForURL(new RegExp(`/conventions/${convention.id}\\?onglet=avis`));
    await expect(reader.getByRole('heading', { level: 1, name: convention.title })).toBeVisible();
    await other.close();

    // On a phone: the same list, one column, and the bell leads to it.
    const phone = await onPhone(browser);
    await signInAs(phone, 'dpd@demo.invalid');
    await phone.goto('/tableau-de-bord');
    await phone.getByRole('link', { name: /^Alertes/ }).click();
    await expect(phone.getByRole('heading', { level: 1, name: 'Alertes' })).toBeVisible();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(phone);
    await phone.screenshot({ path: 'test-results/captures/telephone-alertes.png', fullPage: true });
    await phone.context().close();
  });

  test('C21.02 dix nouvelles font un seul courriel ; un lien sans connexion y met fin', async ({
    page,
    mailbox,
  }) => {
    const db = database();
    const email = `${unique('resume').replace(' ', '-')}@demo.invalid`;
    const dane = await db.user.findUniqueOrThrow({
      where: { email: 'dane@demo.invalid' },
      include: { memberships: true },
    });
    const organisationId = dane.memberships[0]?.organisationId ?? '';
    const convention = await plantConvention('draft', { filled: false });
    const person = await db.user.create({
      data: {
        email,
        name: 'Sacha Résumé',
        memberships: {
          create: { organisationId, role: 'legal', validFrom: toDbDate('2026-09-01') },
        },
      },
      include: { memberships: true },
    });
    const add = (count: number) =>
      db.digestItem.createMany({
        data: Array.from({ length: count }, (_, i) => ({
          userId: person.id,
          membershipId: person.memberships[0]?.id ?? '',
          family: 'news',
          sentence: `Nouvelle ${i + 1}`,
          detail: convention.title,
          path: `/conventions/${convention.id}`,
          about: `Convention:${convention.id}`,
          createdAt: now(),
        })),
      });
    // Other journeys write to every reviewer of the académie meanwhile: of this person, only the news count.
    await db.mailPreference.createMany({
      data: families.map((family) => ({
        userId: person.id,
        family,
        rhythm: family === 'news' ? ('daily' as const) : ('none' as const),
        updatedAt: now(),
      })),
    });
    const digests = () =>
      db.outgoingMail.count({ where: { to: email, subject: { endsWith: 'à regarder' } } });
    await add(10);
    const morning = (days: number) => new Date(`${addDays(civilDate(now()), days)}T08:30:00Z`);
    for (let times = 0; times < 3; times += 1) await sendDigests(db, morning(1));
    const digest = await mailbox.waitForMail(
      ({ to, subject }) => to.includes(email) && subject.endsWith('à regarder'),
    );
    for (let i = 1; i <= 10; i += 1) expect(digest.text).toContain(`– Nouvelle ${i}\n`);
    expect(await digests()).toBe(1);
    expect(digest.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');

    const link = /https?:\/\/\S+\/desabonnement\/\S+\.news\.\S+/.exec(digest.text)?.[0] ?? '';
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Ne plus recevoir ces courriels' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ne plus les recevoir' }).click();
    await expect(page.getByText('C’est fait.')).toBeVisible();
    await add(1);
    await sendDigests(db, morning(2));
    expect(await digests()).toBe(1);

    // The mailbox's own button: one POST, without a session. A link that was tampered with is not found.
    const oneClick = /<(.+)>/.exec(digest.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    const posted = await page.request.post(oneClick, { form: { 'List-Unsubscribe': 'One-Click' } });
    expect(posted.status()).toBe(200);
    const tampered = oneClick.replace(/\.(news|all)\./, '.aaf.');
    expect(tampered).not.toBe(oneClick);
    expect((await page.request.post(tampered, { form: {} })).status()).toBe(404);
  });

  test('C21.03 un courriel refusé se voit, se renvoie et arrive ; un code n’est montré à personne', async ({
    page,
    mailbox,
  }) => {
    const subject = unique('Convention à relire');
    const code = unique('Code');
    const common = {
      text: 'Bonjour 123456',
      html: '<p>Bonjour</p>',
      state: 'refused',
      academyCode: '25',
    } as const;
    const to = 'ancienne.adresse@demo.invalid';
    const answer = '550 5.1.1 adresse inconnue';
    await database().outgoingMail.createMany({
      data: [
        { ...common, to, subject, answer },
        { ...common, to, subject: code, answer, usableUntil: now() },
      ],
    });
    await signInAs(page, 'dane@demo.invalid');
    await page.goto('/administration');
    await page.getByRole('link', { name: 'Courriels' }).click();
    const row = page.getByRole('row').filter({ hasText: subject });
    await expect(row).toContainText('Courriel refusé par le serveur du destinataire');
    await expect(row).toContainText(answer);
    await expect(page.getByRole('row').filter({ hasText: code }).getByRole('button')).toHaveCount(0);
    await expectAccessible(page);
    await page
      .getByRole('link', { name: new RegExp(code) })
      .first()
      .click();
    await expect(page.getByText('son texte n’est montré à personne')).toBeVisible();
    await page.goBack();
    await row.getByRole('button', { name: `Renvoyer à ${to}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Renvoyer' }).click();
    await expect(row).toHaveCount(0);
    await mailbox.waitForMail((mail) => mail.subject === subject);

    await signInAs(page, 'projet@demo.invalid');
    expect((await page.goto('/administration/courriels'))?.status()).toBe(403);
  });

  test('C21.04 l’adresse secrète de l’agenda se crée, se lit, se renouvelle et se révoque', async ({
    page,
  }) => {
    await signInAs(page, 'dsden78@demo.invalid');
    await page.goto('/agenda');
    await page.getByRole('link', { name: 'Dans mon logiciel d’agenda' }).click();
    await page.waitForURL(/\/compte/);
    const create = page.getByRole('button', { name: 'Créer l’adresse' });
    await create.click();
    const shown = page.locator('code').filter({ hasText: 'accordent.ics' });
    const first = (await shown.textContent()) ?? '';
    await expectAccessible(page);

    const read = await page.request.get(first);
    expect(read.status()).toBe(200);
    expect(read.headers()['content-type']).toContain('text/calendar');
    expect(await read.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]+END:VCALENDAR\s*$/);
    const etag = read.headers().etag ?? '';
    const same = await page.request.get(first, { headers: { 'if-none-match': etag } });
    expect(same.status()).toBe(304);

    await page.getByRole('button', { name: 'Renouveler l’adresse' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Renouveler' }).click();
    await expect(shown).not.toHaveText(first);
    const second = (await shown.textContent()) ?? '';
    expect((await page.request.get(first)).status()).toBe(404);
    expect((await page.request.get(second)).status()).toBe(200);

    await page.getByRole('button', { name: 'Révoquer', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Révoquer' }).click();
    await expect(create).toBeVisible();
    expect((await page.request.get(second)).status()).toBe(404);
    expect((await page.request.get('/api/agenda/inconnu/accordent.ics')).status()).toBe(404);

    // The rhythm of mails is chosen on the same page, and kept.
    await page.getByRole('button', { name: /Échéances/ }).click();
    await page.getByRole('option', { name: 'Un courriel par jour' }).click();
    await expect(page.getByText(/«\sÉchéances\s»\s: un courriel par jour/)).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: /Échéances/ })).toContainText('Un courriel par jour');
  });
});
