import { SchoolAudienceSection } from '@/components/audience/school-section';
import { SchoolTools } from '@/components/inventory/school-tools';
import { SchoolHistory } from '@/components/territory/school-history';
import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { StepLine } from '@/components/ui/step-line';
import { aafStatusLabels } from '@/server/aaf/domain';
import type { SchoolAudience } from '@/server/audience/school';
import { statusLabels } from '@/server/conventions/transitions';
import { degreeLabels } from '@/server/coverage/domain';
import type { SchoolView } from '@/server/coverage/school';
import type { SchoolInventory } from '@/server/inventory/school';

const states = {
  open: { label: 'Ouverte', tone: 'success' },
  closing: { label: 'À fermer', tone: 'warning' },
  opening: { label: 'À ouvrir', tone: 'info' },
  closed: { label: 'Fermée', tone: 'neutral' },
} as const;

/** The chain of one school, as a line of steps. */
export function schoolSteps(stages: NonNullable<SchoolView['stages']>) {
  const reached = [true, stages.inProject, stages.conventioned, stages.attached, stages.used];
  const labels = ['Existe', 'Dans un projet', 'Conventionnée', 'Accrochée à l’AAF', 'Utilisée'];
  return labels.map((label, index) => ({
    label,
    state: reached[index] ? ('done' as const) : ('todo' as const),
    ...(index === 2 && stages.signed ? { detail: 'Convention signée, pas encore en vigueur' } : {}),
    ...(index === 4 && !stages.measured ? { detail: 'Pas mesurée par la DNMA' } : {}),
  }));
}

/** One school: the directory's facts, where it stands, and what one may open about it. */
export function SchoolPage({
  school,
  inventory,
  audience,
}: {
  school: SchoolView;
  /** What it uses; null outside the perimeter. */
  inventory: SchoolInventory | null;
  /** What the DNMA measured; null outside the perimeter. */
  audience: SchoolAudience | null;
}) {
  const { department, stages } = school;
  const state = states[school.state];
  const nothing =
    school.projects.length === 0 && school.conventions.length === 0 && school.attachments.length === 0;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: department.name, href: `/couverture/departements/${department.code}` },
        ]}
        title={school.name}
        state={<StateBadge tone={state.tone}>{state.label}</StateBadge>}
        lead={`${school.uai} · ${school.communeName} · académie de ${school.academyName}`}
      >
        {stages && <StepLine label="Où elle en est" steps={schoolSteps(stages)} />}
      </PageHeader>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[2fr_1fr]">
        <div className="flex flex-col gap-8">
          {school.demonstration && (
            <Notice tone="warning">
              <p>École fictive, chargée pour la démonstration.</p>
            </Notice>
          )}
          {!school.counted && (
            <Notice tone="info">
              <p>
                Elle n’entre pas dans la couverture au {formatDate(school.asOf)} : elle n’est pas ouverte à
                cette date, ou l’annuaire officiel l’a remplacée.
              </p>
            </Notice>
          )}
          {nothing && (
            <p className="text-soft">
              {stages
                ? 'Elle n’est encore dans aucun projet, aucune convention, aucun accrochage que vous puissiez ouvrir.'
                : 'Où elle en est relève des parties concernées : ce n’est pas montré sous ce rôle.'}
            </p>
          )}
          {school.projects.length > 0 && (
            <Section title="Projets">
              <ul className="flex flex-col gap-2">
                {school.projects.map((project) => (
                  <li key={project.id}>
                    <Link href={`/projets/${project.id}`}>{project.name}</Link>
                    <span className="text-soft">
                      {' '}
                      · {project.carrierName}
                      {project.closed ? ' · clos' : ''}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {school.conventions.length > 0 && (
            <Section title="Conventions">
              <ul className="flex flex-col gap-2">
                {school.conventions.map((convention) => (
                  <li key={convention.id}>
                    <Link href={`/conventions/${convention.id}`}>{convention.number}</Link>
                    <span className="text-soft">
                      {' '}
                      · {statusLabels[convention.status].label}
                      {convention.endsOn ? ` · jusqu’au ${formatDate(convention.endsOn)}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {school.attachments.length > 0 && (
            <Section title="Accrochages à l’AAF">
              <ul className="flex flex-col gap-2">
                {school.attachments.map((one) => (
                  <li key={one.id}>
                    {one.productName}
                    <span className="text-soft">
                      {' '}
                      · {aafStatusLabels[one.status].label} depuis le {formatDate(one.statusSince)}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {inventory && <SchoolTools uai={school.uai} inventory={inventory} />}
          {audience && <SchoolAudienceSection audience={audience} demonstration={school.demonstration} />}
          <SchoolHistory
            events={school.history}
            firstSeenOn={school.demonstration ? null : school.firstSeenOn}
          />
        </div>
        <Section title="Selon l’annuaire">
          <DescriptionList
            facts={[
              { label: 'Nature', value: school.nature },
              { label: 'Degré', value: degreeLabels[school.degree] },
              {
                label: 'Secteur',
                value: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : null,
              },
              { label: 'Adresse', value: school.address },
              { label: 'Circonscription', value: school.constituency },
              { label: 'Ouverture', value: school.openedOn ? formatDate(school.openedOn) : null },
              ...(school.closedOn ? [{ label: 'Fermeture', value: formatDate(school.closedOn) }] : []),
            ]}
          />
        </Section>
      </div>
    </>
  );
}
