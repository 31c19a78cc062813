import type { Prisma, AafStatus as RowStatus } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { fromDbDate } from '../clock';
import { notFound } from '../errors';
import { searchable } from '../territory/search';
import { normaliseUai } from '../territory/uai';
import type { Context } from '../trpc/context';
import { type AafStatus, checklist } from './domain';
import { aafFactsOf } from './facts';
import type { ListAttachments } from './schema';
import { availableActions } from './transitions';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

/** States of each drawer of the queue. */
const drawers: Record<string, RowStatus[] | null> = {
  todo: ['requested', 'checked', 'test'],
  in_place: ['attached', 'suspended'],
  closed: ['rejected', 'cancelled', 'detached'],
  all: null,
};

const line = {
  school: { select: { name: true, nature: true, communeName: true, departmentCode: true } },
  product: { select: { id: true, name: true } },
  project: { select: { id: true, name: true, carrier: { select: { name: true } } } },
  convention: { select: { id: true, number: true, title: true, status: true } },
  request: true,
} as const satisfies Prisma.AafAttachmentInclude;

function filters(ctx: Reader, input: ListAttachments): Prisma.AafAttachmentWhereInput {
  const words = searchable(input.q ?? '')
    .split(' ')
    .filter(Boolean);
  return {
    AND: [
      scope(ctx.ability, 'read', 'AafAttachment'),
      input.conventionId ? { conventionId: input.conventionId } : {},
      input.projectId ? { projectId: input.projectId } : {},
      input.requestId ? { requestId: input.requestId } : {},
      input.productId ? { productId: input.productId } : {},
      input.uai ? { uai: normaliseUai(input.uai) } : {},
      input.department ? { school: { is: { departmentCode: input.department } } } : {},
      ...words.map((word) => ({ school: { is: { searchText: { contains: word } } } })),
    ],
  };
}

/**
 * The queue: attachments that the actor may read, by convention then commune, each with its checklist as it
 * stands now and the acts that this hat may make. `counts` are per state with the same filters, but the state.
 */
export async function listAttachments(ctx: Reader, input: ListAttachments) {
  const everyState = filters(ctx, input);
  const states = input.state in drawers ? drawers[input.state] : [input.state as RowStatus];
  const where = { AND: [everyState, states ? { status: { in: states } } : {}] };
  const [total, byState, found] = await Promise.all([
    ctx.db.aafAttachment.count({ where }),
    ctx.db.aafAttachment.groupBy({ by: ['status'], where: everyState, _count: true }),
    ctx.db.aafAttachment.findMany({
      where,
      include: line,
      orderBy: [
        { convention: { number: 'asc' } },
        { school: { communeName: 'asc' } },
        { uai: 'asc' },
        { id: 'asc' },
      ],
      take: input.size + 1,
      ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : { skip: (input.page - 1) * input.size }),
    }),
  ]);
  const rows = found.slice(0, input.size);
  const items = await linesOf(ctx, rows);
  return {
    items,
    total,
    counts: Object.fromEntries(byState.map(({ status, _count }) => [status, _count])) as Partial<
      Record<RowStatus, number>
    >,
    page: input.page,
    size: input.size,
    nextCursor: found.length > input.size ? (items.at(-1)?.id ?? null) : null,
  };
}

/** Rows of the queue with their checklist as it stands now and the acts that this hat may make. */
async function linesOf(ctx: Reader, rows: Prisma.AafAttachmentGetPayload<{ include: typeof line }>[]) {
  const facts = await aafFactsOf(ctx.db, rows);
  const mayAct = ctx.ability.can('transition', 'AafAttachment');
  return rows.map((row, rank) => {
    const its = facts[rank];
    const acts = its && mayAct && ctx.actor ? availableActions(its, { role: ctx.actor.role }) : [];
    return {
      id: row.id,
      version: row.version,
      uai: row.uai,
      status: row.status as AafStatus,
      statusSince: row.statusSince,
      reason: row.reason,
      school: row.school,
      product: row.product,
      project: { id: row.project.id, name: row.project.name, carrierName: row.project.carrier.name },
      convention: row.convention,
      request: {
        id: row.request.id,
        wantedOn: fromDbDate(row.request.wantedOn),
        environment: row.request.environment,
        eduConnect: row.request.eduConnect,
        gar: row.request.gar,
        requestedAt: row.request.requestedAt,
        requestedByName: row.request.requestedByName,
      },
      checklist: its ? checklist(its) : [],
      actions: acts.map(({ action, label, blockers }) => ({
        action,
        label,
        obstacle: blockers.map(({ message }) => message).join(' ') || null,
      })),
    };
  });
}

export type AttachmentLine = Awaited<ReturnType<typeof linesOf>>[number];

/** One attachment as the queue shows it. Access to it is proven by the procedure. */
export async function getAttachment(ctx: Reader, { id }: { id: string }): Promise<AttachmentLine> {
  const row = await ctx.db.aafAttachment.findUnique({ where: { id }, include: line });
  const [found] = row ? await linesOf(ctx, [row]) : [];
  if (!found) throw notFound('Cet accrochage');
  return found;
}

/** Conventions that have attachments which the actor may read: the choices of the queue's filter. */
export async function conventionsInQueue(ctx: Reader) {
  return ctx.db.convention.findMany({
    where: { attachments: { some: scope(ctx.ability, 'read', 'AafAttachment') } },
    select: { id: true, number: true, title: true },
    orderBy: { number: 'asc' },
  });
}

/** A request as its panel shows it. Access to it is proven by the procedure. */
export async function getRequest(ctx: Reader, { id }: { id: string }) {
  const request = await ctx.db.aafRequest.findUnique({
    where: { id },
    include: {
      attachments: {
        include: {
          product: { include: { vendor: true } },
          project: { select: { id: true, name: true, carrier: { select: { name: true } } } },
          convention: { select: { id: true, number: true, title: true, status: true } },
        },
      },
    },
  });
  const [first] = request?.attachments ?? [];
  if (!request || !first) throw notFound('Cette demande d’accrochage');
  const { attachments, ...facts } = request;
  const states = new Map<AafStatus, number>();
  for (const { status } of attachments) states.set(status, (states.get(status) ?? 0) + 1);
  return {
    ...facts,
    wantedOn: fromDbDate(facts.wantedOn),
    product: { name: first.product.name, vendorName: first.product.vendor.name },
    project: first.project,
    convention: first.convention,
    schools: attachments.length,
    states: [...states].map(([status, count]) => ({ status, count })),
  };
}

export type RequestDetail = Awaited<ReturnType<typeof getRequest>>;

/** The stays of one attachment, oldest first, for its own line of history. */
export async function attachmentStages(ctx: Reader, { id }: { id: string }) {
  return ctx.db.aafStage.findMany({
    where: { attachmentId: id },
    orderBy: { since: 'asc' },
    select: { id: true, status: true, since: true, until: true, reason: true, actorName: true },
  });
}
