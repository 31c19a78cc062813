import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '@/server/calendar';
import {
  alertDates,
  type ComposeInput,
  checkValue,
  composeContent,
  computeEnd,
  dueAlert,
  effectiveValue,
  expandClauses,
  formatConventionNumber,
  formatValue,
  lastNoticeDay,
  parseConventionNumber,
  presentParty,
  resolveText,
  segmentText,
} from './domain';
import type { TemplateVariable } from './template/types';

const variable = (changes: Partial<TemplateVariable> & { key: string }): TemplateVariable => ({
  label: changes.key,
  type: 'text',
  help: '',
  example: '',
  required: true,
  group: 'g',
  article: 'a',
  default: null,
  ...changes,
});

describe('term of a convention', () => {
  it('ends the day before the anniversary', () => {
    expect(computeEnd('2026-09-01', 36)).toEqual({ endsOn: '2029-08-31', latestEndsOn: '2029-08-31' });
    expect(computeEnd('2026-01-01', 12).endsOn).toBe('2026-12-31');
  });

  it('ends on the last day of a month that has no anniversary', () => {
    expect(computeEnd('2026-01-31', 1).endsOn).toBe('2026-02-28');
    expect(computeEnd('2024-02-29', 12).endsOn).toBe('2025-02-28');
  });

  it('adds renewals up to their maximum, from the effect date', () => {
    const tacit = { kind: 'tacit', months: 12, maximum: 2 } as const;
    expect(computeEnd('2026-09-01', 36, tacit)).toEqual({ endsOn: '2029-08-31', latestEndsOn: '2031-08-31' });
    expect(computeEnd('2026-08-31', 6, { kind: 'express', months: 6, maximum: 1 }).latestEndsOn).toBe(
      '2027-08-30',
    );
  });

  it('refuses what makes no sense', () => {
    for (const months of [0, -1, 1.5, 121, Number.NaN])
      expect(() => computeEnd('2026-09-01', months)).toThrow(RangeError);
    expect(() => computeEnd('2026-02-30', 12)).toThrow(RangeError);
    expect(() => computeEnd('2026-09-01', 12, { kind: 'tacit', months: 0, maximum: 1 })).toThrow(RangeError);
  });

  it('follows on without gap or overlap, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 120 }), (offset, months) => {
        const start = addDays('2000-01-01', offset);
        const { endsOn } = computeEnd(start, months);
        expect(endsOn > start || months === 0).toBe(true);
        const next = addDays(endsOn, 1);
        // The day after the end is the anniversary, or the 1st when that month lacks the day.
        expect(next === addMonths(start, months) || next.endsWith('-01')).toBe(true);
      }),
    );
  });

  it('warns twelve, six and three months before', () => {
    expect(alertDates('2029-08-31').map((alert) => alert.on)).toEqual([
      '2028-08-31',
      '2029-02-28',
      '2029-05-31',
    ]);
    expect(dueAlert('2029-08-31', '2028-08-30')).toBeNull();
    expect(dueAlert('2029-08-31', '2028-08-31')).toBe(12);
    expect(dueAlert('2029-08-31', '2029-08-31')).toBe(3);
    expect(dueAlert('2029-08-31', '2029-09-01')).toBeNull();
    expect(lastNoticeDay('2029-08-31', 6)).toBe('2029-02-28');
  });

  it('numbers conventions per académie and year', () => {
    expect(formatConventionNumber('25', 2026, 7)).toBe('25-2026-0007');
    expect(parseConventionNumber('25-2026-0007')).toEqual({ academyCode: '25', year: 2026, rank: 7 });
    expect(parseConventionNumber('25-2026-12345')?.rank).toBe(12_345);
    for (const wrong of ['25-26-0007', '2026-0007', '', '25-2026-07'])
      expect(parseConventionNumber(wrong)).toBeNull();
    expect(() => formatConventionNumber('Versailles', 2026, 1)).toThrow(RangeError);
  });
});

