import type { Tx } from '@/server/db';
import type { Letter } from '@/server/mail/compose';
import { queueMail } from '@/server/mail/outbox';
import type { Family } from './domain';
import { preferencesOf, unsubscribeFooter, unsubscribeHeaders } from './preferences';
import { linkTo } from './recipients';

/** A piece of news for one person, under one hat. */
export type News = {
  to: { userId: string; membershipId: string; email: string };
  family: Family;
  subject: string;
  paragraphs: string[];
  action: { label: string; path: string };
  /** « Convention:id » */
  about: string;
  academyCode: string;
};

/**
 * Writes news in the transaction of the change, at the rhythm that each person chose: a mail at once, a line of
 * the next digest, or nothing. Legal acts do not come through here: they always leave.
 */
export async function tell(tx: Tx, news: readonly News[], at: Date): Promise<void> {
  const preferences = await preferencesOf(tx, [...new Set(news.map(({ to }) => to.userId))]);
  for (const { to, family, subject, paragraphs, action, about, academyCode } of news) {
    const rhythm = preferences.get(to.userId)?.[family] ?? 'none';
    if (rhythm === 'none') continue;
    if (rhythm !== 'immediate') {
      await tx.digestItem.create({
        data: {
          userId: to.userId,
          membershipId: to.membershipId,
          family,
          sentence: subject,
          detail: paragraphs.join(' '),
          path: action.path,
          about,
          createdAt: at,
        },
      });
      continue;
    }
    const letter: Letter = {
      subject,
      paragraphs,
      action: { label: action.label, url: linkTo(action.path, to.membershipId) },
      footer: unsubscribeFooter(to.userId, [family]),
    };
    await queueMail(tx, to.email, letter, {
      about,
      academyCode,
      membershipId: to.membershipId,
      headers: unsubscribeHeaders(to.userId, family),
    });
  }
}
