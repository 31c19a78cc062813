import { createDb } from '../db';
import { deliverMail } from '../mail/deliver';

/** A process of its own that delivers once, for the tests that kill it half-way. */
const db = createDb(process.env.DATABASE_URL ?? '', 2);
const sent = await deliverMail(db, new Date(process.env.DELIVER_AT ?? ''));
await db.$disconnect();
process.stdout.write(String(sent));
