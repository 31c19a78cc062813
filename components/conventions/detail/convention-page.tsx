import type { ReactNode } from 'react';
import { ConventionAlerts } from '@/components/alerts/convention-alerts';
import { RenewalBand } from '@/components/renewal/renewal-band';
import { PlanBand } from '@/components/reversibility/plan-band';
import { Badge, StateBadge } from '@/components/ui/badge';
import { formatDate, formatSince } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { StepLine } from '@/components/ui/step-line';
import { Tabs } from '@/components/ui/tabs';
import type { AlertLine } from '@/server/alerts/queries';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import type { RenewalView } from '@/server/renewal/queries';
import type { OpenPlan } from '@/server/reversibility/queries';
import { toneOf } from '../tone';
import { ConventionActs } from './convention-acts';
import { CopyActs } from './copy-acts';

/** Head of a convention: where it is, with whom the ball is, what may be done; then its tabs. */
export function ConventionPage({
  convention,
  alerts,
  renewal,
  plans,
  children,
}: {
  convention: ConventionDetail;
  alerts: readonly AlertLine[];
  renewal: RenewalView | null;
  plans: readonly OpenPlan[];
  children: ReactNode;
}) {
  const { ball, steps } = convention;
  const isAmendment = convention.kind === 'amendment';
  const due = convention.opinions.filter(({ current, verdict }) => current && !verdict).length;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: convention.project.name, href: `/projets/${convention.project.id}` },
        ]}
        title={convention.title}
        state={
          <>
            <StateBadge tone={toneOf(convention.statusLabel.tone)}>{convention.statusLabel.label}</StateBadge>
            {convention.origin === 'taken_over' && (
              <Badge tone="neutral">{isAmendment ? 'Fait ailleurs' : 'Reprise'}</Badge>
            )}
          </>
        }
        lead={
          <>
            <span className="tabular">{convention.number}</span>
            {convention.externalReference && ` (réf. ${convention.externalReference})`} · version{' '}
            {convention.version} ·{' '}
            {ball.label
              ? `${ball.sentence.replace(/\.$/, '')}, ${formatSince(convention.statusSince, convention.asOf)}.`
              : ball.sentence}
            {convention.amendedBy.map(({ id, rank }, index) => (
              <span key={id}>
                {index === 0 ? ' Modifiée par ' : index === convention.amendedBy.length - 1 ? ' et ' : ', '}
                <Link href={`/conventions/${id}`}>l’avenant n°&nbsp;{rank}</Link>
                {index === convention.amendedBy.length - 1 && '.'}
              </span>
            ))}
            {convention.parent && (
              <span>
                {' '}
                Avenant à la convention{' '}
                <Link href={`/conventions/${convention.parent.id}?onglet=avenants`}>
                  {convention.parent.number}
                </Link>
                .
              </span>
            )}
          </>
        }
        action={
          <>
            <ConventionActs convention={convention} />
            <CopyActs convention={convention} />
          </>
        }
      >
        <StepLine
          label="Avancement de la convention"
          steps={steps.map((step) => ({
            label: step.label,
            state: step.state === 'stopped' ? 'blocked' : step.state,
            ...(step.enteredOn ? { detail: formatDate(step.enteredOn) } : {}),
          }))}
        />
        <ConventionAlerts alerts={alerts} />
        {convention.demonstration && (
          <Notice tone="warning">
            Convention de démonstration&nbsp;: parties, écoles et signatures fictives.
          </Notice>
        )}
        {renewal && <RenewalBand view={renewal} version={convention.version} />}
        {plans.map((plan) => (
          <PlanBand key={plan.id} plan={plan} />
        ))}
        <Tabs
          label="Parties de la convention"
          tabs={[
            { href: '?onglet=texte', label: 'Texte' },
            ...(isAmendment
              ? [{ href: '?onglet=modifications', label: 'Modifications' }]
              : [{ href: '?onglet=ecoles', label: 'Écoles', count: convention.schools.length }]),
            // Opinions and signatures of a convention made elsewhere were never here: its text tab has its facts.
            ...(convention.origin === 'taken_over'
              ? []
              : [
                  { href: '?onglet=avis', label: 'Avis', ...(due > 0 ? { count: due } : {}) },
                  { href: '?onglet=signatures', label: 'Signatures et preuves' },
                ]),
            ...(convention.kind === 'convention'
              ? [
                  {
                    href: '?onglet=avenants',
                    label: 'Avenants',
                    ...(convention.amendments > 0 ? { count: convention.amendments } : {}),
                  },
                ]
              : []),
            { href: '?onglet=historique', label: 'Historique' },
          ]}
        />
      </PageHeader>
      {children}
    </>
  );
}
