import { History } from '@/components/audit/history';
import { ChartFrame } from '@/components/charts/chart-frame';
import { LineChart } from '@/components/charts/line-chart';
import { Badge } from '@/components/ui/badge';
import { Figure } from '@/components/ui/figure';
import { formatDate, formatLongDate, formatPercent } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import { objectiveStageLabels } from '@/server/objectives/domain';
import type { ObjectiveDetail } from '@/server/objectives/queries';
import { ObjectiveActs } from './objective-acts';
import { countedIn, measureText, objectiveTitle, TrendBadge } from './words';

/** One objective: where it starts, where it stands, where the pace leads, and its curve. */
export function ObjectivePage({
  objective,
  history,
}: {
  objective: ObjectiveDetail;
  history: readonly HistoryEntry[];
}) {
  const { start, now, expected, trend, curve } = objective;
  const source = `Chaîne de couverture, ${countedIn(objective).toLowerCase()}, ${objective.territoryName}. Calculé au ${formatLongDate(now.on)}.`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Objectifs', href: '/couverture/objectifs' },
        ]}
        title={`${objective.territoryName}\u00a0– ${objectiveTitle(objective)}`}
        state={objective.closedOn ? <Badge>Clos</Badge> : <TrendBadge trend={trend} />}
        lead={`${countedIn(objective)}. Pour le ${formatLongDate(objective.targetOn)}.`}
        {...(objective.canEdit ? { menu: <ObjectiveActs objective={objective} /> } : {})}
      />
      <div className="flex flex-col gap-10">
        {objective.closedOn && (
          <Notice tone="info" title={`Clos le ${formatLongDate(objective.closedOn)}`}>
            <p>{objective.closedReason}</p>
          </Notice>
        )}
        {objective.note && <p className="max-w-text whitespace-pre-line">{objective.note}</p>}
        <div className="flex flex-wrap gap-x-10 gap-y-5">
          <Figure
            value={now.ratio === null ? '–' : formatPercent(now.ratio)}
            label={`${objectiveStageLabels[objective.stage]}\u00a0: ${measureText(now)}`}
            source={`au ${formatDate(now.on)}`}
          />
          <Figure
            value={formatPercent(expected)}
            label="attendus à ce jour, sur une ligne droite"
            source={`de ${start.ratio === null ? '0\u00a0%' : formatPercent(start.ratio)} le ${formatDate(start.on)} à ${formatPercent(objective.target)} le ${formatDate(objective.targetOn)}`}
          />
          <Figure
            value={objective.projected === null ? '–' : formatPercent(objective.projected)}
            label="à l’échéance, au rythme tenu depuis le départ"
            source="simple prolongement, non une prévision"
          />
          <Figure
            value={start.ratio === null ? '–' : formatPercent(start.ratio)}
            label={`au départ\u00a0: ${measureText(start)}`}
            source={`figé le ${formatDate(start.on)}`}
          />
        </div>
        {objective.restricted && (
          <p className="text-soft text-sm">
            Ce territoire est plus fin que le département&nbsp;: seuls les établissements que votre rôle vous
            confie sont comptés.
          </p>
        )}
        <ChartFrame
          level={2}
          title="Le chemin parcouru"
          source={source}
          fileName={`objectif-${objective.targetOn}`}
          data={{
            columns: [
              { key: 'day', label: 'Date', kind: 'date' },
              { key: 'actual', label: 'Taux', kind: 'percent' },
              { key: 'numerator', label: 'Numérateur', kind: 'number' },
              { key: 'denominator', label: 'Dénominateur', kind: 'number' },
              { key: 'expected', label: 'Attendu', kind: 'percent' },
            ],
            rows: curve.map(({ day, actual, numerator, denominator, expected: wanted }) => ({
              id: day,
              cells: { day, actual, numerator, denominator, expected: wanted },
            })),
          }}
        >
          <LineChart
            label={`Taux mesuré et taux attendu, du ${formatLongDate(start.on)} au ${formatLongDate(objective.targetOn)}`}
            dates={curve.map(({ day }) => day)}
            unit="percent"
            top={1}
            series={[
              { id: 'actual', label: 'Mesuré', values: curve.map(({ actual }) => actual) },
              { id: 'expected', label: 'Attendu', values: curve.map(({ expected: wanted }) => wanted) },
            ]}
          />
        </ChartFrame>
        <Section title="Historique">
          <History entries={history} />
        </Section>
      </div>
    </>
  );
}
