import { counted, formatDate, formatNumber, formatPercent } from '@/components/ui/format';
import { sectorLabels } from '@/server/coverage/domain';
import type { ComparedFigure } from '@/server/coverage/published/compare';
import { gapInPoints, gapInWords } from '@/server/coverage/published/explain';
import type { PublishedFigureView } from '@/server/coverage/published/queries';

export const FIGURES = '/couverture/chiffres-publies';
export const coverageCrumb = { label: 'Couverture', href: '/couverture' };
export const figuresCrumb = { label: 'Chiffres publiés', href: FIGURES };

/** « 30/06/2024 », or the year when the source gives no day. */
export const dayOf = (figure: Pick<PublishedFigureView, 'asOf' | 'year'>): string =>
  figure.asOf ? formatDate(figure.asOf) : String(figure.year);

/** « 772 écoles sur 765, soit 100,9 % », or the words that the denominator is not published. */
export function publishedCount({ rate, scopeKind }: Pick<PublishedFigureView, 'rate' | 'scopeKind'>): string {
  const number = scopeKind === 'pupils' ? counted(rate.numerator, 'élève') : counted(rate.numerator, 'école');
  if (rate.denominator === null) return `${number}, dénominateur non publié`;
  const share = rate.ratio === null ? '' : `, soit ${formatPercent(rate.ratio)}`;
  return `${number} sur ${formatNumber(rate.denominator)}${share}`;
}

/** What is computed at the day of the figure, or why nothing is. */
export function computedCount({ comparison }: ComparedFigure): { main: string; detail: string } {
  const { sameDay, sector, unit } = comparison;
  if (!sameDay) return { main: 'Rien à cette date', detail: 'aucun fait daté aussi tôt' };
  const share =
    sameDay.rate === null || sameDay.rate.ratio === null ? '' : `, soit ${formatPercent(sameDay.rate.ratio)}`;
  const over = sameDay.rate?.denominator != null ? ` sur ${formatNumber(sameDay.rate.denominator)}` : '';
  return {
    main: `${counted(sameDay.inProject, unit)}${over}${share}`,
    detail: `${sectorLabels[sector]}, au ${formatDate(sameDay.asOf)}`,
  };
}

/** What is computed today. */
export function todayCount({ comparison: { today, sector, unit } }: ComparedFigure): {
  main: string;
  detail: string;
} {
  const share = today.rate.ratio === null ? '' : `, soit ${formatPercent(today.rate.ratio)}`;
  return {
    main: `${counted(today.inProject, unit)} sur ${formatNumber(today.exists)}${share}`,
    detail: `${sectorLabels[sector]}, au ${formatDate(today.asOf)}`,
  };
}

/** « −2 écoles, −20 points », with the day it stands at when it is not that of the figure. */
export function gapWords({ comparison: { gap, demonstration, unit } }: ComparedFigure): {
  main: string;
  detail: string;
} {
  if (!gap)
    return {
      main: 'Non comparé',
      detail: demonstration ? 'écoles fictives' : 'nombre d’élèves inconnu ici',
    };
  const points = gap.points === null ? '' : `, ${gapInPoints(gap.points)}`;
  return {
    main: `${gapInWords(gap.count, unit)}${points}`,
    detail: gap.at === 'sameDay' ? 'à la même date' : `avec le calcul du ${formatDate(gap.asOf)}`,
  };
}
