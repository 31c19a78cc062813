import { capital, list, paragraphs, type Words } from '../words';

export function academyCommitments(w: Words): string {
  return paragraphs(
    list(
      'L’académie s’engage à :',
      'désigner un chef de projet et un référent technique, dont les coordonnées figurent à l’annexe A4',
      'porter à la connaissance de la collectivité le cadre national applicable aux ENT et ses évolutions',
      'instruire les demandes d’accrochage à l’AAF et fournir les données d’alimentation dans les conditions de l’article {{article_annuaire_aaf}}',
      `veiller, avec ${w.theHeads}, à la qualité des données saisies dans ${w.registry}`,
      'conduire, avec le concours du délégué à la protection des données, les formalités qui lui reviennent au titre de l’article {{article_donnees_personnelles}}',
      `former et accompagner les équipes, avec le concours ${w.ofProximity}`,
      'promouvoir les usages pédagogiques de l’ENT et l’éducation aux médias et à l’information qu’il permet',
      'suivre la fréquentation de l’ENT et en partager l’analyse avec la collectivité',
    ),
    'L’académie n’intervient ni dans la passation ni dans l’exécution du marché. Elle apporte à la collectivité, si celle-ci le demande, son avis sur la partie pédagogique et fonctionnelle du cahier des charges.',
  );
}

export function authorityCommitments(w: Words): string {
  return paragraphs(
    '{{clause_competence}}',
    list(
      'La collectivité s’engage à :',
      'désigner un chef de projet et un contact technique, dont les coordonnées figurent à l’annexe A4',
      `acquérir et mettre la solution à la disposition gratuite de tous les usagers des ${w.schools} de l’annexe A1`,
      `assurer, dans les ${w.schools} dont elle a la charge, un accès à internet et un équipement compatibles avec l’usage de l’ENT`,
      'faire paramétrer la solution et faire ouvrir les espaces avant la rentrée scolaire, selon le calendrier de l’annexe A5',
      'faire respecter par l’éditeur les obligations qui découlent de la présente convention et en contrôler l’exécution',
      'n’accéder aux données des usagers que dans la mesure nécessaire à ses propres missions, et jamais aux productions des élèves ni aux échanges pédagogiques',
      'n’utiliser l’ENT à aucune fin de propagande ni de publicité, et respecter la neutralité du service public de l’éducation',
      `prévenir l’académie et ${w.theHeads}, au moins huit jours à l’avance, des interruptions programmées`,
    ),
    'Lorsque la collectivité souhaite publier dans l’ENT des informations relevant de ses propres services (restauration, accueil périscolaire, transports), elle en convient avec l’académie et en assure seule la responsabilité éditoriale.',
  );
}

export function schoolsAndUsers(w: Words): string {
  return paragraphs(
    `L’ENT est mis en œuvre dans ${w.eachSchool} sous la responsabilité pédagogique de l’équipe. ${capital(w.council)} est informé de son ouverture, de ses finalités et de ses règles d’usage.`,
    list(
      `Dans ${w.eachSchool}, ${w.theHead} :`,
      'publie les informations générales et désigne les personnes habilitées à publier',
      `tient à jour dans ${w.registry} les données relatives aux élèves et à leurs responsables, dont dépend l’exactitude des comptes`,
      'veille à la remise des identifiants et à l’information des familles',
      'demande le blocage d’un compte dont l’usage met en cause la sécurité ou le respect des personnes',
    ),
    'Les élèves utilisent l’ENT sous la conduite de leurs enseignants et dans le respect d’une charte d’usage, adaptée à leur âge, qui leur est expliquée et qui est portée à la connaissance de leurs responsables. Cette charte est annexée au règlement intérieur.',
    'L’usage de l’ENT par les familles n’est jamais une condition d’accès au service public de l’éducation : les informations indispensables à la scolarité sont aussi communiquées, sur demande, par une autre voie.',
    'Les horaires d’ouverture des messageries et l’usage des notifications respectent le droit à la déconnexion des personnels et le repos des élèves.',
  );
}

export function governance(w: Words): string {
  return paragraphs(
    'Le projet est conduit par un comité de pilotage, coprésidé par le représentant de l’académie et celui de la collectivité. Il se réunit {{comite_frequence}} au moins et, en outre, à la demande de l’une des parties.',
    'Il comprend :\n{{comite_composition}}',
    list(
      'Le comité de pilotage :',
      'arrête le calendrier et suit son exécution',
      `examine l’évolution de la liste des ${w.schools}`,
      'prend connaissance de la mesure d’audience, des incidents et des demandes d’assistance',
      'adopte le bilan annuel prévu à l’article {{article_audience}}',
      'examine les difficultés d’interprétation ou d’exécution de la convention',
    ),
    'Ses relevés de conclusions sont établis alternativement par chaque partie et adressés à l’autre dans les quinze jours.',
    'La répartition des responsabilités, activité par activité, figure à l’annexe A2 : elle indique qui réalise, qui répond du résultat, qui est consulté et qui est informé. Pour chaque activité, une seule partie répond du résultat. L’annexe A2 précise la convention sans pouvoir y déroger.',
  );
}
