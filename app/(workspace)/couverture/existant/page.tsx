import type { Metadata } from 'next';
import { readInventory } from '@/components/inventory/address';
import { ContinuityTab } from '@/components/inventory/continuity-tab';
import { DuplicatesTab } from '@/components/inventory/duplicates-tab';
import { EntriesTab } from '@/components/inventory/entries-tab';
import { InventoryPage, NothingToldHere } from '@/components/inventory/inventory-page';
import { ProductsTab } from '@/components/inventory/products-tab';
import { type PageParams, readTable } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Ce qui existe' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { ability }] = await Promise.all([api(), currentContext()]);
  if (!ability.can('read', 'InventoryEntry')) return <NothingToldHere />;
  const { tab, filters, duplicate, continuity, group, q, state } = readInventory(params);
  const table = readTable(params, { sortable: ['place'], defaultSort: 'place' });
  const { asOf, department, commune, territory, degree, use } = filters;
  const place = { asOf, department, commune, territory };
  const doubles = { ...place, degree, use, ...(duplicate ? { kind: duplicate } : {}) };
  const paged = { page: table.page, size: table.take };
  const { choices, demonstration, body } = await orNotFound(async () => {
    const known = await caller.inventory.choices({ department, territory });
    const { create, createLink } = known.can;
    switch (tab) {
      case 'solutions': {
        const used = await caller.inventory.products(filters);
        return {
          choices: known,
          demonstration: used.demonstration,
          body: <ProductsTab used={used} params={params} canCreate={create} />,
        };
      }
      case 'declarations': {
        const entries = await caller.inventory.entries({ ...filters, ...paged, state, ...(q ? { q } : {}) });
        return {
          choices: known,
          demonstration: entries.items.some((one) => one.demonstration),
          body: <EntriesTab entries={entries} table={table} params={params} canCreate={create} />,
        };
      }
      case 'doublons': {
        const [groups, schools] = await Promise.all([
          caller.inventory.duplicates(doubles),
          group ? caller.inventory.duplicateSchools({ ...doubles, ...paged, group }) : null,
        ]);
        return {
          choices: known,
          demonstration: false,
          body: (
            <DuplicatesTab groups={groups} schools={schools} group={group} table={table} params={params} />
          ),
        };
      }
      case 'continuite': {
        const view = await caller.inventory.continuity({
          ...place,
          ...(continuity ? { continuity } : {}),
        });
        return {
          choices: known,
          demonstration: false,
          body: <ContinuityTab view={view} params={params} canCreate={createLink} today={known.today} />,
        };
      }
    }
  });
  return (
    <InventoryPage
      tab={tab}
      params={params}
      choices={choices}
      asOf={asOf ?? choices.today}
      demonstration={demonstration}
    >
      {body}
    </InventoryPage>
  );
}
