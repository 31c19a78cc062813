import { ChartFrame } from '@/components/charts/chart-frame';
import type { ChartData } from '@/components/charts/words';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatLongDate, formatNumber } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels, sectorLabels } from '@/server/coverage/domain';
import type { DepartmentMap } from '@/server/coverage/map/queries';
import { schoolsHref } from '../address';
import { DateLine } from '../date-line';
import { type MapAddress, mapHref } from './address';
import { groundOf } from './ground';
import { MapFilters } from './map-filters';
import { MAP_CREDIT } from './places';
import { SchoolMap } from './school-map';
import { sourceWords } from './source';
import { dotKinds, dotOf } from './stage-marks';

/** One département, every school where it stands and how far it is in the chain. */
export function DepartmentMapPage({
  map,
  address,
  today,
  search,
}: {
  map: DepartmentMap;
  address: MapAddress;
  today: string;
  search: string;
}) {
  const schools = map.schools.map(({ stage, communeName, ...one }) => ({
    ...one,
    commune: communeName,
    kind: stage ?? ('unknown' as const),
  }));
  const placed = schools.flatMap(({ latitude, longitude, ...one }) =>
    latitude === null || longitude === null ? [] : [{ ...one, latitude, longitude }],
  );
  const missing = schools.length - placed.length;
  const ground = groundOf(map.code, placed);
  const met = new Set(schools.map(({ kind }) => kind));
  const data: ChartData = {
    columns: [
      { key: 'name', label: 'École' },
      { key: 'commune', label: 'Commune' },
      { key: 'uai', label: 'UAI' },
      { key: 'stage', label: 'Étape' },
    ],
    rows: schools.map(({ uai, name, commune, kind }) => ({
      id: uai,
      href: `/couverture/ecoles/${uai}`,
      cells: { name, commune, uai, stage: dotOf(kind).label },
    })),
  };
  const demonstration = map.schools.some((one) => one.demonstration);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Carte de France', href: mapHref(address, null) },
          { label: `Académie de ${map.academyName}`, href: mapHref(address, map.academyCode) },
        ]}
        title={`Carte\u00a0: ${map.name} (${map.code})`}
        action={<ButtonLink href={schoolsHref(address, map.code, 'exists')}>Liste des écoles</ButtonLink>}
        lead={`${degreeLabels[address.degree]}, ${sectorLabels[address.sector]}, au ${formatLongDate(map.asOf)}\u00a0: ${counted(schools.length, 'école')}, chacune à la dernière étape qu’elle a atteinte.`}
      />
      <div className="flex flex-col gap-6 max-sm:flex-col-reverse">
        <div className="flex flex-col gap-4">
          <DateLine today={today} asOf={map.asOf} search={search} />
          <MapFilters steps={false} />
        </div>
        {schools.length === 0 ? (
          <EmptyState title="Aucune école à cette date">
            Aucun établissement de ce degré n’est connu dans ce département à cette date.
          </EmptyState>
        ) : (
          <div className="flex flex-col gap-4">
            {demonstration && (
              <Notice tone="warning">
                <p>Les écoles de cette carte sont fictives, chargées pour la démonstration.</p>
              </Notice>
            )}
            {missing > 0 && (
              <Notice tone="info">
                <p>
                  {missing === 1
                    ? '1 école n’a pas de coordonnées dans l’annuaire\u00a0: elle figure au tableau, pas sur la carte.'
                    : `${formatNumber(missing)} écoles n’ont pas de coordonnées dans l’annuaire\u00a0: elles figurent au tableau, pas sur la carte.`}
                </p>
              </Notice>
            )}
            <ChartFrame
              is="map"
              level={2}
              title={`${map.name}\u00a0: les écoles`}
              fileName={`carte-${map.code}-${map.asOf}`}
              lead={
                met.has('unknown') ? 'L’étape d’une école n’est montrée que dans votre périmètre.' : undefined
              }
              source={sourceWords({
                what: 'Chaque école à la dernière étape qu’elle a atteinte, placée selon les coordonnées de l’annuaire',
                asOf: map.asOf,
                demonstration,
                ...(ground.outline ? { credit: `Contour simplifié, pour repère. ${MAP_CREDIT}` } : {}),
              })}
              data={data}
              legend={dotKinds
                .filter((kind) => met.has(kind))
                .map((kind) => ({
                  label: dotOf(kind).label,
                  mark: {
                    kind: 'shape' as const,
                    path: dotOf(kind).path(6),
                    className: dotOf(kind).className,
                  },
                }))}
            >
              <SchoolMap
                label={`${map.name}, écoles`}
                ground={ground}
                schools={placed.map(({ uai, name, commune, kind }) => ({ uai, name, commune, kind }))}
              />
            </ChartFrame>
          </div>
        )}
      </div>
    </>
  );
}
