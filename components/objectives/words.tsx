import { StateBadge } from '@/components/ui/badge';
import { formatNumber, formatPercent } from '@/components/ui/format';
import {
  type CoverageBasis,
  type CoverageSector,
  type Degree,
  degreeLabels,
  sectorLabels,
} from '@/server/coverage/domain';
import {
  type ObjectiveStage,
  objectiveStageLabels,
  type Trend,
  trendLabels,
} from '@/server/objectives/domain';

const tones = {
  reached: 'success',
  ahead: 'success',
  on_pace: 'info',
  late: 'warning',
  overdue: 'danger',
  unknown: 'neutral',
} as const satisfies Record<Trend, string>;

/** Where an objective stands. */
export function TrendBadge({ trend }: { trend: Trend }) {
  return <StateBadge tone={tones[trend]}>{trendLabels[trend]}</StateBadge>;
}

/** « 90 % : accrochées à l’AAF », with what is counted. */
export const objectiveTitle = ({ stage, target }: { stage: ObjectiveStage; target: number }) =>
  `${formatPercent(target)}\u00a0: ${objectiveStageLabels[stage].toLowerCase().replace('aaf', 'AAF').replace(' ent', ' ENT')}`;

/** What the rate is made of. */
export const countedIn = ({
  degree,
  sector,
  basis,
}: {
  degree: Degree;
  sector: CoverageSector;
  basis: CoverageBasis;
}) =>
  `${degreeLabels[degree]}, ${basis === 'pupils' ? `élèves des ${sectorLabels[sector]}` : sectorLabels[sector]}`;

/** « 41 % (12 sur 29) », or that there is none. */
export function measureText({
  ratio,
  numerator,
  denominator,
}: {
  ratio: number | null;
  numerator: number;
  denominator: number;
}): string {
  return ratio === null
    ? 'pas de taux'
    : `${formatPercent(ratio)} (${formatNumber(numerator)} sur ${formatNumber(denominator)})`;
}
