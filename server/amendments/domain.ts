import { longDate } from '@/server/calendar';
import { counted, listed } from '@/server/french';
import { computeEnd } from '../conventions/domain';
import type { AmendmentChanges } from './schema';

/**
 * What avenants do to a convention, as pure facts (DOMAIN §4: a signed text is never edited, an avenant is a
 * child with the same chain; the parent shows the consolidated text as of a date). Dates are ISO days.
 */

/** One stay of a school in the perimeter; `leftOn` is the first day on which it is out. */
export type Stay = { uai: string; entryOn: string; leftOn: string | null };

export type Market = { reference: string | null; startsOn: string | null; endsOn: string | null };

export type LivingFacts = {
  stays: readonly Stay[];
  productId: string | null;
  authorityId: string;
  endsOn: string | null;
  durationMonths: number | null;
  /** Market facts of the product in force when an avenant brought it; null while the signed text tells them. */
  market: Market | null;
  /** Articles replaced or added by an avenant, by key. */
  articles: Readonly<Record<string, { title: string; body: string; by: string }>>;
};

/** An avenant that is or will be in force. */
export type DatedAmendment = {
  number: string;
  rank: number;
  effectiveOn: string;
  changes: AmendmentChanges;
};

/** Effect date, then rank: the later one has the last word. */
export function inOrder<Amendment extends { effectiveOn: string; rank: number }>(
  amendments: readonly Amendment[],
): Amendment[] {
  return [...amendments].sort((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.rank - b.rank,
  );
}

type SchoolEvent = { on: string; uai: string; way: 'in' | 'out' };

/** Entries and exits of one avenant; none takes place before its effect date. */
export function schoolEvents({
  effectiveOn,
  changes,
}: Pick<DatedAmendment, 'effectiveOn' | 'changes'>): SchoolEvent[] {
  const notBefore = (day: string) => (day < effectiveOn ? effectiveOn : day);
  return [
    ...changes.schoolsOut.map(({ uai, exitOn }) => ({ uai, on: notBefore(exitOn), way: 'out' as const })),
    ...changes.schoolsIn.map(({ uai, entryOn }) => ({ uai, on: notBefore(entryOn), way: 'in' as const })),
  ];
}

/** The last day that a change of term leads to. */
export function newTerm(
  term: NonNullable<AmendmentChanges['term']>,
  parentEffectiveOn: string | null,
): string | null {
  if (term.endsOn) return term.endsOn;
  return parentEffectiveOn && term.durationMonths
    ? computeEnd(parentEffectiveOn, term.durationMonths).endsOn
    : null;
}

/** Stays after one event; an entry of a school that is in, or an exit of one that is out, changes nothing. */
function moved(stays: readonly Stay[], { on, uai, way }: SchoolEvent): readonly Stay[] {
  const open = stays.find((stay) => stay.uai === uai && stay.leftOn === null);
  if (way === 'in') return open ? stays : [...stays, { uai, entryOn: on, leftOn: null }];
  if (!open || open.entryOn > on) return stays;
  return stays.map((stay) => (stay === open ? { ...stay, leftOn: on } : stay));
}

/**
 * The facts of a convention on a day: those of the signed text with the avenants then in force.
 * @param base facts as signed, whatever was done to the living rows since.
 * @param parentEffectiveOn effect date of the convention, from which a duration is counted.
 */
export function factsOn(
  base: LivingFacts,
  amendments: readonly DatedAmendment[],
  day: string,
  parentEffectiveOn: string | null,
): LivingFacts {
  const due = inOrder(amendments.filter(({ effectiveOn }) => effectiveOn <= day));
  const events = due
    .flatMap((amendment, order) => schoolEvents(amendment).map((event) => ({ ...event, order })))
    .filter(({ on }) => on <= day)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order));
  let facts: LivingFacts = { ...base, stays: events.reduce<readonly Stay[]>(moved, base.stays) };
  for (const { number, changes } of due) {
    const { product, term, parties, articles } = changes;
    facts = {
      ...facts,
      ...(product && {
        productId: product.productId,
        market: {
          reference: product.marketReference,
          startsOn: product.marketStartsOn,
          endsOn: product.marketEndsOn,
        },
      }),
      ...(term && {
        endsOn: newTerm(term, parentEffectiveOn) ?? facts.endsOn,
        durationMonths: term.durationMonths,
      }),
      ...(parties?.authorityId && { authorityId: parties.authorityId }),
      articles: {
        ...facts.articles,
        ...Object.fromEntries(articles.map(({ key, title, body }) => [key, { title, body, by: number }])),
      },
    };
  }
  return facts;
}

