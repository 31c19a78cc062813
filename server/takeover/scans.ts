import { change, type PersonAct } from '../audit/journal';
import { fromDbDate } from '../clock';
import type { Db, Tx } from '../db';
import { AppError, conflict, invalid, notFound } from '../errors';
import { storeFile } from '../files/commands';
import { MAX_SCAN_BYTES } from './limits';
import { type Matchable, matchScan } from './match';

/** A scan is a whole PDF, told by its content. */
export function checkScan(bytes: Buffer): void {
  const refuse = (message: string) => invalid({ file: message }, message);
  if (bytes.length === 0) throw refuse('Ce fichier est vide (0 octet).');
  if (bytes.length > MAX_SCAN_BYTES)
    throw new AppError(
      'payload_too_large',
      'Cette numérisation pèse plus de 30 Mo : numérisez à 200 points par pouce, ou compressez-la.',
    );
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-' || !bytes.subarray(-2048).includes('%%EOF'))
    throw refuse('Ce fichier n’est pas un PDF complet : enregistrez la numérisation en PDF.');
}

/** The conventions that an import made, as scans are matched to them. */
export async function matchables(db: Db | Tx, takeoverId: string): Promise<Matchable[]> {
  const rows = await db.convention.findMany({
    where: { takenOver: { is: { takeoverId } } },
    select: {
      id: true,
      number: true,
      externalReference: true,
      effectiveOn: true,
      authority: { select: { name: true, kind: true, code: true, siren: true } },
    },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ id, number, externalReference, effectiveOn, authority }) => ({
    conventionId: id,
    number,
    reference: externalReference,
    authority: authority.name,
    insee: authority.kind === 'commune' ? authority.code : null,
    siren: authority.siren,
    effectiveOn: fromDbDate(effectiveOn),
  }));
}

const currentScan = (tx: Tx, conventionId: string) =>
  tx.conventionScan.findFirst({ where: { conventionId, replacedAt: null }, include: { file: true } });

const added = (chain: string, conventionId: string, file: { name: string; sha256: string }) => ({
  chain,
  action: 'convention.scan_added',
  objectType: 'Convention',
  objectId: conventionId,
  after: { fileName: file.name, sha256: file.sha256 },
});

type Dropped = { name: string; bytes: Buffer };

/**
 * Takes one of the scans dropped together and gives it to its convention, when its name tells which; else it waits
 * for a person. A convention that has its scan keeps it: the new one waits, too.
 */
export async function dropScan(act: PersonAct, { id, ...dropped }: Dropped & { id: string }) {
  checkScan(dropped.bytes);
  return change(act, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Takeover" WHERE "id" = ${id} FOR UPDATE`;
    const takeover = await tx.takeover.findUnique({
      where: { id },
      select: { academyCode: true, state: true },
    });
    if (!takeover) throw notFound('Cette reprise');
    if (takeover.state !== 'done')
      throw conflict('Les numérisations se déposent une fois la reprise terminée.');
    const file = await storeFile(tx, {
      academyCode: takeover.academyCode,
      name: dropped.name,
      mime: 'application/pdf',
      bytes: dropped.bytes,
      createdById: act.actor.userId,
      at: act.now,
    });
    const twin = await tx.conventionScan.findFirst({
      where: { takeoverId: id, replacedAt: null, file: { sha256: file.sha256 } },
      include: { file: true },
    });
    if (twin) {
      // The same bytes dropped twice are one scan.
      await tx.storedFile.delete({ where: { id: file.id } });
      return { result: { scanId: twin.id, conventionId: twin.conventionId, again: true }, journal: null };
    }
    const match = matchScan(dropped.name, await matchables(tx, id));
    const free = match.kind === 'one' && !(await currentScan(tx, match.conventionId));
    const conventionId = free && match.kind === 'one' ? match.conventionId : null;
    const scan = await tx.conventionScan.create({
      data: {
        academyCode: takeover.academyCode,
        takeoverId: id,
        conventionId,
        fileId: file.id,
        addedAt: act.now,
        addedById: act.actor.userId,
        addedByName: act.actor.userName,
      },
    });
    const stored = { name: dropped.name, sha256: file.sha256 };
    return {
      result: { scanId: scan.id, conventionId, again: false },
      journal: conventionId
        ? added(takeover.academyCode, conventionId, stored)
        : {
            chain: takeover.academyCode,
            action: 'takeover.scan_dropped',
            objectType: 'Takeover',
            objectId: id,
            after: { fileName: dropped.name, sha256: file.sha256 },
          },
    };
  });
}

