import type { ReactNode } from 'react';
import { Badge, StateBadge } from '@/components/ui/badge';
import type { Crumb } from '@/components/ui/breadcrumb';
import { counted, formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import {
  degreeLabels,
  experienceSections,
  type SectionKey,
  typeLabels,
  visibilityLabels,
} from '@/server/experience/domain';
import type { ExperienceDetail } from '@/server/experience/queries';
import { Body } from './body';

const headings = Object.fromEntries(
  experienceSections.map((section) => [section.key, section.heading]),
) as Record<SectionKey, string>;

const before = ['context', 'governance', 'beginning', 'today'] as const satisfies readonly SectionKey[];
const after = ['impetus', 'results', 'advice', 'reusableBy'] as const satisfies readonly SectionKey[];

/** A sheet to read: like a page of a magazine, strengths and difficulties facing each other. */
export function ExperienceReading({
  report,
  crumbs,
  actions,
}: {
  report: ExperienceDetail;
  crumbs: readonly Crumb[];
  actions?: ReactNode;
}) {
  const { sections, facts } = report;
  const part = (key: SectionKey) =>
    sections[key].trim() !== '' && (
      <section key={key} aria-labelledby={`partie-${key}`}>
        <h2 id={`partie-${key}`} className="mb-2 text-xl">
          {headings[key]}
        </h2>
        <Body text={sections[key]} />
      </section>
    );
  const identity: { label: string; value: ReactNode }[] = [
    { label: 'Territoire', value: report.territory },
    { label: 'Porteur', value: facts.carrierName },
    {
      label: 'Projet',
      value:
        facts.projectName && report.projectId ? (
          <Link href={`/projets/${report.projectId}`}>{facts.projectName}</Link>
        ) : (
          facts.projectName
        ),
    },
    { label: 'Solution', value: facts.productName },
    { label: 'Écoles', value: facts.schools === null ? null : counted(facts.schools, 'école') },
    {
      label: 'Dates',
      value: facts.startsOn
        ? `${formatDate(facts.startsOn)}${facts.endsOn ? ` – ${formatDate(facts.endsOn)}` : ''}`
        : null,
    },
    { label: 'Convention', value: facts.conventionNumber },
    { label: 'Contact', value: report.contact },
  ].filter((fact) => fact.value);
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title={report.title}
        state={report.publishedAt === null ? <StateBadge tone="info">Brouillon</StateBadge> : undefined}
        lead={`${report.authorName}, académie de ${report.academyName}${
          report.publishedAt ? `, ${formatLongDate(report.publishedAt)}` : ''
        }`}
        action={actions}
      >
        <p className="flex flex-wrap gap-2">
          <Badge tone="accent">{typeLabels[report.type]}</Badge>
          <Badge>{degreeLabels[report.degree]}</Badge>
          {report.demonstration && <Badge tone="warning">Démonstration</Badge>}
        </p>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {before.map(part)}
          {(sections.strengths.trim() !== '' || sections.difficulties.trim() !== '') && (
            <div className="grid gap-6 md:grid-cols-2">
              {(
                [
                  ['strengths', 'border-success bg-success-soft', 'text-success'],
                  ['difficulties', 'border-warning bg-warning-soft', 'text-warning'],
                ] as const
              ).map(([key, box, ink]) => (
                <section
                  key={key}
                  aria-labelledby={`partie-${key}`}
                  className={`break-inside-avoid rounded-md border-t-3 px-5 py-4 ${box}`}
                >
                  <h2 id={`partie-${key}`} className={`mb-2 text-xl ${ink}`}>
                    {headings[key]}
                  </h2>
                  {sections[key].trim() === '' ? (
                    <p className="text-soft">Rien n’a été noté.</p>
                  ) : (
                    <Body text={sections[key]} />
                  )}
                </section>
              ))}
            </div>
          )}
          {after.map(part)}
          {Object.values(sections).every((text) => text.trim() === '') && (
            <p className="text-soft">La fiche est encore vide.</p>
          )}
        </div>
        <aside
          aria-label="Identité"
          className="order-first h-fit break-inside-avoid rounded-md border border-line bg-surface px-5 py-4 lg:sticky lg:top-[calc(var(--frame-top,0px)+1.5rem)] lg:order-none"
        >
          <h2 className="mb-3 text-lg">Identité</h2>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 lg:grid-cols-1">
            {identity.map((fact) => (
              <div key={fact.label} className="min-w-0">
                <dt className="text-soft text-sm leading-6">{fact.label}</dt>
                <dd className="whitespace-pre-line break-words">{fact.value}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-4 border-line border-t pt-3 text-soft text-xs">
            Chiffres relevés dans l’application le {formatDate(facts.asOf)}
            {report.publishedAt ? ', figés avec la fiche.' : '.'}
            <br />
            {report.publishedAt
              ? `Lue par : ${visibilityLabels[report.visibility].label.toLowerCase()}. ${report.licence}.`
              : 'Brouillon : lu par ses seuls auteurs.'}
          </p>
        </aside>
      </div>
    </>
  );
}
