import { formatLongDate } from '@/components/ui/format';
import { type Degree, degreeLabels, type RatedStage, stageLabels } from '@/server/coverage/domain';

/** What a rate of this link says: « Part des établissements publics inscrits à un projet ENT… ». */
export function rateWords(stage: RatedStage, degree: Degree, scope: string): string {
  return `${stageLabels[stage].label}, en part des ${scope} du ${degreeLabels[degree].toLowerCase()}`;
}

/** One sentence on where the figures come from; it leaves with every file. */
export function sourceWords({
  asOf,
  demonstration,
  credit,
  what,
}: {
  asOf?: string;
  demonstration: boolean;
  credit?: string;
  what: string;
}): string {
  return [
    `${what}.`,
    `Source\u00a0: Accord’ENT, calculé à partir de l’annuaire des établissements et des faits datés${asOf ? `, au ${formatLongDate(asOf)}` : ''}.`,
    ...(demonstration ? ['Données de démonstration\u00a0: écoles fictives.'] : []),
    ...(credit ? [credit] : []),
  ].join(' ');
}
