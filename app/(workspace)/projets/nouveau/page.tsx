import type { Metadata } from 'next';
import { NewProject } from '@/components/projects/form/new-project';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Nouveau projet' };

export default async function Page() {
  const caller = await api();
  const { items } = await orNotFound(() => caller.projects.carriers({ q: '' }));
  const products = await caller.catalogue.list({ kind: 'ent' });
  return <NewProject products={products} onlyCarrier={items.length === 1 ? (items[0] ?? null) : null} />;
}
