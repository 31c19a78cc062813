import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MailServer, startMailServer } from './smtp';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

const mail = {
  from: 'accordent@demo.invalid',
  to: 'Maire@demo.invalid',
  subject: 'Convention à signer\u00a0: n° 7',
  text: 'Votre code est 123 456.',
};

it('hands a mail to who was waiting for it', async () => {
  const arriving = server.waitForMail(({ to }) => to.includes('maire@demo.invalid'));
  await createTransport(server.url).sendMail(mail);
  expect(await arriving).toMatchObject({ subject: mail.subject, text: expect.stringContaining('123 456') });
});

it('refuses recipients when told to', async () => {
  server.refuse(true);
  await expect(createTransport(server.url).sendMail(mail)).rejects.toThrow('550');
  server.refuse(false);
});

it('says what it did receive when the mail never comes', async () => {
  await expect(server.waitForMail(({ subject }) => subject === 'autre', 10)).rejects.toThrow(mail.subject);
});
