import type { SystemActor } from '@/server/access/actor';
import { type Act, change } from '@/server/audit/journal';
import { config } from '@/server/config';
import { reportAgreement } from '@/server/conventions/commands/companion';
import { decideOrRefuse, moveTo } from '@/server/conventions/commands/transition';
import { verificationUrl } from '@/server/conventions/freeze';
import { announceSigned } from '@/server/conventions/letters';
import { type LoadedConvention, loadConvention, lockConvention } from '@/server/conventions/load';
import { frozenText, standingSignatures } from '@/server/conventions/loaded';
import type { Db } from '@/server/db';
import { renderStatementPdf } from '@/server/documents/render';
import { storeFile } from '@/server/files/commands';
import { log } from '@/server/log';
import { type AnnexFacts, annexContent } from '../annex';
import { type SealSigner, SealUnavailable, sealSigner, trustedRoots } from '../certificate';
import { demonstrationSealName } from '../modes';
import { type Joined, sealPdf } from '../seal';
import { TimestampRefused, VerifiedTimestampAuthority } from '../timestamp';

const system: SystemActor = { system: true, name: 'Application' };

export type SealOutcome = 'sealed' | 'nothing' | 'waits';

/** First delay before a seal is tried again, and the longest one, in milliseconds. */
const firstDelay = 30_000;
const longestDelay = 3_600_000;

/** Delay after so many tries in vain: it doubles up to an hour, and never ends. */
export const retryDelay = (attempts: number): number =>
  Math.min(longestDelay, firstDelay * 2 ** Math.min(attempts - 1, 20));

/**
 * Seals one convention that every party has signed, and by the same act makes it « signed »: the seal, the move,
 * the journal row and the letters are one transaction under the convention's lock, so of any number of callers
 * one wins and the others find nothing to do. When the certificate or the timestamp authority does not answer,
 * why and when to try again is kept, and the state stays `awaiting_seal`.
 */
