/** Retours d'expérience (DOMAIN §7). Pure: words, guide questions, what a sheet needs before it is published. */

export const experienceTypes = [
  'initialisation',
  'generalisation',
  'renewal',
  'change_of_solution',
  'usage',
] as const;
export type ExperienceType = (typeof experienceTypes)[number];

export const typeLabels: Record<ExperienceType, string> = {
  initialisation: 'Initialisation',
  generalisation: 'Généralisation',
  renewal: 'Renouvellement',
  change_of_solution: 'Changement de solution',
  usage: 'Usage pédagogique',
};

export const visibilities = ['project', 'academy', 'between_academies', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

/** From the narrowest to the widest, with who reads it. */
export const visibilityLabels: Record<Visibility, { label: string; readers: string }> = {
  project: {
    label: 'Les parties du projet',
    readers: 'L’académie et la collectivité qui portent le projet.',
  },
  academy: { label: 'L’académie', readers: 'Les parties du projet, l’académie et ses DSDEN.' },
  between_academies: {
    label: 'Toutes les académies',
    readers: 'Toute personne qui a un compte, dans toutes les académies.',
  },
  public: { label: 'Tout le monde', readers: 'Tout le monde, sans compte, sur la page publique.' },
};

export const degreeLabels = { primary: 'Premier degré', secondary: 'Second degré' } as const;

/** Written parts of a sheet, in reading order; the five workshop questions carry `question`. */
export const experienceSections = [
  { key: 'context', heading: 'Contexte', question: null },
  { key: 'governance', heading: 'Acteurs et gouvernance', question: null },
  {
    key: 'beginning',
    heading: 'Démarche et calendrier',
    question: 'Comment le projet a-t-il commencé ?',
  },
  { key: 'today', heading: 'Où en est-on', question: 'Où en est-on aujourd’hui ?' },
  { key: 'strengths', heading: 'Points d’appui', question: 'Quels ont été les points d’appui ?' },
  { key: 'difficulties', heading: 'Difficultés', question: 'Quelles difficultés avez-vous rencontrées ?' },
  {
    key: 'impetus',
    heading: 'Impulser les usages',
    question: 'Comment impulsez-vous les usages ?',
  },
  { key: 'results', heading: 'Résultats', question: null },
  { key: 'advice', heading: 'Conseils', question: null },
  { key: 'reusableBy', heading: 'Réutilisable par', question: null },
] as const;

export type SectionKey = (typeof experienceSections)[number]['key'];
export const sectionKeys = experienceSections.map((section) => section.key);

/** What the margin asks while a part is being written. */
export const guides: Record<SectionKey, readonly string[]> = {
  context: ['Quel territoire, quelles écoles, quel équipement au départ ?', 'Qui l’a demandé, et pourquoi ?'],
  governance: [
    'Qui a porté, qui a décidé, à quel rythme se réunit-on ?',
    'Qui a manqué autour de la table ?',
  ],
  beginning: ['Par quoi avez-vous commencé, et quand ?', 'Quelles étapes, jusqu’à l’ouverture des comptes ?'],
  today: ['Combien d’écoles, depuis quand ?', 'Qu’est-ce qui fonctionne, qu’est-ce qui reste à faire ?'],
  strengths: ['Sans quoi le projet n’aurait-il pas avancé ?', 'Sur qui avez-vous pu compter ?'],
  difficulties: [
    'Qu’est-ce qui a bloqué, et combien de temps ?',
    'Qu’est-ce qui n’est toujours pas résolu ?',
  ],
  impetus: ['Qui accompagne les enseignants et les familles ?', 'Quel usage a entraîné les autres ?'],
  results: ['Quel indicateur, à quelle date, d’après quelle source ?'],
  advice: ['Que diriez-vous à une collectivité qui commence ?', 'Que ne referiez-vous pas ?'],
  reusableBy: ['À qui cela peut-il servir, à quelles conditions ?'],
};

export type ExperienceText = Record<SectionKey, string> & { title: string };

const workshop = experienceSections.filter((section) => section.question !== null);

/** What stands in the way of publication (French sentences); empty when nothing does. */
export function publicationBlockers(text: ExperienceText): string[] {
  const blockers: string[] = [];
  if (text.title.trim() === '') blockers.push('Donnez un titre à la fiche.');
  if (workshop.every((section) => text[section.key].trim() === ''))
    blockers.push('Répondez au moins à une des cinq questions : la fiche est vide.');
  return blockers;
}

/** Workshop questions still without answer: they do not block, they are recalled. */
export function unanswered(text: Record<SectionKey, string>): string[] {
  return workshop.filter((section) => text[section.key].trim() === '').map((section) => section.heading);
}

/** Facts taken from the application, frozen when the sheet is published. */
export type ExperienceFacts = {
  /** Civil date on which they were true. */
  asOf: string;
  academyName: string;
  projectName: string | null;
  carrierName: string | null;
  productName: string | null;
  /** Schools of the project on that day; null without project. */
  schools: number | null;
  startsOn: string | null;
  endsOn: string | null;
  /** Number of the convention in force, if any. */
  conventionNumber: string | null;
};
