import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '@/server/calendar';
import {
  conflictSentence,
  type DatedAmendment,
  factsOn,
  inOrder,
  kindsOf,
  type LivingFacts,
  newTerm,
  problemsOf,
  schoolEvents,
  schoolsOn,
  summaryOf,
} from './domain';
import { amendmentChanges, noChanges } from './schema';

const start = '2026-09-01';
const uais = ['0950001A', '0950002B', '0950003C', '0950004D', '0950005E'];
const day = fc.integer({ min: 0, max: 420 }).map((offset) => addDays(start, offset));

const base: LivingFacts = {
  stays: uais.slice(0, 3).map((uai) => ({ uai, entryOn: start, leftOn: null })),
  productId: 'p0',
  authorityId: 'a0',
  endsOn: '2029-08-31',
  durationMonths: 36,
  market: null,
  articles: {},
};

const amendments = fc
  .array(
    fc.record({
      effectiveOn: day,
      ins: fc.uniqueArray(
        fc.record({ uai: fc.constantFrom(...uais), after: fc.integer({ min: 0, max: 40 }) }),
        {
          selector: ({ uai }) => uai,
          maxLength: 2,
        },
      ),
      outs: fc.uniqueArray(
        fc.record({ uai: fc.constantFrom(...uais), after: fc.integer({ min: 0, max: 40 }) }),
        {
          selector: ({ uai }) => uai,
          maxLength: 2,
        },
      ),
      product: fc.option(fc.constantFrom('p0', 'p1', 'p2'), { nil: null }),
      endsOn: fc.option(fc.constantFrom('2028-02-29', '2030-08-31', '2031-01-31'), { nil: null }),
      authority: fc.option(fc.constantFrom('a1', 'a2'), { nil: null }),
      article: fc.option(fc.constantFrom('objet', 'ajout'), { nil: null }),
    }),
    { maxLength: 7 },
  )
  .map((list) =>
    list.map((one, index): DatedAmendment => {
      const entering = one.ins.map(({ uai }) => uai);
      return {
        number: `A${index + 1}`,
        rank: index + 1,
        effectiveOn: one.effectiveOn,
        changes: {
          ...noChanges,
          schoolsIn: one.ins.map(({ uai, after }) => ({ uai, entryOn: addDays(one.effectiveOn, after) })),
          schoolsOut: one.outs
            .filter(({ uai }) => !entering.includes(uai))
            .map(({ uai, after }) => ({ uai, exitOn: addDays(one.effectiveOn, after), reason: 'fermeture' })),
          product: one.product
            ? {
                productId: one.product,
                marketReference: `M${index}`,
                marketStartsOn: null,
                marketEndsOn: null,
              }
            : null,
          term: one.endsOn ? { endsOn: one.endsOn, durationMonths: null } : null,
          parties: one.authority ? { authorityId: one.authority, facts: 'transfert' } : null,
          articles: one.article
            ? [{ key: one.article, mode: 'replace' as const, title: 'Titre', body: `corps ${index}` }]
            : [],
        },
      };
    }),
  );

/** What a clerk would do: turn the calendar day by day and carry out what each day brings. */
function replay(list: readonly DatedAmendment[], until: string) {
  let schools = new Set(uais.slice(0, 3));
  let { productId, authorityId, endsOn } = base;
  let articles: Record<string, string> = {};
  for (let today = start; today <= until; today = addDays(today, 1)) {
    for (const { effectiveOn, changes } of inOrder(list)) {
      if (effectiveOn === today) {
        if (changes.product) productId = changes.product.productId;
        if (changes.term?.endsOn) endsOn = changes.term.endsOn;
        if (changes.parties?.authorityId) authorityId = changes.parties.authorityId;
        for (const { key, body } of changes.articles) articles = { ...articles, [key]: body };
      }
      schools = new Set(schools);
      for (const { uai, exitOn } of changes.schoolsOut) if (exitOn === today) schools.delete(uai);
      for (const { uai, entryOn } of changes.schoolsIn) if (entryOn === today) schools.add(uai);
    }
  }
  return { schools: [...schools].sort(), productId, authorityId, endsOn, articles };
}

