import { parseArgs } from 'node:util';
import { now } from '@/server/clock';
import { createDb } from '@/server/db';
import { openInstallation } from '@/server/organisations/people/first-operator';
import { email } from '@/server/text';
import { databaseUrl } from './local-database.mjs';
import { tell } from './steps.mjs';

/** `npm run first-operator -- --email ADDRESS --name NAME [--organisation NAME]`: opens a new installation. */

const { values } = parseArgs({
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    organisation: { type: 'string', default: process.env.OPERATOR_NAME || 'Exploitant de la plateforme' },
  },
});
const address = email().safeParse(values.email);
if (!address.success || !values.name?.trim()) {
  console.error(
    'Usage\u00a0: npm run first-operator -- --email ADRESSE --name "PRÉNOM NOM" [--organisation NOM]',
  );
  process.exit(2);
}
const db = createDb(databaseUrl(), 1);
try {
  await openInstallation(
    { db, actor: { system: true, name: 'Installation' }, now: now() },
    { email: address.data, name: values.name.trim(), organisation: values.organisation },
  );
  console.log(
    `${address.data} est l’exploitant de cette installation\u00a0: demandez un lien de connexion avec cette adresse.`,
  );
} catch (error) {
  tell(error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
