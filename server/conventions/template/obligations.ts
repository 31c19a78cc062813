import type { Obligation } from './types';

type Said = { obligation: Obligation; legalBasis: string };

const mandatory = (legalBasis: string): Said => ({ obligation: 'mandatory', legalBasis });
const optional = (legalBasis = ''): Said => ({ obligation: 'optional', legalBasis });

/**
 * What each section of the national templates is, and on what it rests. Mandatory is what the State needs before
 * it opens its directory (DOMAIN §1, §4, §9); an académie that departs from one says why. Where nothing but usage
 * speaks for a section, its legal basis is empty.
 */
const said: Record<string, Said> = {
  visas: optional(),
  preambule: optional(),
  objet: mandatory('Code de l’éducation, article L. 131-2 (service public du numérique éducatif)'),
  cadre: optional('Schéma directeur des espaces numériques de travail (SDET)'),
  perimetre: mandatory('Cadrage de l’accrochage à l’annuaire académique fédérateur'),
  etablissement_partie: mandatory('Code de l’éducation, articles L. 421-4 et R. 421-20'),
  solution: optional('Code de la commande publique ; SDET'),
  engagements_academie: optional('Code de l’éducation, article L. 131-2'),
  engagements_collectivite: optional('Code de l’éducation, articles L. 212-4, L. 213-2 et L. 214-6'),
  engagements_etablissement: mandatory('Code de l’éducation, articles L. 421-3 et R. 421-10'),
  conventions_application: mandatory('Cadrage de l’accrochage à l’annuaire académique fédérateur'),
  ecoles_usagers: optional('Code de l’éducation, article L. 131-2'),
  gouvernance: optional(),
  annuaire_aaf: mandatory('Arrêté du 30 novembre 2006 modifié (traitement ENT) ; cadrage de l’accrochage'),
  authentification: optional('RGPD, article 32'),
  gar: optional('RGPD, article 5, paragraphe 1, c)'),
  donnees_personnelles: mandatory(
    'RGPD, articles 5, 6, 12 à 14, 26, 28, 30 et 35 ; loi n° 78-17 du 6 janvier 1978 modifiée',
  ),
  securite: mandatory('RGPD, articles 32 à 34 ; ordonnance n° 2005-1516 du 8 décembre 2005 modifiée'),
  formation: optional(),
  assistance: optional(),
  audience: optional('Dispositif national de mesure d’audience (DNMA)'),
  communication: optional(),
  finances: optional(),
  duree: mandatory(''),
  avenants: optional(),
  resiliation: mandatory('RGPD, articles 20 et 28, paragraphe 3, g)'),
  litiges: optional('Code de justice administrative, article R. 312-11'),
  a3_donnees: mandatory('RGPD, articles 13, 14 et 30'),
  a4_contacts: optional(),
  a5_calendrier: optional(),
};

/** Nothing is said of a section that the list does not know: it is optional. */
export const obligationOf = (key: string): Said => said[key] ?? optional();
