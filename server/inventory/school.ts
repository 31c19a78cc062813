import { civilDate } from '@/server/clock';
import { duplicatesOfSchool } from './duplicates';
import { type Reader, toolsOfSchool } from './queries';
import { sectorOfSchool } from './sector/queries';

/** What is used in one school today, its doublons, its collège or its écoles; null outside the perimeter. */
export async function schoolInventory(ctx: Reader, uai: string) {
  const asOf = civilDate(ctx.now);
  const tools = await toolsOfSchool(ctx, uai, asOf);
  if (tools === null) return null;
  const [duplicates, links] = await Promise.all([
    duplicatesOfSchool(ctx, uai, asOf),
    sectorOfSchool(ctx, uai, asOf),
  ]);
  return {
    asOf,
    tools,
    duplicates,
    links,
    can: { create: ctx.ability.can('create', 'InventoryEntry') },
  };
}
export type SchoolInventory = NonNullable<Awaited<ReturnType<typeof schoolInventory>>>;
