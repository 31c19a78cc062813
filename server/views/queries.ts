import { subject } from '@casl/ability';
import type { SavedView } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import type { Context } from '../trpc/context';
import type { ViewList } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

/** The views of a list that this hat has: its own, then those that its académie shares. */
export async function listViews(ctx: Reader, { list }: { list: ViewList }) {
  const rows = await ctx.db.savedView.findMany({
    where: { AND: [{ list }, scope(ctx.ability, 'read', 'SavedView')] },
    orderBy: [{ shared: 'asc' }, { position: 'asc' }, { label: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    query: row.query,
    shared: row.shared,
    isDefault: row.isDefault,
    version: row.version,
    canEdit: ctx.ability.can('edit', subject('SavedView', row as SavedView)),
  }));
}

export type ViewLine = Awaited<ReturnType<typeof listViews>>[number];
