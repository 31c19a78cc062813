import { config } from '../config';
import type { Db } from '../db';
import { erasedBody } from './domain';

/**
 * Removes the text of mails that need it no longer: codes and one-time links once used, replaced or past their
 * quarter of an hour; every other text after `MAIL_BODY_DAYS` days. Recipient, subject, dates and answer stay.
 * @returns how many texts were removed.
 */
export async function eraseBodies(db: Db, at: Date, days = config().mailBodyDays): Promise<number> {
  const before = new Date(at.getTime() - days * 86_400_000);
  return db.$executeRaw`
    UPDATE "OutgoingMail" mail SET "text" = ${erasedBody}, "html" = ${erasedBody}, "erasedAt" = ${at.toISOString()}::timestamp
    WHERE mail."erasedAt" IS NULL AND mail."state" NOT IN ('claimed', 'handing') AND (
      mail."usableUntil" <= ${at.toISOString()}::timestamp
      OR (mail."state" NOT IN ('waiting', 'refused', 'uncertain') AND mail."createdAt" < ${before.toISOString()}::timestamp)
      OR (mail."usableUntil" IS NOT NULL AND mail."state" = 'sent' AND mail."about" LIKE 'Convention:%' AND NOT EXISTS (
        SELECT 1 FROM "SignatureCode" code JOIN "User" person ON person."id" = code."userId"
        WHERE person."email" = mail."to" AND mail."about" = 'Convention:' || code."conventionId"
          AND code."usedAt" IS NULL AND code."revokedAt" IS NULL)))`;
}
