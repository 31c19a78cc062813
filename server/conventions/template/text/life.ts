import { capital, list, paragraphs, type Words } from '../words';

export function training(w: Words): string {
  return paragraphs(
    `L’académie construit et met en œuvre le plan de formation des enseignants et ${w.ofTheHeads}. Il porte sur la prise en main de la solution, sur ses usages pédagogiques, sur l’éducation aux médias et à l’information et sur la protection des données. Le volume en est le suivant : {{volume_formation}}.`,
    'La collectivité fait assurer par l’éditeur la formation initiale des administrateurs et des formateurs, et met à disposition la documentation d’usage. Elle forme ses propres agents.',
    `L’accompagnement de proximité est assuré par ${w.proximity}. L’académie anime le réseau des référents et encourage le partage d’expériences entre ${w.schools}, y compris avec d’autres territoires.`,
    'Les usages de l’ENT par les élèves priment dans cet accompagnement : l’information des familles en découle, elle n’en est pas le seul objet.',
  );
}

export function assistance(w: Words): string {
  return paragraphs(
    list(
      'L’assistance aux usagers est organisée en trois niveaux :',
      'niveau 1, accueil et premières réponses : {{assistance_niveau_1}}',
      'niveau 2, paramétrage et anomalies : {{assistance_niveau_2}}',
      'niveau 3, correction de la solution : l’éditeur, sur demande du niveau 2',
    ),
    `Les familles s’adressent d’abord à ${w.theSchool}. L’assistance est ouverte {{assistance_horaires}}.`,
    `Les questions relatives aux données d’alimentation (compte absent, rattachement inexact) relèvent de ${w.theSchool}, puis des services académiques. Aucune correction n’est faite dans la solution lorsqu’elle doit l’être à la source.`,
    'La collectivité communique au comité de pilotage le nombre de demandes, leur objet et les délais de traitement.',
  );
}

export function audience(w: Words): string {
  return paragraphs(
    'La fréquentation de l’ENT est mesurée par le dispositif national de mesure d’audience. La collectivité fait poser et maintenir par l’éditeur les marqueurs conformes au cahier des charges de ce dispositif ; les statistiques sont partagées entre les parties.',
    'Les chiffres sont présentés avec leur date, leur source et leur périmètre. Ils servent à améliorer le service et à orienter l’accompagnement ; ils ne servent ni à classer les équipes ni à évaluer les personnes.',
    `Chaque année, au mois de {{mois_bilan}}, les parties dressent ensemble un bilan : ${w.schools} ouvert${w.e}s, comptes activés, fréquentation, usages pédagogiques remarquables, formations, assistance, incidents, points d’appui, difficultés et perspectives. Ce bilan est présenté au comité de pilotage et peut donner lieu à une fiche de retour d’expérience.`,
    'Au plus tard six mois avant le terme de la convention, le comité de pilotage procède à une évaluation d’ensemble et propose les suites à lui donner.',
  );
}

export function communication(w: Words): string {
  return paragraphs(
    'Chaque partie mentionne le concours de l’autre dans les communications relatives au projet et lui soumet celles qui l’engagent. Les logotypes ne sont utilisés qu’avec l’accord de leur titulaire et dans le respect de sa charte ; ceux de l’État demeurent réservés à ses services.',
    `La solution porte un nom et une présentation qui ne prêtent pas à confusion avec un service commercial. Les photographies, les voix et les travaux d’élèves ne sont diffusés en dehors de l’ENT ${w.ofTheSchool} qu’avec l’autorisation écrite des personnes concernées ou de leurs représentants.`,
  );
}

export function finances(_w: Words): string {
  return paragraphs(
    '{{clause_finances}}',
    'Chaque partie supporte les dépenses qui résultent des missions que la loi lui confie. L’accès à l’ENT est gratuit pour les élèves, leurs familles et les personnels.',
  );
}

