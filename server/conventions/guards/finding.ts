import type { ConventionFacts, Finding, Findings, TransitionActor, TransitionPayload } from '../facts';

/**
 * The guards of the transition table (DOMAIN §4). Each returns what blocks and what deserves a warning, in
 * sentences that say how to mend it. `payload` is absent while the screen only asks what is possible.
 */
export type Guard = (facts: ConventionFacts, actor: TransitionActor, payload?: TransitionPayload) => Findings;

export const none = (): Findings => ({ blockers: [], warnings: [] });

/** All the findings of several guards, in their order. */
export const all =
  (...guards: Guard[]): Guard =>
  (facts, actor, payload) => {
    const found = guards.map((guard) => guard(facts, actor, payload));
    return {
      blockers: found.flatMap((one) => one.blockers),
      warnings: found.flatMap((one) => one.warnings),
    };
  };

export const blocks = (...blockers: (Finding | false)[]): Findings => ({
  blockers: blockers.filter((finding) => finding !== false),
  warnings: [],
});
export const warns = (...warnings: (Finding | false)[]): Findings => ({
  blockers: [],
  warnings: warnings.filter((finding) => finding !== false),
});

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** « a, b, c et 4 autres » */
export function enumeration(labels: readonly string[], shown = 4): string {
  if (labels.length <= shown) return labels.join(', ');
  const left = labels.length - shown;
  return `${labels.slice(0, shown).join(', ')} et ${left} ${left > 1 ? 'autres' : 'autre'}`;
}
