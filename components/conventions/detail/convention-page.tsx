import type { ReactNode } from 'react';
import { ConventionAlerts } from '@/components/alerts/convention-alerts';
import { Badge, StateBadge } from '@/components/ui/badge';
import { formatDate, formatSince } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { StepLine } from '@/components/ui/step-line';
import { Tabs } from '@/components/ui/tabs';
import type { AlertLine } from '@/server/alerts/queries';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { toneOf } from '../tone';
import { ConventionActs } from './convention-acts';
import { CopyActs } from './copy-acts';

/** Head of a convention: where it is, with whom the ball is, what may be done; then its tabs. */
export function ConventionPage({
  convention,
  alerts,
  children,
}: {
  convention: ConventionDetail;
  alerts: readonly AlertLine[];
  children: ReactNode;
}) {
  const { ball, steps } = convention;
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
            {convention.origin === 'taken_over' && <Badge tone="neutral">Reprise</Badge>}
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
            Convention de démonstration : parties, écoles et signatures fictives.
          </Notice>
        )}
        <Tabs
          label="Parties de la convention"
          tabs={[
            { href: '?onglet=texte', label: 'Texte' },
            { href: '?onglet=ecoles', label: 'Écoles', count: convention.schools.length },
            // Opinions and signatures of a convention made elsewhere were never here: its text tab has its facts.
            ...(convention.origin === 'taken_over'
              ? []
              : [
                  { href: '?onglet=avis', label: 'Avis', ...(due > 0 ? { count: due } : {}) },
                  { href: '?onglet=signatures', label: 'Délibération et signatures' },
                ]),
            { href: '?onglet=historique', label: 'Historique' },
          ]}
        />
      </PageHeader>
      {children}
    </>
  );
}