export function duration(_w: Words): string {
  return paragraphs(
    'La convention prend effet le {{date_effet}}, sous réserve de sa signature par toutes les parties et de l’accomplissement des formalités qui rendent exécutoires leurs décisions. Elle est conclue pour une durée de {{duree}} et s’achève le {{date_fin}}.',
    '{{clause_reconduction}}',
    'Douze, six et trois mois avant le terme, les parties examinent l’opportunité d’une nouvelle convention, de façon que le service ne connaisse pas d’interruption.',
  );
}

export function amendments(w: Words): string {
  return paragraphs(
    'La convention signée ne peut être modifiée que par un avenant écrit, signé dans les mêmes formes, qui énonce les stipulations modifiées. Les avenants sont numérotés et font corps avec la convention.',
    list(
      'Sont notamment soumis à avenant :',
      'le changement de solution ou d’éditeur',
      'la modification de la durée',
      'la modification de la répartition des responsabilités en matière de données personnelles',
      'l’entrée d’une nouvelle partie',
    ),
    `L’entrée et la sortie d’${w.aSchool} suivent l’article {{article_perimetre}}. La mise à jour des contacts (annexe A4) et du calendrier (annexe A5) résulte d’un simple échange écrit entre les chefs de projet.`,
  );
}

export function termination(w: Words): string {
  return paragraphs(
    '{{article_resiliation}}.1. Résiliation. Chaque partie peut résilier la convention, par lettre motivée remise contre récépissé ou recommandée avec demande d’avis de réception, moyennant un préavis de {{preavis_resiliation_mois}} mois. Sauf urgence, la résiliation prend effet à la fin d’une année scolaire.',
    '{{article_resiliation}}.2. Manquement. En cas de manquement grave d’une partie, l’autre la met en demeure d’y remédier dans un délai qui ne peut être inférieur à un mois. Si la mise en demeure reste sans effet, la convention peut être résiliée sans autre préavis.',
    `{{article_resiliation}}.3. Suspension. ${capital(w.stateAuthority)} peut, par décision motivée, suspendre l’exécution de la convention pour tout ou partie du périmètre lorsque la sécurité des personnes ou des données l’exige.`,
    list(
      '{{article_resiliation}}.4. Réversibilité. Quelle que soit la cause de la fin de la convention, la collectivité fait en sorte que :',
      'les usagers puissent récupérer leurs productions et leurs documents pendant un mois au moins',
      `les espaces ${w.ofTheSchool} et leurs contenus soient remis dans les formats suivants : {{formats_export}}`,
      'les données utiles à la solution suivante lui soient transmises dans un format ouvert et documenté',
      'l’éditeur apporte son assistance pendant la période de transition',
    ),
    '{{article_resiliation}}.5. Effacement. L’éditeur efface les données, sauvegardes comprises, dans un délai de {{delai_suppression_jours}} jours après la fin de la réversibilité et en atteste par écrit. L’attestation est remise à l’académie.',
    `{{article_resiliation}}.6. Annuaire. L’académie décroche de l’AAF ${w.eachSchool} à la date convenue au plan de réversibilité, après information ${w.ofTheHeads} et des familles. Lorsqu’une autre solution prend la suite, les deux opérations sont coordonnées pour éviter toute interruption.`,
  );
}

export function disputes(_w: Words): string {
  return paragraphs(
    'Les parties recherchent un règlement amiable de tout différend né de l’interprétation ou de l’exécution de la convention. Le comité de pilotage en est saisi par la plus diligente ; il se prononce dans un délai de {{conciliation_mois}} mois.',
    'À défaut d’accord dans ce délai, le litige est porté devant {{tribunal}}.',
    'La convention est établie en un exemplaire original par partie lorsqu’elle est signée sur papier. Lorsqu’elle est signée sous forme électronique, le document figé et son empreinte font foi entre les parties, selon le mode de signature indiqué sur la page des signatures.',
  );
}
