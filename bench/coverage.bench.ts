import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { civilDate } from '@/server/clock';
import { countChainSql } from '@/server/coverage/count';
import { createDb, type Db } from '@/server/db';
import { startApplication } from '../scripts/application.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { freePort } from '../scripts/ports.mjs';
import { type Bench, type BenchResult, median, timed } from './bench';
import { addAudience, addConventions, connectTo, hasDirectory, loadSchools, settleDatabase } from './country';

const CONVENTIONS = 5_000;
const WEEKS = 130;
const MEASURED = 30_000;
const RUNS = 15;

/** A session of the demonstration's DANE: the cookie that opens its pages. */
async function sessionCookie(db: Db): Promise<string> {
  const user = await db.user.findUniqueOrThrow({
    where: { email: 'dane@demo.invalid' },
    include: { memberships: true },
  });
  const sessionToken = randomBytes(24).toString('hex');
  await db.session.create({
    data: {
      sessionToken,
      userId: user.id,
      expires: new Date(Date.now() + 3600_000),
      membershipId: user.memberships[0]?.id ?? null,
    },
  });
  return `next-auth.session-token=${sessionToken}`;
}

/** The application itself on this database, in production mode of Next. */
async function application(url: string) {
  await ensureBuilt();
  const port = await freePort();
  const env = {
    ACCORDENT_MODE: 'demonstration',
    APP_URL: `http://127.0.0.1:${port}`,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    DATABASE_URL: url,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Accord’ENT <ne-pas-repondre@demo.invalid>',
    LOG_LEVEL: 'error',
  };
  return startApplication({ command: 'start', port, env });
}

async function page(address: string, cookie: string): Promise<void> {
  const answer = await fetch(address, { headers: { cookie }, redirect: 'error' });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes('Couverture')) throw new Error(`${address}: ${answer.status}`);
}

const bareSql = (client: Client) => {
  const { text, values } = countChainSql({
    asOf: civilDate(new Date()),
    degree: 'primary',
    sector: 'public',
  });
  return () => client.query(text, values as unknown[]);
};

const bench: Bench = {
  name: 'Coverage of the whole country',
  async run({ createDatabase }): Promise<BenchResult[]> {
    if (!hasDirectory()) {
      console.log('  left out: annuaire-france.csv.gz is not at hand');
      return [];
    }
    const url = await createDatabase();
    const db = createDb(url, 2);
    const client = await connectTo(url);
    const stops: (() => Promise<unknown>)[] = [() => client.end(), () => db.$disconnect()];
    try {
      const schools = await loadSchools(db);
      await addConventions(client, { count: CONVENTIONS });
      const rows = await addAudience(client, WEEKS, MEASURED);
      await settleDatabase(client);
      const app = await application(url);
      stops.unshift(() => app.stop());
      const cookie = await sessionCookie(db);
      const sql = bareSql(client);
      const address = `${app.address}/couverture?academie=france`;
      for (let warm = 0; warm < 5; warm += 1) await page(address, cookie);
      const times = { sql: [] as number[], page: [] as number[] };
      for (let turn = 0; turn < RUNS; turn += 1) {
        times.sql.push(await timed(sql));
        times.page.push(await timed(() => page(address, cookie)));
      }
      const [baseline, measured] = [median(times.sql), median(times.page)];
      return [
        {
          label: 'the national page over HTTP, against its bare SQL',
          baseline,
          measured,
          ratio: measured / baseline,
          note: `page − SQL = ${(measured - baseline).toFixed(0)} ms; ${schools} schools, ${CONVENTIONS} conventions, ${rows} weeks of DNMA; median of ${RUNS}`,
        },
      ];
    } finally {
      for (const stop of stops) await stop();
    }
  },
};

export default bench;
