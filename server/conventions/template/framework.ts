import { buildTemplate } from './build';
import { obligationOf } from './obligations';
import type { TemplateContent, TemplateSection } from './types';
import { capital, list, paragraphs, primaryWords, secondaryWords, type Words } from './words';

/** Articles that a framework takes from the ordinary convention, because they bind all its children alike. */
const shared = ['visas', 'gouvernance', 'audience', 'communication', 'finances', 'duree', 'litiges'];

/** The articles of a framework, in their order: those that are its own, and those that it shares. */
function frameworkTexts(w: Words): [key: string, title: string, body: string][] {
  return [
    [
      'objet',
      'Objet de la convention-cadre',
      paragraphs(
        `La présente convention-cadre fixe les règles communes au déploiement des espaces numériques de travail dans les ${w.schools} du ${w.degreeName} de l’académie, pour le projet « {{nom_projet}} ».`,
        'Elle formalise le partenariat entre la collectivité et l’académie et définit les responsabilités de chacune ; les conventions d’application en précisent, pour chaque collectivité, le périmètre, la solution et le calendrier.',
      ),
    ],
    [
      'cadre',
      'Définitions et cadre de référence',
      paragraphs(
        list(
          'Au sens de la présente convention-cadre, on entend par :',
          '« ENT » : l’ensemble intégré de services numériques, accessible par un point d’entrée unique, qu’une collectivité met à disposition des écoles et établissements dont elle a la charge',
          '« convention d’application » : la convention conclue par une collectivité avec l’académie en application de la présente convention-cadre',
          '« UAI » : le numéro d’immatriculation qui identifie chaque école ou établissement dans les répertoires de l’éducation nationale',
          '« RGPD » : le règlement (UE) 2016/679 du 27 avril 2016',
        ),
        'Les projets se conforment à {{version_sdet}} et respectent les référentiels suivants, dans leur version en vigueur :\n{{referentiels}}',
      ),
    ],
    [
      'conventions_application',
      'Conventions d’application',
      paragraphs(
        list(
          'Chaque collectivité qui participe au projet conclut avec l’académie une convention d’application, qui vise la présente convention-cadre et :',
          `énumère les ${w.schools} concerné${w.e}s`,
          'désigne la solution retenue, son éditeur et son hébergeur',
          'précise le responsable de traitement et la référence du contrat de sous-traitance',
          'fixe le calendrier et les contacts',
        ),
        'Une convention d’application ne peut être conclue qu’une fois la présente convention-cadre signée. Elle ne peut y déroger que sur les points où celle-ci l’autorise, et prend fin au plus tard avec elle.',
        `Seul${w.e}s les ${w.schools} énuméré${w.e}s à une convention d’application signée peuvent être accroché${w.e}s à l’annuaire académique fédérateur (AAF).`,
      ),
    ],
    [
      'engagements_academie',
      'Engagements de l’académie',
      list(
        'L’académie s’engage à :',
        'porter à la connaissance des collectivités le cadre national applicable aux ENT et ses évolutions',
        'proposer un modèle commun de convention d’application et le tenir à jour',
        'instruire les demandes d’accrochage à l’AAF et fournir les données d’alimentation',
        `former et accompagner les équipes, avec le concours ${w.ofProximity}`,
        'réunir chaque année les collectivités participantes et partager avec elles la mesure d’audience',
      ),
    ],
    [
      'engagements_collectivite',
      'Engagements de la collectivité',
      list(
        'La collectivité s’engage à :',
        'promouvoir la présente convention-cadre auprès des collectivités du territoire',
        'mettre à leur disposition, si elles le demandent, les marchés et les moyens qu’elle mutualise',
        'veiller à ce que les solutions proposées se conforment au schéma directeur des ENT',
        'recueillir et partager les retours d’expérience',
      ),
    ],
    [
      'annuaire_aaf',
      'Annuaire académique fédérateur',
      paragraphs(
        `L’accrochage à l’AAF est demandé pour une liste d’UAI figurant à l’annexe d’une convention d’application signée par toutes ses parties. L’académie vérifie la demande, ouvre l’alimentation sur l’environnement de test, puis en production, dans un délai de {{delai_ouverture_aaf_jours}} jours à compter de la réception d’un dossier complet.`,
        'Les données transmises se limitent à celles qui sont nécessaires à l’ouverture et à la tenue des comptes. Elles ne peuvent être ni enrichies à partir d’autres fichiers, ni réutilisées à d’autres fins, ni cédées.',
        'L’académie peut suspendre l’alimentation sans délai en cas d’incident de sécurité ou de violation de données et, dans les autres cas, après un préavis de {{preavis_suspension_jours}} jours resté sans effet.',
      ),
    ],
    [
      'donnees_personnelles',
      'Protection des données personnelles',
      paragraphs(
        `Les traitements mis en œuvre dans les ENT ont pour finalités la mise à disposition de contenus éducatifs et pédagogiques, l’information et le suivi de la scolarité, les échanges au sein de la communauté éducative et la mesure statistique de l’usage. Ils reposent sur l’exécution d’une mission d’intérêt public, au sens du e) du paragraphe 1 de l’article 6 du RGPD.`,
        list(
          'Chaque convention d’application :',
          'désigne le responsable de traitement, ou les responsables conjoints au sens de l’article 26 du RGPD',
          'vise le contrat par lequel l’éditeur est lié conformément à l’article 28 du RGPD',
          'indique l’état de l’analyse d’impact et la référence au registre',
          'comporte une fiche de protection des données, avec les traces conservées et leur usage',
        ),
        'Les données ne sont ni vendues, ni louées, ni utilisées pour la publicité ou pour l’entraînement de systèmes d’intelligence artificielle sans rapport avec le service rendu. Aucun transfert hors de l’Union européenne n’a lieu sans les garanties du chapitre V du RGPD.',
        'Les délégués à la protection des données des parties se concertent au moins une fois par an ; celui de l’académie peut être joint à l’adresse {{dpd_academie_contact}}, celui de la collectivité à l’adresse {{dpd_collectivite_contact}}.',
      ),
    ],
    [
      'securite',
      'Sécurité et incidents',
      paragraphs(
        'Les solutions sont protégées par des mesures adaptées aux risques, conformes à l’état de l’art et au référentiel général de sécurité.',
        'Toute partie qui a connaissance d’un incident affectant plusieurs collectivités en alerte l’autre dans un délai de {{delai_alerte_heures}} heures au plus. La notification à la Commission nationale de l’informatique et des libertés, dans les soixante-douze heures, incombe au responsable de traitement que désigne la convention d’application.',
      ),
    ],
    [
      'avenants',
      'Avenants',
      'La convention-cadre signée ne peut être modifiée que par un avenant écrit, signé dans les mêmes formes, qui énonce les stipulations modifiées. L’avenant indique s’il s’applique aux conventions d’application en cours et à quelle date.',
    ],
    [
      'resiliation',
      'Résiliation',
      paragraphs(
        'Chaque partie peut résilier la convention-cadre, par lettre motivée remise contre récépissé ou recommandée avec demande d’avis de réception, moyennant un préavis de {{preavis_resiliation_mois}} mois. Sauf urgence, la résiliation prend effet à la fin d’une année scolaire.',
        `${capital(w.stateAuthority)} peut, par décision motivée, en suspendre l’exécution lorsque la sécurité des personnes ou des données l’exige.`,
        'Les conventions d’application en cours se poursuivent jusqu’à leur terme, sans pouvoir être reconduites ; la réversibilité et l’effacement des données s’accomplissent dans les conditions qu’elles prévoient.',
      ),
    ],
  ];
}

