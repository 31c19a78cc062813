import { searchable } from '@/server/territory/search';
import type { RaciActor } from '../domain';

/**
 * What a column of a spreadsheet holds: the activity, its phase, its number, the letters of an actor of the
 * matrix (`actor:AC`), those of an actor that the matrix does not have yet (`new`), or nothing that is taken ('').
 */
export type ColumnUse = 'activity' | 'phase' | 'number' | 'new' | '' | `actor:${string}`;

const names: Record<'activity' | 'phase' | 'number', readonly string[]> = {
  activity: ['activite', 'activites', 'tache', 'taches', 'action', 'actions', 'libelle', 'intitule'],
  phase: ['phase', 'phases', 'etape', 'etapes'],
  number: ['n', 'no', 'n o', 'numero', 'num', 'rang'],
};

/** Heads that name no one. */
const heads = new Set(Object.values(names).flat());

/** How the head of an actor's column may be written. */
const namesOf = ({ short, label }: RaciActor) =>
  [short, label, `${short} ${label}`, `${label} ${short}`].map(searchable);

/**
 * What each column holds, by its head: the names that we write ourselves and the usual ones. Each use is given
 * once, to the first column that claims it.
 * @param samples the cells of each column: a column of letters under an unknown head may be a new actor.
 */
export function recogniseColumns(
  columnHeads: readonly string[],
  actors: readonly RaciActor[],
  samples: readonly (readonly string[])[] = [],
): ColumnUse[] {
  const taken = new Set<ColumnUse>();
  return columnHeads.map((head, index): ColumnUse => {
    const plain = searchable(head);
    const known = (Object.keys(names) as (keyof typeof names)[]).find((use) => names[use].includes(plain));
    const actor = actors.find((one) => namesOf(one).includes(plain));
    const use: ColumnUse = known ?? (actor ? `actor:${actor.key}` : '');
    if (use !== '' && !taken.has(use)) {
      taken.add(use);
      return use;
    }
    return use === '' && plain !== '' && looksLikeLetters(samples[index] ?? []) ? 'new' : '';
  });
}

/** Cells that hold nothing but one to four letters, and some that do. */
const looksLikeLetters = (cells: readonly string[]): boolean => {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => !['', '-', '–', '—'].includes(cell));
  return filled.length > 0 && filled.every((cell) => /^[a-z]([\s,;/+.-]*[a-z]){0,3}$/i.test(cell));
};

/** How many heads of a line are known, for finding the line of the heads. */
export const knownHeads = (columnHeads: readonly string[], actors: readonly RaciActor[]): number =>
  columnHeads.filter((head) => {
    const plain = searchable(head);
    return heads.has(plain) || actors.some((actor) => namesOf(actor).includes(plain));
  }).length;

/** What stands in the way of reading the lines with these columns, or null. */
export function columnsRefusal(
  columns: readonly ColumnUse[],
  actors: readonly Pick<RaciActor, 'key'>[],
): string | null {
  if (columns.some((use) => use.startsWith('actor:') && !actors.some(({ key }) => use === `actor:${key}`)))
    return 'Un acteur choisi n’est pas, ou plus, dans cette matrice\u00a0: choisissez-en un autre pour cette colonne.';
  if (!columns.includes('activity')) return 'Dites quelle colonne porte les activités.';
  if (!columns.some((use) => use === 'new' || use.startsWith('actor:')))
    return 'Dites au moins d’une colonne de quel acteur elle porte les lettres.';
  const twice = columns.find((use, index) => use !== '' && use !== 'new' && columns.indexOf(use) !== index);
  return twice ? 'Deux colonnes ne peuvent pas porter la même chose\u00a0: laissez l’une de côté.' : null;
}
