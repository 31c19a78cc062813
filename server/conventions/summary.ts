import { longDate } from '@/server/calendar';
import { durationInWords, type SystemFacts, schoolsInWords } from './system-values';
import type { TemplateVariable } from './template/types';
import { resolveVariables, type VariableValues } from './variables';

/** One line of what a signatory reads before the document. */
export type SummaryLine = { label: string; text: string };

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What a convention says in five lines made from its facts and variables: object, schools, duration, money, data.
 * A template of the académie's own that lacks a variable sends the reader to the document.
 */
export function summaryLines(of: {
  system: Pick<SystemFacts, 'productName' | 'projectName' | 'effectiveOn' | 'durationMonths' | 'endsOn'>;
  degree: 'primary' | 'secondary';
  schools: number;
  variables: readonly TemplateVariable[];
  values: VariableValues;
}): SummaryLine[] {
  const { system, degree, schools, variables, values } = of;
  const resolved = resolveVariables(variables, values);
  const said = (key: string) => resolved[key]?.text || null;
  const { effectiveOn, durationMonths, endsOn } = system;
  const amount = values.finances === 'contribution' ? said('montant_participation') : null;
  const controller =
    values.modele_responsable === 'other' ? said('responsable_autre') : said('modele_responsable');
  const agreement = values.reference_article_28 ? said('reference_article_28') : null;
  const data = [
    controller && `responsable de traitement\u00a0: ${controller}`,
    agreement && `contrat de sous-traitance\u00a0: ${agreement}`,
    said('aipd') && `analyse d’impact ${said('aipd')}`,
  ].filter((one) => one !== null && one !== '');
  return [
    {
      label: 'Objet',
      text: `Déploiement de l’ENT «\u00a0${system.productName ?? system.projectName}\u00a0»`,
    },
    { label: 'Périmètre', text: `${schoolsInWords(schools, degree)} (annexe A1)` },
    {
      label: 'Durée',
      text:
        effectiveOn && durationMonths
          ? `${durationInWords(durationMonths)}, du ${longDate(effectiveOn)} au ${longDate(endsOn ?? effectiveOn)}`
          : 'Voir l’article «\u00a0Durée\u00a0»',
    },
    {
      label: 'Argent',
      text: amount
        ? `Une participation de ${amount} est versée`
        : said('finances')
          ? sentence(said('finances') ?? '')
          : 'Voir les dispositions financières',
    },
    {
      label: 'Données',
      text: data.length > 0 ? sentence(data.join('\u00a0; ')) : 'Voir l’article sur les données personnelles',
    },
  ];
}
