import type { Prisma } from '@/prisma/generated/client';
import { now } from '../clock';
import { config } from '../config';
import type { Tx } from '../db';
import { composeMail, type Letter } from './compose';

/** What the outgoing mail knows beyond its text. */
export type Sending = {
  /** What it is about: « Convention:id ». */
  about?: string | undefined;
  /** Whose DANE sees it leave or be refused; found from `about` when it names a convention. */
  academyCode?: string | null | undefined;
  /** Under which hat the recipient reads `about`: checked again at the moment of sending. */
  membershipId?: string | undefined;
  headers?: Record<string, string> | undefined;
};

/** A one-time code or link lives a quarter of an hour. */
export const secretMinutes = 15;

async function academyOf(tx: Tx, about: string | undefined): Promise<string | null> {
  const [type, id = ''] = about?.split(':') ?? [];
  if (type === 'Convention')
    return (
      (await tx.convention.findUnique({ where: { id }, select: { academyCode: true } }))?.academyCode ?? null
    );
  if (type === 'AafRequest')
    return (
      (await tx.aafRequest.findUnique({ where: { id }, select: { academyCode: true } }))?.academyCode ?? null
    );
  return null;
}

/**
 * Writes a letter in the transaction of the change that causes it. It leaves only if that change is kept, and
 * it is delivered by `deliverMail`, as late as the mail server needs.
 * @param sending what it is about, or all that is known of it.
 */
export async function queueMail(
  tx: Tx,
  to: string,
  letter: Letter,
  sending: string | Sending = {},
): Promise<void> {
  const { about, academyCode, membershipId, headers } =
    typeof sending === 'string' ? ({ about: sending } as Sending) : sending;
  const { subject, text, html } = composeMail(letter, config().operatorName);
  const secret = letter.code !== undefined || letter.oneTimeLink === true;
  await tx.outgoingMail.create({
    data: {
      to,
      subject,
      text,
      html,
      about: about ?? null,
      academyCode: academyCode === undefined ? await academyOf(tx, about) : academyCode,
      membershipId: membershipId ?? null,
      ...(headers ? { headers: headers as Prisma.InputJsonObject } : {}),
      usableUntil: secret ? new Date(now().getTime() + secretMinutes * 60_000) : null,
    },
  });
}
