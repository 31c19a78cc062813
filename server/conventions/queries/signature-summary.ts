import { longDate } from '@/server/calendar';
import { fromDbDate } from '../../clock';
import type { Context } from '../../trpc/context';
import { durationInWords, schoolsInWords } from '../compose';
import { sideOf } from '../facts';
import { factsOf, frozenText, loadConvention } from '../load';
import { delegationOf } from '../parties';
import { availableActions } from '../transitions';

/**
 * What a signatory reads before the document itself: who asks, in what capacity they sign, and what it says in
 * five lines made from the facts.
 */
export async function signatureSummary(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const { actor } = ctx;
  const side = actor ? sideOf(actor.role) : null;
  const text = frozenText(loaded);
  const sign = actor
    ? availableActions(factsOf(loaded, ctx.now), actor).find(({ action }) => action === 'sign')
    : undefined;
  const last = loaded.texts.find(({ id: textId }) => textId === text?.id);
  const delegation = actor ? await delegationOf(ctx.db, actor.membershipId, ctx.now) : null;
  const effectiveOn = fromDbDate(loaded.effectiveOn);
  const endsOn = fromDbDate(loaded.endsOn);
  const lines = [
    { label: 'Objet', text: `Déploiement de l’ENT « ${loaded.product?.name ?? loaded.project.name} »` },
    { label: 'Périmètre', text: `${schoolsInWords(loaded.schools.length, loaded.degree)} (annexe A1)` },
    {
      label: 'Durée',
      text:
        effectiveOn && loaded.durationMonths
          ? `${durationInWords(loaded.durationMonths)}, du ${longDate(effectiveOn)} au ${longDate(endsOn ?? effectiveOn)}`
          : 'voir l’article 19',
    },
    { label: 'Argent', text: 'voir l’article 18 (dispositions financières)' },
    { label: 'Données', text: 'voir l’article 12 et l’annexe A3 (données personnelles)' },
  ];
  return {
    side,
    quality: actor?.quality ?? null,
    name: actor?.userName ?? '',
    delegation:
      delegation &&
      `par délégation de ${delegation.grantedBy} (${delegation.reference}, ${longDate(delegation.grantedOn)})`,
    askedBy: loaded.academy.fullName,
    lines,
    pages: last?.pages ?? null,
    blockers: sign?.blockers.filter(({ code }) => code !== 'consent_missing') ?? [],
    warnings: sign?.warnings ?? [],
    possible: Boolean(sign && sign.blockers.length === 0),
  };
}

export type SignatureSummary = Awaited<ReturnType<typeof signatureSummary>>;
