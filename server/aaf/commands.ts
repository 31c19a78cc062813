import { Prisma } from '@/prisma/generated/client';
import { rulesFor } from '../access/rules';
import { prove, scope } from '../access/scope';
import { type Act, change } from '../audit/journal';
import { toDbDate } from '../clock';
import type { Tx } from '../db';
import { AppError, conflict, type ErrorCode, forbidden, invalid } from '../errors';
import { counted } from '../french';
import { normaliseUai } from '../territory/uai';
import { aafFactsOf } from './facts';
import { announceOutcome, announceRequest } from './letters';
import type { RequestAttachments, TransitionAttachments } from './schema';
import { aafTransitions, decide } from './transitions';

const roleOf = (act: Act) => ({ role: 'system' in act.actor ? ('system' as const) : act.actor.role });
const abilityOf = (act: Act) => ('system' in act.actor ? null : rulesFor(act.actor));

/** A school that the checklist refuses, with every reason. */
export type RefusedSchool = { uai: string; name: string; reasons: string[] };

export type RequestMade = {
  requestId: string;
  attachments: { id: string; uai: string }[];
  /** Schools left out, with `onlyEligible`. */
  skipped: RefusedSchool[];
};

/**
 * Asks for the attachment of schools to the AAF for one product (DOMAIN §4). Each school must meet the whole
 * checklist, the hard condition first: a signed convention with its UAI in the annex. One school refused refuses
 * the request, with the reasons in `details.schools`, unless only the eligible ones are asked for.
 */
export async function requestAttachments(act: Act, input: RequestAttachments): Promise<RequestMade> {
  return change(act, async (tx) => {
    const ability = abilityOf(act);
    if (ability) await prove(tx, ability, 'request', 'Convention', input.conventionId);
    // Whoever ends this convention meanwhile waits for us, or we for them.
    await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${input.conventionId} FOR SHARE`;
    const convention = await tx.convention.findUniqueOrThrow({
      where: { id: input.conventionId },
      include: { product: true },
    });
    const productId = input.productId ?? convention.productId;
    if (!productId)
      throw invalid({ productId: 'La convention ne désigne aucune solution : indiquez-la dans la demande.' });
    const product = await tx.product.findUnique({ where: { id: productId } });
    if (!product) throw invalid({ productId: 'Cette solution n’est pas au catalogue.' });

    const given = {
      article28Reference: input.article28Reference || null,
      registerReference: input.registerReference || null,
      conformityProof: input.conformityProof || null,
    };
    const uais = [...new Set(input.uais.map(normaliseUai))];
    const facts = await aafFactsOf(
      tx,
      uais.map((uai) => ({
        id: null,
        uai,
        productId,
        conventionId: convention.id,
        status: 'not_requested',
        request: given,
      })),
    );
    const refused: RefusedSchool[] = [];
    const eligible: string[] = [];
    for (const one of facts) {
      const decision = decide(one, roleOf(act), 'request');
      if (decision.ok) eligible.push(one.uai);
      else if (decision.code === 'forbidden') throw forbidden(decision.message);
      else
        refused.push({
          uai: one.uai,
          name: one.schoolName,
          reasons: decision.blockers.map(({ message }) => message),
        });
    }
    if (refused.length > 0 && (!input.onlyEligible || eligible.length === 0)) throw schoolsRefused(refused);

    const person = 'system' in act.actor ? null : act.actor;
    const request = await tx.aafRequest.create({
      data: {
        ...given,
        academyCode: convention.academyCode,
        wantedOn: toDbDate(input.wantedOn),
        environment: input.environment,
        eduConnect: input.eduConnect,
        gar: input.gar,
        contactName: input.technicalContact.name,
        contactEmail: input.technicalContact.email,
        contactPhone: input.technicalContact.phone || null,
        note: input.note || null,
        requestedById: person?.userId ?? 'system',
        requestedByName: person?.userName ?? 'Application',
        requestedAt: act.now,
      },
    });
    const attachments = await createLiving(tx, {
      uais: eligible,
      productId,
      convention,
      requestId: request.id,
      at: act.now,
    });
    await tx.aafStage.createMany({
      data: attachments.map(({ id }) => ({
        attachmentId: id,
        status: 'requested' as const,
        since: act.now,
        actorName: request.requestedByName,
      })),
    });
    await announceRequest(
      tx,
      { id: request.id, schools: attachments.length, productName: product.name },
      convention,
      act.now,
    );
    const asked = { convention: convention.number, product: product.name, environment: input.environment };
    return {
      result: { requestId: request.id, attachments, skipped: refused },
      journal: [
        {
          chain: convention.academyCode,
          action: 'aaf.request_created',
          objectType: 'AafRequest',
          objectId: request.id,
          after: { ...asked, wantedOn: input.wantedOn, schools: attachments.length },
        },
        ...attachments.map(({ id, uai }) => ({
          chain: convention.academyCode,
          action: aafTransitions.request.event,
          objectType: 'AafAttachment',
          objectId: id,
          after: { ...asked, uai, status: 'requested', request: request.id },
        })),
      ],
    };
  });
}

function schoolsRefused(refused: RefusedSchool[]): AppError {
  const [first] = refused;
  const message =
    refused.length === 1 && first
      ? `${first.name} (${first.uai}) ne peut pas être accrochée : ${first.reasons.join(' ')}`
      : `${counted(refused.length, 'école ne peut', 'écoles ne peuvent')} pas être accrochées : rien n’a été demandé.`;
  return new AppError('invalid', message, { fields: { uais: message }, details: { schools: refused } });
}

async function createLiving(
  tx: Tx,
  {
    uais,
    productId,
    convention,
    requestId,
    at,
  }: {
    uais: string[];
    productId: string;
    convention: { id: string; projectId: string };
    requestId: string;
    at: Date;
  },
) {
  try {
    return await tx.aafAttachment.createManyAndReturn({
      data: uais.map((uai) => ({
        uai,
        productId,
        projectId: convention.projectId,
        conventionId: convention.id,
        requestId,
        statusSince: at,
        createdAt: at,
      })),
      select: { id: true, uai: true },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw conflict(
        'Une autre personne vient de demander l’accrochage de l’une de ces écoles. Rechargez la page.',
      );
    throw error;
  }
}

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
      moved.map(({ target, request }) => ({
        uai: target.uai,
        name: factsOf.get(target.id ?? '')?.schoolName ?? target.uai,
        requestId: request.id,
        requestedById: request.requestedById,
      })),
      input.reason?.trim(),
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
      : `« ${label} » n’est pas possible pour ${counted(refused.length, 'école')} : rien n’a été enregistré.`;
  return new AppError(code, message, { details: { refused } });
}
