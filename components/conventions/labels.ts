import { formatDate, formatList, formatLongDate } from '@/components/ui/format';
import type { ConventionDetail } from '@/server/conventions/queries/detail';

/** The délibération in one sentence. */
export function deliberationLine(deliberation: ConventionDetail['deliberation']): string {
  if (!deliberation) return 'La délibération n’est pas encore saisie.';
  if (deliberation.waiverReason) return `Sans délibération : ${deliberation.waiverReason}`;
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

/** Always says which mode was used, and never claims more (DOMAIN §9). */
export const signatureModes: Record<string, string> = {
  code: 'Signature électronique simple dans l’application, confirmée par un code à usage unique envoyé par courriel',
};

export const sideLabels = {
  state: 'Pour l’État',
  authority: 'Pour la collectivité',
  school: 'Pour l’établissement',
} as const;
