import type { ContentArticle, ContentRaci, ContentSchool, ConventionContent } from './content';

/**
 * Realistic contents for the tests, the benchmarks and a look at the layout. The default template and the
 * default RACI matrix of the application live elsewhere; these only have the same size and shape.
 */

const COMMUNES = [
  'Argenteuil',
  'Cergy',
  'Pontoise',
  'Saint-Ouen-l’Aumône',
  'Garges-lès-Gonesse',
  'L’Isle-Adam',
];
const NAMES = [
  'École élémentaire publique Jean Jaurès',
  'École maternelle Les Coquelicots',
  'École primaire Simone Veil',
  'Groupe scolaire Aimé Césaire – site des Bords de Seine et du Vieux Moulin',
  'École élémentaire Paul Éluard',
];
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A valid UAI of the Val-d’Oise: 0950001 + index, and its check letter (DOMAIN: number mod 23). */
export function fixtureUai(index: number): string {
  const digits = String(950001 + index).padStart(7, '0');
  return digits + LETTERS.charAt(Number(digits) % 23);
}

/** `count` schools with distinct UAI and names (« … no 12 »). */
export function fixtureSchools(count: number): ContentSchool[] {
  return Array.from({ length: count }, (_, index) => ({
    uai: fixtureUai(index),
    name: `${NAMES[index % NAMES.length]} no ${index + 1}`,
    commune: COMMUNES[index % COMMUNES.length] ?? '',
    nature: index % 3 === 0 ? 'école maternelle' : 'école élémentaire',
    sector: index % 17 === 0 ? 'non renseigné' : 'public',
    entryOn: '2026-09-01',
  }));
}

const TITLES = [
  'Objet',
  'Définitions et cadre de référence',
  'Périmètre',
  'Solution retenue',
  'Engagements de l’académie',
  'Engagements de la collectivité',
  'Écoles et usagers',
  'Gouvernance',
  'Annuaire académique fédérateur',
  'Authentification',
  'Gestionnaire d’accès aux ressources',
  'Données à caractère personnel',
  'Sécurité et incidents',
  'Formation et accompagnement',
  'Assistance',
  'Mesure d’audience et évaluation',
  'Communication',
  'Dispositions financières',
  'Durée',
  'Avenants',
  'Résiliation et réversibilité',
  'Litiges',
];

const PARAGRAPH =
  'La collectivité met à la disposition des écoles désignées en annexe A1 un espace numérique de travail conforme au schéma directeur en vigueur. L’académie garantit, dans la limite de ses compétences, l’accompagnement pédagogique des équipes et la cohérence des usages avec les programmes d’enseignement.';

function article(title: string, index: number): ContentArticle {
  const body = [
    `${PARAGRAPH} Le présent article («\u00a0${title.toLowerCase()}\u00a0») s’applique à l’ensemble des parties.`,
    `Chaque partie s’engage à\u00a0:\n- désigner un interlocuteur et en communiquer les coordonnées avant le 15 septembre\u00a0;\n- signaler sans délai, et au plus tard dans les 48 heures, tout incident qui touche aux données des élèves\u00a0;\n- participer aux réunions du comité de pilotage.`,
    PARAGRAPH,
  ];
  return { key: `article-${index + 1}`, number: index + 1, title, body: body.join('\n\n') };
}

const ACTORS = [
  { key: 'academy', label: 'Académie, DANE', short: 'AC' },
  { key: 'dsden', label: 'DSDEN, IEN, ERUN', short: 'DS' },
  { key: 'authority', label: 'Collectivité', short: 'CO' },
  { key: 'vendor', label: 'Éditeur', short: 'ED' },
  { key: 'head', label: 'Directeurs', short: 'DI' },
  { key: 'dpo', label: 'DPD', short: 'DP' },
  { key: 'teachers', label: 'Enseignants', short: 'EN' },
  { key: 'national', label: 'DNE', short: 'NA' },
];
const ROWS = ['C|R|AR|–|C|–|C|–', 'R|A|R|C|I|C|–|–', 'AR|C|C|R|I|I|–|I', 'I|I|AR|–|–|–|–|–'];
const PHASES: [string, string[]][] = [
  [
    'Cadrage',
    ['Besoins et existant', 'Porteur et périmètre', 'Comité de pilotage, calendrier', 'Cadre national'],
  ],
  [
    'Convention',
    [
      'Projet de convention',
      'Liste des écoles',
      'Données personnelles',
      'Registre des traitements',
      'Délibération et transmission au contrôle de légalité',
      'Circuit de signature',
    ],
  ],
  ['Marché', ['Cahier des charges', 'Analyse et choix', 'Preuves de conformité']],
  [
    'Déploiement',
    [
      'Demande et ouverture de l’accès à l’AAF',
      'Fiabilisation de ONDE et SIECLE',
      'Paramétrage et ouverture des comptes',
      'EduConnect et GAR',
      'Information des familles',
    ],
  ],
  ['Accompagnement', ['Plan de formation', 'Appui de proximité', 'Animation des usages']],
  [
    'Exploitation',
    [
      'Assistance de niveau 1',
      'Maintenance de niveaux 2 et 3',
      'Incident, violation de données\u00a0: qualification, alerte, information des personnes et compte rendu au comité',
      'Bascule de rentrée',
    ],
  ],
  ['Évaluation', ['DNMA et tableau de bord', 'Bilan annuel', 'Fiche de retour d’expérience']],
  ['Suite', ['Avenant, renouvellement', 'Réversibilité, fermeture de l’AAF']],
];

