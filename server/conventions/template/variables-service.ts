import { define } from './define';
import type { TemplateVariable } from './types';
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

/** Variables of how the service is opened and run: directories, access, personal data, security, support, follow-up. */
export function serviceVariables(w: Words): TemplateVariable[] {
  const primary = w.degree === 'primary';
  return [
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
      define('Contacts', 'a4_contacts', 'text', {
        key: `contact_securite_${side}`,
        label: `contact d’alerte de ${side === 'academie' ? 'l’académie' : 'la collectivité'}`,
        help: 'Fonction, adresse électronique et téléphone joignables en cas d’incident.',
        example: 'responsable de la sécurité des systèmes d’information, securite@exemple.invalid',
        required: false,
        whenEmpty: 'le chef de projet, avec copie au délégué à la protection des données',
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
  ];
}
