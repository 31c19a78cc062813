import { change, type PersonAct } from '../audit/journal';
import { staleVersion } from '../audit/queries';
import { civilDate, toDbDate } from '../clock';
import { keepLife } from '../conventions/commands/ending';
import { bump, lockConvention, refuseStale } from '../conventions/load';
import type { Tx } from '../db';
import { AppError, conflict, forbidden, invalid, notFound } from '../errors';
import { academySettings } from '../organisations/settings';
import { documentsOf } from './documents';
import { dueDay, legalGround, whyKept } from './domain';
import type { ApproveElimination, ProposeElimination, SetRetention } from './schema';

/** Only the administration of the académie itself: an operator never touches the texts (DOMAIN §3). */
function ofAcademy(act: PersonAct, code: string): void {
  if (act.actor.role !== 'academy_admin' || act.actor.academyCode !== code)
    throw forbidden('Seule l’administration de cette académie décide de la conservation de ses documents.');
}

async function settingsOf(tx: Tx, code: string) {
  const academy = await tx.academy.findUnique({ where: { code } });
  if (!academy) throw notFound('Cette académie');
  return { academy, settings: academySettings(academy.settings) };
}

/** Settles how long each kind of document is kept. */
export async function setRetention(act: PersonAct, input: SetRetention & { id: string }) {
  ofAcademy(act, input.id);
  return change(act, async (tx) => {
    const { academy, settings } = await settingsOf(tx, input.id);
    const { count } = await tx.academy.updateMany({
      where: { code: input.id, version: input.version },
      data: { settings: { ...settings, retention: input.retention }, version: { increment: 1 } },
    });
    if (count !== 1)
      throw await staleVersion(tx, 'Academy', input.id, academy.version, 'Cette page de réglages');
    return {
      result: { version: input.version + 1 },
      journal: {
        chain: input.id,
        action: 'academy.settings_changed',
        objectType: 'Academy',
        objectId: input.id,
        before: { retention: settings.retention },
        after: { retention: input.retention },
      },
    };
  });
}

/**
 * Draws up the list of what may be eliminated. Nothing is touched: two persons must approve it first. Conventions
 * named one by one are refused with the reason when one of their documents is not due, or is held by a dispute.
 */
export async function proposeElimination(act: PersonAct, input: ProposeElimination & { id: string }) {
  ofAcademy(act, input.id);
  return change(act, async (tx) => {
    const { settings } = await settingsOf(tx, input.id);
    const today = civilDate(act.now);
    const open = await tx.eliminationItem.findMany({
      where: { list: { is: { academyCode: input.id, state: { in: ['proposed', 'approved'] } } } },
      select: { fileId: true },
    });
    const listed = new Set(open.map(({ fileId }) => fileId));
    const found = await documentsOf(tx, input.id, input.conventionIds ?? undefined);
    if (input.conventionIds) {
      const reason = found.map((one) => whyKept(one, settings.retention, today)).find((one) => one !== null);
      if (reason) throw invalid({ conventionIds: reason }, reason);
    }
    const items = found.filter(
      (one) => !listed.has(one.fileId) && whyKept(one, settings.retention, today) === null,
    );
    if (items.length === 0)
      throw conflict('Aucun document n’est arrivé au terme de sa durée de conservation.');
    const list = await tx.eliminationList.create({
      data: {
        academyCode: input.id,
        createdAt: act.now,
        createdByName: act.actor.userName,
        items: {
          create: items.flatMap(({ endedOn, kind, fileId, conventionId, what, fileName, sha256 }) =>
            endedOn
              ? [
                  {
                    fileId,
                    conventionId,
                    what,
                    fileName,
                    sha256,
                    endedOn: toDbDate(endedOn),
                    dueOn: toDbDate(dueDay(endedOn, settings.retention[kind])),
                    legalGround,
                  },
                ]
              : [],
          ),
        },
      },
    });
    return {
      result: { id: list.id, items: items.length },
      journal: {
        chain: input.id,
        action: 'elimination.proposed',
        objectType: 'Academy',
        objectId: input.id,
        after: { list: list.id, items: items.length },
      },
    };
  });
}

async function openList(
  tx: Tx,
  input: { id: string; listId: string; version: number },
  state: 'proposed' | 'approved',
) {
  await tx.$queryRaw`SELECT 1 FROM "EliminationList" WHERE "id" = ${input.listId} FOR UPDATE`;
  const list = await tx.eliminationList.findFirst({
    where: { id: input.listId, academyCode: input.id },
    include: { items: true },
  });
  if (!list) throw notFound('Cette liste d’élimination');
  if (list.state !== state || list.version !== input.version)
    throw conflict(
      'Cette liste vient d’être examinée par une autre personne. Relisez-la, puis recommencez.',
      {
        state: list.state,
        currentVersion: list.version,
      },
    );
  return list;
}

