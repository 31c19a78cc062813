import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureConvention } from '@/server/documents/fixtures';
import { applyDifference } from './apply';
import { type ComparedText, difference, isEmpty } from './difference';
import { applyLines, lineChanges } from './lines';
import { afterOf, beforeOf, tokens, wordChanges } from './words';

const show = (before: string, after: string) =>
  wordChanges(before, after)
    .map(({ op, text }) => (op === 'same' ? text : op === 'insert' ? `[+${text}]` : `[-${text}]`))
    .join('');

describe('words', () => {
  it('cuts French as a reader does', () => {
    expect(
      tokens('L’académie s’engage aujourd’hui, rendez-vous à 14\u00a0h.').filter((t) => t.trim()),
    ).toEqual(['L’', 'académie', 's’', 'engage', 'aujourd’hui', ',', 'rendez-vous', 'à', '14', 'h', '.']);
    expect(tokens('1\u00a0234,50 € à dpd@demo.invalid').filter((t) => t.trim())).toEqual([
      '1\u00a0234,50',
      '€',
      'à',
      'dpd@demo.invalid',
    ]);
  });

  it('keeps an elided article when only its noun changes, and a noun when only the article does', () => {
    expect(show('les données de l’élève', 'les données de l’enseignant')).toBe(
      'les données de l’[-élève][+enseignant]',
    );
    expect(show('la durée est de trois ans.', 'la durée est de cinq ans.')).toBe(
      'la durée est de [-trois][+cinq] ans.',
    );
    expect(show('conservées trois mois, puis effacées', 'conservées six semaines, puis effacées')).toBe(
      'conservées [-trois mois][+six semaines], puis effacées',
    );
    expect(show('au plus tard', 'au plus tard\u00a0;')).toBe('au plus tard[+\u00a0;]');
  });

  it('gives both texts back to the letter, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(tokens(a).join('')).toBe(a);
        const pieces = wordChanges(a, b);
        expect([beforeOf(pieces), afterOf(pieces)]).toEqual([a, b]);
      }),
    );
  });
});

describe('lines', () => {
  it('matches paragraphs and list lines before words', () => {
    const before =
      'Les parties conviennent de ce qui suit.\n\n- former les enseignants\n- assister les écoles\n\nFin.';
    const after =
      'Préalable tout à fait nouveau.\n\nLes parties conviennent de ce qui suit.\n\n- former les directeurs\n- assister les écoles\n\nFin.';
    const changes = lineChanges(before, after);
    expect(changes.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'insert', text: 'Préalable tout à fait nouveau.' },
      { op: 'insert', text: '' },
      {
        op: 'change',
        pieces: [
          { op: 'same', text: '- former les ' },
          { op: 'delete', text: 'enseignants' },
          { op: 'insert', text: 'directeurs' },
        ],
      },
    ]);
  });

  it('does not mix two lines that have little in common', () => {
    expect(lineChanges('Le maire préside.', 'Une convention annuelle suffit.').map(({ op }) => op)).toEqual([
      'delete',
      'insert',
    ]);
  });

  it('refuses to be applied to another text', () => {
    expect(() => applyLines('autre', lineChanges('un', 'deux'))).toThrow(RangeError);
  });
});

