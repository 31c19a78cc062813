import { cache } from 'react';
import { TemplatePage } from '@/components/raci/templates/template-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

const read = cache(async (id: string) => {
  const caller = await api();
  return orNotFound(() => caller.raci.templates.get({ id }));
});

export async function generateMetadata({ params }: Props) {
  return { title: (await read((await params).id)).name };
}

export default async function Page({ params }: Props) {
  return <TemplatePage view={await read((await params).id)} />;
}
