import { Upload } from 'lucide-react';
import { BarChart } from '@/components/charts/bar-chart';
import { ChartFrame } from '@/components/charts/chart-frame';
import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Figure } from '@/components/ui/figure';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDate, formatDateTime, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { type AudienceList, audienceListLabels, audienceLists, yearLabel } from '@/server/audience/domain';
import type { Audience } from '@/server/audience/queries';
import { usedWeeks } from '@/server/coverage/domain';
import { audienceHref, listHref } from './address';
import { AudienceCurve } from './curve';
import { ProfileSection } from './split-table';
import { audienceSource, cellData, cellText, cellValue, hoursText, maskingRule } from './words';

const partTitles = {
  academy: 'Par académie',
  department: 'Par département',
  school: 'Établissements les plus visités',
};

/** How many schools each list holds, on which day; `unmeasured` of the silent ones were in no file. */
type ListTotals = { totals: Record<AudienceList, number>; unmeasured: number; asOf: string };

/** The audience measure of a territory over a school year, never without the schools that it stands on. */
export function AudiencePage({
  audience,
  lists,
  mayImport,
}: {
  audience: Audience;
  /** Null where the role sees no single school. */
  lists: ListTotals | null;
  mayImport: boolean;
}) {
  const { territory, path, year, split, schools } = audience;
  const name = path.at(-1)?.name ?? 'France';
  const perimeter = counted(schools, 'établissement mesuré', 'établissements mesurés');
  const source = audienceSource(audience);
  const ofProject = territory.kind === 'project' || territory.kind === 'product';
  const importing = (
    <ButtonLink href="/couverture/audience/import" variant="primary" icon={<Upload aria-hidden />}>
      Importer une mesure
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          ...path
            .slice(0, -1)
            .map((step) => ({ label: step.name, href: audienceHref(step.territory, year) })),
        ]}
        title={`Audience\u00a0: ${name}`}
        lead={
          audience.lastWeek
            ? `Mesure DNMA. Dernière semaine importée\u00a0: celle du ${formatDate(audience.lastWeek)}.${audience.lastImport?.finishedAt ? ` Dernier fichier\u00a0: «\u00a0${audience.lastImport.fileName}\u00a0», le ${formatDateTime(audience.lastImport.finishedAt)}.` : ''}`
            : 'Visites des ENT, mesurées chaque semaine par établissement (dispositif national de mesure d’audience).'
        }
        {...(mayImport ? { action: importing } : {})}
      >
        <CoverageTabs />
      </PageHeader>
      {audience.lastWeek === null ? (
        <EmptyState
          title="Aucune mesure n’a encore été importée"
          {...(mayImport ? { actions: importing } : {})}
          steps={[
            'Sur data.education.gouv.fr, cherchez le jeu de données «\u00a0fr-en-dnma-par-uai-profils\u00a0» (une ligne par établissement et par semaine depuis septembre 2019).',
            'Téléchargez-le en CSV\u00a0; un extrait (une académie, une année) convient, compressé ou non.',
            mayImport
              ? 'Déposez-le ici\u00a0: ses colonnes sont reconnues, l’import se fait en arrière-plan.'
              : 'L’exploitant ou l’administrateur de l’académie l’importe\u00a0: l’audience apparaîtra ici.',
          ]}
        >
          <p>
            Tout autre fichier fait aussi l’affaire&nbsp;: ses colonnes se choisissent au moment de l’import.
          </p>
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'annee',
                label: 'Année scolaire',
                allLabel: yearLabel(audience.years[0] ?? year),
                choices: audience.years.slice(1).map((one) => ({ id: String(one), label: yearLabel(one) })),
              },
            ]}
          />
          {(audience.demonstration || audience.lastImport?.demonstration) && (
            <Notice tone="warning" title="Données de démonstration">
              <p>Ces visites sont inventées, pour montrer les écrans.</p>
            </Notice>
          )}
          {audience.restricted && (
            <Notice tone="info">
              <p>
                Ici, seuls les établissements de votre périmètre sont comptés&nbsp;: sur un territoire plus
                fin que le département, un nombre dirait l’audience d’une école.
              </p>
            </Notice>
          )}
          {ofProject && (
            <Notice tone="info">
              <p>
                La mesure ne dit pas quel ENT est visité. Ces visites sont celles des établissements qui
                étaient, à la date de chaque semaine, inscrits à{' '}
                {territory.kind === 'project' ? 'ce projet' : 'un projet qui emploie cette solution'}.
              </p>
            </Notice>
          )}
          <Section title={`Année scolaire ${yearLabel(year)}`}>
            <div className="flex flex-wrap gap-x-10 gap-y-5">
              <Figure
                value={cellText(split.total)}
                label="visites, tous profils"
                source={`sur ${perimeter}`}
              />
              <Figure
                value={formatNumber(schools)}
                label={schools >= 2 ? 'établissements mesurés' : 'établissement mesuré'}
                source="au moins une semaine de l’année"
              />
              <Figure
                value={hoursText(audience.duration)}
                label="de visite cumulées"
                source={`sur ${perimeter}`}
              />
            </div>
            <p className="max-w-text text-soft text-sm">
              Les utilisateurs uniques ne s’additionnent ni d’une semaine à l’autre, ni d’une école à
              l’autre&nbsp;: ils ne sont montrés que sur la fiche d’une école, une semaine à la fois.{' '}
              {maskingRule(audience.threshold)}
            </p>
          </Section>
          {audience.weeks.length === 0 ? (
            <p className="text-soft">Aucun établissement de ce territoire n’a été mesuré cette année-là.</p>
          ) : (
            <>
              <AudienceCurve weeks={audience.weeks} year={year} source={source}>
                <ProfileSection split={split} year={year} />
              </AudienceCurve>
              {audience.partsBy && audience.parts.length > 0 && (
                <ChartFrame
                  level={2}
                  title={partTitles[audience.partsBy]}
                  source={source}
                  fileName={`audience-repartition-${year}`}
                  data={{
                    columns: [
                      { key: 'label', label: audience.partsBy === 'school' ? 'Établissement' : 'Territoire' },
                      { key: 'visits', label: 'Visites', kind: 'number' },
                      { key: 'schools', label: 'Établissements mesurés', kind: 'number' },
                    ],
                    rows: audience.parts.map((part) => ({
                      id: part.key,
                      cells: { label: part.label, visits: cellData(part.visits), schools: part.schools },
                      href: partHref(part, year),
                    })),
                  }}
                >
                  <BarChart
                    label={`${partTitles[audience.partsBy]}, visites`}
                    bars={audience.parts.map((part) => ({
                      id: part.key,
                      label: part.label,
                      value: cellValue(part.visits),
                      text:
                        audience.partsBy === 'school'
                          ? cellText(part.visits)
                          : `${cellText(part.visits)} (${formatNumber(part.schools)} étab.)`,
                      href: partHref(part, year),
                    }))}
                  />
                </ChartFrame>
              )}
            </>
          )}
          {lists && <Lists {...lists} />}
        </div>
      )}
    </>
  );
}

const partHref = ({ territory, key }: Audience['parts'][number], year: number) =>
  territory ? audienceHref(territory, year) : `/couverture/ecoles/${key}`;

function Lists({ totals, unmeasured, asOf }: ListTotals) {
  return (
    <Section
      title="À regarder de près"
      lead={`Établissements de votre périmètre, au ${formatDate(asOf)}, sur les ${usedWeeks} semaines entières terminées à cette date.`}
    >
      <ul className="flex flex-col gap-2">
        {audienceLists.map((list) => (
          <li key={list}>
            <Link href={listHref(list)}>
              {audienceListLabels[list].label}&nbsp;: {formatNumber(totals[list])}
            </Link>
            <span className="text-soft">
              {' '}
              · {audienceListLabels[list].meaning}
              {list === 'silent' &&
                unmeasured > 0 &&
                `, dont ${counted(unmeasured, 'non mesurée', 'non mesurées')}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