const order = [
  'objet',
  'cadre',
  'conventions_application',
  'engagements_academie',
  'engagements_collectivite',
  'gouvernance',
  'annuaire_aaf',
  'donnees_personnelles',
  'securite',
  'audience',
  'communication',
  'finances',
  'duree',
  'avenants',
  'resiliation',
  'litiges',
];

/** The common rules of an académie’s territory; children per authority come under it once it is signed. */
export function buildFramework(w: Words): TemplateContent {
  const base = buildTemplate(
    w,
    w.degree === 'primary' ? 'cadre-premier-degre' : 'cadre-second-degre',
    `Convention-cadre ENT du ${w.degreeName} (modèle proposé)`,
    ['framework'],
  );
  const texts = new Map(frameworkTexts(w).map(([key, title, body]) => [key, { title, body }]));
  const articles = order.map((key, index): TemplateSection => {
    const found = base.sections.find((section) => section.key === key);
    const own = texts.get(key);
    const given = shared.includes(key) ? found : own;
    return {
      key,
      section: 'article',
      position: 100 + 10 * index,
      number: index + 1,
      code: null,
      title: given?.title ?? '',
      body: given?.body ?? '',
      ...obligationOf(key),
    };
  });
  const visas = base.sections.filter(({ key }) => key === 'visas');
  const sections = [
    ...visas,
    {
      key: 'preambule',
      section: 'preamble' as const,
      position: 20,
      number: null,
      code: null,
      title: 'Préambule',
      body: paragraphs(
        'L’État et les collectivités territoriales concourent ensemble au développement du numérique pour l’éducation. Lorsque de nombreuses collectivités portent un même projet, une convention-cadre leur donne des règles communes et allège ce que chacune doit écrire.',
        'Les parties conviennent de ce qui suit.',
      ),
      ...obligationOf('preambule'),
    },
    ...articles,
  ];
  const said = sections.map(({ title, body }) => `${title}\n${body}`).join('\n');
  const clauses = base.clauses.filter(({ key }) => said.includes(`{{${key}}}`));
  const all = [said, ...clauses.flatMap(({ texts: wordings }) => Object.values(wordings))].join('\n');
  const first = (key: string) => sections.find(({ body }) => body.includes(`{{${key}}}`))?.key;
  return {
    ...base,
    title: `Convention-cadre relative aux espaces numériques de travail dans les ${w.schools} du ${w.degreeName} – {{nom_projet}}`,
    sections,
    clauses,
    variables: base.variables
      .filter(({ key }) => all.includes(`{{${key}}}`) || clauses.some(({ from }) => from === key))
      .map((variable) => ({
        ...variable,
        article:
          first(variable.key) ??
          (sections.some(({ key }) => key === variable.article) ? variable.article : 'visas'),
      })),
  };
}

export const primaryFramework = buildFramework(primaryWords);
export const secondaryFramework = buildFramework(secondaryWords);
