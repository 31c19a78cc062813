import { now } from '@/server/clock';
import { createDb, type Db } from '@/server/db';
import { closeDocumentWorkers } from '@/server/documents/render';
import { endThrottle } from '@/server/throttle';
import { demonstrationAccounts } from './accounts';
import { as, daysBefore } from './demonstration/acting';
import { argenteuil, argenteuilProject } from './demonstration/argenteuil';
import { seedAudience } from './demonstration/audience';
import { knownTools, setTargets } from './demonstration/inventory';
import { matrixTemplates } from './demonstration/matrices';
import { cergy, massy, rennes, sartrouville } from './demonstration/others';
import { addProducts } from './demonstration/projects';
import { change, firstYear, pooling, writeSheet } from './demonstration/reports';
import { seedSchools } from './demonstration/schools';
import { seedPeople } from './people';

/**
 * Loads the labelled demonstration, once: a database that already holds it is left as it is. People, écoles and
 * products are invented; what they did is done by the procedures, each at its date, so that the journal tells
 * it. The letters that this writes to them are not sent. Never called by `npm run serve`.
 *
 * @param loadedAt the instant from which the demonstration counts its days back
 */
export async function loadDemonstration(databaseUrl: string, loadedAt = now()): Promise<void> {
  const db = createDb(databaseUrl, 4);
  try {
    const first = demonstrationAccounts[0];
    if (first && (await db.user.findUnique({ where: { email: first.email } }))) return;
    await seedPeople(db);
    await seedSchools(db);
    await seedProjects(db, loadedAt);
    await seedSheets(db, loadedAt);
    await seedAudience(db, loadedAt);
  } finally {
    await db.$disconnect();
    await closeDocumentWorkers();
    await endThrottle();
  }
}

async function seedProjects(db: Db, loadedAt: Date): Promise<void> {
  const day = daysBefore(loadedAt);
  await addProducts(await as(db, 'exploitant', day(435)));
  const stories = [matrixTemplates, argenteuil, cergy, sartrouville, rennes, massy, setTargets, knownTools];
  for (const tell of stories) {
    await tell(db, day);
    await db.outgoingMail.deleteMany({ where: { sentAt: null } });
  }
  // The codes that signed the past have been used: today's signatories have all their tries.
  await db.throttle.deleteMany({ where: { key: { startsWith: 'signature-code' } } });
}

async function seedSheets(db: Db, loadedAt: Date): Promise<void> {
  const day = daysBefore(loadedAt);
  const project = await db.project.findFirstOrThrow({ where: { name: argenteuilProject } });
  const primary = 'primary' as const;
  await writeSheet(
    db,
    await as(db, 'projet', day(30)),
    {
      title: 'Dix écoles la première année\u00a0: ce que nous avons appris',
      type: 'initialisation',
      degree: primary,
      projectId: project.id,
      territory: '',
    },
    firstYear,
    'public',
  );
  const shared = await db.project.findFirstOrThrow({ where: { carrier: { is: { code: '95127' } } } });
  await writeSheet(
    db,
    await as(db, 'mutualisation', day(20)),
    {
      title: 'Une structure pour plusieurs communes',
      type: 'generalisation',
      degree: primary,
      projectId: shared.id,
      territory: '',
    },
    pooling,
    'between_academies',
  );
  await writeSheet(
    db,
    await as(db, 'redaction', day(4)),
    {
      title: 'Changer de solution sans perdre les cahiers de classe',
      type: 'change_of_solution',
      degree: primary,
      projectId: null,
      territory: '',
    },
    change,
    null,
  );
}