describe('variables in the text', () => {
  const values = {
    a: { label: 'valeur A', text: 'un {{b}} $& {{a}}' },
    b: { label: 'valeur B', text: null },
  };

  it('replaces in one pass: what a value contains is literal', () => {
    expect(resolveText('x {{a}} y', values)).toEqual({ text: 'x un {{b}} $& {{a}} y', missing: [] });
  });

  it('leaves unknown placeholders as they are, names of the language included', () => {
    const text = '{{inconnu}} {{constructor}} {{__proto__}} {{A}} {{ }} {{{}}}';
    expect(resolveText(text, values)).toEqual({ text, missing: [] });
  });

  it('says what is missing, once', () => {
    const { text, missing } = resolveText('{{b}} et {{ b }}', values);
    expect(text).toBe('[à compléter\u00a0: valeur B] et [à compléter\u00a0: valeur B]');
    expect(missing).toEqual([{ key: 'b', label: 'valeur B' }]);
  });

  it('cuts the text into what is written and what is filled in', () => {
    expect(segmentText('{{a}}.', { a: { label: 'A', text: '1' } })).toEqual([
      { kind: 'variable', key: 'a', label: 'A', text: '1', missing: false },
      { kind: 'text', text: '.' },
    ]);
  });

  it('loses and adds nothing to a text without known placeholder', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('{', '}', '{{', '}}', 'x', 'é', '🏫', ' ', '$&', '\n'))
          .map((parts) => parts.join('')),
        (text) => {
          expect(resolveText(text, {}).text).toBe(text);
        },
      ),
    );
  });

  it('never reads a value, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const resolved = resolveText('[{{a}}|{{b}}]', {
          a: { label: 'a', text: `${first}{{b}}` },
          b: { label: 'b', text: second },
        });
        expect(resolved.text).toBe(`[${first}{{b}}|${second}]`);
      }),
    );
  });

  it('prints each type in French', () => {
    expect(formatValue(variable({ key: 'd', type: 'date' }), '2026-09-01')).toBe('1er septembre 2026');
    expect(formatValue(variable({ key: 'd', type: 'date' }), '2026-09-31')).toBeNull();
    expect(formatValue(variable({ key: 'n', type: 'number' }), 1234)).toBe('1\u00a0234');
    expect(formatValue(variable({ key: 'm', type: 'money' }), 1234.5)).toBe('1\u00a0234,50\u00a0€');
    expect(formatValue(variable({ key: 'b', type: 'boolean' }), false)).toBe('non');
    const options = [{ value: 'x', label: 'le premier' }];
    expect(formatValue(variable({ key: 'c', type: 'choice', options }), 'x')).toBe('le premier');
    expect(formatValue(variable({ key: 'c', type: 'choice', options }), 'y')).toBeNull();
    expect(formatValue(variable({ key: 't' }), '   ')).toBeNull();
  });

  it('takes the default only where nothing was entered', () => {
    const one = variable({ key: 'k', default: 'd' });
    expect(effectiveValue(one, {})).toBe('d');
    expect(effectiveValue(one, { k: '' })).toBe('');
    expect(effectiveValue(variable({ key: 'constructor', default: 'd' }), {})).toBe('d');
  });

  it.each([
    [{ type: 'date' }, '2026-02-30'],
    [{ type: 'number' }, 'douze'],
    [{ type: 'number', min: 1 }, 0],
    [{ type: 'number', max: 12 }, 13],
    [{ type: 'boolean' }, 'oui'],
    [{ type: 'choice', options: [{ value: 'x', label: 'X' }] }, 'z'],
    [{ type: 'email' }, 'dpd'],
    [{ type: 'text' }, 'a\nb'],
    [{ type: 'longtext' }, 'a\u0000'],
  ] as const)('refuses for %j the value %j, with a reason', (changes, value) => {
    const check = checkValue(variable({ key: 'k', ...(changes as Partial<TemplateVariable>) }), value);
    expect(check.ok ? '' : check.message).toMatch(/\S/);
  });

  it('accepts and normalises the rest', () => {
    expect(checkValue(variable({ key: 'k', type: 'number' }), '1 234,5')).toEqual({
      ok: true,
      value: 1234.5,
    });
    expect(checkValue(variable({ key: 'k', type: 'longtext' }), 'a\r\nb')).toEqual({
      ok: true,
      value: 'a\nb',
    });
    expect(checkValue(variable({ key: 'k', type: 'date' }), ' ')).toEqual({ ok: true, value: null });
  });

  it('picks a clause by its variable, and says so when nothing picks', () => {
    const clauses = [{ key: 'c', label: 'C', from: 'v', texts: { x: 'Si {{a}}.', true: 'Oui.' } }];
    const choice = variable({ key: 'v', label: 'le choix', default: 'x' });
    expect(expandClauses('{{c}} {{autre}}', clauses, [choice], {})).toBe('Si {{a}}. {{autre}}');
    expect(expandClauses('{{c}}', clauses, [choice], { v: true })).toBe('Oui.');
    expect(expandClauses('{{c}}', clauses, [choice], { v: 'constructor' })).toContain('à compléter');
  });
});