export async function sealNow(db: Db, conventionId: string, now: Date): Promise<SealOutcome> {
  const loaded = await loadConvention(db, conventionId);
  const text = frozenText(loaded);
  if (loaded.status !== 'awaiting_seal' || loaded.seal || !text?.pdfId) return 'nothing';
  try {
    const prepared = await prepare(db, loaded, text.pdfId, now);
    return await keep({ db, actor: system, now }, loaded.id, text.id, prepared);
  } catch (error) {
    await wait(db, conventionId, now, error);
    return 'waits';
  }
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** The sealed bytes, made outside the transaction: it may take as long as the authority takes to answer. */
async function prepare(db: Db, loaded: LoadedConvention, pdfId: string, now: Date) {
  const key = await sealSigner(db, now);
  const { tsaUrl } = config().seal;
  const authority = tsaUrl ? new VerifiedTimestampAuthority(tsaUrl, await trustedRoots()) : null;
  const frozen = await db.storedFile.findUniqueOrThrow({ where: { id: pdfId } });
  const facts = annexFacts(loaded, frozen, key.identity, now);
  const annex = await renderStatementPdf(annexContent(facts));
  const { selfSigned, shortSubject } = key.identity;
  const sealed = await sealPdf(frozen.bytes, {
    annex: annex.bytes,
    joined: await joinedFiles(db, loaded, facts),
    reason: `Cachet de la convention ${loaded.number}, signée par toutes les parties${selfSigned ? ` (${demonstrationSealName})` : ''}`,
    signer: key.signer,
    authority,
    at: now,
  });
  return { ...sealed, identity: key.identity, timestamp: authority?.last ?? null, shortSubject };
}

function annexFacts(
  loaded: LoadedConvention,
  frozen: { sha256: string; size: number },
  identity: SealSigner['identity'],
  at: Date,
): AnnexFacts {
  const text = frozenText(loaded);
  return {
    number: loaded.number,
    title: loaded.title,
    version: text?.version ?? 0,
    frozenSha256: frozen.sha256,
    frozenBytes: frozen.size,
    frozenPages: loaded.texts[0]?.pages ?? null,
    demonstration: loaded.demonstration,
    operatorName: config().operatorName,
    verificationUrl: verificationUrl(loaded.number),
    sealName: identity.selfSigned ? demonstrationSealName : identity.shortSubject,
    selfSigned: identity.selfSigned,
    at,
    signatures: standingSignatures(loaded).map((one) => ({
      ...one,
      file: loaded.deposits.find(({ id }) => id === one.depositId)?.file.name ?? null,
    })),
    approvals: loaded.approvals
      .filter((one) => one.accepted && !one.revokedAt && one.textId === text?.id)
      .map(({ name, quality, givenAt }) => ({ name, quality, at: givenAt })),
  };
}

/** The evidence for machines, and each file signed outside, as it was deposited. */
async function joinedFiles(db: Db, loaded: LoadedConvention, facts: AnnexFacts): Promise<Joined[]> {
  const used = new Set(standingSignatures(loaded).flatMap(({ depositId }) => depositId ?? []));
  const deposits = await db.signedDeposit.findMany({
    where: { id: { in: [...used] } },
    include: { file: true },
    orderBy: { depositedAt: 'asc' },
  });
  return [
    {
      name: 'preuves-de-signature.json',
      mime: 'application/json',
      description: 'Signatures recueillies, empreintes et heures, pour un traitement automatique',
      bytes: new TextEncoder().encode(JSON.stringify(facts, null, 2)),
    },
    ...deposits.map(({ file }, index) => ({
      name: `${index + 1}-${file.name}`,
      mime: 'application/pdf',
      description: 'Fichier signé hors de l’application, tel qu’il a été déposé',
      bytes: file.bytes,
    })),
  ];
}

/** The compare-and-set: whoever comes second finds the seal already there. */
async function keep(act: Act, conventionId: string, textId: string, sealed: Prepared): Promise<SealOutcome> {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, conventionId);
    if (loaded.status !== 'awaiting_seal' || loaded.seal || frozenText(loaded)?.id !== textId)
      return { result: 'nothing' as const, journal: null };
    const file = await storeFile(tx, {
      academyCode: loaded.academyCode,
      name: `convention-${loaded.number}-scellee.pdf`,
      mime: 'application/pdf',
      bytes: sealed.bytes,
      createdById: null,
      at: act.now,
    });
    const { identity, timestamp, level } = sealed;
    await tx.conventionSeal.create({
      data: {
        conventionId,
        textId,
        fileId: file.id,
        sha256: file.sha256,
        level,
        subject: identity.subject,
        issuer: identity.issuer,
        certificateSha256: identity.sha256,
        certificateUntil: identity.notAfter,
        selfSigned: identity.selfSigned,
        sealedAt: act.now,
        timestampAt: timestamp?.at ?? null,
        timestampAuthority: timestamp?.authority ?? null,
      },
    });
    await tx.sealWait.deleteMany({ where: { conventionId } });
    const decision = decideOrRefuse(await loadConvention(tx, conventionId), act, 'seal', {});
    const version = await moveTo(tx, loaded, decision.to, act.now);
    await announceSigned(tx, loaded, act);
    // A processing agreement gives its reference to the convention that it accompanies.
    const reported = await reportAgreement(tx, loaded, act.now);
    const sealedRow = {
      chain: loaded.academyCode,
      action: decision.event,
      objectType: 'Convention',
      objectId: loaded.id,
      before: { status: decision.from, version: loaded.version },
      after: {
        status: decision.to,
        version,
        sha256: file.sha256,
        level,
        certificate: identity.subject,
        certificateSha256: identity.sha256,
        selfSigned: identity.selfSigned,
        timestampAt: timestamp?.at ?? null,
        timestampAuthority: timestamp?.authority ?? null,
      },
    };
    return { result: 'sealed' as const, journal: reported ? [sealedRow, reported] : sealedRow };
  });
}

/** Keeps why there is no seal yet and when it is tried again. Not an act of anyone: nothing enters the journal. */
async function wait(db: Db, conventionId: string, now: Date, error: unknown): Promise<void> {
  const waitingFor =
    error instanceof SealUnavailable
      ? 'certificate'
      : error instanceof TimestampRefused
        ? 'timestamp'
        : 'other';
  const reason =
    waitingFor === 'other' || !(error instanceof Error)
      ? 'Le scellement a rencontré une erreur inattendue.'
      : error.message;
  if (waitingFor === 'other') log.error({ err: error, conventionId }, 'sealing failed');
  else log.warn({ conventionId, reason }, 'sealing waits');
  const before = await db.sealWait.findUnique({ where: { conventionId } });
  const attempts = (before?.attempts ?? 0) + 1;
  const facts = {
    waitingFor,
    reason,
    attempts,
    lastTriedAt: now,
    nextTryAt: new Date(now.getTime() + retryDelay(attempts)),
  };
  await db.sealWait.upsert({
    where: { conventionId },
    create: { conventionId, since: now, ...facts },
    update: facts,
  });
}

/**
 * Seals all that waits and is due, however long ago its last party signed: called by the queue right after a last
 * signature, each minute, and when the application starts.
 * @returns how many were sealed.
 */
export async function sealAll(db: Db, now: Date): Promise<number> {
  const due = await db.convention.findMany({
    where: {
      status: 'awaiting_seal',
      OR: [{ sealWait: null }, { sealWait: { is: { nextTryAt: { lte: now } } } }],
    },
    select: { id: true },
    orderBy: { statusSince: 'asc' },
  });
  let sealed = 0;
  for (const { id } of due) if ((await sealNow(db, id, now)) === 'sealed') sealed += 1;
  return sealed;
}