/** Gives a waiting scan to a convention of its import, or throws it away when `conventionId` is null. */
export async function matchByHand(
  act: PersonAct,
  { id, scanId, conventionId }: { id: string; scanId: string; conventionId: string | null },
) {
  return change<{ conventionId: string | null }>(act, async (tx) => {
    const scan = await tx.conventionScan.findFirst({
      where: { id: scanId, takeoverId: id, conventionId: null },
      include: { file: { select: { name: true, sha256: true } } },
    });
    if (!scan) throw conflict('Cette numérisation a déjà trouvé sa convention.');
    if (conventionId === null) {
      await tx.conventionScan.delete({ where: { id: scanId } });
      await tx.storedFile.delete({ where: { id: scan.fileId } });
      return {
        result: { conventionId },
        journal: {
          chain: scan.academyCode,
          action: 'takeover.scan_discarded',
          objectType: 'Takeover',
          objectId: id,
          before: { fileName: scan.file.name, sha256: scan.file.sha256 },
        },
      };
    }
    if (!(await matchables(tx, id)).some((one) => one.conventionId === conventionId))
      throw invalid({ conventionId: 'Cette convention n’est pas de cette reprise.' });
    if (await currentScan(tx, conventionId))
      throw invalid({
        conventionId: 'Cette convention a déjà sa numérisation : remplacez-la depuis sa page.',
      });
    await tx.conventionScan.update({ where: { id: scanId }, data: { conventionId } });
    return { result: { conventionId }, journal: added(scan.academyCode, conventionId, scan.file) };
  });
}

/**
 * Adds the scan of one convention taken over, or replaces it with a reason; the old one is kept and told in the
 * history.
 */
export async function setScan(
  act: PersonAct,
  { id, reason, ...dropped }: Dropped & { id: string; reason: string | null },
) {
  checkScan(dropped.bytes);
  return change(act, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${id} FOR UPDATE`;
    const convention = await tx.convention.findUniqueOrThrow({
      where: { id },
      select: { academyCode: true, origin: true },
    });
    if (convention.origin !== 'taken_over')
      throw conflict(
        'Le document d’une convention faite dans l’application est son texte : il ne se remplace pas.',
      );
    const old = await currentScan(tx, id);
    if (old && !reason?.trim())
      throw invalid({ reason: 'Dites pourquoi la numérisation est remplacée : l’ancienne reste gardée.' });
    const file = await storeFile(tx, {
      academyCode: convention.academyCode,
      name: dropped.name,
      mime: 'application/pdf',
      bytes: dropped.bytes,
      createdById: act.actor.userId,
      at: act.now,
    });
    if (old?.file.sha256 === file.sha256) throw invalid({ file: 'C’est la numérisation qui est déjà là.' });
    if (old)
      await tx.conventionScan.update({
        where: { id: old.id },
        data: { replacedAt: act.now, replacedByName: act.actor.userName, replacedReason: reason },
      });
    const scan = await tx.conventionScan.create({
      data: {
        academyCode: convention.academyCode,
        conventionId: id,
        fileId: file.id,
        addedAt: act.now,
        addedById: act.actor.userId,
        addedByName: act.actor.userName,
      },
    });
    return {
      result: { scanId: scan.id },
      journal: old
        ? {
            chain: convention.academyCode,
            action: 'convention.scan_replaced',
            objectType: 'Convention',
            objectId: id,
            before: { fileName: old.file.name, sha256: old.file.sha256 },
            after: { fileName: dropped.name, sha256: file.sha256, reason },
          }
        : added(convention.academyCode, id, { name: dropped.name, sha256: file.sha256 }),
    };
  });
}
