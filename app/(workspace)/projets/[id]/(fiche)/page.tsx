import type { Metadata } from 'next';
import { ProjectPage } from '@/components/projects/detail/project-page';
import { readProjectTab } from '@/components/projects/detail/tab-name';
import type { PageParams } from '@/components/ui/address';
import { readProject } from '../read-project';
import { ProjectTabContent } from './tab-content';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readProject((await params).id)).name };
}

export default async function Page({ params, searchParams }: Props) {
  const project = await readProject((await params).id);
  const address = await searchParams;
  return (
    <ProjectPage project={project}>
      <ProjectTabContent project={project} tab={readProjectTab(address)} address={address} />
    </ProjectPage>
  );
}
