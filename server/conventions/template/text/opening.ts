import { list, paragraphs, type Words } from '../words';

/** Visas: only texts that are certain; an académie edits them. The last one is empty unless filled in. */
export function visas(w: Words): string {
  const charge =
    w.degree === 'primary'
      ? ['Vu le code de l’éducation, notamment ses articles L. 131-2, L. 212-4 et L. 212-5 ;']
      : [
          'Vu le code de l’éducation, notamment ses articles L. 131-2, L. 213-2, L. 214-6, L. 421-1 et L. 421-4 ;',
        ];
  return paragraphs(
    ...charge,
    'Vu le code général des collectivités territoriales, notamment {{visa_collectivite}} ;',
    'Vu le code de la commande publique ;',
    'Vu le règlement (UE) 2016/679 du Parlement européen et du Conseil du 27 avril 2016 relatif à la protection des personnes physiques à l’égard du traitement des données à caractère personnel et à la libre circulation de ces données, ci-après « RGPD » ;',
    'Vu la loi n° 78-17 du 6 janvier 1978 modifiée relative à l’informatique, aux fichiers et aux libertés ;',
    'Vu la loi n° 2005-102 du 11 février 2005 modifiée pour l’égalité des droits et des chances, la participation et la citoyenneté des personnes handicapées, notamment son article 47 ;',
    'Vu l’ordonnance n° 2005-1516 du 8 décembre 2005 modifiée relative aux échanges électroniques entre les usagers et les autorités administratives et entre les autorités administratives ;',
    'Vu l’arrêté du 30 novembre 2006 modifié portant création, au sein du ministère de l’éducation nationale, de l’enseignement supérieur et de la recherche, d’un traitement de données à caractère personnel relatif aux espaces numériques de travail (ENT) ;',
    'Vu le schéma directeur des espaces numériques de travail (SDET) ;',
    '{{visas_complementaires}}',
  );
}

export function preamble(w: Words): string {
  return paragraphs(
    `L’État et les collectivités territoriales concourent ensemble au développement du numérique pour l’éducation. L’État a la charge des contenus d’enseignement, de la pédagogie, de la formation des personnels et des annuaires qui identifient élèves, responsables et agents ; la collectivité met à la disposition des ${w.schools} les équipements, les infrastructures et les services dont elle a la charge.`,
    'Un espace numérique de travail réunit, derrière un point d’entrée unique et sécurisé, les services numériques choisis pour une communauté éducative : chacun y accède selon son profil et ses droits, pour travailler, échanger, publier et suivre la scolarité. Il ne vaut que par la confiance de ceux qui s’en servent et par les usages pédagogiques qu’il rend possibles ; il ne se réduit ni à un site d’information, ni à une messagerie.',
    `Dans le ${w.degreeName}, l’alimentation des comptes par l’annuaire académique fédérateur (AAF) suppose qu’une convention ait été signée entre la collectivité et l’académie. Le présent document tient lieu de cette convention pour le projet « {{nom_projet}} ».`,
    'Les parties conviennent de ce qui suit.',
  );
}

export function purpose(w: Words): string {
  return paragraphs(
    'La présente convention a pour objet de formaliser le partenariat entre la collectivité et l’académie et de définir les responsabilités et les rôles de chacune des parties dans le cadre du déploiement de l’espace numérique de travail, ci-après « l’ENT ».',
    'Elle s’inscrit dans la collaboration que la collectivité et l’académie entretiennent dans le domaine du numérique pour l’éducation.',
    list(
      'À ce titre, elle fixe :',
      `les ${w.schools} concerné${w.e}s et les conditions dans lesquelles leur liste évolue`,
      'la solution retenue et les exigences auxquelles elle répond',
      'les engagements de chaque partie, de la préparation du projet à la réversibilité',
      'les conditions d’accès à l’annuaire académique fédérateur, à l’authentification et aux ressources',
      'les garanties apportées à la protection des données personnelles et à la sécurité',
      'la façon dont le projet est piloté, mesuré et évalué',
    ),
    `La convention ne crée, à la charge ${w.ofTheHeads} et des enseignants, aucune obligation de service qui ne résulterait pas des textes qui leur sont applicables.`,
  );
}

