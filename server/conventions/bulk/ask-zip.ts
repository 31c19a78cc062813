import { scope } from '@/server/access/scope';
import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { invalid, notFound } from '@/server/errors';
import { counted } from '@/server/french';
import type { Context } from '@/server/trpc/context';
import { askWork, workSoon } from '@/server/work/ask';
import { listConventions } from '../queries/list';
import { MAX_DOCUMENTS } from './domain';
import type { AskZip } from './schema';

/**
 * Orders the archive of the PDFs of some conventions, or of all that match the filters of the list when it is
 * asked for.
 * @throws AppError `not_found` when one of the named ones cannot be read; `invalid` when there is none, or more
 *   than an archive holds.
 */
export async function askZip(ctx: Context, act: PersonAct, input: AskZip): Promise<{ id: string }> {
  const ids =
    'ids' in input ? await readable(ctx, [...new Set(input.ids)]) : await matching(ctx, input.filters);
  if (ids.length === 0) throw invalid({ filters: 'Aucune convention ne répond à ces filtres.' });
  const asked = await change(act, async (tx) => {
    const work = await askWork(tx, act, {
      kind: 'conventions.zip',
      label: `Archive des PDF de ${counted(ids.length, 'convention')}`,
      input: { ids },
      total: ids.length,
    });
    return {
      result: work,
      journal: {
        chain: act.actor.academyCode ?? nationalChain,
        action: 'work.archive_asked',
        objectType: 'BackgroundWork',
        objectId: work.id,
        after: { conventions: ids.length },
      },
    };
  });
  await workSoon();
  return asked;
}

async function readable(ctx: Context, ids: string[]): Promise<string[]> {
  const rows = await ctx.db.convention.findMany({
    where: { AND: [{ id: { in: ids } }, scope(ctx.ability, 'read', 'Convention')] },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  if (rows.length < ids.length) throw notFound('L’une de ces conventions');
  return rows.map(({ id }) => id);
}

/** All that the list would show, page after page: what its filters mean is said in one place. */
async function matching(ctx: Context, filters: Extract<AskZip, { filters: object }>['filters']) {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listConventions>> = await listConventions(ctx, {
      ...filters,
      limit: 200,
      cursor,
    });
    if (page.total > MAX_DOCUMENTS)
      throw invalid({
        filters: `${counted(page.total, 'convention')} répondent à ces filtres\u00a0; une archive compte au plus ${counted(MAX_DOCUMENTS, 'document')}. Resserrez les filtres.`,
      });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
}
