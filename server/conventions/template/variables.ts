import { type Draft, define } from './define';
import type { TemplateVariable, VariableType, VariableValue } from './types';
import { dataVariables } from './variables-data';
import type { Words } from './words';

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
].map((month) => ({ value: month, label: month }));

function signatory(
  side: 'academie' | 'collectivite',
  who: string,
  quality: VariableValue,
  example: string,
): TemplateVariable[] {
  const one = (suffix: string, type: VariableType, draft: Omit<Draft, 'key'>) =>
    define('Parties', 'parties', type, { key: `${side}_${suffix}`, ...draft });
  return [
    one('signataire_qualite', 'text', {
      label: `qualité du signataire de ${who}`,
      help: 'Telle qu’elle est imprimée sous le nom, sans article.',
      example,
      default: quality,
    }),
    one('signataire_nom', 'text', {
      label: `nom du signataire de ${who}`,
      help: 'Laissez vide si la personne n’est pas encore connue : seule la qualité est alors imprimée.',
      example: 'Madame Camille Exemple',
      required: false,
    }),
    one('delegation_par', 'text', {
      label: `auteur de la délégation de signature (${who})`,
      help: 'À remplir seulement si le signataire agit par délégation.',
      example: side === 'academie' ? 'le recteur de l’académie' : 'le maire',
      required: false,
    }),
    one('delegation_reference', 'text', {
      label: `référence de la délégation (${who})`,
      help: 'Arrêté ou décision qui donne la délégation.',
      example: 'arrêté n° 2026-12',
      required: false,
    }),
    one('delegation_date', 'date', {
      label: `date de la délégation (${who})`,
      help: 'Date de l’arrêté ou de la décision.',
      example: '2026-01-05',
      required: false,
    }),
  ];
}

/** Variables of articles 2 to 9, 10, 11 and 13 to 22; those of article 12 and annexe A3 stand apart. */
export function variables(w: Words): TemplateVariable[] {
  const primary = w.degree === 'primary';
  return [
    ...signatory(
      'academie',
      'l’académie',
      primary ? 'directeur académique des services de l’éducation nationale' : 'recteur de l’académie',
      'directrice académique des services de l’éducation nationale',
    ),
    ...signatory(
      'collectivite',
      'la collectivité',
      null,
      primary ? 'maire' : 'président du conseil départemental',
    ),
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
      whenEmpty: 'l’éditeur ou par l’hébergeur désigné au marché',
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
      whenEmpty: 'à produire avant la demande d’accrochage à l’annuaire',
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
    define('Annuaire', 'annuaire_aaf', 'number', {
      key: 'delai_ouverture_aaf_jours',
      label: 'délai d’ouverture de l’annuaire (jours)',
      help: 'À compter d’un dossier complet.',
      example: '30',
      default: 30,
      min: 1,
      max: 180,
    }),
    define('Annuaire', 'annuaire_aaf', 'number', {
      key: 'preavis_suspension_jours',
      label: 'préavis de suspension de l’annuaire (jours)',
      help: 'Hors incident de sécurité, où la suspension est immédiate.',
      example: '15',
      default: 15,
      min: 1,
      max: 90,
    }),
    define('Accès', 'authentification', 'boolean', {
      key: 'educonnect',
      label: 'authentification par EduConnect',
      help: 'Pour les élèves et leurs responsables.',
      example: 'oui',
      default: true,
    }),
    define('Accès', 'gar', 'boolean', {
      key: 'gar',
      label: 'raccordement au GAR',
      help: 'Gestionnaire d’accès aux ressources.',
      example: 'oui',
      default: true,
    }),
    ...dataVariables(w),
    define('Sécurité', 'securite', 'number', {
      key: 'delai_alerte_heures',
      label: 'délai d’alerte en cas d’incident (heures)',
      help: 'Il laisse au responsable de traitement le temps de notifier dans les 72 heures.',
      example: '24',
      default: 24,
      min: 1,
      max: 48,
    }),
    ...(['academie', 'collectivite'] as const).map((side) =>
      define('Sécurité', 'securite', 'text', {
        key: `contact_securite_${side}`,
        label: `contact d’alerte de ${side === 'academie' ? 'l’académie' : 'la collectivité'}`,
        help: 'Fonction, adresse électronique et téléphone joignables en cas d’incident.',
        example: 'responsable de la sécurité des systèmes d’information, securite@exemple.invalid',
        required: false,
        whenEmpty: 'son chef de projet et à son délégué à la protection des données',
      }),
    ),
    define('Accompagnement', 'formation', 'text', {
      key: 'volume_formation',
      label: 'volume de formation',
      help: 'Ce à quoi l’académie s’engage.',
      example: 'six heures par enseignant l’année de l’ouverture',
      default: `une action de prise en main pour ${w.eachSchool} l’année de son entrée dans le périmètre, puis une offre annuelle ouverte à tous`,
    }),
    define('Accompagnement', 'assistance', 'text', {
      key: 'assistance_niveau_1',
      label: 'assistance de niveau 1',
      help: 'Qui répond d’abord aux usagers.',
      example: 'le référent numérique de l’école',
      default: primary
        ? 'le directeur d’école ou le référent désigné par l’équipe, avec l’appui de la circonscription'
        : 'le référent désigné par le chef d’établissement',
    }),
    define('Accompagnement', 'assistance', 'text', {
      key: 'assistance_niveau_2',
      label: 'assistance de niveau 2',
      help: 'Qui traite le paramétrage et les anomalies.',
      example: 'le service numérique de la collectivité',
      default:
        'le service désigné par la collectivité, en lien avec l’académie pour ce qui relève des annuaires',
    }),
    define('Accompagnement', 'assistance', 'text', {
      key: 'assistance_horaires',
      label: 'horaires de l’assistance',
      help: 'Jours et heures.',
      example: 'du lundi au vendredi, de 8 h 30 à 17 h 30',
      default: 'les jours ouvrés, aux heures de bureau',
    }),
    define('Suivi', 'audience', 'choice', {
      key: 'mois_bilan',
      label: 'mois du bilan annuel',
      help: 'Mois où les parties dressent ensemble le bilan.',
      example: 'juin',
      default: 'juin',
      options: months,
    }),
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
