import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { hatLabel } from '@/server/access/actor';
import { change, type PersonAct } from '@/server/audit/journal';
import { longDate } from '@/server/calendar';
import { config } from '@/server/config';
import { AppError, conflict, invalid } from '@/server/errors';
import { queueMail } from '@/server/mail/outbox';
import { throttle } from '@/server/throttle';
import { consentSentence } from '../consent';
import { sideOf } from '../facts';
import { announceSigned } from '../letters';
import { factsOf, frozenText, loadConvention, lockConvention, refuseStale } from '../load';
import { delegationOf } from '../parties';
import type { SignCommand } from '../schema';
import { availableActions } from '../transitions';
import { decideOrRefuse, moveTo } from './transition';

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
    const blocker = sign?.blockers[0];
    if (!sign || !text?.pdfId || blocker)
      throw conflict(
        blocker ? `Signature impossible : ${blocker.message}` : 'Cette convention n’est pas à signer.',
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
          `Voici le code pour signer « ${loaded.title} » (version ${text.version}). Il est valable ${codeMinutes} minutes et sert une seule fois.`,
          `Empreinte du document : ${text.sha256}`,
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
          ? `Ce code n’est pas le bon : il reste ${left} ${left > 1 ? 'essais' : 'essai'}.`
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
      'Une signature est l’acte d’une personne : elle se donne sur la page de signature, jamais par l’interface de programmation.',
    );
  const shown = frozenText(await loadConvention(act.db, input.id));
  const codeId = shown ? await checkCode(act, input.id, shown.id, input.code) : null;
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const decision = decideOrRefuse(loaded, act, 'sign', input);
    await refuseStale(tx, loaded, input.version);
    const text = frozenText(loaded);
    const side = sideOf(act.actor.role);
    if (!text || !side || !codeId || text.id !== shown?.id)
      throw conflict('Le document a changé depuis que vous l’avez ouvert. Relisez-le avant de signer.');
    const used = await tx.signatureCode.updateMany({
      where: { id: codeId, usedAt: null, revokedAt: null },
      data: { usedAt: act.now },
    });
    if (used.count !== 1) throw invalid({ code: 'Ce code a déjà servi. Demandez un nouveau code.' });
    const delegation = await delegationOf(tx, act.actor.membershipId, act.now);
    const signature = await tx.signature.create({
      data: {
        conventionId: loaded.id,
        textId: text.id,
        side,
        userId: act.actor.userId,
        membershipId: act.actor.membershipId,
        name: act.actor.userName,
        quality: act.actor.quality ?? hatLabel(act.actor),
        delegation: delegation
          ? `par délégation de ${delegation.grantedBy} (${delegation.reference}, ${longDate(delegation.grantedOn)})`
          : null,
        mode: 'code',
        sha256: text.sha256,
        consent: consentSentence,
        ip: from.ip,
        userAgent: from.userAgent?.slice(0, 300) ?? null,
        signedAt: act.now,
      },
    });
    const last = decision.to === 'signed';
    const version = await moveTo(tx, loaded, decision.to, act.now, last ? { signedAt: act.now } : {});
    if (last) await announceSigned(tx, loaded, act);
    return {
      result: { status: decision.to, version, signatureId: signature.id },
      journal: {
        chain: loaded.academyCode,
        action: decision.event,
        objectType: 'Convention',
        objectId: loaded.id,
        before: { status: decision.from, version: loaded.version },
        after: {
          status: decision.to,
          version,
          side,
          name: signature.name,
          quality: signature.quality,
          delegation: signature.delegation,
          mode: signature.mode,
          textVersion: text.version,
          sha256: text.sha256,
          ip: from.ip,
        },
      },
    };
  });
}
