import { searchable } from '@/server/territory/search';

/** What a column of a file of figures holds; '' is left aside. */
export const columnUses = [
  'department',
  'degree',
  'year',
  'asOf',
  'band',
  'numerator',
  'denominator',
  'scope',
  'source',
  'sourceUrl',
  'publishedOn',
  '',
] as const;
export type ColumnUse = (typeof columnUses)[number];

/** What each use is called on screen. */
export const columnLabels: Record<Exclude<ColumnUse, ''>, string> = {
  department: 'Le département',
  degree: 'Le degré',
  year: 'L’année',
  asOf: 'La date de l’état',
  band: 'La tranche publiée',
  numerator: 'Le nombre compté',
  denominator: 'Le dénominateur',
  scope: 'Le périmètre',
  source: 'La source',
  sourceUrl: 'L’adresse de la source',
  publishedOn: 'La date de publication',
};

/** The heads under which each is met, ours first: what we export is read again. */
const names: Record<Exclude<ColumnUse, ''>, readonly string[]> = {
  department: [
    'code departement',
    'departement',
    'code du departement',
    'numero departement',
    'num dep',
    'dep',
    'dept',
    'code dep',
    'nom du departement',
    'departement code',
  ],
  degree: ['degre', 'niveau', 'degre d enseignement'],
  year: ['annee', 'millesime', 'an'],
  asOf: ['date de l etat', 'etat au', 'date', 'date d observation', 'au'],
  band: ['tranche', 'tranche publiee', 'taux de couverture', 'tranche de couverture', 'couverture', 'classe'],
  numerator: [
    'nombre compte',
    'numerateur',
    'ecoles',
    'nombre d ecoles',
    'nb ecoles',
    'nombre d ecoles avec projet ent',
    'ecoles ayant un projet ent',
    'nombre d ecoles dans un projet ent',
    'nombre',
    'effectif',
  ],
  denominator: ['denominateur', 'total', 'total des ecoles', 'nombre total d ecoles', 'ecoles total', 'sur'],
  scope: ['perimetre', 'ecoles comptees', 'champ', 'secteur'],
  source: ['source', 'origine'],
  sourceUrl: ['adresse de la source', 'url', 'lien', 'adresse', 'url de la source'],
  publishedOn: ['date de publication', 'publie le', 'publication', 'parution'],
};

const useOf = (head: string): ColumnUse => {
  const plain = searchable(head);
  const uses = Object.keys(names) as Exclude<ColumnUse, ''>[];
  return uses.find((use) => names[use].includes(plain)) ?? '';
};

/** What each column holds, by its head; each use is given once, to the first column that claims it. */
export function recogniseColumns(heads: readonly string[]): ColumnUse[] {
  const taken = new Set<ColumnUse>();
  return heads.map((head) => {
    const use = useOf(head);
    if (use === '' || taken.has(use)) return '';
    taken.add(use);
    return use;
  });
}

/** How many heads of a line are known, for finding the line of the heads. */
export const knownHeads = (heads: readonly string[]): number =>
  heads.filter((head) => useOf(head) !== '').length;

/** What stands in the way of reading the lines with these columns, or null. */
export function columnsRefusal(
  columns: readonly ColumnUse[],
  common: { year: number | null; source: string },
): string | null {
  const twice = columns.find((use, index) => use !== '' && columns.indexOf(use) !== index);
  if (twice) return 'Deux colonnes ne peuvent pas porter la même chose\u00a0: laissez l’une de côté.';
  const missing = (['department', 'band', 'numerator'] as const).filter((use) => !columns.includes(use));
  if (missing.length > 0)
    return `Dites quelle colonne porte ${missing.map((use) => columnLabels[use].toLowerCase()).join(', ')}.`;
  if (!columns.includes('year') && !columns.includes('asOf') && common.year === null)
    return 'Aucune colonne ne porte l’année\u00a0: indiquez-la pour tout le fichier.';
  if (!columns.includes('source') && common.source.trim() === '')
    return 'Aucune colonne ne porte la source\u00a0: indiquez-la pour tout le fichier.';
  return null;
}
