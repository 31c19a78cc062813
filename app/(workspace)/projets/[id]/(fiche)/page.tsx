import type { Metadata } from 'next';
import { ProjectPage } from '@/components/projects/detail/project-page';
import { readProjectTab } from '@/components/projects/detail/tab-name';
import type { PageParams } from '@/components/ui/address';
import { api } from '@/server/session';
import { readProject } from '../read-project';
import { ProjectTabContent } from './tab-content';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readProject((await params).id)).name };
}

export default async function Page({ params, searchParams }: Props) {
  const project = await readProject((await params).id);
  const address = await searchParams;
  const caller = await api();
  // Only whoever may move the phase is told to.
  const proposal =
    project.can.edit && project.hasMatrix ? await caller.raci.work.proposal({ id: project.id }) : null;
  return (
    <ProjectPage project={project} proposal={proposal}>
      <ProjectTabContent project={project} tab={readProjectTab(address)} address={address} />
    </ProjectPage>
  );
}
