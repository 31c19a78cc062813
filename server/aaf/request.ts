import { Prisma } from '@/prisma/generated/client';
import { rulesFor } from '../access/rules';
import { prove } from '../access/scope';
import { type Act, change } from '../audit/journal';
import { toDbDate } from '../clock';
import type { Tx } from '../db';
import { AppError, conflict, forbidden, invalid } from '../errors';
import { counted } from '../french';
import { normaliseUai } from '../territory/uai';
import { aafFactsOf } from './facts';
import { announceRequest } from './letters';
import type { RequestAttachments } from './schema';
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
      throw invalid({
        productId: 'La convention ne désigne aucune solution\u00a0: indiquez-la dans la demande.',
      });
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
      ? `${first.name} (${first.uai}) ne peut pas être accrochée\u00a0: ${first.reasons.join(' ')}`
      : `${counted(refused.length, 'école ne peut', 'écoles ne peuvent')} pas être accrochées\u00a0: rien n’a été demandé.`;
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
