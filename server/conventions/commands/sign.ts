import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { hatLabel } from '@/server/access/actor';
import { change, type PersonAct } from '@/server/audit/journal';
import { config } from '@/server/config';
import { AppError, conflict, invalid } from '@/server/errors';
import { queueMail } from '@/server/mail/outbox';
import { turnOf } from '@/server/signature/circuit';
import { delegationLine, standingDelegation } from '@/server/signature/hats';
import { recordSignatures } from '@/server/signature/record';
import { throttle } from '@/server/throttle';
import { consentSentence } from '../consent';
import { sideOf } from '../facts';
import { loadConvention, lockConvention, refuseStale } from '../load';
import { frozenText } from '../loaded';
import { factsOf } from '../loaded-facts';
import type { SignCommand } from '../schema';
import { availableActions } from '../transitions';
import { decideOrRefuse } from './transition';

/** A code lives ten minutes and bears five tries. */
const codeMinutes = 10;
const maxAttempts = 5;

const hashCode = (codeId: string, code: string) =>
  createHmac('sha256', config().authSecret).update(`${codeId}:${code}`).digest('hex');

/** Sends a one-time code to the signatory's own address; earlier codes for this text die. */
export async function requestSignatureCode(act: PersonAct, input: { id: string }) {
  await throttle('signature-code', act.actor.userId);
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const sign = availableActions(factsOf(loaded, act.now), act.actor).find(
      ({ action }) => action === 'sign',
    );
    const text = frozenText(loaded);
    await standingDelegation(tx, act);
    const blocker = sign?.blockers.find(({ code }) => code !== 'consent_missing');
    if (!sign || !text?.pdfId || blocker)
      throw conflict(
        blocker ? `Signature impossible\u00a0: ${blocker.message}` : 'Cette convention n’est pas à signer.',
        {
          status: loaded.status,
        },
      );
    await tx.signatureCode.updateMany({
      where: { conventionId: loaded.id, userId: act.actor.userId, usedAt: null, revokedAt: null },
      data: { revokedAt: act.now },
    });
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    const expiresAt = new Date(act.now.getTime() + codeMinutes * 60_000);
    const row = await tx.signatureCode.create({
      data: {
        conventionId: loaded.id,
        textId: text.id,
        userId: act.actor.userId,
        hash: '',
        createdAt: act.now,
        expiresAt,
      },
    });
    await tx.signatureCode.update({ where: { id: row.id }, data: { hash: hashCode(row.id, code) } });
    await queueMail(
      tx,
      act.actor.email,
      {
        subject: `Code de signature de la convention ${loaded.number}`,
        paragraphs: [
          `Voici le code pour signer «\u00a0${loaded.title}\u00a0» (version ${text.version}). Il est valable ${codeMinutes} minutes et sert une seule fois.`,
          `Empreinte du document\u00a0: ${text.sha256}`,
          'Si vous n’avez pas demandé ce code, ne le communiquez à personne et prévenez votre académie.',
        ],
        code,
      },
      `Convention:${loaded.id}`,
    );
    return {
      result: { expiresAt, sentTo: act.actor.email },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.signature_code_sent',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { to: act.actor.email, textVersion: text.version },
      },
    };
  });
}

/**
 * Checks a code and counts the try, whatever becomes of the signature.
 * @returns the id of the code, still to be marked as used.
 */
async function checkCode(
  act: PersonAct,
  conventionId: string,
  textId: string,
  code: string,
): Promise<string> {
  const row = await act.db.signatureCode.findFirst({
    where: { conventionId, textId, userId: act.actor.userId, usedAt: null, revokedAt: null },
    orderBy: { createdAt: 'desc' },
  });
  const again = 'Demandez un nouveau code.';
  if (!row) throw invalid({ code: `Aucun code n’est en attente pour ce document. ${again}` });
  if (row.expiresAt <= act.now) throw invalid({ code: `Ce code a plus de ${codeMinutes} minutes. ${again}` });
  const { count } = await act.db.signatureCode.updateMany({
    where: { id: row.id, attempts: { lt: maxAttempts } },
    data: { attempts: { increment: 1 } },
  });
  if (count === 0) throw invalid({ code: `Trop d’essais avec ce code. ${again}` });
  if (!timingSafeEqual(Buffer.from(hashCode(row.id, code)), Buffer.from(row.hash))) {
    const left = maxAttempts - row.attempts - 1;
    throw invalid({
      code:
        left > 0
          ? `Ce code n’est pas le bon\u00a0: il reste ${left} ${left > 1 ? 'essais' : 'essai'}.`
          : `Ce code n’est pas le bon. ${again}`,
    });
  }
  return row.id;
}

/**
 * Records a person's signature on the exact bytes they were shown (mode `code`: one-time code by mail). Name,
 * quality, delegation, time, address and hash are kept; who may sign is checked at this moment.
 */
export async function signConvention(
  act: PersonAct,
  input: SignCommand & { id: string },
  from: { channel: 'screen' | 'rest'; ip: string | null; userAgent: string | null },
) {
  if (from.channel === 'rest')
    throw new AppError(
      'signature_requires_person',
      'Une signature est l’acte d’une personne\u00a0: elle se donne sur la page de signature, jamais par l’interface de programmation.',
    );
  const shown = frozenText(await loadConvention(act.db, input.id));
  const codeId = shown ? await checkCode(act, input.id, shown.id, input.code) : null;
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const decision = decideOrRefuse(loaded, act, 'sign', input);
    await refuseStale(tx, loaded, input.version);
    const text = frozenText(loaded);
    const turn = turnOf(factsOf(loaded, act.now).circuit, 'signer', {
      side: sideOf(act.actor.role),
      membershipId: act.actor.membershipId,
    });
    if (!text || !turn.ok || !codeId || text.id !== shown?.id)
      throw conflict('Le document a changé depuis que vous l’avez ouvert. Relisez-le avant de signer.');
    const delegation = await standingDelegation(tx, act);
    const used = await tx.signatureCode.updateMany({
      where: { id: codeId, usedAt: null, revokedAt: null },
      data: { usedAt: act.now },
    });
    if (used.count !== 1) throw invalid({ code: 'Ce code a déjà servi. Demandez un nouveau code.' });
    const { member, asSubstitute } = turn;
    const capacity = [
      delegation && delegationLine(delegation),
      asSubstitute && member.designated && `en suppléance de ${member.designated.name}`,
    ].filter(Boolean);
    const { version, ids, journal } = await recordSignatures(tx, act, loaded, decision, [
      {
        member,
        userId: act.actor.userId,
        membershipId: act.actor.membershipId,
        depositId: null,
        name: act.actor.userName,
        quality: act.actor.quality ?? hatLabel(act.actor),
        delegation: capacity.join(', ') || null,
        mode: 'code',
        consent: consentSentence,
        ip: from.ip,
        userAgent: from.userAgent?.slice(0, 300) ?? null,
        signedAt: act.now,
      },
    ]);
    return { result: { status: decision.to, version, signatureId: ids[0] ?? '' }, journal };
  });
}
