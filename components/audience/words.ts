import { counted, formatNumber } from '@/components/ui/format';
import { yearLabel } from '@/server/audience/domain';
import { type Cell, MASKED } from '@/server/audience/mask';
import type { Audience } from '@/server/audience/queries';

/** A figure of the measure as it is read: « masqué » for a small cell, a dash where nothing was measured. */
export const cellText = (cell: Cell): string =>
  cell === MASKED ? 'masqué' : cell === null ? '–' : formatNumber(cell);

/** Its value for a chart: a masked cell leaves a gap. */
export const cellValue = (cell: Cell): number | null => (cell === MASKED ? null : cell);

/** Its value for the table and the file of a chart: a number where there is one, so that it sorts and adds up. */
export const cellData = (cell: Cell): number | string | null => (cell === MASKED ? cellText(cell) : cell);

/** What is masked and why, in one sentence. */
export const maskingRule = (threshold: number) =>
  threshold <= 1
    ? 'Aucun petit nombre n’est masqué\u00a0: le seuil réglé est de 1.'
    : `Une case de moins de ${formatNumber(threshold)} visites ou utilisateurs est masquée, et avec elle celles qui permettraient de la déduire. Un nombre qui ne tiendrait qu’à une école l’est aussi, hors de votre périmètre. Le seuil se règle par académie.`;

/** « 1 250 heures », from seconds. */
export const hoursText = (seconds: number | null): string =>
  seconds === null
    ? '–'
    : `${formatNumber(Math.round(seconds / 3600))}\u00a0${Math.round(seconds / 3600) >= 2 ? 'heures' : 'heure'}`;

/** States of an import, as they are read. */
export const importStates = {
  preparing: { label: 'Colonnes à confirmer', tone: 'info' },
  running: { label: 'En cours', tone: 'info' },
  done: { label: 'Importé', tone: 'success' },
  refused: { label: 'Refusé', tone: 'danger' },
  failed: { label: 'Interrompu', tone: 'danger' },
  cancelled: { label: 'Arrêté', tone: 'neutral' },
} as const;

/** Where the figures of a territory come from, and which schools they stand on. */
export const audienceSource = ({ path, year, schools, demonstration, lastImport }: Audience) =>
  `DNMA, ${path.at(-1)?.name ?? 'France'}, année scolaire ${yearLabel(year)} (depuis le 1er août), ${counted(schools, 'établissement mesuré', 'établissements mesurés')} au moins une semaine.${demonstration || lastImport?.demonstration ? ' Données de démonstration.' : ''}`;
