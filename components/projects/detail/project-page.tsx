import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { PhaseProposal } from '@/components/raci/work/phase-proposal';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { StepLine } from '@/components/ui/step-line';
import { Tabs } from '@/components/ui/tabs';
import { degreeLabels } from '@/server/projects/domain';
import type { ProjectDetail } from '@/server/projects/queries';
import type { ProposedPhase } from '@/server/raci/work/queries';
import { phaseSteps } from '../words';
import { ProjectActs } from './project-acts';

const lead = ({ name, email }: { name: string | null; email: string | null }) =>
  name || email ? (
    <>
      {name}
      {email && (
        <a
          className="block break-all text-accent underline underline-offset-[0.2em]"
          href={`mailto:${email}`}
        >
          {email}
        </a>
      )}
    </>
  ) : null;

const span = (from: string | null, to: string | null) =>
  from || to
    ? [from && `du ${formatDate(from)}`, to && `${from ? 'au' : 'jusqu’au'} ${formatDate(to)}`]
        .filter(Boolean)
        .join(' ')
    : null;

/** Head of a project: what it is, where it stands, who leads; then its tabs. */
export function ProjectPage({
  project,
  proposal,
  children,
}: {
  project: ProjectDetail;
  /** The phase that the work of its matrix proposes. */
  proposal: ProposedPhase | null;
  children: ReactNode;
}) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Projets', href: '/projets' }]}
        title={project.name}
        state={
          <>
            <Badge>{degreeLabels[project.degree]}</Badge>
            {project.closedOn && <Badge tone="warning">Clos le {formatDate(project.closedOn)}</Badge>}
          </>
        }
        lead={project.standing}
        action={
          project.can.edit ? (
            <ButtonLink href={`/projets/${project.id}/modifier`} icon={<Pencil aria-hidden />}>
              Modifier
            </ButtonLink>
          ) : undefined
        }
        menu={project.can.edit ? <ProjectActs project={project} /> : undefined}
      >
        <StepLine label="Phase du projet" steps={phaseSteps(project.phase)} />
        {proposal && <PhaseProposal projectId={project.id} version={proposal.version} proposal={proposal} />}
        <DescriptionList
          columns={3}
          facts={[
            { label: 'Porteur', value: project.carrier.name },
            {
              label: 'Solution',
              value: project.product && `${project.product.name} (${project.vendorName})`,
            },
            { label: 'Académie', value: project.academyName },
            {
              label: 'Départements',
              value: project.departments.map(({ name, code }) => `${name} (${code})`).join(', '),
            },
            { label: 'Calendrier', value: span(project.startsOn, project.endsOn) },
            {
              label: 'Marché',
              value:
                [
                  project.market.reference,
                  project.market.endsOn && `jusqu’au ${formatDate(project.market.endsOn)}`,
                ]
                  .filter(Boolean)
                  .join(', ') || null,
            },
            { label: 'Chef de projet de l’académie', value: lead(project.leads.academy) },
            { label: 'Chef de projet de la collectivité', value: lead(project.leads.authority) },
          ]}
        />
        {project.demonstration && <Notice tone="warning">Projet de démonstration.</Notice>}
        <Tabs
          label="Parties du projet"
          tabs={[
            { href: '?onglet=ecoles', label: 'Écoles', count: project.counts.schools },
            ...(project.can.follow ? [{ href: '?onglet=suivi', label: 'Suivi' }] : []),
            { href: '?onglet=conventions', label: 'Conventions', count: project.conventionList.length },
            { href: '?onglet=responsabilites', label: 'Responsabilités' },
            { href: '?onglet=accrochage', label: 'Accrochage' },
            { href: '?onglet=audience', label: 'Audience' },
            { href: '?onglet=retours', label: 'Retours d’expérience', count: project.counts.experiences },
            { href: '?onglet=journal', label: 'Journal' },
          ]}
        />
      </PageHeader>
      {children}
    </>
  );
}
