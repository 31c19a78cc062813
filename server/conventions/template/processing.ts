import { PROPOSAL_NOTICE } from './build';
import { define } from './define';
import { processingArticles } from './text/processing';
import type { TemplateContent, TemplateSection, TemplateVariable } from './types';
import { variables as conventionVariables } from './variables';
import { paragraphs, primaryWords, secondaryWords, type Words } from './words';

const GROUP = 'Sous-traitance';

/** Fields that the agreement shares with its convention: their values are taken over from it. */
const sharedKeys = [
  'modele_responsable',
  'responsable_autre',
  'categories_donnees',
  'mesures_securite',
  'transferts_hors_ue',
  'hebergeur',
  'localisation_donnees',
  'dpd_academie_contact',
  'dpd_collectivite_contact',
  'reference_registre',
  'reference_marche',
  'formats_export',
  'delai_suppression_jours',
  'delai_alerte_heures',
  'tribunal',
];

const articleOf: Record<string, string> = {
  modele_responsable: 'objet',
  responsable_autre: 'objet',
  reference_marche: 'objet',
  categories_donnees: 'a2_description',
  hebergeur: 'a2_description',
  localisation_donnees: 'transferts',
  transferts_hors_ue: 'transferts',
  mesures_securite: 'a3_securite',
  dpd_academie_contact: 'contacts_dpd',
  dpd_collectivite_contact: 'contacts_dpd',
  reference_registre: 'registre',
  formats_export: 'sort_donnees',
  delai_suppression_jours: 'sort_donnees',
  delai_alerte_heures: 'violations',
  tribunal: 'litiges',
};

function agreementVariables(w: Words): TemplateVariable[] {
  const shared = conventionVariables(w)
    .filter(({ key }) => sharedKeys.includes(key))
    .map((variable) => ({ ...variable, article: articleOf[variable.key] ?? 'objet' }));
  return [
    ...shared,
    define(GROUP, 'sous_traitants', 'longtext', {
      key: 'sous_traitants_ulterieurs',
      label: 'sous-traitants ultérieurs autorisés',
      help: 'Un par ligne, précédé d’un tiret : nom, pays, prestation.',
      example: '- Hébergeur Exemple SAS, France : hébergement ;',
      default: '- aucun à la date de signature.',
    }),
    define(GROUP, 'sous_traitants', 'number', {
      key: 'delai_information_sous_traitant_jours',
      label: 'délai d’information sur un nouveau sous-traitant (jours)',
      help: 'Temps laissé au responsable pour s’opposer, avant tout changement.',
      example: '30',
      default: 30,
      min: 15,
      max: 120,
    }),
    define(GROUP, 'droits', 'number', {
      key: 'delai_demande_jours',
      label: 'délai de transmission d’une demande (jours ouvrés)',
      help: 'Quand une personne s’adresse à l’éditeur pour exercer ses droits.',
      example: '3',
      default: 3,
      min: 1,
      max: 10,
    }),
    define(GROUP, 'audits', 'number', {
      key: 'preavis_audit_jours',
      label: 'préavis d’un audit (jours)',
      help: 'Sauf violation de données, où l’audit peut être immédiat.',
      example: '15',
      default: 15,
      min: 5,
      max: 60,
    }),
    define(GROUP, 'contacts_dpd', 'email', {
      key: 'dpd_editeur_contact',
      label: 'adresse du délégué à la protection des données de l’éditeur',
      help: 'Ou de la personne qui en tient lieu.',
      example: 'dpd@editeur-exemple.invalid',
    }),
  ];
}

/** The art. 28 agreement of a degree: a document of its own, companion of a convention. */
export function buildProcessingAgreement(w: Words): TemplateContent {
  const sections: TemplateSection[] = [
    {
      key: 'visas',
      section: 'visas',
      position: 10,
      number: null,
      code: null,
      title: 'Visas',
      body: paragraphs(
        'Vu le règlement (UE) 2016/679 du Parlement européen et du Conseil du 27 avril 2016, ci-après « RGPD », notamment ses articles 28, 29, 32 à 36 et 82 ;',
        'Vu la loi n° 78-17 du 6 janvier 1978 modifiée relative à l’informatique, aux fichiers et aux libertés, notamment son article 60 ;',
        'Vu la convention n° {{numero_convention_liee}} relative au déploiement de l’espace numérique de travail ;',
      ),
      obligation: 'optional',
      legalBasis: '',
    },
    ...processingArticles(w),
  ];
  return {
    format: 2,
    key: w.degree === 'primary' ? 'sous-traitance-premier-degre' : 'sous-traitance-second-degre',
    name: `Contrat de sous-traitance (article 28) du ${w.degreeName} (modèle proposé)`,
    degree: w.degree,
    kind: 'processing_agreement',
    shapes: ['bipartite', 'tripartite', 'mutualised'],
    notice: PROPOSAL_NOTICE,
    title:
      'Contrat de sous-traitance de données à caractère personnel – convention n° {{numero_convention_liee}}',
    sections,
    variables: agreementVariables(w),
    clauses: [
      {
        key: 'responsable_contrat',
        label: 'Responsable de traitement',
        from: 'modele_responsable',
        texts: {
          dasen:
            'le directeur académique des services de l’éducation nationale, agissant pour l’État ; la collectivité, qui a conclu le marché, transmet ses instructions et en contrôle l’exécution pour son compte',
          head: `${w.degree === 'primary' ? 'le directeur d’école' : 'le chef d’établissement'}, pour ${w.theSchool} qu’il dirige ; la collectivité, qui a conclu le marché, transmet ses instructions et en contrôle l’exécution pour son compte`,
          joint: 'l’académie et la collectivité, responsables conjoints au sens de l’article 26 du RGPD',
          other: '{{responsable_autre}}',
        },
      },
    ],
  };
}

export const primaryProcessing = buildProcessingAgreement(primaryWords);
export const secondaryProcessing = buildProcessingAgreement(secondaryWords);
