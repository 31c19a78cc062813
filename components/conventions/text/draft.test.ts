import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComposeInput, composeContent } from '@/server/conventions/domain';
import { primaryTemplate } from '@/server/conventions/template/primary';
import { documentHtml } from '@/server/documents/document-html';
import type { HtmlNode } from '@/server/documents/html-node';
import { conventionOutline } from '@/server/documents/outline';
import { draftOf, keepSame, nextMissing, unknownPlaceholders } from './draft';
import { splitMarks, withoutMarks } from './marks';

const input: ComposeInput = {
  system: {
    number: '25-2026-0007',
    academyName: 'académie de Versailles',
    authorityName: 'Argenteuil',
    projectName: 'ENT des écoles',
    productName: null,
    vendorName: null,
    effectiveOn: '2026-12-01',
    durationMonths: 36,
    endsOn: '2029-11-30',
  },
  degree: 'primary',
  title: primaryTemplate.title,
  version: 1,
  draft: true,
  demonstration: true,
  composedOn: '2026-11-22',
  verificationUrl: null,
  sections: primaryTemplate.sections,
  variables: primaryTemplate.variables,
  clauses: primaryTemplate.clauses,
  values: {},
  parties: [],
  deliberation: null,
  schools: [],
  raci: null,
};

function unmarked(marks: ReturnType<typeof draftOf>['marks'], node: HtmlNode): HtmlNode {
  if (typeof node === 'string') return withoutMarks(marks, node);
  return { ...node, children: node.children.map((child) => unmarked(marks, child)) };
}

describe('the document on screen', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[ab \n\t\u00a0\u2028\u00ad\ufeff\-{}\ue000-\ue003]{0,30}$/),
    fc.constantFrom('- un ;\n- deux.', '{{date_effet}}', '  espacé  ', '', '\n\n- a\n\nb'),
  );

  test('says word for word what the server composes, whatever is entered', () => {
    const keys = primaryTemplate.variables.filter(({ type }) => type.endsWith('text')).map(({ key }) => key);
    const values = fc.dictionary(fc.constantFrom(...keys), text);
    fc.assert(
      fc.property(values, text, (entered, body) => {
        const sections = input.sections.map((one) =>
          one.key === 'objet'
            ? { ...one, body: `${body}{{reference_marche}}${body}\n{{visas_complementaires}}` }
            : one,
        );
        const edited = { ...input, sections, values: { ...entered, marche_etat: 'concluded' } };
        const draft = draftOf(edited);
        const shown = [draft.cover, ...draft.parts.flatMap(({ html }) => (html ? [html] : []))];
        const plain = documentHtml(conventionOutline(composeContent(edited).content), 2).children;
        expect(shown.map((node) => unmarked(draft.marks, node))).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });

  test('gives each section its part, and says what it lacks', () => {
    const draft = draftOf(input);
    expect(draft.parts.filter(({ key }) => key !== null).map(({ key }) => key)).toEqual(
      input.sections.map(({ key }) => key),
    );
    const solution = draft.parts.find(({ key }) => key === 'solution');
    expect(solution?.missing.map(({ key }) => key)).toContain('editeur');
    expect(solution?.settings.map(({ key }) => key)).toContain('marche_etat');
    expect(draft.parts.find(({ key }) => key === 'visas')?.settings).toContainEqual({
      key: 'visas_complementaires',
      label: 'visas complémentaires',
      text: 'vide',
      missing: false,
    });
  });

  test('keeps a place for a section that was emptied', () => {
    const sections = input.sections.map((one) =>
      one.section === 'visas' || one.section === 'preamble' ? { ...one, body: '' } : one,
    );
    const parts = draftOf({ ...input, sections }).parts;
    expect(parts.slice(0, 4).map(({ id, html }) => [id, html === null])).toEqual([
      ['parties', false],
      ['visas', true],
      ['preambule', true],
      ['article-1', false],
    ]);
  });

  test('keeps the parts that did not change', () => {
    const before = draftOf(input);
    const after = keepSame(before, draftOf({ ...input, values: { volume_formation: '3 jours' } }));
    const changed = after.parts.filter((part, index) => part !== before.parts[index]);
    expect(changed.map(({ key }) => key)).toEqual(['formation']);
    expect(keepSame(before, draftOf(input)).missing).toBe(before.missing);
  });

  test('leads from one missing field to the next, and round again', () => {
    const draft = draftOf(input);
    const keys = draft.missing.map(({ key }) => key);
    expect(nextMissing(draft, null)).toBe(keys[0]);
    expect(nextMissing(draft, keys[0] ?? '')).toBe(keys[1]);
    expect(nextMissing(draft, keys.at(-1) ?? '')).toBe(keys[0]);
    expect(nextMissing({ ...draft, missing: [] }, 'duree')).toBeNull();
  });
});

describe('marks', () => {
  test('part a drawn text into words and fields', () => {
    const marks = { open: '<', middle: '|', close: '>' };
    expect(splitMarks(marks, 'du <duree!^|3 ans> au <')).toEqual([
      { key: null, text: 'du ', missing: false, first: false },
      { key: 'duree', text: '3 ans', missing: true, first: true },
      { key: null, text: ' au <', missing: false, first: false },
    ]);
  });

  test('placeholders that name nothing are told', () => {
    expect(unknownPlaceholders('{{duree}} {{ durée }} {{x}} {{x}} {y}', new Set(['duree']))).toEqual([
      'durée',
      'x',
    ]);
  });
});
