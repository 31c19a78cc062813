import type { Metadata } from 'next';
import { cache } from 'react';
import { ProjectPage } from '@/components/projects/detail/project-page';
import { readProjectTab } from '@/components/projects/detail/tab-name';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';
import { ProjectTabContent } from './tab-content';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

const read = cache(async (id: string) => {
  const caller = await api();
  return orNotFound(() => caller.projects.get({ id }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).id)).name };
}

export default async function Page({ params, searchParams }: Props) {
  const project = await read((await params).id);
  const address = await searchParams;
  return (
    <ProjectPage project={project}>
      <ProjectTabContent project={project} tab={readProjectTab(address)} address={address} />
    </ProjectPage>
  );
}
