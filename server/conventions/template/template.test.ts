import { describe, expect, it } from 'vitest';
import { type ComposeInput, checkValue, composeContent, formatValue, systemKeys } from '../domain';
import { initialValues } from './initial';
import { primaryTemplate } from './primary';
import { secondaryTemplate } from './secondary';
import type { TemplateContent, VariableValue } from './types';

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;
const keysIn = (text: string) => [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');

function composed(template: TemplateContent, values: Record<string, VariableValue> = {}) {
  const input: ComposeInput = {
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
    },
    degree: template.degree,
    title: template.title,
    version: 1,
    draft: false,
    demonstration: false,
    composedOn: '2026-06-01',
    verificationUrl: null,
    sections: template.sections,
    variables: template.variables,
    clauses: template.clauses,
    values: { dpd_academie_contact: 'dpd@a.invalid', dpd_collectivite_contact: 'dpd@c.invalid', ...values },
    parties: [],
    deliberation: null,
    schools: [
      { uai: '0951099D', name: 'É', commune: 'C', nature: 'école', sector: 'public', entryOn: '2026-09-01' },
    ],
    raci: null,
  };
  return composeContent(input);
}

const textOf = ({ content }: ReturnType<typeof composed>) =>
  [
    content.title,
    ...content.visas,
    content.preamble,
    ...content.articles.flatMap((article) => [article.title, article.body]),
    ...content.annexes.flatMap((annex) => [annex.title, annex.body]),
  ].join('\n');

const article = (result: ReturnType<typeof composed>, number: number) =>
  result.content.articles.find((one) => one.number === number)?.body ?? '';

