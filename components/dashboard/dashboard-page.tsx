import { kindSlugs } from '@/components/alerts/filters';
import { schoolsHref } from '@/components/coverage/address';
import { Funnel } from '@/components/coverage/funnel';
import { schoolSteps } from '@/components/coverage/school-page';
import { ExperienceCard } from '@/components/experience/experience-card';
import { ObjectivesSection } from '@/components/objectives/objectives-section';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { StepLine } from '@/components/ui/step-line';
import { ToneIcon } from '@/components/ui/tone';
import { kindWords } from '@/server/alerts/domain';
import type { Dashboard } from '@/server/dashboard/queries';
import type { ObjectiveLine } from '@/server/objectives/queries';
import { DeadlineList } from './deadline-list';
import { TaskGroups } from './task-groups';

/** The first page of the workspace: what waits for me, what ends soon, where my schools stand. */
export function DashboardPage({
  dashboard,
  objectives,
  now,
}: {
  dashboard: Dashboard;
  objectives: readonly ObjectiveLine[];
  now: Date;
}) {
  const { groups, alerts, deadlines, renewals, deadlineCount, territory, mine, school, sheets, seal, steps } =
    dashboard;
  const waits = groups.length > 0;
  return (
    <>
      <PageHeader title="Tableau de bord" lead={`Le ${formatLongDate(now)}.`} />
      <div className="flex flex-col gap-10">
        {seal && (
          <Notice
            tone={seal.tone}
            title={seal.tone === 'danger' ? 'Rien ne peut être scellé' : 'Certificat à renouveler'}
          >
            {seal.message} <Link href="/administration">Cachet des conventions</Link>
          </Notice>
        )}
        {alerts.length > 0 && (
          <Section
            title="Alertes"
            action={
              <ButtonLink href="/alertes" size="sm" variant="quiet">
                Toutes les alertes
              </ButtonLink>
            }
          >
            <ul className="flex flex-wrap gap-x-6 gap-y-2">
              {alerts.map(({ kind, count, grave }) => (
                <li key={kind} className={`inline-flex items-center gap-1.5 ${grave ? 'text-danger' : ''}`}>
                  <ToneIcon tone={grave ? 'danger' : 'warning'} />
                  <Link href={`/alertes?pour=moi&nature=${kindSlugs[kind]}`}>
                    {counted(count, kindWords[kind].one, kindWords[kind].many)}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <div
          className={deadlines.length > 0 ? 'grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_24rem]' : ''}
        >
          {waits ? (
            <Section title="À faire">
              <TaskGroups groups={groups} now={now} />
            </Section>
          ) : (
            <EmptyState
              title="Rien n’attend de vous"
              steps={steps.map((step) => (
                <span key={step.label}>
                  <Link href={step.href}>{step.label}</Link>
                  <span className="block text-soft text-sm">{step.detail}</span>
                </span>
              ))}
            >
              Pour commencer, ou pour continuer :
            </EmptyState>
          )}
          {deadlines.length > 0 && (
            <Section
              title="Échéances"
              action={
                <span className="flex flex-wrap gap-1">
                  {renewals && (
                    <ButtonLink href="/conventions/renouvellements" size="sm" variant="quiet">
                      Renouvellements
                    </ButtonLink>
                  )}
                  <ButtonLink href="/agenda" size="sm" variant="quiet">
                    {deadlineCount > deadlines.length ? `Toutes (${deadlineCount})` : 'Agenda'}
                  </ButtonLink>
                </span>
              }
            >
              <DeadlineList deadlines={deadlines} now={now} />
            </Section>
          )}
        </div>
        {school && (
          <Section title="Mon école">
            <p>
              <Link href={`/couverture/ecoles/${school.uai}`} className="font-semibold">
                {school.name}
              </Link>{' '}
              <span className="text-soft">
                · {school.uai} · {school.communeName}
              </span>
            </p>
            {school.stages && <StepLine label="Où elle en est" steps={schoolSteps(school.stages)} />}
          </Section>
        )}
        {mine && !school && (
          <Section
            title="Mes écoles"
            lead="Celles du territoire et des projets pour lesquels vous agissez, tous degrés, publiques et privées."
          >
            <div className="max-w-2xl">
              <Funnel title="De l’existence à l’usage" counts={mine} />
            </div>
          </Section>
        )}
        {territory && (
          <Section
            title="Où en est le territoire"
            lead={`Premier degré, ${territory.scope}, au ${formatDate(territory.asOf)} ; ce qui a changé depuis le ${formatDate(territory.before)}.`}
            action={<Link href="/couverture">Toute la couverture</Link>}
          >
            {territory.demonstration && (
              <p className="text-soft text-sm">Écoles de démonstration, là où l’annuaire n’est pas chargé.</p>
            )}
            <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
              {territory.departments.length === 0 ? (
                <Funnel
                  title="Toute la France"
                  counts={territory.total.counts}
                  moved={territory.total.moved}
                />
              ) : (
                territory.departments.map((one) => (
                  <Funnel
                    key={one.code}
                    title={`${one.name} (${one.code})`}
                    counts={one.counts}
                    moved={one.moved}
                    hrefOf={(stage) =>
                      schoolsHref({ degree: territory.degree, sector: 'public' }, one.code, stage)
                    }
                  />
                ))
              )}
            </div>
          </Section>
        )}
        <ObjectivesSection objectives={objectives} />
        {sheets.length > 0 && (
          <Section
            title="Derniers retours d’expérience"
            action={<Link href="/retours">Tous les retours</Link>}
          >
            <div className="max-w-4xl">
              {sheets.map((item) => (
                <ExperienceCard key={item.id} item={item} href={`/retours/${item.id}`} level={3} />
              ))}
            </div>
          </Section>
        )}
      </div>
    </>
  );
}
