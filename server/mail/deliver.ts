import { randomUUID } from 'node:crypto';
import type { OutgoingMail } from '@/prisma/generated/client';
import { now } from '../clock';
import { config } from '../config';
import type { Db } from '../db';
import { log } from '../log';
import { type Answer, afterAnswer, claimMinutes } from './domain';
import { MailSession } from './smtp';
import { mayStillRead } from './still-allowed';

/*
 * What is promised, and where it ends.
 *
 * - A mail is a row of the transaction that causes it: it exists if and only if the change does.
 * - waiting → claimed → handing → sent. Each step is committed on its own, by compare-and-set: two processes never
 *   have the same mail. « handing » is committed when the server has taken the recipient and asks for the text.
 * - Process dead while claimed: nothing was said to the server, the mail is taken again (never lost).
 * - Process dead while handing: the server may have taken it and its answer died with the process. It is not asked
 *   twice on our own: the mail is « uncertain » and a person decides (never twice).
 * - Answer known, database gone: the answer is noted again until it is; failing that the mail is uncertain.
 * - Connection lost before the answer, process alive: the server did not take it over (RFC 5321, 4.2.5), so it is
 *   tried again, under the same Message-ID. A server that kept what it never acknowledged could show it twice: this
 *   is the one limit that SMTP leaves.
 */

/** The mail server, and in whose name: the configuration's, unless a test says otherwise. */
export type Door = { smtpUrl: string | null; from: string };

/**
 * Sends what waits, oldest first, over one connection. A failure of the server ends the round: the queue keeps
 * everything. In the demonstration without SMTP, mail stays in the demonstration's mailbox page.
 * @param at the instant at which it is done; the clock's when not given.
 * @returns how many left.
 */
export async function deliverMail(db: Db, at?: Date, door?: Door): Promise<number> {
  const { smtpUrl, mailFrom } = config();
  const { smtpUrl: url, from } = door ?? { smtpUrl, from: mailFrom };
  const time = () => at ?? now();
  if (!url) return 0;
  await recoverClaims(db, time());
  await dropExpired(db, time());
  let session: MailSession | undefined;
  let sent = 0;
  try {
    for (;;) {
      const mail = await claimNext(db, time());
      if (!mail) return sent;
      if (!(await mayStillRead(db, mail, time()))) {
        await leave(db, mail, { state: 'withdrawn' });
        continue;
      }
      if (!session) {
        const opened = await MailSession.open(url, from);
        if ('unreachable' in opened) {
          await note(db, mail, { kind: 'unreachable', response: opened.unreachable }, time());
          return sent;
        }
        session = opened.session;
      }
      const answer = await session.give(messageOf(mail), () => startHanding(db, mail));
      await note(db, mail, answer, time());
      if (answer.kind === 'accepted') sent += 1;
      else if (answer.kind === 'unreachable' || !(await session.reset())) {
        session.close(true);
        session = undefined;
        if (answer.kind === 'unreachable') return sent;
      }
    }
  } finally {
    session?.close();
  }
}

const messageOf = ({ id, to, subject, text, html, headers }: OutgoingMail) => ({
  id,
  to,
  subject,
  text,
  html,
  headers: (headers ?? {}) as Record<string, string>,
});

/** Takes the oldest mail that is due; null when none is. */
async function claimNext(db: Db, at: Date): Promise<OutgoingMail | null> {
  for (;;) {
    const due = await db.outgoingMail.findFirst({
      where: { state: 'waiting', OR: [{ nextTryAt: null }, { nextTryAt: { lte: at } }] },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true },
    });
    if (!due) return null;
    const claimId = randomUUID();
    const { count } = await db.outgoingMail.updateMany({
      where: { id: due.id, state: 'waiting' },
      data: { state: 'claimed', claimId, claimedAt: at, lastTriedAt: at, attempts: { increment: 1 } },
    });
    // Another process was quicker: the next one, then.
    if (count === 1) return db.outgoingMail.findUniqueOrThrow({ where: { id: due.id } });
  }
}

/** Commits that the text is about to be given. Without this, nothing is given. */
async function startHanding(db: Db, mail: OutgoingMail): Promise<void> {
  const { count } = await db.outgoingMail.updateMany({
    where: { id: mail.id, claimId: mail.claimId, state: 'claimed' },
    data: { state: 'handing' },
  });
  if (count !== 1) throw new Error(`mail ${mail.id} was taken over by another process`);
}

async function leave(
  db: Db,
  mail: OutgoingMail,
  data: Partial<Pick<OutgoingMail, 'state' | 'nextTryAt' | 'answer' | 'sentAt' | 'lastError'>>,
): Promise<void> {
  await db.outgoingMail.updateMany({
    where: { id: mail.id, claimId: mail.claimId },
    data: { ...data, claimId: null, claimedAt: null },
  });
}

/** Notes an answer. It is known only here: while the database is away, it is tried again. */
async function note(db: Db, mail: OutgoingMail, answer: Answer, at: Date): Promise<void> {
  const accepted = answer.kind === 'accepted';
  if (!accepted) log.warn({ mail: mail.id, ...answer }, 'mail not delivered');
  for (let tries = 1; ; tries += 1)
    try {
      return await leave(db, mail, {
        ...afterAnswer(answer, mail, at),
        answer: answer.response.slice(0, 500),
        lastError: accepted ? null : answer.response.slice(0, 500),
        ...(accepted ? { sentAt: at } : {}),
      });
    } catch (error) {
      if (tries === 6) throw error;
      log.error({ err: error, mail: mail.id, answer }, 'answer of the mail server not noted yet');
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries));
    }
}

/**
 * What a dead process left behind. Nothing is asked of the mail server here.
 * @param at claims older than `claimMinutes` at this instant are taken for dead.
 */
export async function recoverClaims(db: Db, at: Date): Promise<void> {
  const stale = { claimedAt: { lt: new Date(at.getTime() - claimMinutes * 60_000) } };
  await db.outgoingMail.updateMany({
    where: { state: 'claimed', ...stale },
    data: { state: 'waiting', claimId: null, claimedAt: null },
  });
  const { count } = await db.outgoingMail.updateMany({
    where: { state: 'handing', ...stale },
    data: { state: 'uncertain', claimId: null, claimedAt: null },
  });
  if (count > 0) log.error({ count }, 'mail whose delivery is uncertain: see /administration/courriels');
}

/** A code or link that no longer works helps nobody: it does not leave, and its text is removed. */
async function dropExpired(db: Db, at: Date): Promise<void> {
  await db.outgoingMail.updateMany({
    where: { state: 'waiting', usableUntil: { lte: at } },
    data: { state: 'expired' },
  });
}
