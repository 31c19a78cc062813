import { formatDate, formatDateTime, formatList, formatLongDate } from '@/components/ui/format';
import type { ConventionDetail } from '@/server/conventions/queries/detail';

/** The délibération in one sentence. */
export function deliberationLine(deliberation: ConventionDetail['deliberation']): string {
  if (!deliberation) return 'La délibération n’est pas encore saisie.';
  if (deliberation.waiverReason) return `Sans délibération\u00a0: ${deliberation.waiverReason}`;
  const { number, organ, sessionOn, transmittedOn, publishedOn } = deliberation;
  const steps = [
    transmittedOn && `transmise le ${formatDate(transmittedOn)}`,
    publishedOn && `publiée le ${formatDate(publishedOn)}`,
  ].filter((step): step is string => Boolean(step));
  return `Délibération n° ${number ?? '?'}${sessionOn ? ` du ${formatLongDate(sessionOn)}` : ''}${organ ? ` (${organ})` : ''}${
    steps.length > 0 ? `, ${formatList(steps)}` : ', pas encore transmise ni publiée'
  }.`;
}

export { opinionLabels } from '@/server/conventions/review/labels';

export const verdictLabels = {
  favourable: { label: 'Favorable', tone: 'success' },
  with_reservations: { label: 'Favorable avec réserves', tone: 'warning' },
  unfavourable: { label: 'Défavorable', tone: 'danger' },
} as const;

export { sideLabels, signatureModes } from '@/server/signature/modes';

/** When a signature was given: of a handwritten one only the day is known. */
export const signedWhen = (mode: string, signedAt: string): string =>
  mode === 'scan' ? formatLongDate(signedAt.slice(0, 10)) : formatDateTime(signedAt);
