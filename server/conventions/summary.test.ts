import { describe, expect, it } from 'vitest';
import { summaryLines } from './summary';
import { primaryTemplate } from './template/primary';

const facts = {
  system: {
    productName: 'Cartable ouvert',
    projectName: 'ENT des écoles',
    effectiveOn: '2027-01-01',
    durationMonths: 24,
    endsOn: '2028-12-31',
  },
  degree: 'primary' as const,
  schools: 8,
  variables: primaryTemplate.variables,
};
const said = (values: Parameters<typeof summaryLines>[0]['values'], changes = {}) =>
  Object.fromEntries(summaryLines({ ...facts, values, ...changes }).map(({ label, text }) => [label, text]));

describe('what a convention says in five lines', () => {
  it('tells object, schools and duration from the facts', () => {
    expect(said({})).toMatchObject({
      Objet: 'Déploiement de l’ENT «\u00a0Cartable ouvert\u00a0»',
      Périmètre: '8 écoles (annexe A1)',
      Durée: '2 ans, du 1er janvier 2027 au 31 décembre 2028',
    });
  });

  it('says whether money flows, and how much', () => {
    expect(said({}).Argent).toBe('Aucun flux financier');
    expect(said({ finances: 'contribution', montant_participation: 12_500 }).Argent).toMatch(
      /^Une participation de 12\s500,00\s€ est versée$/,
    );
    expect(said({ finances: 'contribution' }).Argent).toBe('Une participation est versée');
  });

  it('names the controller, the processing agreement and the impact assessment', () => {
    expect(said({ reference_article_28: 'annexe RGPD', aipd: 'done' }).Données).toBe(
      'Responsable de traitement\u00a0: le directeur académique\u00a0; contrat de sous-traitance\u00a0: annexe RGPD\u00a0; analyse d’impact réalisée',
    );
    expect(said({ modele_responsable: 'other', responsable_autre: 'le syndicat Exemple' }).Données).toContain(
      'responsable de traitement\u00a0: le syndicat Exemple'.slice(1),
    );
  });

  it('sends to the document what a template does not ask', () => {
    expect(said({}, { variables: [], system: { ...facts.system, effectiveOn: null } })).toMatchObject({
      Durée: 'Voir l’article «\u00a0Durée\u00a0»',
      Argent: 'Voir les dispositions financières',
      Données: 'Voir l’article sur les données personnelles',
    });
  });
});
