import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { change, type PersonAct } from '@/server/audit/journal';
import { longDate } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import { config } from '@/server/config';
import type { Db, Tx } from '@/server/db';
import { AppError, conflict } from '@/server/errors';
import { queueMail } from '@/server/mail/outbox';
import { announceOpinion, recordOpinion } from '../../commands/opinions';
import { bump, lockConvention } from '../../load';
import { furtherOpinionsOf } from '../../loaded';
import { type LinkDeath, linkDeath, linkSentences } from '../link';
import type { ExpertAnswer, InviteExpert } from '../schema';
import { keepSnapshot } from '../snapshot';
import { dueDay, duringReview, endOfDay, placeOf, rowOf } from './opinions';

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Invites one person outside to give one opinion on the text as it stands: a link by mail that opens nothing
 * else, works once and dies with the text. Only the hash of its token is kept.
 */
export async function inviteExpert(act: PersonAct, input: InviteExpert & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    duringReview(loaded);
    const open = furtherOpinionsOf(loaded).find(
      ({ invitation, verdict }) =>
        !verdict && invitation?.email === input.email && !invitation.revokedAt && !invitation.textChanged,
    );
    if (open)
      throw conflict('Cette personne a déjà un lien ouvert\u00a0: prolongez-le, ou révoquez-le d’abord.');
    const dueOn = dueDay(loaded, act.now, 'expert', input.dueOn);
    const kept = await keepSnapshot(tx, loaded, {
      occasion: 'expert_invited',
      at: act.now,
      byName: act.actor.userName,
    });
    const token = randomBytes(32).toString('base64url');
    const opinion = await tx.opinion.create({
      data: {
        conventionId: loaded.id,
        kind: 'expert',
        ...placeOf(loaded, 'expert'),
        question: input.question,
        requestedAt: act.now,
        requestedByName: act.actor.userName,
        dueOn: toDbDate(dueOn),
        invitation: {
          create: {
            conventionId: loaded.id,
            snapshotId: kept.id,
            name: input.name,
            email: input.email,
            tokenHash: hashToken(token),
            createdAt: act.now,
            createdById: act.actor.userId,
            expiresAt: endOfDay(dueOn),
          },
        },
      },
    });
    const version = await bump(tx, loaded);
    await queueMail(
      tx,
      input.email,
      {
        subject: `Avis demandé sur un projet de convention (${loaded.number})`,
        paragraphs: [
          `${input.name},`,
          `${act.actor.userName} (${loaded.academy.fullName}) vous demande un avis sur «\u00a0${loaded.title}\u00a0»\u00a0: ${input.question}`,
          `Le lien ci-dessous vous est personnel. Il montre ce seul texte, sert une seule fois, jusqu’au ${longDate(dueOn)} inclus, et cesse de valoir si le texte change.`,
        ],
        action: { label: 'Lire le texte et donner mon avis', url: `${config().appUrl}/avis/${token}` },
      },
      `Convention:${loaded.id}`,
    );
    const after = {
      version,
      kind: 'expert',
      name: input.name,
      email: input.email,
      dueOn,
      textSha256: kept.sha256,
    };
    return {
      result: { version, opinionId: opinion.id },
      journal: rowOf(loaded, 'convention.expert_invited', after),
    };
  });
}

/** The invitation behind a token, alive or not; null for a token that was never given. */
export async function invitationOf(db: Db | Tx, token: string, now: Date) {
  const hash = hashToken(token);
  const found = await db.expertInvitation.findUnique({
    where: { tokenHash: hash },
    include: {
      snapshot: true,
      opinion: true,
      convention: {
        select: {
          id: true,
          number: true,
          status: true,
          academyCode: true,
          demonstration: true,
          academy: { select: { fullName: true } },
        },
      },
    },
  });
  if (!found || !timingSafeEqual(Buffer.from(found.tokenHash), Buffer.from(hash))) return null;
  return { ...found, death: linkDeath({ ...found, status: found.convention.status }, now) };
}

const gone = (why: LinkDeath) => new AppError('gone', linkSentences[why], { details: { why } });

/**
 * Records the opinion of the person behind a link, once. The link is proven again under the convention's lock:
 * an edit that came first kills it, and nothing is recorded.
 */
export async function answerAsExpert(db: Db, now: Date, input: ExpertAnswer) {
  const known = await invitationOf(db, input.token, now);
  if (!known) throw gone('unknown');
  const act = { db, now, actor: { system: true as const, name: `${known.name} (expert invité)` } };
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, known.convention.id);
    const invitation = await invitationOf(tx, input.token, now);
    if (!invitation) throw gone('unknown');
    if (invitation.death) throw gone(invitation.death);
    const opinion = loaded.opinions.find(({ id }) => id === invitation.opinionId);
    if (!opinion) throw gone('unknown');
    const { count } = await tx.expertInvitation.updateMany({
      where: { id: invitation.id, answeredAt: null, revokedAt: null, textChanged: false },
      data: { answeredAt: now },
    });
    if (count !== 1) throw gone('answered');
    await recordOpinion(tx, loaded, opinion, input, {
      at: now,
      userId: null,
      name: invitation.name,
      snapshotId: invitation.snapshotId,
    });
    const version = await bump(tx, loaded);
    await announceOpinion(tx, loaded, now, invitation.name, input.reservations.length);
    const { token: _token, ...words } = input;
    return {
      result: { givenOn: civilDate(now) },
      journal: rowOf(loaded, 'convention.opinion_given', {
        version,
        kind: 'expert',
        name: invitation.name,
        ...words,
        textSha256: invitation.snapshot.sha256,
      }),
    };
  });
}