/** French words few enough for texts to resemble each other. */
const word = fc.constantFrom(
  'l’académie',
  'la',
  'commune',
  'd’Argenteuil',
  'écoles',
  '12',
  'ans,',
  '«\u00a0ENT\u00a0»',
  'élève',
  '{{x}}',
);
const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const body = fc
  .array(
    fc.oneof(
      line,
      line.map((text) => `- ${text}`),
      fc.constant(''),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.join('\n'));
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const letters = fc.constantFrom('', 'R', 'A', 'AR', 'C');
const raci = fc.record({
  actors: fc.uniqueArray(fc.record({ key, label: line, short: fc.constant('X') }), {
    selector: (one) => one.key,
  }),
  phases: fc.array(
    fc.record({
      label: line,
      activities: fc.array(
        fc.record({
          number: fc.integer({ min: 1, max: 4 }),
          label: line,
          cells: fc.dictionary(key, letters),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 2 },
  ),
  legend: fc.array(fc.record({ letter: letters, meaning: line }), { maxLength: 2 }),
});
const text: fc.Arbitrary<ComparedText> = fc.record({
  content: fc.record({
    kind: fc.constant('convention' as const),
    layout: fc.constant(1 as const),
    number: fc.constantFrom('25-2026-0001', '25-2026-0002'),
    version: fc.integer({ min: 1, max: 3 }),
    title: line,
    draft: fc.boolean(),
    demonstration: fc.boolean(),
    degree: fc.constantFrom('primary' as const, 'secondary' as const),
    academyName: line,
    authorityName: line,
    composedOn: fc.constantFrom('2026-11-22', '2026-12-01'),
    parties: fc.array(
      fc.record({
        side: fc.constantFrom('state' as const, 'authority' as const),
        name: line,
        presentation: body,
        signatoryQuality: line,
        signatoryName: fc.option(line),
        delegation: fc.option(line),
      }),
      { maxLength: 3 },
    ),
    visas: fc.array(line, { maxLength: 4 }),
    preamble: body,
    articles: fc.array(fc.record({ key, number: fc.integer({ min: 1, max: 5 }), title: line, body }), {
      maxLength: 5,
    }),
    schools: fc.array(
      fc.record({
        uai: fc.constantFrom('0951099D', '0750654D', '0920131T'),
        name: line,
        commune: line,
        nature: line,
        sector: line,
        entryOn: fc.constant('2026-09-01'),
      }),
      { maxLength: 5 },
    ),
    raci: fc.option(raci),
    annexes: fc.array(fc.record({ code: fc.constantFrom('A3', 'A4'), title: line, body }), { maxLength: 3 }),
    verificationUrl: fc.option(fc.constant('https://demo.invalid/verification/1')),
  }),
  variables: fc.array(fc.record({ key, label: line, text: fc.option(line) }), { maxLength: 4 }),
});

describe('the difference between two texts', () => {
  it('applied to the first gives the second, and is empty between equal texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(applyDifference(a, difference(a, b))).toEqual(b);
        const none = difference(a, structuredClone(a));
        expect(isEmpty(none)).toBe(true);
        expect(none.marks).toEqual({});
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not mind the order in which a store gives keys back', () => {
    fc.assert(
      fc.property(text, (a) => {
        const shuffled = JSON.parse(JSON.stringify(a), (_, value: unknown) =>
          value !== null && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        ) as ComparedText;
        expect(isEmpty(difference(a, shuffled))).toBe(true);
      }),
    );
  });

  const whole = (): ComparedText => ({ content: fixtureConvention(3), variables: [] });

  it('tells articles added, removed and moved from articles rewritten', () => {
    const a = whole();
    const b = whole();
    const [first, second, third, ...rest] = b.content.articles;
    if (!first || !second || !third) throw new Error('the example has three articles');
    b.content.articles = [
      second,
      first,
      { ...third, body: `${third.body}\n\nUn paragraphe de plus.` },
      ...rest.slice(1),
    ];
    b.content.articles.push({ key: 'nouveau', number: 99, title: 'Nouveau', body: 'Texte.' });
    const found = difference(a, b).articles.filter((entry) => entry.op !== 'same' || entry.moved);
    expect(found.map((entry) => [entry.op, entry.key])).toEqual([
      ['same', expect.stringMatching(new RegExp(`^(${first.key}|${second.key})$`))],
      ['change', third.key],
      ['delete', rest[0]?.key],
      ['insert', 'nouveau'],
    ]);
  });

  it('names schools in and out, values old and new, and cells of the matrix', () => {
    const a = whole();
    const b = whole();
    const [gone, ...kept] = b.content.schools;
    const [school] = kept;
    if (!gone || !school) throw new Error('the example has schools');
    b.content.schools = [...kept, { ...school, uai: '0951099D', name: 'École neuve' }];
    a.variables = [{ key: 'duree_conservation', label: 'durée de conservation', text: 'un an' }];
    b.variables = [{ key: 'duree_conservation', label: 'durée de conservation', text: 'six mois' }];
    const row = b.content.raci?.phases[0]?.activities[0];
    const actor = b.content.raci?.actors[0];
    if (!row || !actor) throw new Error('the example has a matrix');
    const was = row.cells[actor.key] ?? '';
    row.cells[actor.key] = was === 'I' ? 'C' : 'I';
    const found = difference(a, b);
    expect(found.schools.filter(({ op }) => op !== 'same').map(({ op, key }) => [op, key])).toEqual([
      ['delete', gone.uai],
      ['insert', '0951099D'],
    ]);
    expect(found.variables).toEqual([
      {
        op: 'change',
        key: 'duree_conservation',
        moved: false,
        change: { text: { before: 'un an', after: 'six mois' } },
      },
    ]);
    expect(found.raci).toMatchObject({ kind: 'cells', cells: [{ activity: row.number, before: was }] });
    expect(isEmpty(found)).toBe(false);
  });

  it('does not take the marks of a version for a change, and keeps them all the same', () => {
    const a = whole();
    const b = {
      ...whole(),
      content: { ...whole().content, version: 7, draft: true, composedOn: '2027-01-01' },
    };
    const found = difference(a, b);
    expect(isEmpty(found)).toBe(true);
    expect(found.marks.version).toMatchObject({ after: 7 });
  });
});
