import { define } from './define';
import type { TemplateVariable } from './types';
import type { Words } from './words';

/** Variables of the head of the text and of articles 2 to 9: parties, frame, perimeter, solution, engagements, governance. */
export function projectVariables(w: Words): TemplateVariable[] {
  const primary = w.degree === 'primary';
  return [
    define('Parties', 'visas', 'choice', {
      key: 'collectivite_type',
      label: 'type de collectivité',
      help: 'Choisit les articles du code général des collectivités territoriales qui sont visés.',
      example: primary ? 'commune' : 'département',
      default: primary ? 'commune' : 'department',
      options: [
        { value: 'commune', label: 'commune' },
        { value: 'epci', label: 'établissement public de coopération intercommunale' },
        { value: 'syndicate', label: 'syndicat mixte' },
        { value: 'department', label: 'département' },
        { value: 'region', label: 'région' },
      ],
    }),
    define('Parties', 'visas', 'longtext', {
      key: 'visas_complementaires',
      label: 'visas complémentaires',
      help: 'Un visa par ligne, commençant par « Vu » et finissant par un point-virgule.',
      example: 'Vu le projet académique ;',
      required: false,
    }),
    define('Cadre', 'cadre', 'text', {
      key: 'version_sdet',
      label: 'version du schéma directeur des ENT',
      help: 'Version à laquelle le projet se conforme ; la liste est tenue par l’administrateur.',
      example: 'la version 6.7 du schéma directeur des ENT',
      default: 'la version du schéma directeur des ENT en vigueur à la date de la signature',
    }),
    define('Cadre', 'cadre', 'longtext', {
      key: 'referentiels',
      label: 'référentiels applicables',
      help: 'Un référentiel par ligne, précédé d’un tiret.',
      example: '- le référentiel général d’amélioration de l’accessibilité (RGAA) ;',
      default: [
        '- le référentiel général d’amélioration de l’accessibilité (RGAA) ;',
        '- le référentiel général de sécurité (RGS) ;',
        '- le référentiel général d’interopérabilité (RGI) ;',
        '- le cahier des charges du dispositif national de mesure d’audience des ENT (DNMA).',
      ].join('\n'),
    }),
    define('Périmètre', 'perimetre', 'choice', {
      key: 'evolution_liste',
      label: `façon de faire évoluer la liste des ${w.schools}`,
      help: 'Un avenant est la voie la plus sûre ; la mise à jour d’annexe est plus légère.',
      example: 'par avenant',
      default: 'amendment',
      options: [
        { value: 'amendment', label: 'par avenant' },
        { value: 'annex', label: 'par mise à jour de l’annexe A1' },
      ],
    }),
    define('Solution', 'solution', 'choice', {
      key: 'marche_etat',
      label: 'état du marché',
      help: 'Quand le marché est conclu, sa référence et ses dates sont demandées.',
      example: 'conclu',
      default: 'in_progress',
      options: [
        { value: 'concluded', label: 'conclu' },
        { value: 'in_progress', label: 'en cours de passation' },
      ],
    }),
    define('Solution', 'solution', 'text', {
      key: 'reference_marche',
      label: 'référence du marché',
      help: 'Numéro du marché, de l’accord-cadre ou du bon de commande.',
      example: '2026-M-0114',
    }),
    define('Solution', 'solution', 'date', {
      key: 'marche_date_debut',
      label: 'date de début du marché',
      help: 'Date de prise d’effet du marché.',
      example: '2026-07-01',
      required: false,
      whenEmpty: 'celle de sa notification',
    }),
    define('Solution', 'solution', 'date', {
      key: 'marche_date_fin',
      label: 'date de fin du marché',
      help: 'Une alerte signale un marché qui s’achève avant la convention.',
      example: '2030-06-30',
    }),
    define('Solution', 'solution', 'text', {
      key: 'hebergeur',
      label: 'hébergeur',
      help: 'Nom de la société qui héberge la solution.',
      example: 'Hébergeur Exemple SAS',
      required: false,
      whenEmpty: 'l’hébergeur désigné au marché',
    }),
    define('Solution', 'solution', 'choice', {
      key: 'localisation_donnees',
      label: 'localisation des données',
      help: 'Vaut aussi pour les sauvegardes.',
      example: 'en France',
      default: 'eu',
      options: [
        { value: 'france', label: 'en France' },
        { value: 'eu', label: 'sur le territoire de l’Union européenne' },
      ],
    }),
    define('Solution', 'solution', 'text', {
      key: 'preuve_conformite_sdet',
      label: 'preuve de conformité au SDET',
      help: 'Attestation, rapport ou déclaration de l’éditeur, avec sa date. Demandée pour l’accrochage à l’annuaire.',
      example: 'attestation de conformité de l’éditeur du 3 mars 2026',
      required: false,
      whenEmpty: 'cette pièce est produite avant la demande d’accrochage à l’annuaire',
    }),
    define('Engagements', 'engagements_collectivite', 'choice', {
      key: 'competence',
      label: 'compétence de la collectivité',
      help: 'À quel titre la collectivité porte le projet.',
      example: 'compétence propre',
      default: 'own',
      options: [
        { value: 'own', label: 'compétence propre' },
        { value: 'transferred', label: 'compétence transférée' },
        { value: 'mutualised', label: 'pour le compte d’autres collectivités' },
      ],
    }),
    define('Engagements', 'engagements_collectivite', 'text', {
      key: 'competence_reference',
      label: 'acte qui fonde la compétence',
      help: 'Statuts, convention ou délibération, avec sa date.',
      example: 'convention de mutualisation du 12 mai 2025',
      required: false,
      whenEmpty: 'acte joint à la présente convention',
    }),
    define('Gouvernance', 'gouvernance', 'choice', {
      key: 'comite_frequence',
      label: 'fréquence du comité de pilotage',
      help: 'Nombre minimal de réunions.',
      example: 'deux fois par an',
      default: 'twice',
      options: [
        { value: 'once', label: 'une fois par an' },
        { value: 'twice', label: 'deux fois par an' },
        { value: 'termly', label: 'trois fois par an' },
      ],
    }),
    define('Gouvernance', 'gouvernance', 'longtext', {
      key: 'comite_composition',
      label: 'composition du comité de pilotage',
      help: 'Un membre ou un service par ligne, précédé d’un tiret.',
      example: '- le chef de projet de la collectivité ;',
      default: [
        '- pour l’académie : la délégation au numérique éducatif, la direction des services départementaux de l’éducation nationale et, sur l’ordre du jour qui le concerne, le délégué à la protection des données ;',
        '- pour la collectivité : l’élu chargé de l’éducation, les services de l’éducation et du numérique et, sur l’ordre du jour qui le concerne, le délégué à la protection des données ;',
        `- deux représentants ${w.ofTheHeads} ;`,
        '- en tant que de besoin et sans voix délibérative, l’éditeur et toute personne qualifiée.',
      ].join('\n'),
    }),
  ];
}
