import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDateTime, formatNumber } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableGrid } from '@/components/ui/table-grid';
import type { HeatHolder, HeatMap } from '@/server/raci/compare/heat';
import type { ObjectedActivity } from '@/server/raci/compare/objections';
import { heatMeasures } from '@/server/raci/compare/schema';
import { meaningLabels, partyLabels, phaseLabels, phases } from '@/server/raci/domain';
import { saidOrder } from '@/server/raci/letters';
import { Legend } from '../legend';
import { WithLetters } from '../letters';
import { ListTabs } from '../list-tabs';
import { FigureProjects } from './figure-projects';
import { degreeInAddress, type HeatAddress, measureWords } from './heat-address';
import { HeatCards } from './heat-cards';
import { HeatGrid } from './heat-grid';
import { SHADES } from './heat-shades';
import { Objections } from './objections';

/** What the matrices of an académie say together: who holds what, what is objected to, who carries how much. */
export function HeatPage({
  map,
  objections,
  holders,
  address: { filters, figure },
  search,
  participates,
  readsTemplates,
}: {
  map: HeatMap;
  objections: readonly ObjectedActivity[];
  /** The projects behind the opened figure. */
  holders: readonly HeatHolder[] | null;
  address: HeatAddress;
  search: string;
  participates: boolean;
  readsTemplates: boolean;
}) {
  const source = `Source\u00a0: les matrices ouvertes de ${counted(map.projects, 'projet en cours', 'projets en cours')} que votre rôle permet de lire, le ${formatDateTime(map.at)}.`;
  return (
    <WithLetters set={map.letters}>
      <PageHeader
        title="Les responsabilités dans l’académie"
        lead="Où la même activité est tenue par des parties différentes, ce qui est le plus souvent contesté, et combien chacune porte&nbsp;: la matière pour rééquilibrer les rôles."
      >
        <ListTabs participates={participates} readsTemplates={readsTemplates} />
      </PageHeader>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-3">
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'compte',
                label: 'Compter',
                allLabel: measureWords.accountable.label,
                choices: heatMeasures
                  .filter((one) => one !== 'accountable')
                  .map((one) => ({ id: measureWords[one].inAddress, label: measureWords[one].label })),
              },
              {
                kind: 'one',
                name: 'degre',
                label: 'Degré',
                choices: [
                  { id: degreeInAddress.primary, label: 'Premier degré' },
                  { id: degreeInAddress.secondary, label: 'Second degré' },
                ],
              },
              {
                kind: 'one',
                name: 'departement',
                label: 'Département',
                choices: map.departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
              },
              {
                kind: 'one',
                name: 'phase',
                label: 'Phase',
                choices: phases.map((one) => ({ id: one, label: phaseLabels[one] })),
              },
            ]}
            count={map.lines.length}
            noun={['activité', 'activités']}
          />
          <p className="text-soft text-sm">{source}</p>
        </div>
        {map.lines.length === 0 ? (
          <EmptyState title="Aucune matrice à montrer">
            {map.projects === 0
              ? 'Aucun projet en cours, parmi ceux que vous pouvez lire et que ces filtres gardent, n’a ouvert sa matrice.'
              : 'Aucune activité ne répond à ces filtres.'}
          </EmptyState>
        ) : (
          <>
            <Section
              title="Qui tient quoi"
              lead={`Dans chaque case, le nombre de projets où ${measureWords[filters.measure].sentence}.`}
              action={
                <ButtonLink
                  href={`/responsabilites/academie/carte.csv${search ? `?${search}` : ''}`}
                  download
                  size="sm"
                >
                  Télécharger en CSV
                </ButtonLink>
              }
            >
              <Scale />
              <HeatGrid map={map} opened={figure} />
              <HeatCards map={map} search={search} />
              {figure && holders && (
                <FigureProjects map={map} figure={figure} holders={holders} measure={filters.measure} />
              )}
            </Section>
            <Objections activities={objections} />
            <Section
              title="Ce que chaque partie porte"
              lead="Nombre moyen de lettres par projet, parmi les projets où la partie a une colonne."
            >
              <Legend />
              <TableGrid
                id="lettres-par-partie"
                caption="Lettres par partie"
                columns={[
                  { key: 'party', label: 'Partie' },
                  ...saidOrder.map((meaning) => ({
                    key: meaning,
                    label: `${map.letters[meaning]} – ${meaningLabels[meaning]}`,
                    align: 'end' as const,
                  })),
                  { key: 'projects', label: 'Projets', align: 'end', wideOnly: true },
                ]}
                rows={map.averages.map((one) => ({
                  id: one.party,
                  name: partyLabels[one.party],
                  cells: {
                    party: partyLabels[one.party],
                    ...Object.fromEntries(
                      saidOrder.map((meaning) => [
                        meaning,
                        <span key={meaning} className="tabular">
                          {formatNumber(one.projects > 0 ? one[meaning] / one.projects : 0, 1)}
                        </span>,
                      ]),
                    ),
                    projects: <span className="tabular">{formatNumber(one.projects)}</span>,
                  },
                }))}
              />
              <p className="text-soft text-sm">{source}</p>
            </Section>
          </>
        )}
      </div>
    </WithLetters>
  );
}

const steps = [
  'aucun projet',
  'moins d’un quart',
  'd’un quart à la moitié',
  'de la moitié aux trois quarts',
  'plus des trois quarts',
];

/** What the shades mean; each cell carries its figure too. */
function Scale() {
  return (
    <ul aria-label="Légende" className="flex flex-wrap gap-x-4 gap-y-1 text-sm max-md:hidden print:flex">
      {steps.map((step, rank) => (
        <li key={step} className="flex items-center gap-1.5">
          <span aria-hidden className={`inline-block size-4 rounded-sm border border-edge ${SHADES[rank]}`} />
          {step}
        </li>
      ))}
    </ul>
  );
}