/** A matrix of thirty activities in eight phases, eight actors. */
export function fixtureRaci(): ContentRaci {
  let number = 0;
  return {
    actors: ACTORS,
    phases: PHASES.map(([label, activities]) => ({
      label,
      activities: activities.map((activity) => {
        const letters = (ROWS[number % ROWS.length] ?? '').split('|');
        number += 1;
        return {
          number,
          label: activity,
          cells: Object.fromEntries(ACTORS.map((actor, index) => [actor.key, letters[index] ?? ''])),
        };
      }),
    })),
    legend: [
      { letter: 'R', meaning: 'réalise' },
      { letter: 'A', meaning: 'répond du résultat' },
      { letter: 'C', meaning: 'est consulté' },
      { letter: 'I', meaning: 'est informé' },
    ],
  };
}

/** A complete convention with `schools` schools; `changes` replace whole members. */
export function fixtureConvention(schools = 12, changes: Partial<ConventionContent> = {}): ConventionContent {
  return {
    kind: 'convention',
    layout: 1,
    number: '25-2026-0007',
    version: 3,
    title: 'Convention de partenariat pour le déploiement d’un espace numérique de travail dans les écoles',
    draft: false,
    demonstration: false,
    degree: 'primary',
    academyName: 'Académie de Versailles',
    authorityName: 'Commune d’Argenteuil',
    composedOn: '2026-11-22',
    parties: [
      {
        side: 'state',
        name: 'L’académie de Versailles',
        presentation:
          'représentée par Mme Claire Fontaine, directrice académique des services de l’éducation nationale du Val-d’Oise, agissant par délégation du recteur, ci-après dénommée «\u00a0l’académie\u00a0»',
        signatoryQuality: 'La directrice académique des services de l’éducation nationale',
        signatoryName: 'Claire Fontaine',
        delegation: 'Par délégation du recteur, arrêté n° 2026-114 du 2 septembre 2026',
      },
      {
        side: 'authority',
        name: 'La commune d’Argenteuil',
        presentation:
          'représentée par son maire, dûment habilité par la délibération n° 2026-10-12 du conseil municipal du 12 octobre 2026, ci-après dénommée «\u00a0la collectivité\u00a0»',
        signatoryQuality: 'Le maire',
        signatoryName: null,
        delegation: null,
      },
    ],
    visas: [
      'Vu le code de l’éducation, notamment ses articles L. 111-1, L. 131-2 et L. 212-4\u00a0;',
      'Vu le code général des collectivités territoriales, notamment son article L. 2121-29\u00a0;',
      'Vu le règlement (UE) 2016/679 du 27 avril 2016 relatif à la protection des personnes physiques à l’égard du traitement des données à caractère personnel\u00a0;',
      'Vu la délibération n° 2026-10-12 du conseil municipal d’Argenteuil du 12 octobre 2026\u00a0;',
    ],
    preamble: `${PARAGRAPH}\n\n${PARAGRAPH}`,
    articles: TITLES.map(article),
    schools: fixtureSchools(schools),
    raci: fixtureRaci(),
    annexes: [
      {
        code: 'A3',
        title: 'Protection des données',
        body: `${PARAGRAPH}\n\n- Finalité\u00a0: accès à l’ENT\n- Durée\u00a0: un an`,
      },
      {
        code: 'A4',
        title: 'Contacts',
        body: 'Académie\u00a0: dane@exemple.invalid\nCollectivité\u00a0: projet@exemple.invalid',
      },
      {
        code: 'A5',
        title: 'Calendrier',
        body: '- Septembre 2026\u00a0: ouverture\n- Juin 2027\u00a0: bilan annuel',
      },
    ],
    verificationUrl: 'https://accordent.exemple.fr/verifier/7F3K-9QWX-2M4P',
    ...changes,
  };
}
