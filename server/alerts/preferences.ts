import { createHmac, timingSafeEqual } from 'node:crypto';
import { config } from '@/server/config';
import type { Db, Tx } from '@/server/db';
import type { Letter } from '@/server/mail/compose';
import { type Family, families, familyWords, type Rhythm } from './domain';

export type Preferences = Record<Family, Rhythm>;

/** The rhythm of each family for these people; who chose nothing has the default of the family. */
export async function preferencesOf(
  db: Db | Tx,
  userIds: readonly string[],
): Promise<Map<string, Preferences>> {
  const rows = await db.mailPreference.findMany({ where: { userId: { in: [...userIds] } } });
  return new Map(
    userIds.map((userId) => {
      const own = rows.filter((row) => row.userId === userId);
      const rhythm = (family: Family) =>
        own.find((row) => row.family === family)?.rhythm ?? familyWords[family].rhythm;
      return [userId, Object.fromEntries(families.map((family) => [family, rhythm(family)])) as Preferences];
    }),
  );
}

const signatureOf = (said: string) =>
  createHmac('sha256', config().authSecret).update(`unsubscribe:${said}`).digest();

/** What an unsubscribe link carries: whose, of which family (or of all), and our signature. It never expires. */
export function unsubscribeToken(userId: string, family: Family | 'all'): string {
  const said = `${userId}.${family}`;
  return `${said}.${signatureOf(said).toString('base64url')}`;
}

/** The person and family behind a token, or null when we did not sign it. */
export function readUnsubscribeToken(token: string): { userId: string; family: Family | 'all' } | null {
  const [userId = '', family = '', signature = ''] = token.split('.');
  const known = family === 'all' ? 'all' : families.find((one) => one === family);
  if (!userId || !known) return null;
  const given = Buffer.from(signature, 'base64url');
  const ours = signatureOf(`${userId}.${known}`);
  return given.length === ours.length && timingSafeEqual(given, ours) ? { userId, family: known } : null;
}

export const unsubscribeUrl = (userId: string, family: Family | 'all') =>
  `${config().appUrl}/desabonnement/${unsubscribeToken(userId, family)}`;

/** Headers by which a mailbox offers to unsubscribe (RFC 2369, RFC 8058): the same address takes one POST. */
export function unsubscribeHeaders(userId: string, family: Family | 'all'): Record<string, string> {
  const url = `${config().appUrl}/api/desabonnement/${unsubscribeToken(userId, family)}`;
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** The foot of a mail that may be refused from now on. */
export function unsubscribeFooter(userId: string, its: readonly Family[]): NonNullable<Letter['footer']> {
  return {
    text: 'Ces courriels se règlent sur la page «\u00a0Mon compte\u00a0». Les actes qui engagent (code, demande de signature, exemplaire signé, délibération, invitation) vous parviennent toujours.',
    links: [
      ...its.map((family) => ({
        label: `Ne plus recevoir «\u00a0${familyWords[family].label}\u00a0»`,
        url: unsubscribeUrl(userId, family),
      })),
      ...(its.length > 1
        ? [{ label: 'Ne plus rien recevoir de ce genre', url: unsubscribeUrl(userId, 'all') }]
        : []),
    ],
  };
}