/** Schools in the perimeter on that day, sorted. */
export function schoolsOn(facts: Pick<LivingFacts, 'stays'>, day: string): string[] {
  return facts.stays
    .filter(({ entryOn, leftOn }) => entryOn <= day && (leftOn === null || leftOn > day))
    .map(({ uai }) => uai)
    .sort();
}

export const amendmentKinds = ['schools', 'product', 'term', 'parties', 'free'] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];
export const kindLabels: Record<AmendmentKind, string> = {
  schools: 'Écoles',
  product: 'Solution',
  term: 'Durée',
  parties: 'Parties',
  free: 'Articles',
};

/** The types of an avenant: it may have several. */
export function kindsOf(changes: AmendmentChanges): AmendmentKind[] {
  const has: Record<AmendmentKind, boolean> = {
    schools: changes.schoolsIn.length + changes.schoolsOut.length > 0,
    product: changes.product !== null,
    term: changes.term !== null,
    parties: changes.parties !== null,
    free: changes.articles.length > 0,
  };
  return amendmentKinds.filter((kind) => has[kind]);
}

/** « 2 écoles entrent, changement de solution » */
export function summaryOf(changes: AmendmentChanges): string {
  const schools = (count: number, verb: string) =>
    `${counted(count, 'école')} ${count >= 2 ? `${verb}nt` : verb}`;
  const exits = changes.schoolsOut.length;
  const parts = [
    changes.schoolsIn.length > 0 && schools(changes.schoolsIn.length, 'entre'),
    exits > 0 && `${counted(exits, 'école')} ${exits >= 2 ? 'sortent' : 'sort'}`,
    changes.product && 'changement de solution',
    changes.term && 'nouveau terme',
    changes.parties && 'changement relatif à une partie',
    changes.articles.length > 0 &&
      `${counted(changes.articles.length, 'article')} ${changes.articles.length >= 2 ? 'modifiés ou ajoutés' : 'modifié ou ajouté'}`,
  ].filter((part) => typeof part === 'string');
  return parts.length > 0 ? listed(parts, 9) : 'aucune modification';
}

/** What an avenant touches; two open ones that share a subject must know of each other. */
export function subjectsOf(changes: AmendmentChanges): string[] {
  return [
    ...changes.schoolsIn.map(({ uai }) => `school:${uai}`),
    ...changes.schoolsOut.map(({ uai }) => `school:${uai}`),
    ...(changes.product ? ['product'] : []),
    ...(changes.term ? ['term'] : []),
    ...(changes.parties?.authorityId ? ['parties'] : []),
    ...changes.articles.map(({ key }) => `article:${key}`),
  ];
}

/** Says what two open avenants both touch, or null. */
export function conflictSentence(
  mine: AmendmentChanges,
  other: { number: string; changes: AmendmentChanges },
): string | null {
  const theirs = new Set(subjectsOf(other.changes));
  const shared = subjectsOf(mine).filter((subject) => theirs.has(subject));
  if (shared.length === 0) return null;
  const schools = shared.filter((subject) => subject.startsWith('school:')).length;
  const articles = shared.filter((subject) => subject.startsWith('article:')).length;
  const words = [
    schools > 0 && counted(schools, 'école'),
    shared.includes('product') && 'la solution',
    shared.includes('term') && 'la durée',
    shared.includes('parties') && 'la collectivité',
    articles > 0 && counted(articles, 'article'),
  ].filter((word) => typeof word === 'string');
  return `L’avenant ${other.number}, lui aussi ouvert, touche la même matière\u00a0: ${listed(words)}. À date d’effet égale, le dernier numéro l’emporte.`;
}

export type Problem = { path: string; message: string };

/**
 * What makes an avenant impossible, given the convention as it will stand on the effect date.
 * @param facts facts of the convention on that day, this avenant apart.
 */