describe('consolidated facts', () => {
  it('are, on any day, what turning the calendar day by day would give', () => {
    fc.assert(
      fc.property(amendments, day, (list, today) => {
        const facts = factsOn(base, list, today, start);
        expect({
          schools: schoolsOn(facts, today),
          productId: facts.productId,
          authorityId: facts.authorityId,
          endsOn: facts.endsOn,
          articles: Object.fromEntries(Object.entries(facts.articles).map(([key, { body }]) => [key, body])),
        }).toEqual(replay(list, today));
      }),
      { numRuns: 400 },
    );
  });

  it('tell the past as it was, whatever came later', () => {
    fc.assert(
      fc.property(amendments, day, day, (list, one, other) => {
        const [before, after] = one < other ? [one, other] : [other, one];
        const later = factsOn(base, list, after, start);
        expect(schoolsOn(later, before)).toEqual(schoolsOn(factsOn(base, list, before, start), before));
      }),
      { numRuns: 200 },
    );
  });

  it('keep both stays of a school that leaves and comes back', () => {
    const leaves: DatedAmendment = {
      number: 'A1',
      rank: 1,
      effectiveOn: '2026-10-01',
      changes: { ...noChanges, schoolsOut: [{ uai: '0950001A', exitOn: '2026-10-01', reason: 'travaux' }] },
    };
    const returns: DatedAmendment = {
      number: 'A2',
      rank: 2,
      effectiveOn: '2027-02-28',
      changes: { ...noChanges, schoolsIn: [{ uai: '0950001A', entryOn: '2027-03-01' }] },
    };
    const facts = factsOn(base, [returns, leaves], '2027-12-31', start);
    const within = (today: string) => schoolsOn(facts, today).includes('0950001A');
    expect([within('2026-09-30'), within('2026-10-01'), within('2027-02-28'), within('2027-03-01')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('term', () => {
  it('counts a duration from the effect date, leap days and ends of month included', () => {
    expect(newTerm({ endsOn: null, durationMonths: 48 }, '2024-02-29')).toBe('2028-02-28');
    expect(newTerm({ endsOn: null, durationMonths: 12 }, '2024-02-29')).toBe('2025-02-28');
    expect(newTerm({ endsOn: null, durationMonths: 6 }, '2026-08-31')).toBe('2027-02-28');
    expect(newTerm({ endsOn: null, durationMonths: 12 }, '2026-09-01')).toBe('2027-08-31');
    expect(newTerm({ endsOn: null, durationMonths: 12 }, null)).toBeNull();
    expect(newTerm({ endsOn: '2028-02-29', durationMonths: null }, '2026-09-01')).toBe('2028-02-29');
  });
});

describe('refusals', () => {
  const at = { effectiveOn: '2027-09-01', parentEffectiveOn: start, articleKeys: ['objet'] };
  const say = (changes: Partial<typeof noChanges>, rest: Partial<typeof at> = {}) =>
    problemsOf({ ...noChanges, ...changes }, base, { ...at, ...rest }).map(
      ({ path, message }) => `${path}: ${message}`,
    );

  it.each([
    [{}, {}, 'changes: Un avenant modifie au moins un point'],
    [
      { schoolsIn: [{ uai: '0950001A', entryOn: '2027-09-01' }] },
      {},
      'schoolsIn.0.uai: L’école 0950001A est déjà',
    ],
    [
      { schoolsIn: [{ uai: '0950005E', entryOn: '2027-08-31' }] },
      {},
      'schoolsIn.0.entryOn: L’école 0950005E ne peut pas entrer avant',
    ],
    [{ schoolsIn: [{ uai: '0950005E', entryOn: '2029-09-01' }] }, {}, 'après le terme'],
    [{ schoolsOut: [{ uai: '0950005E', exitOn: '2027-09-01', reason: 'x' }] }, {}, 'n’est pas dans l’annexe'],
    [
      { schoolsOut: [{ uai: '0950001A', exitOn: '2027-08-31', reason: 'x' }] },
      {},
      'ne peut pas sortir avant',
    ],
    [
      { schoolsOut: [{ uai: '0950001A', exitOn: start, reason: 'x' }] },
      { effectiveOn: start },
      'sortirait avant d’être entrée',
    ],
    [
      { product: { productId: 'p0', marketReference: null, marketStartsOn: null, marketEndsOn: null } },
      {},
      'déjà la solution',
    ],
    [{ term: { endsOn: '2029-08-31', durationMonths: null } }, {}, 's’achève déjà'],
    [{ term: { endsOn: '2027-08-31', durationMonths: null } }, {}, 'précéderait la date d’effet'],
    [
      { term: { endsOn: null, durationMonths: 12 } },
      { parentEffectiveOn: null as unknown as string },
      'pas de date d’effet',
    ],
    [{ parties: { authorityId: 'a0', facts: 'x' } }, {}, 'déjà partie'],
    [{ articles: [{ key: 'inconnu', mode: 'replace' as const, title: 't', body: 'b' }] }, {}, 'n’existe pas'],
    [{ articles: [{ key: 'objet', mode: 'add' as const, title: 't', body: 'b' }] }, {}, 'déjà cette clé'],
    [
      { articles: [{ key: 'objet', mode: 'replace' as const, title: 't', body: 'b' }] },
      { effectiveOn: '2026-08-31' },
      'avant la convention',
    ],
    [
      { articles: [{ key: 'objet', mode: 'replace' as const, title: 't', body: 'b' }] },
      { effectiveOn: '2029-09-01' },
      'au plus tard ce jour-là',
    ],
  ])('%#', (changes, rest, sentence) => {
    expect(say(changes, rest).join('\n')).toContain(sentence);
  });

  it('accepts what is possible', () => {
    expect(
      say({
        schoolsIn: [{ uai: '0950005E', entryOn: '2027-09-01' }],
        schoolsOut: [{ uai: '0950001A', exitOn: '2028-02-29', reason: 'fermeture' }],
        product: { productId: 'p1', marketReference: null, marketStartsOn: null, marketEndsOn: null },
        term: { endsOn: null, durationMonths: 48 },
      }),
    ).toEqual([]);
  });

  it('refuses the same thing twice, and a term told in two ways', () => {
    const issues = (input: unknown) =>
      amendmentChanges.safeParse(input).error?.issues.map(({ message }) => message) ?? [];
    const twice = { uai: '0950005E', entryOn: '2027-09-01' };
    expect(issues({ schoolsIn: [twice, twice] })).toContain('Cette école est citée deux fois.');
    expect(
      issues({ schoolsIn: [twice], schoolsOut: [{ uai: '0950005E', exitOn: '2027-09-01', reason: 'x' }] }),
    ).toContain('Une école ne peut pas entrer et sortir par le même avenant.');
    expect(issues({ term: { endsOn: '2028-01-01', durationMonths: 12 } })).toHaveLength(1);
    expect(issues({ term: {} })).toHaveLength(1);
    expect(issues({ schoolsOut: [{ uai: 'x', exitOn: '2027-02-30', reason: 'x' }] })).toHaveLength(1);
  });
});

describe('two open avenants', () => {
  it('are told what they both touch, and nothing when they touch different things', () => {
    const mine = amendmentChanges.parse({
      term: { endsOn: '2030-01-01' },
      schoolsIn: [{ uai: '0950005E', entryOn: '2027-09-01' }],
    });
    const other = amendmentChanges.parse({ term: { durationMonths: 48 } });
    expect(conflictSentence(mine, { number: 'X-A2', changes: other })).toContain('la durée');
    const apart = amendmentChanges.parse({ product: { productId: 'p1' } });
    expect(conflictSentence(mine, { number: 'X-A2', changes: apart })).toBeNull();
  });
});

it('names its types and sums them up', () => {
  const changes = amendmentChanges.parse({
    schoolsIn: [{ uai: '0950005E', entryOn: '2027-09-01' }],
    schoolsOut: [
      { uai: '0950001A', exitOn: '2027-09-01', reason: 'x' },
      { uai: '0950002B', exitOn: '2027-09-01', reason: 'x' },
    ],
    product: { productId: 'p1' },
  });
  expect(kindsOf(changes)).toEqual(['schools', 'product']);
  expect(summaryOf(changes)).toBe('1\u00a0école entre, 2\u00a0écoles sortent et changement de solution');
  expect(schoolEvents({ effectiveOn: '2027-10-01', changes }).every(({ on }) => on === '2027-10-01')).toBe(
    true,
  );
});
