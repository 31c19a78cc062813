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
import { isTold, UNMEASURED } from './difference';

/** Which schools came in or left between two dates: how many at each link, and their names at the chosen one. */
export function Moves({ comparison }: { comparison: DatesComparison }) {
  const { sides, moves, schools, hidden, stage, cut } = comparison;
  const [a, b] = sides;
  const between = `entre le ${formatLongDate(a.asOf)} et le ${formatLongDate(b.asOf)}`;
  const source = sourceWords({
    what: `Écoles qui ont gagné ou perdu un maillon ${between}`,
    demonstration: a.demonstration || b.demonstration,
  });
  // A school that the DNMA began to measure did not begin to be used.
  const told = chainStages.filter((one) => isTold(one, sides));
  const moving = told.filter((one) => moves[one].in + moves[one].out > 0);
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
              cells: told.includes(one)
                ? { stage: stageLabels[one].label, in: moves[one].in, out: moves[one].out }
                : { stage: stageLabels[one].label, in: UNMEASURED, out: UNMEASURED },
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
        lead={
          !told.includes(stage)
            ? `Usage non mesuré à l’une de ces dates.`
            : `${counted(came, 'entrée')} et ${counted(gone, 'sortie')} ${between}.`
        }
      >
        {hidden > 0 && told.includes(stage) && (
          <Notice tone="info">
            <p>
              {hidden === 1
                ? '1 école de ce nombre est hors de votre périmètre\u00a0: elle est comptée, pas nommée.'
                : `${formatNumber(hidden)} écoles de ce nombre sont hors de votre périmètre\u00a0: elles sont comptées, pas nommées.`}
            </p>
          </Notice>
        )}
        {schools.length === 0 || !told.includes(stage) ? (
          <EmptyState level={3} title="Aucune école à nommer">
            {!told.includes(stage)
              ? 'La DNMA n’a mesuré aucune école du territoire à l’une des deux dates\u00a0: rien ne dit lesquelles sont entrées ou sorties.'
              : came + gone === 0
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
