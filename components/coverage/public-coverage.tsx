import { Download } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate, formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableGrid } from '@/components/ui/table-grid';
import { Tabs } from '@/components/ui/tabs';
import {
  type ChainCounts,
  countOf,
  degreeLabels,
  isUnmeasured,
  type RatedStage,
  ratedStages,
  sumCounts,
} from '@/server/coverage/domain';
import { licence, type OpenRow, openColumns } from '@/server/coverage/open/domain';
import type { PublicCoverage } from '@/server/coverage/published/public';
import { publicHref } from './address';
import { PublicMap } from './public-map';
import { publicStageLabels } from './public-words';
import { PublishedFigures } from './published-figures';

/** What anybody may read: what others published, and the académies that chose to show their own figures. */
export function PublicCoveragePage({ coverage, stage }: { coverage: PublicCoverage; stage: RatedStage }) {
  const { academies, asOf, chosen, degree } = coverage;
  const tab = (one: typeof degree) => ({
    href: publicHref({ degree: one, stage, academyCode: chosen?.code }),
    label: degreeLabels[one],
  });
  return (
    <>
      <PageHeader
        title="Couverture publique"
        lead="Combien d’établissements ont un projet d’espace numérique de travail (ENT), une convention, un accrochage à l’annuaire de l’État, selon qui, à quelle date."
      >
        <Tabs label="Degré" tabs={[tab('primary'), tab('secondary')]} current={tab(degree).href} />
      </PageHeader>
      <div className="flex flex-col gap-10">
        {academies.length > 0 && <PublicMap coverage={coverage} stage={stage} />}
        {academies.length === 0 ? (
          <Section title="Chiffres calculés">
            {coverage.choices.length > 0 ? (
              <p className="max-w-text">
                Cette académie n’a pas choisi de publier ici sa couverture calculée.{' '}
                <Link href={publicHref({ degree, stage })}>Voir celles qui publient</Link>
              </p>
            ) : (
              <p className="max-w-text">
                Aucune académie n’a choisi de publier ici sa couverture calculée. Rien n’est montré sans son
                accord&nbsp;; quand l’une d’elles le donne, ses chiffres paraissent sur cette page avec leur
                date, leur numérateur et leur dénominateur.
              </p>
            )}
          </Section>
        ) : (
          academies.map(({ code, name, departments }) => (
            <Section
              key={code}
              title={`Académie de ${name}`}
              lead={`${degreeLabels[degree]}, établissements publics, calculé au ${formatDate(asOf)}.`}
            >
              {departments.some((one) => one.demonstration) && (
                <p>
                  <Badge tone="warning">Démonstration</Badge> Les établissements comptés sont fictifs.
                </p>
              )}
              <AcademyTable name={name} departments={departments} />
            </Section>
          ))
        )}
        <Section
          title="Chiffres publiés ailleurs"
          lead={`${degreeLabels[degree]}. Repris tels quels de leur source, sans être recalculés.`}
        >
          <PublishedFigures figures={coverage.published} />
        </Section>
        {academies.length > 0 && <OpenData asOf={asOf} />}
      </div>
    </>
  );
}

/** One line per département and the académie below; each number with its share of what exists. */
function AcademyTable({ name, departments }: { name: string; departments: readonly OpenRow[] }) {
  const line = (id: string, label: string, counts: ChainCounts) => ({
    id,
    name: label,
    cells: {
      departement: (
        <span id={`departement-${id}`} className="scroll-mt-24">
          {label}
        </span>
      ),
      existent: formatNumber(counts.exists),
      ...Object.fromEntries(
        ratedStages.map((stage) => {
          if (isUnmeasured(stage, counts))
            return [
              stage,
              <span key={stage} className="text-soft">
                non mesurés
              </span>,
            ];
          const count = countOf(counts, stage);
          return [
            stage,
            <>
              <span className="font-semibold">{formatNumber(count)}</span>
              <span className="ml-2 inline-block min-w-13 text-soft">
                {counts.exists === 0 ? '–' : formatPercent(count / counts.exists)}
              </span>
            </>,
          ];
        }),
      ),
    },
  });
  return (
    <TableGrid
      id={`couverture-${departments[0]?.academyCode ?? ''}`}
      caption={`Couverture de l’académie de ${name} par département`}
      columns={[
        { key: 'departement', label: 'Département' },
        { key: 'existent', label: 'Ouverts', align: 'end' },
        ...ratedStages.map((key) => ({ key, label: publicStageLabels[key], align: 'end' as const })),
      ]}
      rows={[
        ...departments.map((one) =>
          line(one.departmentCode, `${one.departmentName} (${one.departmentCode})`, one.counts),
        ),
        line('total', 'Ensemble de l’académie', sumCounts(departments.map(({ counts }) => counts))),
      ]}
    />
  );
}

/** The files, their licence and the dictionary of their columns. */
function OpenData({ asOf }: { asOf: string }) {
  return (
    <Section
      title="Données ouvertes"
      lead={`Les mêmes chiffres, pour les deux degrés, au ${formatDate(asOf)}. Rien n’est donné en dessous du département, et aucune donnée ne concerne une personne.`}
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap gap-3 print:hidden">
          <ButtonLink href="/couverture-publique/donnees.csv" download icon={<Download aria-hidden />}>
            Tableau (CSV)
          </ButtonLink>
          <ButtonLink href="/couverture-publique/donnees.json" download icon={<Download aria-hidden />}>
            Données (JSON)
          </ButtonLink>
        </div>
        <p className="max-w-text">
          Réutilisation libre sous <Link href={licence.url}>{licence.name}</Link>&nbsp;: citez la source et la
          date. Les adresses de ces fichiers sont stables.
        </p>
        <details>
          <summary className="cursor-pointer py-1 font-semibold text-accent">
            Ce que contient chaque colonne
          </summary>
          <dl className="mt-3 grid gap-x-8 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
            {openColumns.map(({ name, type, description }) => (
              <div key={name} className="contents">
                <dt className="font-semibold">
                  {name} <span className="font-normal text-soft">({type})</span>
                </dt>
                <dd className="max-sm:mb-2">{description}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </Section>
  );
}
