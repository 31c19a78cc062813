import { buildTemplate } from './build';
import { define } from './define';
import { obligationOf } from './obligations';
import type { TemplateContent, TemplateSection } from './types';
import { list, paragraphs, secondaryWords } from './words';

/** Three parties: what one owes the other is owed to the others. */
const severalOthers: readonly (readonly [RegExp, string])[] = [
  [/en avertit l’autre sans délai/g, 'en avertit les autres sans délai'],
  [/en alerte l’autre dans/g, 'en alerte les autres dans'],
  [/l’autre partie et l’éditeur lui apportent/g, 'les autres parties et l’éditeur lui apportent'],
  [/sans en avoir averti l’autre/g, 'sans en avoir averti les autres'],
  [/avertit l’autre, par écrit/g, 'avertit les autres, par écrit'],
  [/adressés à l’autre dans/g, 'adressés aux autres dans'],
  [/le concours de l’autre dans/g, 'le concours des autres dans'],
  [/lui soumet celles qui l’engagent/g, 'leur soumet celles qui les engagent'],
  [/l’autre la met en demeure/g, 'une autre la met en demeure'],
  [/des deux parties/g, 'des parties'],
  [/l’accord des deux parties/g, 'l’accord des parties'],
];

const plural = (text: string) =>
  severalOthers.reduce((said, [found, instead]) => said.replace(found, instead), text);

/** What a convention with one collège or lycée says otherwise, by key of its section. */
const own: Record<string, { title?: string; body: string }> = {
  preambule: {
    body: paragraphs(
      'L’État, les collectivités territoriales et les établissements publics locaux d’enseignement concourent ensemble au développement du numérique pour l’éducation. L’État a la charge des contenus d’enseignement, de la pédagogie, de la formation des personnels et des annuaires ; la collectivité met à disposition les équipements, les infrastructures et les services dont elle a la charge ; l’établissement, personne morale autonome, met l’ENT en œuvre dans le cadre de son projet.',
      'Un espace numérique de travail réunit, derrière un point d’entrée unique et sécurisé, les services numériques choisis pour une communauté éducative : chacun y accède selon son profil et ses droits, pour travailler, échanger, publier et suivre la scolarité.',
      'Le chef d’établissement étant, sauf choix contraire des parties, responsable des traitements mis en œuvre dans l’ENT, l’établissement est partie à la présente convention pour le projet « {{nom_projet}} ».',
      'Les parties conviennent de ce qui suit.',
    ),
  },
  objet: {
    body: paragraphs(
      'La présente convention a pour objet de formaliser le partenariat entre la collectivité, l’académie et l’établissement et de définir les responsabilités et les rôles de chacune des parties dans le cadre du déploiement, dans cet établissement, de l’espace numérique de travail, ci-après « l’ENT ».',
      'Elle s’inscrit dans la collaboration que les parties entretiennent dans le domaine du numérique pour l’éducation.',
      'La convention ne crée, à la charge des enseignants, aucune obligation de service qui ne résulterait pas des textes qui leur sont applicables.',
    ),
  },
  perimetre: {
    body: paragraphs(
      'La convention couvre le seul établissement partie : {{nom_etablissement}}. L’annexe A1 en indique l’UAI, la dénomination, la commune, la nature, le secteur et la date d’entrée dans le périmètre.',
      'L’inscription à l’annexe n’emporte pas, à elle seule, l’ouverture des comptes : celle-ci obéit à l’article {{article_annuaire_aaf}}.',
      '{{clause_evolution_liste}}',
      'Lorsque l’établissement ferme, fusionne ou change d’UAI, la partie qui en a connaissance la première en avertit les autres sans délai ; les données des usagers sont traitées conformément à l’article {{article_resiliation}}.',
    ),
  },
};

const commitments: TemplateSection = {
  key: 'engagements_etablissement',
  section: 'article',
  position: 0,
  number: null,
  code: null,
  title: 'Engagements de l’établissement',
  body: paragraphs(
    list(
      'L’établissement, représenté par son chef, s’engage à :',
      'mettre l’ENT en œuvre dans le cadre de son projet d’établissement et en confier l’animation à un référent : {{referent_etablissement}}',
      'tenir à jour dans SIECLE les données relatives aux élèves et à leurs responsables, dont dépend l’exactitude des comptes',
      'inscrire les traitements au registre et informer les élèves, leurs responsables et les personnels dans les conditions de l’article {{article_donnees_personnelles}}',
      'annexer à son règlement intérieur la charte d’usage de l’ENT',
      'remettre les identifiants en main propre ou par une voie sûre, et demander le blocage des comptes dont l’usage met en cause la sécurité ou le respect des personnes',
      'signaler sans délai aux autres parties les incidents et les violations de données dont il a connaissance',
    ),
    'Le conseil d’administration est informé chaque année des usages de l’ENT et du bilan prévu à l’article {{article_audience}}.',
  ),
  ...obligationOf('engagements_etablissement'),
};

/** The second degré with one collège or lycée as third party, under the act of its conseil d’administration. */
export function buildTripartite(): TemplateContent {
  const base = buildTemplate(
    secondaryWords,
    'second-degre-tripartite',
    'Convention ENT tripartite du second degré (modèle proposé)',
    ['tripartite'],
  );
  const told = base.sections.map((section) => ({
    ...section,
    title: own[section.key]?.title ?? section.title,
    body: plural(own[section.key]?.body ?? section.body),
  }));
  const at = told.findIndex(({ key }) => key === 'engagements_collectivite') + 1;
  let number = 0;
  const sections = [...told.slice(0, at), commitments, ...told.slice(at)].map((section, index) => ({
    ...section,
    position: 10 * (index + 1),
    number: section.section === 'article' ? ++number : null,
  }));
  return {
    ...base,
    title:
      'Convention tripartite relative au déploiement de l’espace numérique de travail – {{nom_etablissement}}',
    sections,
    clauses: base.clauses.map((clause) => ({
      ...clause,
      texts: Object.fromEntries(Object.entries(clause.texts).map(([answer, text]) => [answer, plural(text)])),
    })),
    variables: [
      ...base.variables,
      define('Engagements', 'engagements_etablissement', 'text', {
        key: 'referent_etablissement',
        label: 'référent de l’établissement',
        help: 'Nom ou fonction de la personne qui anime l’ENT dans l’établissement.',
        example: 'la référente pour les ressources et usages pédagogiques numériques',
        default: 'le référent pour les ressources et usages pédagogiques numériques',
      }),
    ],
  };
}

export const tripartiteTemplate = buildTripartite();
