import { Prisma } from '@/prisma/generated/client';
import { rulesFor } from '../access/rules';
import { scope } from '../access/scope';
import { type Act, change } from '../audit/journal';
import type { Tx } from '../db';
import { AppError, conflict, type ErrorCode } from '../errors';
import { counted } from '../french';
import { aafFactsOf } from './facts';
import { announceOutcome } from './letters';
import type { TransitionAttachments } from './schema';
import { aafTransitions, decide } from './transitions';

const roleOf = (act: Act) => ({ role: 'system' in act.actor ? ('system' as const) : act.actor.role });
const abilityOf = (act: Act) => ('system' in act.actor ? null : rulesFor(act.actor));

export type ActOutcome =
  | { id: string; ok: true; uai: string; status: string; version: number }
  | { id: string; ok: false; uai: string | null; name: string | null; code: string; message: string };

type Refused = Extract<ActOutcome, { ok: false }>;

/**
 * One act on many attachments, each compare-and-set. By default one that is impossible refuses the whole, with
 * `details.refused` ([{ id, uai, name, code, message }]); with `partial`, the others are done and the answer
 * says what became of each.
 */
export async function transitionAttachments(
  act: Act,
  input: TransitionAttachments,
): Promise<{ results: ActOutcome[]; done: number; refused: number }> {
  const row = aafTransitions[input.action];
  const ids = [...new Set(input.ids)];
  return change(act, async (tx) => {
    // Always in the same order, so that two bulk acts never wait for each other.
    await tx.$queryRaw`SELECT 1 FROM "AafAttachment" WHERE "id" IN (${Prisma.join(ids)}) ORDER BY "id" FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" IN (
      SELECT "conventionId" FROM "AafAttachment" WHERE "id" IN (${Prisma.join(ids)})) ORDER BY "id" FOR SHARE`;
    const found = await loadMovable(tx, act, ids);
    const facts = await aafFactsOf(
      tx,
      [...found.values()].map(({ target }) => target),
    );
    const factsOf = new Map([...found.keys()].map((id, rank) => [id, facts[rank]]));

    const outcomes = ids.map((id): ActOutcome => {
      const its = found.get(id);
      const known = factsOf.get(id);
      const refuse = (code: string, message: string): Refused => ({
        id,
        ok: false,
        uai: its?.target.uai ?? null,
        name: known?.schoolName ?? null,
        code,
        message,
      });
      if (!its || !known)
        return refuse('not_found', 'Cet accrochage n’existe pas, ou vous n’y avez pas accès avec ce rôle.');
      if (!its.allowed) return refuse('forbidden', 'Votre rôle ne permet pas cet acte.');
      const seen = input.versions?.[id];
      if (seen !== undefined && seen !== its.version)
        return refuse('stale', `${known.schoolName} (${known.uai}) a changé depuis l’ouverture de la page.`);
      const decision = decide(known, roleOf(act), input.action, { reason: input.reason });
      if (!decision.ok) return refuse(decision.code, decision.message);
      return { id, ok: true, uai: known.uai, status: decision.to, version: its.version + 1 };
    });
    const done = outcomes.filter((one) => one.ok);
    const refused = outcomes.filter((one): one is Refused => !one.ok);
    if (refused.length > 0 && (!input.partial || done.length === 0)) throw actRefused(refused, row.label);

    const doneIds = done.map(({ id }) => id);
    const { count } = await tx.aafAttachment.updateMany({
      where: { id: { in: doneIds }, status: { in: row.from.filter((one) => one !== 'not_requested') } },
      data: {
        status: row.to as 'attached',
        statusSince: act.now,
        reason: input.reason?.trim() || null,
        version: { increment: 1 },
      },
    });
    if (count !== doneIds.length)
      throw conflict('Ces accrochages viennent de changer. Rechargez la page, puis reprenez.');
    await tx.aafStage.updateMany({
      where: { attachmentId: { in: doneIds }, until: null },
      data: { until: act.now },
    });
    await tx.aafStage.createMany({
      data: doneIds.map((attachmentId) => ({
        attachmentId,
        status: row.to as 'attached',
        since: act.now,
        reason: input.reason?.trim() || null,
        actorName: 'system' in act.actor ? act.actor.name : act.actor.userName,
      })),
    });
    const moved = doneIds.flatMap((id) => found.get(id) ?? []);
    await announceOutcome(
      tx,
      row,
      moved.map(({ target, request, academyCode }) => ({
        academyCode,
        uai: target.uai,
        name: factsOf.get(target.id ?? '')?.schoolName ?? target.uai,
        requestId: request.id,
        requestedById: request.requestedById,
      })),
      input.reason?.trim(),
      act.now,
    );
    return {
      result: { results: outcomes, done: done.length, refused: refused.length },
      journal: moved.map(({ target, academyCode }) => ({
        chain: academyCode,
        action: row.event,
        objectType: 'AafAttachment',
        objectId: target.id ?? '',
        before: { status: target.status },
        after: {
          status: row.to,
          uai: target.uai,
          ...(input.reason?.trim() ? { reason: input.reason.trim() } : {}),
        },
      })),
    };
  });
}

/** The attachments that the actor may read, each with whether they may act on it. */
async function loadMovable(tx: Tx, act: Act, ids: string[]) {
  const ability = abilityOf(act);
  const rows = await tx.aafAttachment.findMany({
    where: { AND: [{ id: { in: ids } }, ability ? scope(ability, 'read', 'AafAttachment') : {}] },
    include: { request: true, project: { select: { academyCode: true } } },
  });
  const movable = new Set(
    ability
      ? (
          await tx.aafAttachment.findMany({
            where: { AND: [{ id: { in: ids } }, scope(ability, 'transition', 'AafAttachment')] },
            select: { id: true },
          })
        ).map(({ id }) => id)
      : rows.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ id, uai, productId, conventionId, status, version, request, project }) => [
      id,
      {
        target: { id, uai, productId, conventionId, status, request },
        version,
        request,
        academyCode: project.academyCode,
        allowed: movable.has(id),
      },
    ]),
  );
}

function actRefused(refused: Refused[], label: string): AppError {
  const [first] = refused;
  const every = (...codes: string[]) => refused.every(({ code }) => codes.includes(code));
  const code: ErrorCode = every('not_found')
    ? 'not_found'
    : every('not_found', 'forbidden')
      ? 'forbidden'
      : refused.some((one) => one.code === 'wrong_status' || one.code === 'stale')
        ? 'conflict'
        : 'invalid';
  const message =
    refused.length === 1 && first
      ? first.message
      : `«\u00a0${label}\u00a0» n’est pas possible pour ${counted(refused.length, 'école')}\u00a0: rien n’a été enregistré.`;
  return new AppError(code, message, { details: { refused } });
}
