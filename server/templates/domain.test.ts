import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeContent } from '../conventions/compose';
import type { TemplateContent, TemplateSection } from '../conventions/template/types';
import { checkTemplate, errorsOf } from './checks';
import { deviationsOf, sameWords } from './deviations';
import { applyEdit, type TemplateEdit } from './edits';
import { nationalTemplates, wordingOf } from './national';

const template = (key: string) => {
  const found = nationalTemplates.find((one) => one.key === key);
  if (!found) throw new Error(`no template ${key}`);
  return found;
};
const primary = template('premier-degre');
const codes = (content: TemplateContent, base: TemplateContent | null = primary) =>
  errorsOf(checkTemplate(content, base)).map(({ code }) => code);
const change = (key: string, with_: Partial<TemplateSection>, content = primary): TemplateContent => ({
  ...content,
  sections: content.sections.map((one) => (one.key === key ? { ...one, ...with_ } : one)),
});

function compose(content: TemplateContent) {
  const agreement = content.kind === 'processing_agreement';
  const shape = content.shapes?.[0] ?? 'bipartite';
  return composeContent({
    system: {
      number: '25-2026-0007',
      academyName: 'Académie de Versailles',
      authorityName: 'Commune d’Argenteuil',
      projectName: 'ENT Argenteuil',
      productName: 'Solution A',
      vendorName: 'Éditeur A',
      effectiveOn: '2026-09-01',
      durationMonths: 36,
      endsOn: '2029-08-31',
      ...(shape === 'tripartite' && !agreement ? { establishmentName: 'Collège d’essai' } : {}),
      ...(agreement ? { parentNumber: '25-2026-0001', parentTitle: 'Convention' } : {}),
    },
    degree: content.degree,
    title: content.title,
    version: 1,
    draft: false,
    demonstration: false,
    composedOn: '2026-06-01',
    verificationUrl: null,
    sections: content.sections,
    variables: content.variables,
    clauses: content.clauses,
    values: Object.fromEntries(
      content.variables
        .filter(({ required, default: value }) => required && value === null)
        .map(({ key, type, example }) => [
          key,
          type === 'number' || type === 'money' ? Number(example) : example,
        ]),
    ),
    parties: [],
    deliberation: null,
    schools: [
      { uai: '0951099D', name: 'É', commune: 'C', nature: 'école', sector: 'public', entryOn: '2026-09-01' },
    ],
    raci: null,
    kind: content.kind ?? 'convention',
    shape,
  });
}