/** What changed since the list was drawn up: a dispute, or a longer time of keeping, refuses it. */
async function refuseKept(
  tx: Tx,
  act: PersonAct,
  code: string,
  items: readonly { fileId: string; conventionId: string }[],
) {
  const { settings } = await settingsOf(tx, code);
  const today = civilDate(act.now);
  const ids = new Set(items.map(({ fileId }) => fileId));
  const documents = await documentsOf(tx, code, [...new Set(items.map(({ conventionId }) => conventionId))]);
  const reason = documents
    .filter(({ fileId }) => ids.has(fileId))
    .map((one) => whyKept(one, settings.retention, today))
    .find((one) => one !== null);
  if (reason) throw new AppError('conflict', `Élimination impossible\u00a0: ${reason}`);
}

/** First approval, with the visa of the archives. */
export async function approveElimination(act: PersonAct, input: ApproveElimination & { id: string }) {
  ofAcademy(act, input.id);
  return change(act, async (tx) => {
    const list = await openList(tx, input, 'proposed');
    if (input.visaOn > civilDate(act.now)) throw invalid({ visaOn: 'La date du visa est dans l’avenir.' });
    await refuseKept(tx, act, input.id, list.items);
    await tx.eliminationList.update({
      where: { id: list.id },
      data: {
        state: 'approved',
        visaReference: input.visaReference,
        visaOn: toDbDate(input.visaOn),
        firstUserId: act.actor.userId,
        firstName: act.actor.userName,
        firstAt: act.now,
        version: { increment: 1 },
      },
    });
    return {
      result: { version: list.version + 1 },
      journal: {
        chain: input.id,
        action: 'elimination.approved',
        objectType: 'Academy',
        objectId: input.id,
        after: {
          list: list.id,
          items: list.items.length,
          visaReference: input.visaReference,
          visaOn: input.visaOn,
        },
      },
    };
  });
}

/**
 * Second approval, by another person: each file's bytes give place to a tombstone. Name, size and hash stay, with the
 * facts and the journal; verification by hash goes on.
 */
export async function executeElimination(
  act: PersonAct,
  input: { id: string; listId: string; version: number },
) {
  ofAcademy(act, input.id);
  return change(act, async (tx) => {
    const list = await openList(tx, input, 'approved');
    if (list.firstUserId === act.actor.userId)
      throw forbidden('La seconde approbation revient à une autre personne que la première.');
    await refuseKept(tx, act, input.id, list.items);
    await tx.eliminationList.update({
      where: { id: list.id },
      data: {
        state: 'executed',
        secondUserId: act.actor.userId,
        secondName: act.actor.userName,
        secondAt: act.now,
        version: { increment: 1 },
      },
    });
    await tx.storedFile.updateMany({
      where: { id: { in: list.items.map(({ fileId }) => fileId) }, eliminatedAt: null },
      data: { bytes: new Uint8Array(), eliminatedAt: act.now },
    });
    const rows = [...new Set(list.items.map(({ conventionId }) => conventionId))].map((conventionId) => ({
      chain: input.id,
      action: 'elimination.executed',
      objectType: 'Convention',
      objectId: conventionId,
      after: {
        list: list.id,
        items: list.items
          .filter((item) => item.conventionId === conventionId)
          .map(({ fileName, sha256 }) => `${fileName} ${sha256}`),
        visaReference: list.visaReference,
      },
    }));
    return {
      result: { eliminated: list.items.length },
      journal: [
        {
          chain: input.id,
          action: 'elimination.executed',
          objectType: 'Academy',
          objectId: input.id,
          after: { list: list.id, items: list.items.length, visaReference: list.visaReference },
        },
        ...rows,
      ],
    };
  });
}

/** Sets a list aside before anything went. */
export async function withdrawElimination(
  act: PersonAct,
  input: { id: string; listId: string; version: number; reason: string },
) {
  ofAcademy(act, input.id);
  return change(act, async (tx) => {
    const { count } = await tx.eliminationList.updateMany({
      where: {
        id: input.listId,
        academyCode: input.id,
        version: input.version,
        state: { in: ['proposed', 'approved'] },
      },
      data: { state: 'withdrawn', version: { increment: 1 } },
    });
    if (count !== 1) throw conflict('Cette liste ne peut plus être retirée. Relisez-la.');
    return {
      result: { withdrawn: true },
      journal: {
        chain: input.id,
        action: 'elimination.withdrawn',
        objectType: 'Academy',
        objectId: input.id,
        after: { list: input.listId, reason: input.reason },
      },
    };
  });
}

/** Holds every document of a convention and of its avenants while a dispute runs, or lifts the hold. */
export async function setHold(act: PersonAct, input: { id: string; version: number; reason: string | null }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    ofAcademy(act, loaded.academyCode);
    await refuseStale(tx, loaded, input.version);
    const reason = input.reason?.trim() || null;
    if (reason === (loaded.life?.holdReason ?? null))
      return { result: { version: loaded.version }, journal: null };
    await keepLife(tx, loaded.id, { holdReason: reason, holdSince: reason ? act.now : null });
    const version = await bump(tx, loaded);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: reason ? 'convention.hold_set' : 'convention.hold_lifted',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version },
        after: { version, ...(reason ? { reason } : {}) },
      },
    };
  });
}
