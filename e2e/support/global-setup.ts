import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { startApplication } from '../../scripts/application.mjs';
import { ensureBuilt } from '../../scripts/build.mjs';
import { ensureGenerated } from '../../scripts/generate.mjs';
import { runTypeScript } from '../../scripts/local.mjs';
import { freePort } from '../../scripts/ports.mjs';
import { startScratchPostgres } from '../../scripts/scratch-postgres.mjs';
import { startOidcServer } from '../../server/testing/oidc';
import { startMailServer } from '../../server/testing/smtp';
import { serveMailbox } from './mailbox-server';

/**
 * Once a run: the production build on a free port, with a PostgreSQL, a mail server and an identity provider
 * of its own, in demonstration mode. Gives the function that stops them all. An application that already runs
 * for tests (`node --import tsx e2e/support/keep.ts`) is taken as it is: one file at a time is then quick.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_APP_URL) return async () => {};
  const parts: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (let part = parts.pop(); part; part = parts.pop()) await part.stop();
  };
  try {
    await ensureGenerated();
    await ensureBuilt();
    const database = await startScratchPostgres();
    parts.push(database);
    const mail = await startMailServer();
    parts.push({ stop: mail.close });
    const mailbox = await serveMailbox(mail);
    parts.push({ stop: mailbox.close });

    const port = await freePort();
    const appUrl = `http://127.0.0.1:${port}`;
    const oidc = await startOidcServer({
      accounts: [
        { email: 'dane@demo.invalid', name: 'Dominique Dane', emailVerified: true },
        { email: 'dpd@demo.invalid', name: 'Claude Delmas', emailVerified: false },
        { email: 'inconnue@demo.invalid', name: 'Personne Inconnue', emailVerified: true },
      ],
      redirectUris: [`${appUrl}/api/auth/callback/oidc`],
    });
    parts.push({ stop: oidc.close });

    const secret = randomBytes(32).toString('base64url');
    const env = {
      ACCORDENT_MODE: 'demonstration',
      APP_URL: appUrl,
      AUTH_SECRET: secret,
      DATABASE_URL: database.url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Accord’ENT <ne-pas-repondre@demo.invalid>',
      OIDC_ISSUER: oidc.issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      OIDC_CLIENT_SECRET: oidc.clientSecret,
      LOG_LEVEL: 'warn',
    };
    await runTypeScript(['prepare-database.ts', '--reference', '--demonstration'], env);
    const logFile = path.join(database.home, 'application.log');
    parts.push(await startApplication({ command: 'start', port, env, logFile }));
    process.env.E2E_APP_URL = appUrl;
    process.env.E2E_MAILBOX_URL = mailbox.url;
    process.env.E2E_DATABASE_URL = database.url;
    process.env.E2E_AUTH_SECRET = secret;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
