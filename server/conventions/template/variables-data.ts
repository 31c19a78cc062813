import { type Draft, define } from './define';
import type { TemplateVariable } from './types';
import type { Words } from './words';

const GROUP = 'Données personnelles';
const ARTICLE = 'donnees_personnelles';
const SHEET = 'a3_donnees';

/** Variables of article 12 and of annexe A3. */
export function dataVariables(w: Words): TemplateVariable[] {
  const article = (type: TemplateVariable['type'], draft: Draft) => define(GROUP, ARTICLE, type, draft);
  const sheet = (draft: Draft) => define(GROUP, SHEET, 'longtext', draft);
  return [
    article('choice', {
      key: 'modele_responsable',
      label: 'responsable de traitement',
      help: 'Les analyses divergent : demandez l’avis des deux délégués à la protection des données.',
      example: 'le directeur académique',
      default: w.degree === 'primary' ? 'dasen' : 'head',
      options: [
        { value: 'dasen', label: 'le directeur académique' },
        { value: 'head', label: w.theHead },
        { value: 'joint', label: 'l’académie et la collectivité, conjointement' },
        { value: 'other', label: 'une autre personne' },
      ],
    }),
    article('text', {
      key: 'responsable_autre',
      label: 'nom du responsable de traitement',
      help: 'À remplir si le responsable n’est ni le directeur académique, ni le chef d’établissement, ni les deux parties.',
      example: 'le syndicat mixte Exemple Numérique',
    }),
    article('text', {
      key: 'reference_article_28',
      label: 'référence du contrat de sous-traitance (article 28)',
      help: 'Contrat ou annexe du marché qui lie l’éditeur. Demandée pour l’accrochage à l’annuaire.',
      example: 'annexe RGPD du marché 2026-M-0114',
      required: false,
      whenEmpty: 'communiquée à l’académie avant la demande d’accrochage',
    }),
    article('date', {
      key: 'date_article_28',
      label: 'date du contrat de sous-traitance',
      help: 'Date de signature du contrat.',
      example: '2026-06-15',
      required: false,
      whenEmpty: 'communiquée dans les mêmes conditions',
    }),
    article('choice', {
      key: 'aipd',
      label: 'analyse d’impact (AIPD)',
      help: 'État de l’analyse d’impact relative à la protection des données.',
      example: 'réalisée',
      default: 'in_progress',
      options: [
        { value: 'done', label: 'réalisée' },
        { value: 'in_progress', label: 'en cours' },
        { value: 'not_needed', label: 'jugée non nécessaire' },
      ],
    }),
    article('date', {
      key: 'date_aipd',
      label: 'date de l’analyse d’impact',
      help: 'Date de la version validée.',
      example: '2026-05-20',
    }),
    article('longtext', {
      key: 'motif_sans_aipd',
      label: 'motif de l’absence d’analyse d’impact',
      help: 'Ce qui a conduit à la juger non nécessaire, après avis du délégué.',
      example: 'le traitement est couvert par l’analyse d’impact académique du 4 février 2026.',
    }),
    article('text', {
      key: 'reference_registre',
      label: 'référence au registre des traitements',
      help: 'Numéro ou intitulé de l’inscription. Demandée pour l’accrochage à l’annuaire.',
      example: 'registre de l’académie, fiche n° 44',
      required: false,
      whenEmpty: 'en cours d’attribution',
    }),
    article('email', {
      key: 'dpd_academie_contact',
      label: 'adresse du délégué à la protection des données de l’académie',
      help: 'Adresse de fonction de préférence.',
      example: 'dpd@academie-exemple.invalid',
    }),
    article('email', {
      key: 'dpd_collectivite_contact',
      label: 'adresse du délégué à la protection des données de la collectivité',
      help: 'Adresse de fonction de préférence.',
      example: 'dpd@commune-exemple.invalid',
    }),
    article('number', {
      key: 'conservation_comptes_mois',
      label: 'conservation des comptes (mois)',
      help: 'Après le départ de l’usager.',
      example: '3',
      default: 3,
      min: 1,
      max: 12,
    }),
    article('number', {
      key: 'conservation_traces_mois',
      label: 'conservation des traces (mois)',
      help: 'Durée strictement nécessaire à la sécurité et à la statistique.',
      example: '12',
      default: 12,
      min: 1,
      max: 12,
    }),
    article('longtext', {
      key: 'traces_conservees',
      label: 'traces conservées',
      help: 'Une catégorie par ligne, précédée d’un tiret.',
      example: '- date et heure de connexion ;',
      default: [
        '- identifiant de connexion, date, heure et adresse de réseau de la connexion ;',
        '- service consulté et type d’opération (lecture, dépôt, publication, suppression) ;',
        '- opérations d’administration : création de compte, changement de droits, accès au nom d’un usager.',
      ].join('\n'),
    }),
    article('text', {
      key: 'usage_traces',
      label: 'usage des traces',
      help: 'À quoi elles servent, et à rien d’autre.',
      example: 'la sécurité et la statistique anonyme',
      default:
        'la sécurité de la solution, le traitement des incidents, la réponse aux réquisitions légales et l’établissement de statistiques d’usage qui n’identifient personne',
    }),
    sheet({
      key: 'acces_traces',
      label: 'personnes qui accèdent aux traces',
      help: 'Qui consulte quoi, une ligne par catégorie de personnes, précédée d’un tiret.',
      example: '- le responsable de la sécurité de l’éditeur : traces techniques ;',
      default: [
        '- les exploitants habilités de l’éditeur : traces techniques, pour l’exploitation et la sécurité ;',
        `- ${w.theHead} : liste des actes d’administration de son espace, sur demande motivée ;`,
        '- les responsables de la sécurité de l’académie et de la collectivité : traces d’un incident, le temps de son traitement ;',
        '- les autorités judiciaires, sur réquisition.',
      ].join('\n'),
    }),
    sheet({
      key: 'categories_donnees',
      label: 'catégories de données',
      help: 'Une catégorie par ligne, précédée d’un tiret.',
      example: '- identité de l’élève ;',
      default: [
        '- identité : nom, prénoms, identifiants techniques, profil ;',
        `- scolarité : ${w.school}, classe, groupes, enseignants ;`,
        '- liens entre l’élève et les personnes qui en ont la responsabilité ;',
        '- coordonnées nécessaires à la remise des identifiants et aux échanges ;',
        '- productions, messages et contenus déposés par les usagers ;',
        '- données de connexion décrites ci-dessous.',
      ].join('\n'),
    }),
    sheet({
      key: 'destinataires',
      label: 'destinataires des données',
      help: 'Un destinataire par ligne, précédé d’un tiret.',
      example: '- les enseignants de l’élève ;',
      default: [
        '- les usagers, chacun selon son profil et ses droits ;',
        `- ${w.theHead} et les personnels qu’il habilite ;`,
        '- les personnels habilités de l’académie, pour l’assistance et la sécurité ;',
        '- les agents habilités de la collectivité, pour les missions que la convention lui confie ;',
        '- l’éditeur et ses sous-traitants autorisés, pour l’exploitation de la solution ;',
        '- les fournisseurs de ressources, pour les seules données nécessaires à l’accès.',
      ].join('\n'),
    }),
    sheet({
      key: 'mesures_securite',
      label: 'mesures de sécurité',
      help: 'Une mesure par ligne, précédée d’un tiret.',
      example: '- chiffrement des échanges ;',
      default: [
        '- chiffrement des échanges et des sauvegardes ;',
        '- authentification individuelle, à plusieurs facteurs pour l’administration ;',
        `- cloisonnement des données par ${w.school} ;`,
        '- sauvegardes quotidiennes, conservées sur un site distinct, et essais de restauration ;',
        '- journalisation et revue des accès d’administration ;',
        '- correction des vulnérabilités et tests d’intrusion périodiques.',
      ].join('\n'),
    }),
    define(GROUP, SHEET, 'text', {
      key: 'transferts_hors_ue',
      label: 'transferts hors de l’Union européenne',
      help: 'Pays, garanties et sous-traitants concernés, ou « aucun ».',
      example: 'aucun',
      default: 'aucun',
    }),
  ];
}
