import { capital, list, paragraphs, type Words } from '../words';

export function personalData(w: Words): string {
  return paragraphs(
    '{{article_donnees_personnelles}}.1. Responsabilité. {{clause_responsable_traitement}}',
    '{{article_donnees_personnelles}}.2. Finalités et base légale. Les traitements ont pour finalités la mise à disposition de contenus éducatifs et pédagogiques, l’information et le suivi de la scolarité, les échanges au sein de la communauté éducative et la mesure statistique de l’usage. Ils reposent sur l’exécution d’une mission d’intérêt public, au sens du e) du paragraphe 1 de l’article 6 du RGPD. Les catégories de données, de personnes et de destinataires sont décrites à l’annexe A3.',
    list(
      '{{article_donnees_personnelles}}.3. Sous-traitance. L’éditeur agit comme sous-traitant. Il est lié par un contrat conforme à l’article 28 du RGPD, distinct de la présente convention, dont la référence est {{reference_article_28}} et la date {{date_article_28}}. Ce contrat prévoit notamment que l’éditeur :',
      'ne traite les données que sur instruction documentée du responsable de traitement',
      'soumet à autorisation préalable le recours à tout sous-traitant ultérieur',
      'garantit la confidentialité et prend les mesures de sécurité décrites à l’annexe A3',
      'aide à répondre aux demandes des personnes et à notifier les violations de données',
      'restitue puis efface les données au terme du contrat',
      'se prête aux audits et tient à disposition les preuves de sa conformité',
    ),
    '{{article_donnees_personnelles}}.4. Analyse d’impact. {{clause_aipd}}',
    '{{article_donnees_personnelles}}.5. Registre. Les traitements sont inscrits au registre des activités de traitement sous la référence {{reference_registre}}. Chaque partie inscrit à son propre registre ceux qu’elle met en œuvre.',
    '{{article_donnees_personnelles}}.6. Délégués à la protection des données. Le délégué de l’académie peut être joint à l’adresse {{dpd_academie_contact}}, celui de la collectivité à l’adresse {{dpd_collectivite_contact}}. Ils conseillent les parties, qui décident.',
    `{{article_donnees_personnelles}}.7. Information des personnes. ${capital(w.theHead)} remet aux familles et aux personnels, à l’ouverture de l’ENT puis à chaque rentrée, une information conforme aux articles 13 et 14 du RGPD, établie par le responsable de traitement. La même information est accessible en permanence depuis l’ENT, dans une langue simple ; une version est adaptée aux élèves.`,
    '{{article_donnees_personnelles}}.8. Droits. Les droits d’accès, de rectification, de limitation et d’opposition s’exercent auprès du responsable de traitement. La partie ou l’éditeur qui reçoit une demande la lui transmet dans les trois jours ouvrés.',
    '{{article_donnees_personnelles}}.9. Durées de conservation. Les données des comptes sont supprimées dans un délai de {{conservation_comptes_mois}} mois après que l’usager a perdu la qualité qui lui ouvrait un compte. Avant la suppression, l’usager est mis en mesure de récupérer ses productions. Les sauvegardes qui les contiennent sont effacées selon leur cycle ordinaire.',
    '{{article_donnees_personnelles}}.10. Traces. Les traces conservées sont les suivantes :\n{{traces_conservees}}\nElles sont conservées pendant {{conservation_traces_mois}} mois et servent exclusivement aux usages suivants : {{usage_traces}}. Elles ne sont utilisées ni pour évaluer ou surveiller un élève ou un agent, ni pour établir un profil.',
    '{{article_donnees_personnelles}}.11. Interdictions. Les données ne sont ni vendues, ni louées, ni utilisées pour la publicité ou pour l’entraînement de systèmes d’intelligence artificielle sans rapport avec le service rendu. Aucun transfert hors de l’Union européenne n’a lieu sans l’accord écrit préalable du responsable de traitement et sans les garanties du chapitre V du RGPD.',
  );
}

export function security(_w: Words): string {
  return paragraphs(
    'La collectivité s’assure que la solution est protégée par des mesures adaptées aux risques, conformes à l’état de l’art et au référentiel général de sécurité : chiffrement des échanges et des sauvegardes, cloisonnement des environnements, correction des vulnérabilités, journalisation des accès d’administration, tests de restauration et tests d’intrusion périodiques.',
    'Toute partie qui a connaissance d’un incident affectant la disponibilité, l’intégrité ou la confidentialité de l’ENT en alerte l’autre dans un délai de {{delai_alerte_heures}} heures au plus après en avoir pris connaissance. L’alerte est adressée au contact que chaque partie désigne à l’annexe A4.',
    list(
      'L’alerte précise, au fur et à mesure que les éléments sont connus :',
      'la nature de l’incident, sa date et son étendue',
      'les catégories et le nombre approximatif de personnes et de données concernées',
      'les conséquences probables',
      'les mesures prises et proposées',
    ),
    'Lorsque l’incident constitue une violation de données à caractère personnel, la notification à la Commission nationale de l’informatique et des libertés, dans les soixante-douze heures, et la communication aux personnes incombent au responsable de traitement ; l’autre partie et l’éditeur lui apportent leur concours. Aucune partie ne communique publiquement sur l’incident sans en avoir averti l’autre.',
    'Les parties conservent une trace écrite de chaque incident et en tirent les enseignements au comité de pilotage.',
  );
}
