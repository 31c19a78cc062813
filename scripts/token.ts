import { parseArgs } from 'node:util';
import { loadActor, validOn } from '@/server/access/actor';
import { addDays } from '@/server/calendar';
import { civilDate, now, toDbDate } from '@/server/clock';
import { createDb } from '@/server/db';
import { makeToken } from '@/server/organisations/tokens/commands';
import { createToken } from '@/server/organisations/tokens/schema';
import { databaseUrl } from './local-database.mjs';
import { tell } from './steps.mjs';

/**
 * `npm run token -- --email ADDRESS [--role ROLE] [--name NAME] [--days N] [--write]`: makes a personal token
 * for a hat of that person and prints only the token. It reads, unless --write is given.
 */

const usage =
  'Usage\u00a0: npm run token -- --email ADRESSE [--role RÔLE] [--name NOM] [--days 90] [--write]\nRÔLE est nécessaire à qui a plusieurs casquettes, par exemple academy_admin.';

async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string', default: 'Jeton du terminal' },
      days: { type: 'string', default: '90' },
      write: { type: 'boolean', default: false },
    },
  });
  if (!values.email) throw new Error(usage);
  const at = now();
  const today = civilDate(at);
  const db = createDb(databaseUrl(), 1);
  try {
    const day = toDbDate(today);
    const user = await db.user.findUnique({
      where: { email: values.email.trim().toLowerCase() },
      select: {
        memberships: { where: validOn(day), select: { id: true, role: true }, orderBy: { createdAt: 'asc' } },
      },
    });
    if (!user) throw new Error(`Aucun compte n’a l’adresse ${values.email}.`);
    const hats = user.memberships.filter(({ role }) => !values.role || role === values.role);
    const [hat] = hats;
    if (!hat) throw new Error('Cette personne ne porte aujourd’hui aucune casquette qui convienne.');
    if (hats.length > 1) {
      throw new Error(
        `Plusieurs casquettes\u00a0: choisissez avec --role (${hats.map(({ role }) => role).join(', ')}).`,
      );
    }
    const actor = await loadActor(db, hat.id, day);
    if (!actor) throw new Error('Cette casquette n’est plus valable.');
    const days = Number(values.days);
    if (!Number.isInteger(days) || days < 1) throw new Error('--days attend un nombre de jours.');
    const input = createToken.parse({
      name: values.name,
      canWrite: values.write,
      expiresOn: addDays(today, days),
    });
    return (await makeToken({ db, actor, now: at }, input)).secret;
  } finally {
    await db.$disconnect();
  }
}

try {
  console.log(await main());
} catch (error) {
  tell(error);
  process.exitCode = 1;
}
