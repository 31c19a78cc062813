import { capital, list, paragraphs, type Words } from '../words';

export function directory(w: Words): string {
  return paragraphs(
    `{{article_annuaire_aaf}}.1. Demande. L’accrochage à l’AAF est demandé pour une liste d’UAI figurant à l’annexe A1. La demande, présentée par l’académie ou par la collectivité, indique la solution, la date souhaitée, l’environnement de test ou de production et le contact technique. Elle ne peut être instruite qu’une fois la convention signée par toutes les parties.`,
    list(
      '{{article_annuaire_aaf}}.2. Pièces. Le dossier comprend :',
      'la convention signée et son annexe A1',
      'la référence du contrat de sous-traitance conclu au titre de l’article 28 du RGPD',
      'la référence de l’inscription au registre des activités de traitement',
      'la preuve de conformité de la solution au schéma directeur des ENT',
      'les coordonnées des délégués à la protection des données des deux parties',
    ),
    '{{article_annuaire_aaf}}.3. Vérification, test et ouverture. L’académie vérifie la demande, ouvre l’alimentation sur l’environnement de test, puis en production. Elle fait ses meilleurs efforts pour que l’ouverture intervienne dans un délai de {{delai_ouverture_aaf_jours}} jours à compter de la réception d’un dossier complet. Un refus est motivé ; il ne fait pas obstacle à une nouvelle demande.',
    `{{article_annuaire_aaf}}.4. Données. Les données transmises se limitent à celles qui sont nécessaires à l’ouverture et à la tenue des comptes des usagers ${w.ofTheSchool} : identité, profil, rattachement, classes et groupes, liens entre élèves et responsables. Elles ne peuvent être ni enrichies à partir d’autres fichiers, ni réutilisées à d’autres fins, ni cédées.`,
    list(
      '{{article_annuaire_aaf}}.5. Suspension. L’académie peut suspendre l’alimentation d’un ou de plusieurs UAI :',
      'sans délai, en cas d’incident de sécurité, de violation de données ou de risque grave pour les personnes',
      'après un préavis de {{preavis_suspension_jours}} jours resté sans effet, en cas de manquement aux articles {{article_solution}}, {{article_donnees_personnelles}} ou {{article_securite}}',
    ),
    `La suspension est motivée, limitée à ce qui est nécessaire et levée dès que sa cause a disparu. Les comptes existants ne sont pas supprimés pendant la suspension. ${capital(w.theHead)} et la collectivité en sont informés.`,
    '{{article_annuaire_aaf}}.6. Fin. La fin de la convention n’interrompt pas d’elle-même l’alimentation : l’académie procède au décrochage à la date convenue entre les parties, dans les conditions de l’article {{article_resiliation}}.',
  );
}

export function authentication(w: Words): string {
  return paragraphs(
    'Chaque usager accède à l’ENT par un compte personnel. Les comptes partagés sont interdits, à l’exception de comptes de classe sans donnée personnelle ouverts pour les élèves les plus jeunes.',
    '{{clause_educonnect}}',
    'Les personnels de l’éducation nationale s’authentifient par le guichet d’authentification de l’académie, avec leurs identifiants professionnels, lorsque la solution est raccordée à ce guichet. À défaut, l’éditeur leur délivre des identifiants propres dont la robustesse est au moins équivalente aux recommandations de la Commission nationale de l’informatique et des libertés.',
    'Les agents de la collectivité et de l’éditeur qui administrent la solution disposent de comptes nominatifs, protégés par une authentification à plusieurs facteurs ; leurs droits sont limités à leurs missions et revus au moins une fois par an.',
    `Les droits attachés à un compte prennent fin avec la qualité qui les fonde. ${capital(w.theHead)} signale sans délai les départs qui ne résulteraient pas encore des annuaires.`,
  );
}

export function resources(w: Words): string {
  return paragraphs(
    '{{clause_gar}}',
    `Le choix des ressources pédagogiques relève des équipes enseignantes. La collectivité et l’académie se concertent sur les ressources qu’elles acquièrent pour les ${w.schools} du périmètre, afin d’éviter les doubles achats.`,
    'Les ressources et les services tiers auxquels l’ENT donne accès ne reçoivent que les données strictement nécessaires. Aucun service financé par la publicité ou par l’exploitation des données des usagers n’est raccordé à l’ENT.',
  );
}
