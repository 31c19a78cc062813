import type { Metadata } from 'next';
import { EntryPage } from '@/components/inventory/entry-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Solution utilisée' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [entry, choices, history] = await orNotFound(() =>
    Promise.all([
      caller.inventory.entry({ id }),
      caller.inventory.choices(),
      caller.inventory.history({ id }),
    ]),
  );
  return <EntryPage entry={entry} choices={choices} history={history.entries} />;
}