describe('composed text', () => {
  const input: ComposeInput = {
    system: {
      number: '25-2026-0007',
      academyName: 'Académie de Versailles',
      authorityName: 'Commune d’Argenteuil',
      projectName: 'ENT 1D',
      productName: 'Solution A',
      vendorName: 'Éditeur A',
      effectiveOn: '2026-09-01',
      durationMonths: 36,
      endsOn: '2029-08-31',
    },
    degree: 'primary',
    title: 'Convention {{nom_projet}}',
    version: 1,
    draft: false,
    demonstration: false,
    composedOn: '2026-06-01',
    verificationUrl: 'http://127.0.0.1/v/1',
    sections: [
      {
        key: 'b',
        section: 'article',
        position: 20,
        number: 2,
        code: null,
        title: 'B',
        body: '{{libre}}\n\n\n\nFin.',
      },
      {
        key: 'a',
        section: 'article',
        position: 10,
        number: 1,
        code: null,
        title: 'A',
        body: 'Du {{date_effet}} pour {{duree}}, {{ecoles_en_nombre}}.',
      },
      {
        key: 'v',
        section: 'visas',
        position: 1,
        number: null,
        code: null,
        title: 'Visas',
        body: 'Vu A ;\n\nVu B ;',
      },
      {
        key: 'p',
        section: 'preamble',
        position: 2,
        number: null,
        code: null,
        title: 'Préambule',
        body: 'Considérant.',
      },
      {
        key: 'x',
        section: 'annex',
        position: 90,
        number: null,
        code: 'A3',
        title: 'Fiche',
        body: '{{requise}}',
      },
    ],
    variables: [variable({ key: 'libre', required: false }), variable({ key: 'requise', label: 'la chose' })],
    clauses: [],
    values: {},
    parties: [
      {
        side: 'state',
        name: 'l’académie de Versailles',
        siren: null,
        signatoryName: 'Mme X',
        signatoryQuality: 'Directrice académique',
        delegation: { grantedBy: 'le recteur', reference: 'arrêté n° 12', grantedOn: '2026-01-05' },
      },
      {
        side: 'authority',
        name: 'la commune d’Argenteuil',
        siren: '219500188',
        signatoryName: null,
        signatoryQuality: 'Maire',
        delegation: null,
      },
    ],
    deliberation: null,
    schools: [
      {
        uai: '0951099D',
        name: 'É',
        commune: 'Argenteuil',
        nature: 'école',
        sector: 'public',
        entryOn: '2026-09-01',
      },
    ],
    raci: null,
  };

  it('puts everything in its place and reports what is missing', () => {
    const { content, missing } = composeContent(input);
    expect(content.title).toBe('Convention ENT 1D');
    expect(content.visas).toEqual(['Vu A ;', 'Vu B ;']);
    expect(content.articles).toEqual([
      { key: 'a', number: 1, title: 'A', body: 'Du 1er septembre 2026 pour 3 ans, 1 école.' },
      { key: 'b', number: 2, title: 'B', body: 'Fin.' },
    ]);
    expect(content.annexes[0]?.body).toContain('la chose');
    expect(missing).toEqual([{ key: 'requise', label: 'la chose' }]);
    expect(JSON.parse(JSON.stringify(content))).toEqual(content);
    expect(composeContent(input).content).toEqual(content);
  });

  it('gives a draft no verification address', () => {
    expect(composeContent({ ...input, draft: true }).content).toMatchObject({
      draft: true,
      verificationUrl: null,
    });
  });

  it('reports the facts of the file that the text cites and that are missing', () => {
    const { missing } = composeContent({
      ...input,
      values: { requise: 'oui' },
      schools: [],
      system: { ...input.system, effectiveOn: null },
    });
    expect(missing.map((one) => one.key)).toEqual(['date_effet', 'ecoles_en_nombre']);
  });

  it('presents the parties with delegation and délibération', () => {
    const [state, authority] = composeContent(input).content.parties;
    expect(state?.presentation).toContain(
      'L’académie de Versailles, représentée par Mme X, directrice académique, agissant par délégation',
    );
    expect(state?.delegation).toContain('arrêté n° 12, 5 janvier 2026');
    expect(authority?.presentation).toContain(
      '(SIREN 219\u00a0500\u00a0188), représentée par son représentant en exercice (maire), autorisée par délibération',
    );
    const [, party] = input.parties;
    if (!party) throw new Error('a party');
    const base = {
      number: '2026-41',
      organ: 'conseil municipal',
      sessionOn: '2026-06-30',
      object: 'x',
      hasFile: true,
      transmittedOn: null,
      publishedOn: null,
      waiverReason: null,
    };
    expect(presentParty(party, base).presentation).toContain('2026-41 du 30 juin 2026 (conseil municipal)');
    expect(presentParty(party, { ...base, waiverReason: 'Décision du maire.' }).presentation).toContain(
      'Décision du maire,',
    );
  });
});