export function problemsOf(
  changes: AmendmentChanges,
  facts: LivingFacts,
  at: {
    effectiveOn: string | null;
    parentEffectiveOn: string | null;
    /** Keys of the articles of the convention; null when it was made elsewhere and has no text here. */
    articleKeys: readonly string[] | null;
  },
): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, message: string) => problems.push({ path, message });
  const { effectiveOn, parentEffectiveOn } = at;
  if (kindsOf(changes).length === 0) say('changes', 'Un avenant modifie au moins un point de la convention.');
  if (effectiveOn && parentEffectiveOn && effectiveOn < parentEffectiveOn)
    say(
      'effectiveOn',
      `L’avenant ne peut pas prendre effet avant la convention (${longDate(parentEffectiveOn)}).`,
    );
  if (effectiveOn && facts.endsOn && effectiveOn > facts.endsOn)
    say(
      'effectiveOn',
      `La convention s’achève le ${longDate(facts.endsOn)}\u00a0: l’avenant doit prendre effet au plus tard ce jour-là.`,
    );
  const stayOf = (uai: string) => facts.stays.find((stay) => stay.uai === uai && stay.leftOn === null);
  for (const [index, { uai, entryOn }] of changes.schoolsIn.entries()) {
    const within = facts.stays.find((stay) => stay.uai === uai && (stay.leftOn ?? '9999-12-31') > entryOn);
    if (within)
      say(
        `changes.schoolsIn.${index}.uai`,
        within.leftOn
          ? `L’école ${uai} est dans l’annexe A1 jusqu’au ${longDate(within.leftOn)}\u00a0: elle ne peut y revenir qu’à partir de ce jour.`
          : `L’école ${uai} est déjà dans l’annexe A1.`,
      );
    if (effectiveOn && entryOn < effectiveOn)
      say(
        `changes.schoolsIn.${index}.entryOn`,
        `L’école ${uai} ne peut pas entrer avant la date d’effet de l’avenant.`,
      );
    if (facts.endsOn && !changes.term && entryOn > facts.endsOn)
      say(`changes.schoolsIn.${index}.entryOn`, `L’école ${uai} entrerait après le terme de la convention.`);
  }
  for (const [index, { uai, exitOn }] of changes.schoolsOut.entries()) {
    const stay = stayOf(uai);
    if (!stay) say(`changes.schoolsOut.${index}.uai`, `L’école ${uai} n’est pas dans l’annexe A1.`);
    if (effectiveOn && exitOn < effectiveOn)
      say(
        `changes.schoolsOut.${index}.exitOn`,
        `L’école ${uai} ne peut pas sortir avant la date d’effet de l’avenant.`,
      );
    if (stay && exitOn <= stay.entryOn)
      say(
        `changes.schoolsOut.${index}.exitOn`,
        `L’école ${uai} sortirait avant d’être entrée (${longDate(stay.entryOn)}).`,
      );
  }
  if (changes.product && changes.product.productId === facts.productId)
    say(
      'changes.product.productId',
      'C’est déjà la solution de la convention\u00a0: choisissez-en une autre.',
    );
  if (changes.term) {
    const end = newTerm(changes.term, parentEffectiveOn);
    const field = changes.term.endsOn ? 'changes.term.endsOn' : 'changes.term.durationMonths';
    if (!end)
      say(
        field,
        'La convention n’a pas de date d’effet\u00a0: indiquez le nouveau terme plutôt qu’une durée.',
      );
    else if (end === facts.endsOn) say(field, `La convention s’achève déjà le ${longDate(end)}.`);
    else if (effectiveOn && end < effectiveOn)
      say(field, 'Le nouveau terme précéderait la date d’effet de l’avenant.');
  }
  if (changes.parties?.authorityId && changes.parties.authorityId === facts.authorityId)
    say('changes.parties.authorityId', 'Cette collectivité est déjà partie à la convention.');
  for (const [index, { key, mode }] of changes.articles.entries()) {
    const known = at.articleKeys?.includes(key) || Object.hasOwn(facts.articles, key);
    if (mode === 'replace' && at.articleKeys && !known)
      say(`changes.articles.${index}.key`, 'Cet article n’existe pas dans la convention.');
    if (mode === 'add' && known)
      say(
        `changes.articles.${index}.key`,
        'Un article de la convention porte déjà cette clé\u00a0: remplacez-le.',
      );
  }
  return problems;
}
