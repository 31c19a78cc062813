import { searchable } from '@/server/territory/search';

/** Who visits, as the DNMA splits its counts; `total` is « globales » and is never the sum of the others. */
export const profiles = ['total', 'pupil', 'parent', 'teacher', 'staff'] as const;
export type Profile = (typeof profiles)[number];

export const profileLabels: Record<Profile, string> = {
  total: 'tous profils',
  pupil: 'élèves',
  parent: 'parents',
  teacher: 'enseignants',
  staff: 'administratifs, vie scolaire et technique',
};

export const measures = ['visits', 'users', 'duration'] as const;
export type Measure = (typeof measures)[number];

const measureLabels: Record<Measure, string> = {
  visits: 'Visites',
  users: 'Utilisateurs uniques',
  duration: 'Durée',
};

/** Words of the open data for each profile: « visites_globales », « duree_admin_vie_scol_tech ». */
const published: Record<Profile, string> = {
  total: 'globales',
  pupil: 'eleve',
  parent: 'parent',
  teacher: 'enseignant',
  staff: 'admin vie scol tech',
};
const publishedMeasures: Record<Measure, string> = {
  visits: 'visites',
  users: 'utilisateurs',
  duration: 'duree',
};

/** Other heads under which a profile is met. */
const otherWords: Record<Profile, string[]> = {
  total: ['total', 'totales', 'globaux', 'globale', 'ensemble', ''],
  pupil: ['eleves'],
  parent: ['parents'],
  teacher: ['enseignants'],
  staff: ['administratif', 'administratifs', 'personnels', 'admin'],
};

export type CountField = `${Measure}${'Total' | 'Pupil' | 'Parent' | 'Teacher' | 'Staff'}`;
export type Field = 'week' | 'uai' | CountField;

const capital = (profile: Profile) =>
  `${profile.charAt(0).toUpperCase()}${profile.slice(1)}` as Capitalize<Profile>;

/** The column of AudienceWeek for a measure of a profile. */
export const fieldOf = (measure: Measure, profile: Profile): CountField =>
  `${measure}${capital(profile)}` as CountField;

/** The counts of a row: visits, users and duration of each profile, in the order of the open data. */
export const countFields: readonly CountField[] = profiles.flatMap((profile) =>
  measures.map((measure) => fieldOf(measure, profile)),
);
export const fields: readonly Field[] = ['week', 'uai', ...countFields];

/** True for a text that names a field. */
export const isField = (text: string): text is Field => (fields as readonly string[]).includes(text);

export const fieldLabels = Object.fromEntries([
  ['week', 'Début de la semaine'],
  ['uai', 'UAI de l’établissement'],
  ...profiles.flatMap((profile) =>
    measures.map((measure) => [
      fieldOf(measure, profile),
      `${measureLabels[measure]}, ${profileLabels[profile]}`,
    ]),
  ),
]) as Record<Field, string>;

const names: ReadonlyMap<string, Field> = new Map(
  [
    ...['debutsemaine', 'debut semaine', 'semaine', 'date debut semaine', 'date'].map(
      (name) => [name, 'week'] as const,
    ),
    ...['uai', 'rne', 'code uai', 'numero uai', 'identifiant de l etablissement'].map(
      (name) => [name, 'uai'] as const,
    ),
    ...profiles.flatMap((profile) =>
      measures.flatMap((measure) =>
        [published[profile], ...otherWords[profile]].map(
          (word) => [`${publishedMeasures[measure]} ${word}`.trim(), fieldOf(measure, profile)] as const,
        ),
      ),
    ),
  ].reverse(),
);

/** A head as mappings remember it: no case, no accent, no sign. */
export const headKey = (head: string) => searchable(head);

/**
 * The field of each head, or '' when it is left alone: what a kept mapping says first, then the words of the open
 * data. A field is given once.
 */
export function recognise(
  heads: readonly string[],
  kept: Readonly<Record<string, string>> = {},
): (Field | '')[] {
  const given = new Set<Field>();
  const take = (field: string | undefined): Field | '' => {
    if (!field || !isField(field) || given.has(field)) return '';
    given.add(field);
    return field;
  };
  const first = heads.map((head) => take(kept[headKey(head)]));
  return heads.map((head, index) => {
    const key = headKey(head);
    return first[index] || (key in kept ? '' : take(names.get(key)));
  });
}

/** True when every column of the published schema was found, each under its own name. */
export const isReadyMade = (columns: readonly string[]) => fields.every((field) => columns.includes(field));

/** Why these columns cannot be read, in French, or null. */
export function columnsRefusal(columns: readonly string[]): string | null {
  const twice = columns.find((field, index) => field !== '' && columns.indexOf(field) !== index);
  if (twice && isField(twice)) return `Deux colonnes sont choisies pour «\u00a0${fieldLabels[twice]}\u00a0».`;
  const missing = (['week', 'uai'] as const).filter((field) => !columns.includes(field));
  if (missing.length > 0)
    return `Choisissez la colonne qui porte «\u00a0${missing.map((field) => fieldLabels[field]).join('\u00a0» et celle qui porte «\u00a0')}\u00a0».`;
  if (!columns.some((field) => field.startsWith('visits')))
    return 'Choisissez au moins une colonne de visites.';
  return null;
}
