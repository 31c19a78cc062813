import type { SavedView } from '@/prisma/generated/client';
import { change, type JournalFacts, nationalChain, type PersonAct } from '../audit/journal';
import { staleVersion } from '../audit/queries';
import type { Tx } from '../db';
import { forbidden, invalid, notFound } from '../errors';
import type { ChangeView, SaveView } from './schema';

/** Views of one list that a hat may keep. */
const MAX_VIEWS = 50;

const journal = (
  act: PersonAct,
  view: SavedView,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => ({
  chain: view.academyCode ?? act.actor.academyCode ?? nationalChain,
  action,
  objectType: 'SavedView',
  objectId: view.id,
  ...said,
});

const facts = ({ label, query, shared, isDefault }: SavedView) => ({ label, query, shared, isDefault });

/** The other views among which this one is named and is the default: one's own, or those of the académie. */
const siblings = (view: Pick<SavedView, 'list' | 'shared' | 'membershipId' | 'academyCode'>) => ({
  list: view.list,
  shared: view.shared,
  ...(view.shared ? { academyCode: view.academyCode } : { membershipId: view.membershipId }),
});

async function settle(tx: Tx, view: SavedView): Promise<void> {
  const others = { ...siblings(view), id: { not: view.id } };
  const same = { ...others, label: { equals: view.label, mode: 'insensitive' as const } };
  if (await tx.savedView.findFirst({ where: same }))
    throw invalid({ label: 'Une vue de cette liste porte déjà ce nom.' });
  if (view.isDefault)
    await tx.savedView.updateMany({ where: { ...others, isDefault: true }, data: { isDefault: false } });
}

/** Keeps a list as it is looked at, under a name. Shared with the académie by its administrator alone. */
export async function saveView(act: PersonAct, input: SaveView): Promise<{ id: string }> {
  const { actor } = act;
  if (input.shared && actor.role !== 'academy_admin')
    throw forbidden('Seul l’administrateur de l’académie partage une vue avec elle.');
  return change(act, async (tx) => {
    const own = { list: input.list, membershipId: actor.membershipId };
    // One hat saves one view at a time: names and the default stay unique among its own.
    await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "id" = ${actor.membershipId} FOR UPDATE`;
    const held = await tx.savedView.count({ where: own });
    if (held >= MAX_VIEWS) throw invalid({ label: `Au plus ${MAX_VIEWS} vues par liste.` });
    const view = await tx.savedView.create({
      data: { ...input, ...own, academyCode: actor.academyCode, position: held + 1, createdAt: act.now },
    });
    await settle(tx, view);
    return {
      result: { id: view.id },
      journal: journal(act, view, 'view.saved', { after: facts(view) }),
    };
  });
}

async function lockView(tx: Tx, id: string, version: number): Promise<SavedView> {
  await tx.$queryRaw`SELECT 1 FROM "SavedView" WHERE "id" = ${id} FOR UPDATE`;
  const view = await tx.savedView.findUnique({ where: { id } });
  if (!view) throw notFound('Cette vue');
  if (view.version !== version) throw await staleVersion(tx, 'SavedView', id, view.version, 'Cette vue');
  return view;
}

/** Renames a view, replaces what it keeps, makes it the default or no longer. */
export async function changeView(
  act: PersonAct,
  { id, version, ...input }: ChangeView & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const view = await lockView(tx, id, version);
    const next = await tx.savedView.update({
      where: { id },
      data: { ...input, version: { increment: 1 } },
    });
    await settle(tx, next);
    return {
      result: { version: next.version },
      journal: journal(act, next, 'view.changed', { before: facts(view), after: facts(next) }),
    };
  });
}

/** Removes a view; the list itself is untouched. */
export async function removeView(act: PersonAct, { id, version }: { id: string; version: number }) {
  return change(act, async (tx) => {
    const view = await lockView(tx, id, version);
    await tx.savedView.delete({ where: { id } });
    return { result: { id }, journal: journal(act, view, 'view.removed', { before: facts(view) }) };
  });
}
