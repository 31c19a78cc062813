import type { Role } from '../access/roles';
import { civilDate, fromDbDate } from '../clock';
import { notFound } from '../errors';
import { academySettings } from '../organisations/settings';
import type { Context } from '../trpc/context';
import { documentsOf } from './documents';
import { dueDay, retainedKinds, retainedLabels, whyKept } from './domain';

type Reader = Pick<Context, 'db' | 'now' | 'actor'>;

/** Who reads how long the documents of their académie are kept. */
const archivists: readonly Role[] = ['academy_admin', 'academy_editor', 'legal', 'dpo'];

/** How long documents are kept, what is due, and the lists with their approvals. */
export async function retentionOf(ctx: Reader, code: string) {
  const academy = await ctx.db.academy.findUnique({ where: { code } });
  if (!academy) throw notFound('Cette académie');
  const { retention } = academySettings(academy.settings);
  const today = civilDate(ctx.now);
  const documents = await documentsOf(ctx.db, code);
  const lists = await ctx.db.eliminationList.findMany({
    where: { academyCode: code },
    orderBy: { createdAt: 'desc' },
    take: 50,
    include: { items: { orderBy: { what: 'asc' } } },
  });
  const held = await ctx.db.convention.findMany({
    where: { academyCode: code, life: { is: { holdReason: { not: null } } } },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      authority: { select: { name: true } },
      life: { select: { holdReason: true, holdSince: true } },
    },
  });
  const open = new Set(
    lists
      .filter(({ state }) => state === 'proposed' || state === 'approved')
      .flatMap(({ items }) => items.map(({ fileId }) => fileId)),
  );
  return {
    academy: { code: academy.code, fullName: academy.fullName, version: academy.version },
    retention,
    due: documents.filter((one) => whyKept(one, retention, today) === null && !open.has(one.fileId)).length,
    /** Conventions that a dispute holds, ended or not. */
    held: held.map(({ life, authority, ...one }) => ({
      ...one,
      authority: authority.name,
      reason: life?.holdReason ?? '',
      since: life?.holdSince ? civilDate(life.holdSince) : null,
    })),
    mayAct: ctx.actor?.role === 'academy_admin',
    lists: lists.map(({ items, ...list }) => ({
      id: list.id,
      state: list.state,
      version: list.version,
      createdOn: civilDate(list.createdAt),
      createdBy: list.createdByName,
      visa: list.visaReference && { reference: list.visaReference, on: fromDbDate(list.visaOn) },
      first: list.firstAt && { name: list.firstName ?? '', on: civilDate(list.firstAt) },
      second: list.secondAt && { name: list.secondName ?? '', on: civilDate(list.secondAt) },
      mine: list.firstUserId !== null && list.firstUserId === ctx.actor?.userId,
      items: items.map((item) => ({
        id: item.id,
        what: item.what,
        fileName: item.fileName,
        sha256: item.sha256,
        conventionId: item.conventionId,
        endedOn: fromDbDate(item.endedOn),
        dueOn: fromDbDate(item.dueOn),
        legalGround: item.legalGround,
      })),
    })),
  };
}

/**
 * How long the documents of one convention are kept, and the dispute that holds them; null for who is not of its
 * académie, whose archives these are.
 */
export async function conservationOf(ctx: Reader, id: string) {
  const row = await ctx.db.convention.findUnique({
    where: { id },
    select: {
      academyCode: true,
      version: true,
      academy: { select: { settings: true } },
      life: { select: { holdReason: true, holdSince: true } },
      parent: { select: { id: true, number: true, life: { select: { holdReason: true } } } },
    },
  });
  if (!row) throw notFound('Cette convention');
  const role = ctx.actor?.role;
  if (ctx.actor?.academyCode !== row.academyCode || !role || !archivists.includes(role)) return null;
  const { retention } = academySettings(row.academy.settings);
  const documents = await documentsOf(ctx.db, row.academyCode, [id]);
  const { life, parent } = row;
  return {
    id,
    version: row.version,
    confirmed: retention.confirmed,
    hold: life?.holdReason
      ? { reason: life.holdReason, since: life.holdSince ? civilDate(life.holdSince) : null }
      : null,
    /** An avenant is held with its convention. */
    heldWith: parent?.life?.holdReason ? { id: parent.id, number: parent.number } : null,
    lines: retainedKinds.flatMap((kind) => {
      const own = documents.filter((one) => one.kind === kind);
      const endedOn = own[0]?.endedOn ?? null;
      return own.length === 0
        ? []
        : [
            {
              kind,
              label: retainedLabels[kind],
              count: own.length,
              eliminated: own.filter(({ eliminated }) => eliminated).length,
              years: retention[kind],
              dueOn: endedOn ? dueDay(endedOn, retention[kind]) : null,
            },
          ];
    }),
    mayHold: role === 'academy_admin',
  };
}

export type Conservation = Awaited<ReturnType<typeof conservationOf>>;

export type RetentionView = Awaited<ReturnType<typeof retentionOf>>;
