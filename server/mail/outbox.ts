import { createTransport, type Transporter } from 'nodemailer';
import { config } from '../config';
import type { Db, Tx } from '../db';
import { log } from '../log';
import { composeMail, type Letter } from './compose';

/**
 * Writes a letter in the transaction of the change that causes it. It leaves only if that change is kept, and
 * it is delivered by `deliverMail`, as late as the mail server needs.
 */
export async function queueMail(tx: Tx, to: string, letter: Letter, about?: string): Promise<void> {
  const { subject, text, html } = composeMail(letter, config().operatorName);
  await tx.outgoingMail.create({ data: { to, subject, text, html, about: about ?? null } });
}

let transport: Transporter | undefined;

/**
 * Sends what waits, oldest first. A row is locked while it is sent, so two processes never send it twice; a
 * failure leaves it for the next turn. In the demonstration without SMTP, mail stays in the demonstration's
 * mailbox page.
 * @returns how many left.
 */
export async function deliverMail(db: Db): Promise<number> {
  const { smtpUrl, mailFrom } = config();
  if (!smtpUrl) return 0;
  transport ??= createTransport(smtpUrl, { connectionTimeout: 10_000, socketTimeout: 20_000 });
  let sent = 0;
  for (;;) {
    const outcome = await db.$transaction(
      async (tx) => {
        const [mail] = await tx.$queryRaw<
          { id: string; to: string; subject: string; text: string; html: string }[]
        >`SELECT "id", "to", "subject", "text", "html" FROM "OutgoingMail"
          WHERE "sentAt" IS NULL AND ("attempts" = 0 OR "lastTriedAt" < now() - least("attempts", 60) * interval '1 minute')
          ORDER BY "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED`;
        if (!mail) return 'empty';
        try {
          await transport?.sendMail({ from: mailFrom, ...mail, messageId: `<${mail.id}@accordent>` });
          await tx.outgoingMail.update({
            where: { id: mail.id },
            data: { sentAt: new Date(), attempts: { increment: 1 } },
          });
          return 'sent';
        } catch (error) {
          const lastError = error instanceof Error ? error.message : String(error);
          log.warn({ mail: mail.id, lastError }, 'mail not delivered, kept for later');
          await tx.outgoingMail.update({
            where: { id: mail.id },
            data: { attempts: { increment: 1 }, lastError, lastTriedAt: new Date() },
          });
          return 'failed';
        }
      },
      { timeout: 60_000 },
    );
    if (outcome === 'sent') sent += 1;
    else if (outcome === 'empty') return sent;
  }
}
