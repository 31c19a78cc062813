import { addDays } from '@/server/calendar';
import { uaiCheckLetter } from '@/server/territory/uai';
import { countFields } from './fields';

/** Files of the DNMA for tests and benchmarks, in the published schema, line after line and from a seed. */

export const HEADS =
  'debutsemaine;uai;academie;commune;departement;region;ministere;circonscription;nature_uai;secteur;' +
  'visites_globales;utilisateurs_globales;duree_globales;visites_eleve;utilisateurs_eleve;duree_eleve;' +
  'visites_parent;utilisateurs_parent;duree_parent;visites_enseignant;utilisateurs_enseignant;duree_enseignant;' +
  'visites_admin_vie_scol_tech;utilisateurs_admin_vie_scol_tech;duree_admin_vie_scol_tech';

/** A UAI with its right letter. */
export const uaiOf = (department: string, number: number): string => {
  const digits = `${department.padStart(3, '0')}${String(number).padStart(4, '0')}`;
  return `${digits}${uaiCheckLetter(digits)}`;
};

/** Numbers that look random and are always the same: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Counts = Partial<Record<(typeof countFields)[number], number | string>>;

/** One line of the published schema; what is not given is empty. */
export const lineOf = (week: string, uai: string, counts: Counts = {}): string =>
  [
    week,
    uai,
    'Versailles',
    'Argenteuil',
    "Val-d'Oise",
    'Ile-de-France',
    "MINISTERE DE L'EDUCATION NATIONALE",
    'Argenteuil Nord',
    'ECOLE ELEMENTAIRE',
    'Public',
    ...countFields.map((field) => counts[field] ?? ''),
  ].join(';');

/**
 * A file of `rows` lines, week after week: each week measures more schools than the one before, as the real measure
 * did. Yields pieces of some hundred lines; nothing is kept.
 */
export function* audienceFile(
  rows: number,
  { seed = 1, schools = 30_000, from = '2019-09-02' } = {},
): Generator<string> {
  const random = seeded(seed);
  const uais = Array.from({ length: schools }, (_, index) =>
    uaiOf(String(1 + (index % 95)), 1 + Math.floor(index / 95)),
  );
  let piece = `${HEADS}\n`;
  let made = 0;
  for (let week = from; made < rows; week = addDays(week, 7)) {
    const ago = Math.round((Date.parse(week) - Date.parse(from)) / (7 * 86_400_000));
    const measured = Math.min(schools, Math.round(schools * (0.25 + ago / 200)));
    for (let rank = 0; rank < measured && made < rows; rank += 1) {
      const pupils = Math.floor(random() * 400);
      const parents = Math.floor(random() * 300);
      const teachers = Math.floor(random() * 60);
      const staff = Math.floor(random() * 20);
      const visits = pupils + parents + teachers + staff + Math.floor(random() * 15);
      const part = (count: number) => {
        const users = Math.ceil(count / 3);
        return `${count};${users};${count * 240}`;
      };
      piece += `${week};${uais[rank]};Versailles;Argenteuil;Val-d'Oise;Ile-de-France;MINISTERE DE L'EDUCATION NATIONALE;Argenteuil Nord;ECOLE ELEMENTAIRE;Public;${part(visits)};${part(pupils)};${part(parents)};${part(teachers)};${part(staff)}\n`;
      made += 1;
      if (piece.length > 100_000) {
        yield piece;
        piece = '';
      }
    }
  }
  if (piece !== '') yield piece;
}