describe.each(nationalTemplates.map((one) => [one.key, one] as const))(
  'national template %s',
  (_key, one) => {
    it('can be published as it stands', () => {
      expect(checkTemplate(one, one)).toEqual([]);
    });

    it('says of each section what it is, whence it comes and on what it rests', () => {
      expect(one.format).toBe(2);
      expect(one.shapes?.length).toBeGreaterThan(0);
      for (const section of one.sections) {
        expect(section.obligation, section.key).toBeDefined();
        expect(section.clause?.key, section.key).toMatch(/^[a-z]/);
      }
      expect(one.sections.some(({ obligation }) => obligation !== 'optional')).toBe(true);
    });

    it('composes without a hole, in French typography', () => {
      const { content, missing } = compose(one);
      expect(missing).toEqual([]);
      const text = [
        content.title,
        ...content.visas,
        content.preamble,
        ...content.articles.flatMap(({ title, body }) => [title, body]),
        ...content.annexes.flatMap(({ title, body }) => [title, body]),
      ].join('\n');
      expect(text.match(/[^\n]{0,30} [:;?!»](?=\s|$)[^\n]{0,10}/g)).toBeNull();
      expect(text.match(/« [^\n]{0,30}/g)).toBeNull();
      expect(text.match(/['"]|\{\{|\}\}|undefined|null|à compléter| {2}|\.\./g)).toBeNull();
      for (const article of content.articles) expect(article.body.trim(), article.title).toMatch(/[.;]$/);
    });
  },
);

describe('shapes of the national base', () => {
  it('gives a tripartite convention its third party’s commitments, and never speaks of two parties', () => {
    const text = JSON.stringify(compose(template('second-degre-tripartite')).content);
    expect(text).toContain('Engagements de l’établissement');
    expect(text).toContain('Collège d’essai');
    expect(text).not.toMatch(/deux parties|l’autre partie/);
  });

  it('makes alternatives of what two templates of a degree word otherwise', () => {
    const purpose = (key: string) => template(key).sections.find((one) => one.key === 'objet');
    expect(purpose('second-degre')).toMatchObject({ obligation: 'alternative', group: 'objet' });
    expect(purpose('second-degre-tripartite')?.clause?.key).toBe('objet_tripartite');
  });

  it('lists in annexe A3 which traces are kept, for what, who reads them and how long', () => {
    const sheet = compose(primary).content.annexes.find(({ code }) => code === 'A3')?.body ?? '';
    for (const said of [
      'Traces conservées',
      'Usage des traces',
      'Personnes qui accèdent',
      'Durée de conservation',
    ])
      expect(sheet).toContain(said);
  });

  it('answers each letter of article 28, paragraph 3 in the processing agreement', () => {
    const bases = template('sous-traitance-premier-degre')
      .sections.filter(({ obligation }) => obligation === 'mandatory')
      .map(({ legalBasis }) => legalBasis);
    for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      expect(
        bases.some((basis) => new RegExp(`[ ,]${letter}\\)`).test(basis ?? '')),
        letter,
      ).toBe(true);
  });
});

describe('deviations', () => {
  const kept = () => primary.sections.map(({ key, title, body }) => ({ key, title, body }));
  const edited = (key: string, body: string) =>
    kept().map((one) => (one.key === key ? { ...one, body } : one));

  it('finds none in a copy, nor in one that was only set otherwise', () => {
    expect(deviationsOf(primary, kept())).toEqual([]);
    const set = kept().map((one) => ({
      ...one,
      body: one.body.replaceAll('\u00a0', ' ').replaceAll('’', "'").replaceAll('\n\n', '\n \n\n'),
    }));
    expect(deviationsOf(primary, set)).toEqual([]);
    expect(sameWords('douze mois', 'dix mois')).toBe(false);
    expect(sameWords('12 mois.', '12 mois')).toBe(false);
  });

  it('finds what was edited, emptied or taken away, among mandatory clauses only', () => {
    expect(deviationsOf(primary, edited('communication', 'Autre texte.'))).toEqual([]);
    expect(deviationsOf(primary, edited('donnees_personnelles', 'Autre texte.'))).toMatchObject([
      { key: 'donnees_personnelles', label: 'article 12', kind: 'edited', text: { body: 'Autre texte.' } },
    ]);
    expect(deviationsOf(primary, edited('a3_donnees', ' \n'))).toMatchObject([
      { label: 'annexe A3', kind: 'removed' },
    ]);
    const without = kept().filter(({ key }) => key !== 'securite');
    expect(deviationsOf(primary, without)).toMatchObject([{ label: 'article 13', kind: 'removed' }]);
  });

  it('says nothing of a template of format 1, which does not know obligations', () => {
    const old: TemplateContent = {
      ...primary,
      format: 1,
      sections: primary.sections.map(({ obligation: _o, clause: _c, legalBasis: _l, ...rest }) => rest),
    };
    expect(deviationsOf(old, edited('objet', 'Autre.'))).toEqual([]);
    expect(compose(old).content).toEqual(compose(primary).content);
  });
});

describe('checks of a template', () => {
  it.each<[string, TemplateContent]>([
    ['unknown_placeholder', change('objet', { body: 'Il s’agit de {{inconnu}}.' })],
    [
      'unknown_placeholder',
      { ...primary, sections: primary.sections.filter(({ key }) => key !== 'audience') },
    ],
    ['unknown_placeholder', change('objet', { body: '{{nom_etablissement}}' })],
    [
      'variable_without_help',
      { ...primary, variables: primary.variables.map((one, i) => (i === 0 ? { ...one, help: ' ' } : one)) },
    ],
    ['duplicate_number', change('cadre', { number: 1 })],
    ['duplicate_number', change('a4_contacts', { code: 'A3' })],
    ['reserved_code', change('a4_contacts', { code: 'A1' })],
    [
      'mandatory_missing',
      { ...primary, sections: primary.sections.filter(({ key }) => key !== 'a3_donnees') },
    ],
    ['mandatory_weakened', change('securite', { obligation: 'optional' })],
    ['section_empty', change('objet', { body: '' })],
    ['section_untitled', change('communication', { title: '' })],
    ['shape_missing', { ...primary, shapes: [] }],
    [
      'default_of_wrong_type',
      {
        ...primary,
        variables: primary.variables.map((one) => (one.type === 'number' ? { ...one, default: 'x' } : one)),
      },
    ],
    [
      'wording_incomplete',
      { ...primary, clauses: primary.clauses.map((one, i) => (i === 0 ? { ...one, texts: {} } : one)) },
    ],
  ])('refuses %s', (code, content) => {
    expect(codes(content)).toContain(code);
  });

  it('asks for one clause of a group of alternatives', () => {
    const base = template('second-degre');
    const without = { ...base, sections: base.sections.filter(({ key }) => key !== 'objet') };
    expect(codes(without, base)).toContain('alternative_missing');
    const other = template('second-degre-tripartite').sections.find(({ key }) => key === 'objet');
    expect(other).toBeDefined();
    if (other)
      expect(codes({ ...without, sections: [...without.sections, other] }, base)).not.toContain(
        'alternative_missing',
      );
  });

  it('warns, without refusing, of a gap in the numbers or of a field that serves nowhere', () => {
    const gap = change('litiges', { number: 40 });
    const findings = checkTemplate(gap, primary);
    expect(findings).toMatchObject([{ level: 'warning', code: 'number_gap', section: 'litiges' }]);
  });
});

describe('edits of a draft', () => {
  const apply = (content: TemplateContent, edit: TemplateEdit) => {
    const result = applyEdit(content, edit);
    if (!result.ok) throw new Error(result.message);
    return result.content;
  };

  it('lets references follow an article that moves', () => {
    const moved = apply(primary, { kind: 'move', key: 'donnees_personnelles', by: -11 });
    expect(errorsOf(checkTemplate(moved, primary))).toEqual([]);
    const article = compose(moved).content.articles.find(({ key }) => key === 'donnees_personnelles');
    expect(article?.number).toBe(1);
    expect(article?.body).toContain('1.1. Responsabilité.');
  });

  it('says that a section with words of its own is no longer the library’s clause', () => {
    const said = { title: 'Objet', body: 'Autre.', legalBasis: '', obligation: 'mandatory' as const };
    const own = apply(primary, { kind: 'section', key: 'objet', ...said });
    expect(own.sections.find(({ key }) => key === 'objet')?.clause).toBeUndefined();
    const section = primary.sections.find(({ key }) => key === 'objet');
    if (!section?.clause) throw new Error('a national section has its clause');
    const { wordings, ...text } = {
      ...wordingOf(section, primary),
      reference: section.clause,
      section: section.section,
    };
    const back = apply(own, { kind: 'clause', key: 'objet', clause: { ...text, wordings } });
    expect(back.sections.find(({ key }) => key === 'objet')).toMatchObject({ body: section.body, number: 1 });
  });

  it('refuses what is no longer there, or is there already', () => {
    expect(applyEdit(primary, { kind: 'remove', key: 'rien' }).ok).toBe(false);
    expect(
      applyEdit(primary, { kind: 'add', section: 'article', after: null, key: 'objet', title: 'X' }).ok,
    ).toBe(false);
  });

  const edits = fc.oneof(
    fc.record({
      kind: fc.constant('section' as const),
      key: fc.constantFrom(...primary.sections.map(({ key }) => key)),
      title: fc.string({ maxLength: 20 }),
      body: fc.string({ maxLength: 60 }),
      legalBasis: fc.string({ maxLength: 10 }),
      obligation: fc.constantFrom('mandatory' as const, 'optional' as const),
    }),
    fc.record({
      kind: fc.constant('move' as const),
      key: fc.constantFrom(...primary.sections.map(({ key }) => key)),
      by: fc.integer({ min: -30, max: 30 }),
    }),
    fc.record({
      kind: fc.constant('remove' as const),
      key: fc.constantFrom(...primary.sections.map(({ key }) => key)),
    }),
    fc.record({
      kind: fc.constant('add' as const),
      section: fc.constantFrom('article' as const, 'annex' as const),
      after: fc.constantFrom(null, ...primary.sections.map(({ key }) => key)),
      key: fc.stringMatching(/^[a-z][a-z0-9_]{1,8}$/),
      title: fc.string({ minLength: 1, maxLength: 20 }),
    }),
    fc.constant({ kind: 'renumber' as const }),
  );

  it('keeps every draft a document in order: keys once, positions rising, given draft untouched', () => {
    const before = JSON.stringify(primary);
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (sequence) => {
        let content = primary;
        for (const edit of sequence) {
          const result = applyEdit(content, edit);
          if (result.ok) content = result.content;
        }
        const keys = content.sections.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const positions = content.sections.map(({ position }) => position);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        const final = applyEdit(content, { kind: 'renumber' });
        if (!final.ok) throw new Error(final.message);
        const numbers = final.content.sections.flatMap(({ section, number }) =>
          section === 'article' ? [number] : [],
        );
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect(errorsOf(checkTemplate(final.content, null)).map(({ code }) => code)).not.toContain(
          'duplicate_number',
        );
      }),
      { numRuns: 200 },
    );
    expect(JSON.stringify(primary)).toBe(before);
  });
});
