import type { ReactNode } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { LineChart } from '@/components/charts/line-chart';
import { yearLabel } from '@/server/audience/domain';
import type { WeekPoint } from '@/server/audience/queries';
import { cellData, cellValue } from './words';

/**
 * Visits by week, never without the number of schools measured: a curve that grows because more schools are measured
 * says nothing of use, so visits for one measured school stand beside it.
 */
export function AudienceCurve({
  weeks,
  year,
  source,
  children,
}: {
  weeks: readonly WeekPoint[];
  year: number;
  source: string;
  /** What stands beside the last curve. */
  children?: ReactNode;
}) {
  const dates = weeks.map(({ week }) => week);
  const data = {
    columns: [
      { key: 'week', label: 'Semaine du', kind: 'date' as const },
      { key: 'visits', label: 'Visites', kind: 'number' as const },
      { key: 'measured', label: 'Établissements mesurés', kind: 'number' as const },
      { key: 'perSchool', label: 'Visites par établissement mesuré', kind: 'number' as const },
    ],
    rows: weeks.map(({ week, visits, measured, perSchool }) => ({
      id: week,
      cells: {
        week,
        visits: cellData(visits),
        measured,
        perSchool: perSchool === null ? null : Math.round(perSchool * 10) / 10,
      },
    })),
  };
  return (
    <div className="grid gap-x-12 gap-y-8 xl:grid-cols-2">
      <ChartFrame
        title={`Visites par semaine, ${yearLabel(year)}`}
        source={source}
        fileName={`audience-visites-${year}`}
        data={data}
      >
        <LineChart
          label={`Visites par semaine, ${yearLabel(year)}`}
          dates={dates}
          series={[{ id: 'visits', label: 'Visites', values: weeks.map(({ visits }) => cellValue(visits)) }]}
          height={260}
        />
      </ChartFrame>
      <ChartFrame
        title="Visites par établissement mesuré"
        source={source}
        fileName={`audience-par-etablissement-${year}`}
        data={data}
      >
        <LineChart
          label="Visites par établissement mesuré, par semaine"
          dates={dates}
          series={[
            {
              id: 'perSchool',
              label: 'Visites par établissement',
              values: weeks.map(({ perSchool }) => perSchool),
            },
          ]}
          height={260}
        />
      </ChartFrame>
      <ChartFrame
        title="Établissements mesurés"
        source={source}
        fileName={`audience-mesures-${year}`}
        data={data}
        lead={
          <p className="text-soft text-sm">
            Le périmètre de la mesure&nbsp;: il change d’une semaine à l’autre.
          </p>
        }
      >
        <LineChart
          label="Établissements mesurés, par semaine"
          dates={dates}
          series={[{ id: 'measured', label: 'Mesurés', values: weeks.map(({ measured }) => measured) }]}
          height={220}
        />
      </ChartFrame>
      {children}
    </div>
  );
}
