import { clauses } from './clauses';
import { obligationOf } from './obligations';
import { authentication, directory, resources } from './text/access';
import { calendar, contacts, dataSheet } from './text/annexes';
import { academyCommitments, authorityCommitments, governance, schoolsAndUsers } from './text/commitments';
import { personalData, security } from './text/data';
import {
  amendments,
  assistance,
  audience,
  communication,
  disputes,
  duration,
  finances,
  termination,
  training,
} from './text/life';
import { framework, preamble, purpose, scope, solution, visas } from './text/opening';
import type { TemplateContent, TemplateSection, TemplateShape } from './types';
import { variables } from './variables';
import type { Words } from './words';

/** The 22 articles in the order of DOMAIN §4; the number is the place in this list. */
const articles: readonly [key: string, title: (w: Words) => string, body: (w: Words) => string][] = [
  ['objet', () => 'Objet de la convention', purpose],
  ['cadre', () => 'Définitions et cadre de référence', framework],
  ['perimetre', () => 'Périmètre', scope],
  ['solution', () => 'Solution retenue', solution],
  ['engagements_academie', () => 'Engagements de l’académie', academyCommitments],
  ['engagements_collectivite', () => 'Engagements de la collectivité', authorityCommitments],
  [
    'ecoles_usagers',
    (w) => (w.degree === 'primary' ? 'Écoles et usagers' : 'Établissements et usagers'),
    schoolsAndUsers,
  ],
  ['gouvernance', () => 'Gouvernance', governance],
  ['annuaire_aaf', () => 'Annuaire académique fédérateur', directory],
  ['authentification', () => 'Authentification', authentication],
  ['gar', () => 'Accès aux ressources', resources],
  ['donnees_personnelles', () => 'Protection des données personnelles', personalData],
  ['securite', () => 'Sécurité et incidents', security],
  ['formation', () => 'Formation et accompagnement', training],
  ['assistance', () => 'Assistance', assistance],
  ['audience', () => 'Mesure d’audience, évaluation et bilan', audience],
  ['communication', () => 'Communication', communication],
  ['finances', () => 'Dispositions financières', finances],
  ['duree', () => 'Durée', duration],
  ['avenants', () => 'Avenants', amendments],
  ['resiliation', () => 'Résiliation, suspension et réversibilité', termination],
  ['litiges', () => 'Règlement des litiges', disputes],
];

function sections(w: Words): TemplateSection[] {
  const one = (
    section: TemplateSection['section'],
    position: number,
    key: string,
    title: string,
    body: string,
    rest: { number?: number; code?: string } = {},
  ): TemplateSection => ({
    key,
    section,
    position,
    number: rest.number ?? null,
    code: rest.code ?? null,
    title,
    body,
    ...obligationOf(key),
  });
  return [
    one('visas', 10, 'visas', 'Visas', visas(w)),
    one('preamble', 20, 'preambule', 'Préambule', preamble(w)),
    ...articles.map(([key, title, body], index) =>
      one('article', 100 + 10 * index, key, title(w), body(w), { number: index + 1 }),
    ),
    one('annex', 400, 'a3_donnees', 'Fiche de protection des données', dataSheet(w), { code: 'A3' }),
    one('annex', 410, 'a4_contacts', 'Contacts', contacts(w), { code: 'A4' }),
    one('annex', 420, 'a5_calendrier', 'Calendrier', calendar(w), { code: 'A5' }),
  ];
}

export const PROPOSAL_NOTICE =
  'Ce modèle est une proposition de l’application, et non un texte ministériel. Faites-le relire par vos services juridiques et par les délégués à la protection des données.';

/** The default template of a degree. */
export function buildTemplate(
  w: Words,
  key: string,
  name: string,
  shapes: TemplateShape[] = ['bipartite', 'mutualised'],
): TemplateContent {
  return {
    format: 2,
    key,
    name,
    degree: w.degree,
    kind: 'convention',
    shapes,
    notice: PROPOSAL_NOTICE,
    title: `Convention relative au déploiement de l’espace numérique de travail dans les ${w.schools} du ${w.degreeName} – {{nom_projet}}`,
    sections: sections(w),
    variables: variables(w),
    clauses: clauses(w),
  };
}
