import { define } from './define';
import type { TemplateVariable } from './types';

/** Variables of what bounds the convention: money, duration, end; then contacts and calendar. */
export function termVariables(): TemplateVariable[] {
  return [
    define('Finances', 'finances', 'choice', {
      key: 'finances',
      label: 'dispositions financières',
      help: 'Par défaut, aucun flux entre les parties.',
      example: 'aucun flux financier',
      default: 'none',
      options: [
        { value: 'none', label: 'aucun flux financier' },
        { value: 'contribution', label: 'une participation est versée' },
      ],
    }),
    define('Finances', 'finances', 'money', {
      key: 'montant_participation',
      label: 'montant de la participation',
      help: 'En euros, toutes taxes comprises.',
      example: '12500',
      min: 0,
    }),
    define('Finances', 'finances', 'longtext', {
      key: 'modalites_financieres',
      label: 'modalités de versement',
      help: 'Qui verse à qui, quand et sur quelles pièces.',
      example: 'versement unique au 1er octobre, sur présentation d’un titre de recettes.',
    }),
    define('Durée', 'duree', 'choice', {
      key: 'reconduction',
      label: 'reconduction',
      help: 'Ce qui se passe au terme.',
      example: 'aucune',
      default: 'none',
      options: [
        { value: 'none', label: 'aucune' },
        { value: 'express', label: 'expresse' },
        { value: 'tacit', label: 'tacite' },
      ],
    }),
    define('Durée', 'duree', 'number', {
      key: 'reconduction_mois',
      label: 'durée d’une reconduction (mois)',
      help: 'Sans effet si la convention n’est pas reconductible.',
      example: '12',
      default: 12,
      min: 1,
      max: 60,
    }),
    define('Durée', 'duree', 'number', {
      key: 'reconduction_maximum',
      label: 'nombre maximal de reconductions',
      help: 'Sans effet si la convention n’est pas reconductible.',
      example: '1',
      default: 1,
      min: 1,
      max: 5,
    }),
    define('Fin', 'resiliation', 'number', {
      key: 'preavis_resiliation_mois',
      label: 'préavis de résiliation (mois)',
      help: 'Court du jour où l’autre partie reçoit la lettre.',
      example: '6',
      default: 6,
      min: 1,
      max: 24,
    }),
    define('Fin', 'resiliation', 'text', {
      key: 'formats_export',
      label: 'formats d’export',
      help: 'Formats ouverts, lisibles sans la solution.',
      example: 'archive HTML et PDF, annuaire en CSV',
      default:
        'archives de fichiers dans leur format d’origine, pages en HTML ou en PDF, données structurées en CSV ou en JSON',
    }),
    define('Fin', 'resiliation', 'number', {
      key: 'delai_suppression_jours',
      label: 'délai d’effacement des données (jours)',
      help: 'Après la fin de la réversibilité.',
      example: '60',
      default: 60,
      min: 1,
      max: 365,
    }),
    define('Fin', 'litiges', 'number', {
      key: 'conciliation_mois',
      label: 'délai de conciliation (mois)',
      help: 'Temps laissé au règlement amiable.',
      example: '2',
      default: 2,
      min: 1,
      max: 12,
    }),
    define('Fin', 'litiges', 'text', {
      key: 'tribunal',
      label: 'tribunal compétent',
      help: 'Avec son article, tel qu’il est imprimé.',
      example: 'le tribunal administratif de Cergy-Pontoise',
      default: 'le tribunal administratif territorialement compétent',
    }),
    ...(
      [
        ['chef_projet_academie', 'chef de projet de l’académie'],
        ['chef_projet_collectivite', 'chef de projet de la collectivité'],
        ['contact_technique', 'contact technique de la collectivité'],
        ['contact_annuaire', 'contact de l’annuaire académique'],
      ] as const
    ).map(([key, label]) =>
      define('Contacts', 'a4_contacts', 'text', {
        key,
        label,
        help: 'Nom ou fonction, adresse électronique et téléphone.',
        example: 'Camille Exemple, camille@exemple.invalid, 01 00 00 00 00',
        required: false,
        whenEmpty: 'désigné ultérieurement par écrit',
      }),
    ),
    define('Calendrier', 'a5_calendrier', 'longtext', {
      key: 'calendrier',
      label: 'calendrier prévisionnel',
      help: 'Une étape par ligne, précédée d’un tiret.',
      example: '- septembre 2026 : ouverture des premières écoles ;',
      default: [
        '- dans les deux mois qui suivent la signature : installation du comité de pilotage ;',
        '- puis : fiabilisation des annuaires, demande d’accrochage et test ;',
        '- puis : paramétrage, formation des équipes, information des familles et ouverture des comptes ;',
        '- un an après l’ouverture : premier bilan.',
      ].join('\n'),
    }),
  ];
}