describe.each([
  ['primary', primaryTemplate],
  ['secondary', secondaryTemplate],
] as const)('%s template', (_name, template) => {
  const texts = [template.title, ...template.sections.flatMap((one) => [one.title, one.body])];
  const clauseTexts = template.clauses.flatMap((clause) => Object.values(clause.texts));

  it('has visas, a preamble, articles 1 to 22 and annexes A3 to A5, and survives storage', () => {
    const of = (kind: string) => template.sections.filter((one) => one.section === kind);
    expect(of('article').map((one) => one.number)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect([of('visas').length, of('preamble').length]).toEqual([1, 1]);
    expect(of('annex').map((one) => one.code)).toEqual(['A3', 'A4', 'A5']);
    expect(new Set(template.sections.map((one) => one.key)).size).toBe(template.sections.length);
    expect(new Set(template.sections.map((one) => one.position)).size).toBe(template.sections.length);
    expect(JSON.parse(JSON.stringify(template))).toEqual(template);
  });

  it('says that it is a proposal of the application', () => {
    expect(template.notice).toContain('proposition de l’application');
    expect(template.notice).toContain('non un texte ministériel');
  });

  it('names only variables, clauses and facts that exist, and uses all of its own', () => {
    const variables = template.variables.map((one) => one.key);
    const clauses = template.clauses.map((one) => one.key);
    expect(new Set([...variables, ...clauses, ...systemKeys]).size).toBe(
      variables.length + clauses.length + systemKeys.length,
    );
    const used = new Set(texts.flatMap(keysIn));
    const usedInClauses = new Set(clauseTexts.flatMap(keysIn));
    const articles = template.sections
      .filter(({ section }) => section === 'article')
      .map(({ key }) => `article_${key}`);
    for (const key of used) expect([...variables, ...clauses, ...articles, ...systemKeys]).toContain(key);
    // A clause may not name another clause: they are expanded once.
    for (const key of usedInClauses) expect([...variables, ...articles, ...systemKeys]).toContain(key);
    for (const key of clauses) expect(used).toContain(key);
    const choosers = template.clauses.map((one) => one.from);
    for (const key of variables) {
      expect(used.has(key) || usedInClauses.has(key) || choosers.includes(key), key).toBe(true);
    }
    for (const one of template.variables) {
      expect(
        template.sections.map((section) => section.key),
        one.key,
      ).toContain(one.article);
    }
  });

  it('gives each variable a help, an example and a default of its type', () => {
    for (const one of template.variables) {
      expect(one.help, one.key).toMatch(/\S/);
      expect(one.example, one.key).toMatch(/\S/);
      if (one.default !== null) {
        expect(checkValue(one, one.default), one.key).toEqual({ ok: true, value: one.default });
        expect(formatValue(one, one.default), one.key).not.toBeNull();
      }
    }
  });

  it('has a wording for each answer of each choice', () => {
    for (const clause of template.clauses) {
      const chooser = template.variables.find((one) => one.key === clause.from);
      const answers =
        chooser?.type === 'boolean'
          ? ['true', 'false']
          : (chooser?.options ?? []).map((option) => option.value);
      expect(Object.keys(clause.texts).sort(), clause.key).toEqual([...answers].sort());
    }
  });

  it('asks only for the two addresses that nobody but the parties knows', () => {
    const bare = composed(template, { dpd_academie_contact: null, dpd_collectivite_contact: null });
    expect(bare.missing.map((one) => one.key)).toEqual(['dpd_academie_contact', 'dpd_collectivite_contact']);
    expect(composed(template).missing).toEqual([]);
  });

  it('is set in French typography, without a placeholder left', () => {
    const text = textOf(composed(template));
    expect(text.match(/[^\n]{0,30} [:;?!»](?=\s|$)[^\n]{0,10}/g)).toBeNull();
    expect(text.match(/« [^\n]{0,30}/g)).toBeNull();
    expect(
      text.match(/['"]|\{\{|\}\}|undefined|null|à compléter| {2}|\.\.|(?<=\s)(?:à|de) les? /),
    ).toBeNull();
    const words = text.split(/\s+/).length;
    expect(words).toBeGreaterThan(4_500);
    expect(words).toBeLessThan(7_000);
    for (const one of composed(template).content.articles) expect(one.body.trim()).toMatch(/\.$/);
  });

  it('changes its wording with the controller model, in article 12 and annexe A3 only', () => {
    const wordings = ['dasen', 'head', 'joint', 'other'].map((model) => {
      const result = composed(template, {
        modele_responsable: model,
        responsable_autre: 'le syndicat Exemple',
      });
      const rest = result.content.articles.filter((one) => one.number !== 12);
      return {
        twelve: article(result, 12),
        sheet: result.content.annexes[0]?.body,
        rest: JSON.stringify(rest),
      };
    });
    expect(new Set(wordings.map((one) => one.twelve)).size).toBe(4);
    expect(new Set(wordings.map((one) => one.sheet)).size).toBe(4);
    expect(new Set(wordings.map((one) => one.rest)).size).toBe(1);
    expect(wordings[2]?.twelve).toContain('article 26 du RGPD');
    expect(wordings[3]?.twelve).toContain('le syndicat Exemple');
    const unnamed = composed(template, { modele_responsable: 'other' });
    expect(unnamed.missing.map((one) => one.key)).toEqual(['responsable_autre']);
  });

  it('asks for a date or a reason only when the answer calls for it', () => {
    const missing = (values: Record<string, VariableValue>) =>
      composed(template, values).missing.map((one) => one.key);
    expect(missing({ aipd: 'done' })).toEqual(['date_aipd']);
    expect(missing({ aipd: 'not_needed' })).toEqual(['motif_sans_aipd']);
    expect(missing({ marche_etat: 'concluded' })).toEqual(['reference_marche', 'marche_date_fin']);
    expect(missing({ finances: 'contribution' })).toEqual(['montant_participation', 'modalites_financieres']);
    expect(missing({ reconduction: 'tacit' })).toEqual([]);
  });

  it('states the fixed object of the seed in article 1', () => {
    const text = article(composed(template), 1);
    expect(text).toContain('a pour objet de formaliser le partenariat entre la collectivité et l’académie');
    expect(text).toContain('les responsabilités et les rôles de chacune des parties');
    expect(text).toContain('dans le domaine du numérique pour l’éducation');
  });
});

describe('the two degrees', () => {
  it('do not borrow each other’s words', () => {
    expect(textOf(composed(secondaryTemplate))).not.toMatch(
      /écoles|directeurs? d’école|conseil d’école|ONDE/,
    );
    expect(textOf(composed(primaryTemplate))).not.toMatch(/établissements du|chefs? d’établissement|SIECLE/);
  });

  it('begin with the controller that most sources give', () => {
    expect(article(composed(primaryTemplate), 12)).toContain('le directeur académique des services');
    expect(article(composed(secondaryTemplate), 12)).toContain(
      'le chef d’établissement, pour l’établissement',
    );
  });
});

describe('what a project already knows', () => {
  it('is put in, and is accepted by both templates', () => {
    const values = initialValues({
      authorityKind: 'ept',
      marketReference: 'M-1',
      marketEndsOn: '2030-06-30',
    });
    expect(values).toEqual({
      collectivite_type: 'epci',
      reference_marche: 'M-1',
      marche_date_fin: '2030-06-30',
      marche_etat: 'concluded',
    });
    for (const template of [primaryTemplate, secondaryTemplate]) {
      for (const [key, value] of Object.entries(values)) {
        const variable = template.variables.find((one) => one.key === key);
        expect(variable && checkValue(variable, value).ok, key).toBe(true);
      }
      expect(composed(template, values).content.visas.join()).toContain('5211-1');
    }
  });

  it('leaves the market open while its reference or its end is unknown', () => {
    const values = initialValues({
      authorityKind: 'mutualising_body',
      marketReference: 'M-1',
      marketEndsOn: null,
    });
    expect(values).toEqual({
      collectivite_type: 'syndicate',
      competence: 'mutualised',
      reference_marche: 'M-1',
    });
    expect(article(composed(primaryTemplate, values), 6)).toContain('acte joint');
  });
});
