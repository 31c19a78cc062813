import { ChartFrame } from '@/components/charts/chart-frame';
import { LineChart } from '@/components/charts/line-chart';
import { counted, formatDate } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { type SchoolWeek, yearLabel } from '@/server/audience/domain';
import type { SchoolAudience } from '@/server/audience/school';
import { SplitTable } from './split-table';
import { cellData, cellValue, maskingRule } from './words';

function Week({ title, at }: { title: string; at: SchoolWeek }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">
        {title}&nbsp;: semaine du {formatDate(at.week)}
      </h3>
      <SplitTable
        caption={`${title}, semaine du ${formatDate(at.week)}`}
        split={at.visits}
        users={at.users}
      />
    </div>
  );
}

/** The audience of one school: its visits over a year, its users one week at a time. */
export function SchoolAudienceSection({
  audience,
  demonstration,
}: {
  audience: SchoolAudience;
  demonstration: boolean;
}) {
  const { uai, year, weeks, last, peak } = audience;
  if (weeks.length === 0)
    return (
      <Section title="Audience" id="audience">
        <p className="max-w-text text-soft">
          Aucune visite n’a été mesurée en {yearLabel(year)}&nbsp;: l’établissement n’est pas dans les
          fichiers importés. Son ENT peut ne pas porter le marqueur de la mesure.
        </p>
      </Section>
    );
  const source = `DNMA, ${uai}, année scolaire ${yearLabel(year)}, ${counted(audience.measuredWeeks, 'semaine mesurée', 'semaines mesurées')}.${demonstration ? ' Données de démonstration.' : ''}`;
  return (
    <Section
      title="Audience"
      id="audience"
      lead={`${source} La mesure ne dit pas quel ENT est visité. ${maskingRule(audience.threshold)}`}
    >
      <ChartFrame
        title={`Visites par semaine, ${yearLabel(year)}`}
        source={source}
        fileName={`audience-${uai}-${year}`}
        data={{
          columns: [
            { key: 'week', label: 'Semaine du', kind: 'date' },
            { key: 'visits', label: 'Visites', kind: 'number' },
          ],
          rows: weeks.map(({ week, visits }) => ({ id: week, cells: { week, visits: cellData(visits) } })),
        }}
      >
        <LineChart
          label={`Visites par semaine, ${yearLabel(year)}`}
          dates={weeks.map(({ week }) => week)}
          series={[{ id: 'visits', label: 'Visites', values: weeks.map(({ visits }) => cellValue(visits)) }]}
          height={240}
        />
      </ChartFrame>
      <div className="flex flex-col gap-2">
        <h3 className="font-semibold">Visites de l’année, par profil</h3>
        <SplitTable caption={`Visites par profil, ${yearLabel(year)}`} split={audience.split} />
      </div>
      {last && <Week title="Dernière semaine mesurée" at={last} />}
      {peak && <Week title="Semaine la plus visitée" at={peak} />}
      <p className="max-w-text text-soft text-sm">
        Les utilisateurs uniques sont ceux d’une semaine&nbsp;: ils ne s’additionnent pas d’une semaine à
        l’autre.
      </p>
    </Section>
  );
}
