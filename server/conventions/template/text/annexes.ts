import { list, paragraphs, type Words } from '../words';

export function dataSheet(w: Words): string {
  return paragraphs(
    'La présente fiche décrit les traitements mis en œuvre dans l’ENT. Elle complète l’article {{article_donnees_personnelles}} et peut être jointe au registre des activités de traitement.',
    list(
      'Identification',
      'traitement : espace numérique de travail « {{solution}} »',
      'responsable de traitement : {{responsable_traitement_nom}}',
      'sous-traitant : {{editeur}} ; référence du contrat de l’article 28 : {{reference_article_28}}',
      'hébergement : {{hebergeur}} ; localisation des données : {{localisation_donnees}}',
      'référence au registre : {{reference_registre}}',
      'analyse d’impact relative à la protection des données : {{etat_aipd}}',
    ),
    list(
      'Personnes concernées',
      'élèves',
      'personnes exerçant l’autorité parentale et autres responsables déclarés',
      `enseignants, ${w.heads} et autres personnels intervenant dans ${w.theSchool}`,
      'agents de la collectivité et intervenants auxquels un compte est ouvert',
    ),
    'Catégories de données\n{{categories_donnees}}',
    'Destinataires\n{{destinataires}}',
    list(
      'Durées de conservation',
      'comptes et contenus : {{conservation_comptes_mois}} mois après la perte de la qualité d’usager',
      'traces : {{conservation_traces_mois}} mois',
      'fin de la convention : effacement dans les {{delai_suppression_jours}} jours qui suivent la réversibilité',
    ),
    'Traces conservées\n{{traces_conservees}}',
    'Usage des traces : {{usage_traces}}. Elles servent à ces seuls usages, et ni à évaluer ni à surveiller une personne.',
    'Personnes qui accèdent aux traces\n{{acces_traces}}',
    'Durée de conservation des traces : {{conservation_traces_mois}} mois à compter de leur enregistrement ; elles sont ensuite effacées, hors celles qu’une procédure en cours oblige à garder.',
    'Mesures de sécurité\n{{mesures_securite}}',
    'Transferts hors de l’Union européenne : {{transferts_hors_ue}}.',
    list(
      'Exercice des droits',
      `auprès du responsable de traitement, par l’intermédiaire ${w.ofTheSchool}`,
      'délégué à la protection des données de l’académie : {{dpd_academie_contact}}',
      'délégué à la protection des données de la collectivité : {{dpd_collectivite_contact}}',
      'réclamation possible auprès de la Commission nationale de l’informatique et des libertés (www.cnil.fr)',
    ),
  );
}

export function contacts(_w: Words): string {
  return paragraphs(
    list(
      'Pour l’académie',
      'chef de projet : {{chef_projet_academie}}',
      'délégué à la protection des données : {{dpd_academie_contact}}',
      'annuaire académique fédérateur : {{contact_annuaire}}',
      'alerte de sécurité : {{contact_securite_academie}}',
    ),
    list(
      'Pour la collectivité',
      'chef de projet : {{chef_projet_collectivite}}',
      'contact technique : {{contact_technique}}',
      'délégué à la protection des données : {{dpd_collectivite_contact}}',
      'alerte de sécurité : {{contact_securite_collectivite}}',
    ),
    'Chaque partie avertit l’autre, par écrit, de tout changement de contact. La présente annexe est mise à jour sans avenant.',
  );
}

export function calendar(w: Words): string {
  return paragraphs(
    'Le calendrier prévisionnel est le suivant :\n{{calendrier}}',
    list(
      'Chaque année scolaire, les parties respectent en outre les échéances suivantes :',
      `au printemps : recensement des ${w.schools} entrant dans le périmètre et demandes d’accrochage pour la rentrée`,
      'en juin et juillet : sauvegarde des espaces, préparation de la bascule d’année',
      `à la rentrée : vérification des comptes avec ${w.theHeads}, remise des identifiants, information des familles`,
      'au mois de {{mois_bilan}} : bilan annuel et comité de pilotage',
    ),
    'Le calendrier est mis à jour par le comité de pilotage, sans avenant.',
  );
}