export function framework(w: Words): string {
  return paragraphs(
    list(
      'Au sens de la présente convention, on entend par :',
      '« ENT » : l’ensemble intégré de services numériques, accessible par un point d’entrée unique, que la collectivité met à disposition sous la dénomination « {{solution}} »',
      '« AAF » : l’annuaire académique fédérateur, tenu par les services de l’État, qui alimente les comptes des usagers de l’ENT',
      `« UAI » : le numéro d’immatriculation qui identifie ${w.eachSchool} dans les répertoires de l’éducation nationale`,
      '« usagers » : les élèves, les personnes qui exercent l’autorité parentale, les enseignants, les autres personnels et les intervenants auxquels un compte est ouvert',
      '« éditeur » : {{editeur}}, titulaire du marché ou de l’abonnement portant sur la solution, ainsi que ses sous-traitants',
      '« GAR » : le gestionnaire d’accès aux ressources, qui transmet aux fournisseurs de ressources les seules données nécessaires',
      '« EduConnect » : le service d’authentification des élèves et des responsables mis en œuvre par le ministère chargé de l’éducation nationale',
      '« DNMA » : le dispositif national de mesure d’audience des ENT',
      '« violation de données » : toute violation de la sécurité au sens du point 12 de l’article 4 du RGPD',
    ),
    'Le projet se conforme à {{version_sdet}}. Lorsqu’une nouvelle version du schéma directeur est publiée, les parties en examinent les conséquences lors du plus prochain comité de pilotage et fixent, s’il y a lieu, le délai de mise en conformité.',
    'Il respecte également les référentiels suivants, dans leur version en vigueur :\n{{referentiels}}',
    'En cas de contradiction, les dispositions législatives et réglementaires l’emportent sur la présente convention, et celle-ci l’emporte sur ses annexes.',
  );
}

export function scope(w: Words): string {
  return paragraphs(
    `La convention couvre les ${w.schools} du ${w.degreeName} énuméré${w.e}s à l’annexe A1 ({{ecoles_en_nombre}} à la date de sa signature). Pour ${w.eachSchool}, l’annexe indique l’UAI, la dénomination, la commune, la nature, le secteur public ou privé sous contrat et la date d’entrée dans le périmètre.`,
    `Seul${w.e}s les ${w.schools} qui figurent à l’annexe A1 peuvent être accroché${w.e}s à l’AAF au titre de la présente convention. L’inscription à l’annexe n’emporte pas, à elle seule, l’ouverture des comptes : celle-ci obéit à l’article {{article_annuaire_aaf}}.`,
    '{{clause_evolution_liste}}',
    `Lorsqu’${w.aSchool} ferme, fusionne ou change d’UAI, la partie qui en a connaissance la première en avertit l’autre sans délai. Le retrait d’${w.aSchool} n’a pas d’effet sur les autres ; les données de ses usagers sont traitées conformément à l’article {{article_resiliation}}.`,
  );
}

export function solution(w: Words): string {
  return paragraphs(
    'La solution retenue est « {{solution}} », fournie par {{editeur}}. {{clause_marche}}',
    'La solution est hébergée par {{hebergeur}}. Les données à caractère personnel sont stockées {{localisation_donnees}} ; il en va de même des sauvegardes et des copies de secours.',
    'La conformité de la solution au schéma directeur des ENT est établie par une pièce que la collectivité tient à jour et dont elle remet copie à l’académie : {{preuve_conformite_sdet}}. La collectivité signale à l’académie toute évolution qui la remettrait en cause.',
    list(
      'La collectivité veille à ce que le marché comporte au moins :',
      'les stipulations exigées par l’article 28 du RGPD, décrites à l’article {{article_donnees_personnelles}}',
      'les engagements de disponibilité, de sauvegarde et de rétablissement',
      'la conformité au référentiel général d’amélioration de l’accessibilité et la publication d’une déclaration d’accessibilité',
      'la pose des marqueurs du DNMA',
      'la réversibilité décrite à l’article {{article_resiliation}}, sans supplément de prix qui y ferait obstacle',
    ),
    `Lorsque le marché s’achève avant le terme de la convention, la collectivité informe l’académie, au moins six mois à l’avance, de la suite qu’elle entend lui donner. Le changement de solution fait l’objet d’un avenant ; ${w.noSchool} ne change de solution en cours d’année scolaire sans l’accord des deux parties.`,
  );
}
