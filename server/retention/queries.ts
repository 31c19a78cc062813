import { civilDate, fromDbDate } from '../clock';
import { notFound } from '../errors';
import { academySettings } from '../organisations/settings';
import type { Context } from '../trpc/context';
import { documentsOf } from './documents';
import { whyKept } from './domain';

type Reader = Pick<Context, 'db' | 'now' | 'actor'>;

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
  const open = new Set(
    lists
      .filter(({ state }) => state === 'proposed' || state === 'approved')
      .flatMap(({ items }) => items.map(({ fileId }) => fileId)),
  );
  return {
    academy: { code: academy.code, fullName: academy.fullName, version: academy.version },
    retention,
    due: documents.filter((one) => whyKept(one, retention, today) === null && !open.has(one.fileId)).length,
    held: documents.filter(({ hold, eliminated }) => hold !== null && !eliminated).length,
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

export type RetentionView = Awaited<ReturnType<typeof retentionOf>>;
