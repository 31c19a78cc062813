import { notFound } from 'next/navigation';
import { ProjectAudienceTab } from '@/components/audience/project-tab';
import { History } from '@/components/audit/history';
import { FollowUpTab } from '@/components/followup/follow-up-tab';
import {
  AttachmentsTab,
  ConventionsTab,
  ExperiencesTab,
  ResponsibilitiesTab,
} from '@/components/projects/detail/other-tabs';
import { SchoolsTab } from '@/components/projects/detail/schools-tab';
import type { ProjectTab } from '@/components/projects/detail/tab-name';
import { type PageParams, param } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import type { ProjectDetail } from '@/server/projects/queries';
import { api, currentContext } from '@/server/session';

/** Reads what the open tab needs, and nothing else. */
export async function ProjectTabContent({
  project,
  tab,
  address,
}: {
  project: ProjectDetail;
  tab: ProjectTab;
  address: PageParams;
}) {
  const caller = await api();
  const { ability } = await currentContext();
  const { id } = project;
  switch (tab) {
    case 'ecoles':
      return (
        <SchoolsTab
          projectId={id}
          schools={await caller.projects.schools({ id })}
          canEdit={project.can.edit}
        />
      );
    case 'suivi': {
      if (!project.can.follow) return notFound();
      const after = param(address, 'apres') || undefined;
      const [view, choices, journal] = await Promise.all([
        caller.followUp.ofProject({ id, after }),
        project.can.edit ? caller.followUp.choices({ id }) : null,
        caller.followUp.history({ id }),
      ]);
      return <FollowUpTab projectId={id} view={view} choices={choices} journal={journal.entries} />;
    }
    case 'conventions':
      return <ConventionsTab project={project} />;
    case 'responsabilites':
      return <ResponsibilitiesTab projectId={id} view={await caller.raci.matrix({ id })} />;
    case 'accrochage': {
      const readable = ability.can('read', 'AafAttachment');
      const { counts } = readable ? await caller.aaf.list({ projectId: id, size: 1 }) : { counts: {} };
      return (
        <AttachmentsTab project={project} counts={counts} mayRequest={ability.can('request', 'Convention')} />
      );
    }
    case 'audience':
      return <ProjectAudienceTab audience={await caller.audience.of({ territory: `projet:${id}` })} />;
    case 'retours':
      return <ExperiencesTab project={project} />;
    case 'journal': {
      const before = param(address, 'avant') || undefined;
      const { entries, next } = await caller.projects.history({ id, before });
      return (
        <div className="flex flex-col items-start gap-4">
          <History entries={entries} />
          {next && (
            <ButtonLink href={`?onglet=journal&avant=${encodeURIComponent(next)}`}>
              Lignes plus anciennes
            </ButtonLink>
          )}
        </div>
      );
    }
  }
}
