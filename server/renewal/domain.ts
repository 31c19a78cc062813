import { addDays, addMonths, daysBetween, longDate } from '@/server/calendar';
import { counted, listed } from '@/server/french';
import { type AlertMonths, alertMonths, lastDayOf, type Renewal } from '../conventions/domain';

/** Renewal of conventions (DOMAIN §4; article 19 of the template). Pure; ISO days. */

/** Months before the term until which a party may refuse the tacit renewal (article 19). */
export const denunciationMonths = 3;

/** The rule of article 19 from the values of its three variables; anything unknown is « none ». */
export function renewalRule(values: { kind: unknown; months: unknown; maximum: unknown }): Renewal {
  const { kind, months, maximum } = values;
  if (kind !== 'express' && kind !== 'tacit') return { kind: 'none' };
  if (typeof months !== 'number' || typeof maximum !== 'number' || months < 1 || maximum < 1)
    return { kind: 'none' };
  return { kind, months, maximum };
}

/** Last day on which a refusal of the tacit renewal is in time. */
export const lastDenunciationDay = (endsOn: string) => addMonths(endsOn, -denunciationMonths);

export type TacitState =
  | { possible: false; why: 'not_tacit' | 'exhausted' | 'denounced' | 'terminated' | 'no_term' }
  | { possible: true; endsOn: string; rank: number };

/**
 * What a tacit renewal would do at the term: the next one in its maximum, unless a party refused it in time or
 * terminated the convention.
 */
export function nextTacit(
  rule: Renewal,
  facts: {
    effectiveOn: string | null;
    durationMonths: number | null;
    endsOn: string | null;
    /** Tacit renewals that took place. */
    done: number;
    denouncedOn: string | null;
    terminatesOn: string | null;
  },
): TacitState {
  if (rule.kind !== 'tacit') return { possible: false, why: 'not_tacit' };
  if (!facts.endsOn || !facts.effectiveOn) return { possible: false, why: 'no_term' };
  if (facts.done >= rule.maximum) return { possible: false, why: 'exhausted' };
  if (facts.terminatesOn) return { possible: false, why: 'terminated' };
  if (facts.denouncedOn && facts.denouncedOn <= lastDenunciationDay(facts.endsOn))
    return { possible: false, why: 'denounced' };
  // Counted from the effect date while the duration is known, so that short months do not wear the days away.
  const endsOn = facts.durationMonths
    ? lastDayOf(facts.effectiveOn, facts.durationMonths + rule.months)
    : addMonths(facts.endsOn, rule.months);
  return { possible: true, endsOn, rank: facts.done + 1 };
}

/** The milestone reached today (12, 6 or 3 months before the term), or null. */
export function milestone(endsOn: string, today: string): AlertMonths | null {
  if (today > endsOn) return null;
  return [...alertMonths].reverse().find((months) => addMonths(endsOn, -months) <= today) ?? null;
}

/** Filter of the proposals that wait for a decision on a day: open, or put off until then. */
export const renewalToExamine = (today: Date) => ({
  OR: [{ state: 'open' as const }, { state: 'postponed' as const, postponedUntil: { lte: today } }],
});

/** A gap or an overlap between a convention and the one that follows it, said; null when they follow each other. */
export function continuity(
  predecessorEndsOn: string,
  successorEffectiveOn: string,
): { kind: 'gap' | 'overlap'; days: number; sentence: string } | null {
  const days = daysBetween(predecessorEndsOn, successorEffectiveOn) - 1;
  if (days === 0) return null;
  if (days > 0)
    return {
      kind: 'gap',
      days,
      sentence: `${days === 1 ? 'Un jour' : counted(days, 'jour')} sans convention entre le ${longDate(predecessorEndsOn)} et le ${longDate(successorEffectiveOn)}\u00a0: avancez la date d’effet au ${longDate(addDays(predecessorEndsOn, 1))}.`,
    };
  return {
    kind: 'overlap',
    days: -days,
    sentence: `${days === -1 ? 'Un jour' : counted(-days, 'jour')} où deux conventions se recouvrent, du ${longDate(successorEffectiveOn)} au ${longDate(predecessorEndsOn)}\u00a0: reportez la date d’effet au ${longDate(addDays(predecessorEndsOn, 1))}, ou laissez la nouvelle prendre la suite dès ce jour.`,
  };
}

/** Schools that another living convention also covers on the day of effect. */
export function overlapSentence(
  others: readonly { number: string; uais: readonly string[] }[],
): string | null {
  const found = others.filter(({ uais }) => uais.length > 0);
  if (found.length === 0) return null;
  return `${found
    .map(
      ({ number, uais }) =>
        `${counted(uais.length, 'école')} (${listed(uais, 4)}) ${uais.length >= 2 ? 'sont' : 'est'} aussi dans la convention ${number}`,
    )
    .join('\u00a0; ')}\u00a0: une école ne relève que d’une convention à la fois.`;
}
