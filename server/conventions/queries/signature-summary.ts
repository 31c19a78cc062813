import { delegationLine } from '@/server/signature/hats';
import type { Context } from '../../trpc/context';
import { type Side, sideOf } from '../facts';
import { type LoadedConvention, loadConvention } from '../load';
import { frozenText, standingSignatures, systemOf, templateOf, valuesOf } from '../loaded';
import { factsOf } from '../loaded-facts';
import { delegationOf, inSentence } from '../parties';
import { summaryLines } from '../summary';
import { availableActions } from '../transitions';

/** « l’État », « la commune d’Argenteuil », « l’éditeur … »: on whose behalf a side signs. */
function onBehalfOf(loaded: LoadedConvention, side: Side | null): string {
  if (side === 'authority') return inSentence(loaded.authority.name);
  if (side === 'school') return loaded.establishment?.school.name ?? 'l’établissement';
  if (side === 'vendor') return loaded.product?.vendor.name ?? 'l’éditeur';
  return 'l’État';
}

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
  const lines = summaryLines({
    system: systemOf(loaded),
    degree: loaded.degree,
    schools: loaded.schools.length,
    variables: templateOf(loaded).variables,
    values: valuesOf(loaded),
  });
  return {
    side,
    /** This hat has signed the text now open. */
    signed: standingSignatures(loaded).some(({ membershipId }) => membershipId === actor?.membershipId),
    quality: actor?.quality ?? null,
    name: actor?.userName ?? '',
    delegation: delegation && delegationLine(delegation),
    askedBy: loaded.academy.fullName,
    onBehalfOf: onBehalfOf(loaded, side),
    lines,
    pages: last?.pages ?? null,
    blockers: sign?.blockers.filter(({ code }) => code !== 'consent_missing') ?? [],
    warnings: sign?.warnings ?? [],
    possible: Boolean(sign && sign.blockers.length === 0),
  };
}

export type SignatureSummary = Awaited<ReturnType<typeof signatureSummary>>;
