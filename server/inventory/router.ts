import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { correctTool, declareTool, endTool, withdrawTool } from './commands';
import { duplicateGroups, duplicateSchools } from './duplicates';
import { previewImport, writeImport } from './import/commands';
import { getEntry, inventoryChoices, listEntries, usedProducts } from './queries';
import * as schema from './schema';
import { schoolInventory } from './school';
import { declareLink, endLink, withdrawLink } from './sector/commands';
import { continuityByCollege } from './sector/queries';

/** What exists: products used, doublons, the way from écoles to their collège. */
export const inventoryRouter = router({
  products: may('read', 'InventoryEntry')
    .input(schema.inventoryFilters)
    .query(({ ctx, input }) => usedProducts(ctx, input)),
  entries: may('read', 'InventoryEntry')
    .input(schema.listEntries)
    .query(({ ctx, input }) => listEntries(ctx, input)),
  entry: on('InventoryEntry').query(({ ctx, input }) => getEntry(ctx, input)),
  history: on('InventoryEntry').query(({ ctx, input }) => historyOf(ctx, 'InventoryEntry', input.id)),
  choices: may('read', 'InventoryEntry')
    .input(schema.inventoryChoicesQuery.optional())
    .query(({ ctx, input }) => inventoryChoices(ctx, input)),
  duplicates: may('read', 'InventoryEntry')
    .input(schema.listDuplicates)
    .query(({ ctx, input }) => duplicateGroups(ctx, input)),
  duplicateSchools: may('read', 'InventoryEntry')
    .input(schema.duplicateSchools)
    .query(({ ctx, input }) => duplicateSchools(ctx, input)),
  /** `id` is a UAI; nothing of a school outside one's perimeter. */
  ofSchool: on('School').query(({ ctx, input }) => schoolInventory(ctx, input.id)),
  declare: may('create', 'InventoryEntry')
    .meta({ journal: 'inventory.declared' })
    .input(schema.addEntry)
    .mutation(({ ctx, input }) => declareTool(ctx.act, input)),
  correct: on('InventoryEntry', 'edit')
    .meta({ journal: 'inventory.corrected' })
    .input(schema.editEntry)
    .mutation(({ ctx, input }) => correctTool(ctx.act, input)),
  end: on('InventoryEntry', 'edit')
    .meta({ journal: 'inventory.ended' })
    .input(schema.endEntry)
    .mutation(({ ctx, input }) => endTool(ctx.act, input)),
  withdraw: on('InventoryEntry', 'edit')
    .meta({ journal: 'inventory.withdrawn' })
    .input(schema.removeEntry)
    .mutation(({ ctx, input }) => withdrawTool(ctx.act, input)),
  // Mutations for the length of their input only.
  previewImport: may('create', 'InventoryEntry')
    .meta({ journal: 'nothing: a preview writes nothing' })
    .input(schema.readFile)
    .mutation(({ ctx, input }) => previewImport(ctx, input)),
  import: may('create', 'InventoryEntry')
    .meta({
      journal:
        'inventory.imported, inventory.declared, inventory.corrected, sector.imported, sector.linked, sector.corrected',
    })
    .input(schema.writeFile)
    .mutation(({ ctx, input }) => writeImport(ctx.act, input)),
  continuity: may('read', 'SectorLink')
    .input(schema.listContinuity)
    .query(({ ctx, input }) => continuityByCollege(ctx, input)),
  link: may('create', 'SectorLink')
    .meta({ journal: 'sector.linked' })
    .input(schema.addLink)
    .mutation(({ ctx, input }) => declareLink(ctx.act, input)),
  endLink: on('SectorLink', 'edit')
    .meta({ journal: 'sector.ended' })
    .input(schema.endLink)
    .mutation(({ ctx, input }) => endLink(ctx.act, input)),
  withdrawLink: on('SectorLink', 'edit')
    .meta({ journal: 'sector.withdrawn' })
    .input(schema.removeLink)
    .mutation(({ ctx, input }) => withdrawLink(ctx.act, input)),
});
