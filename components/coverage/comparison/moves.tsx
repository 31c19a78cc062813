import { BarChart } from '@/components/charts/bar-chart';
import { ChartFrame } from '@/components/charts/chart-frame';
import { DataSheet } from '@/components/charts/data-sheet';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatLongDate, formatNumber } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import type { DatesComparison } from '@/server/coverage/comparison/queries';
import { chainStages, stageLabels } from '@/server/coverage/domain';
import { sourceWords } from '../map/source';

/** Which schools came in or left between two dates: how many at each link, and their names at the chosen one. */
export function Moves({ comparison }: { comparison: DatesComparison }) {
  const { sides, moves, schools, hidden, stage, cut } = comparison;
  const [a, b] = sides;
  const between = `entre le ${formatLongDate(a.asOf)} et le ${formatLongDate(b.asOf)}`;
  const source = sourceWords({
    what: `Écoles qui ont gagné ou perdu un maillon ${between}`,
    demonstration: a.demonstration || b.demonstration,
  });
  const moving = chainStages.filter((one) => moves[one].in + moves[one].out > 0);
  const { in: came, out: gone } = moves[stage];
  return (
    <>
      {moving.length > 0 && (
        <ChartFrame
          level={2}
          title="Entrées et sorties à chaque maillon"
          fileName={`mouvements-${a.asOf}-${b.asOf}`}
          source={source}
          legend={[
            { label: 'Entrées', mark: { kind: 'level', level: 4 } },
            { label: 'Sorties', mark: { kind: 'level', level: 2 } },
          ]}
          data={{
            columns: [
              { key: 'stage', label: 'Maillon' },
              { key: 'in', label: 'Entrées', kind: 'number' },
              { key: 'out', label: 'Sorties', kind: 'number' },
            ],
            rows: chainStages.map((one) => ({
              id: one,
              cells: { stage: stageLabels[one].label, in: moves[one].in, out: moves[one].out },
            })),
          }}
        >
          <BarChart
            label="Entrées et sorties à chaque maillon"
            bars={moving.flatMap((one) => [
              {
                id: `${one} in`,
                label: `${stageLabels[one].label}, entrées`,
                value: moves[one].in,
                level: 4 as const,
              },
              {
                id: `${one} out`,
                label: `${stageLabels[one].label}, sorties`,
                value: moves[one].out,
                level: 2 as const,
              },
            ])}
          />
        </ChartFrame>
      )}
      <Section
        title={`${stageLabels[stage].label}\u00a0: les écoles`}
        lead={`${counted(came, 'entrée')} et ${counted(gone, 'sortie')} ${between}.`}
      >
        {hidden > 0 && (
          <Notice tone="info">
            <p>
              {hidden === 1
                ? '1 école de ce nombre est hors de votre périmètre\u00a0: elle est comptée, pas nommée.'
                : `${formatNumber(hidden)} écoles de ce nombre sont hors de votre périmètre\u00a0: elles sont comptées, pas nommées.`}
            </p>
          </Notice>
        )}
        {schools.length === 0 ? (
          <EmptyState level={3} title="Aucune école à nommer">
            {came + gone === 0
              ? 'Aucune école n’a gagné ni perdu ce maillon entre ces deux dates.'
              : 'Les écoles de ce nombre sont hors de votre périmètre.'}
          </EmptyState>
        ) : (
          <>
            {cut && (
              <Notice tone="info">
                <p>
                  Seules les {formatNumber(schools.length)} premières sont listées&nbsp;: choisissez un
                  territoire plus petit pour les autres.
                </p>
              </Notice>
            )}
            <DataSheet
              caption="Écoles entrées et sorties"
              fileName={`ecoles-${stage}-${a.asOf}-${b.asOf}`}
              source={source}
              data={{
                columns: [
                  { key: 'name', label: 'École' },
                  { key: 'commune', label: 'Commune' },
                  { key: 'department', label: 'Département' },
                  { key: 'uai', label: 'UAI' },
                  { key: 'way', label: 'Mouvement' },
                ],
                rows: schools.map(({ uai, name, communeName, departmentCode, way }) => ({
                  id: uai,
                  href: `/couverture/ecoles/${uai}`,
                  cells: {
                    name,
                    commune: communeName,
                    department: departmentCode,
                    uai,
                    way: way === 'in' ? 'Entrée' : 'Sortie',
                  },
                })),
              }}
            />
          </>
        )}
      </Section>
    </>
  );
}
