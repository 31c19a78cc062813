import { searchable } from '../search';

/** What an import reads of a directory; everything else in the file is left alone. */
export const FIELDS = [
  'uai',
  'name',
  'type',
  'sector',
  'address',
  'addressMore',
  'postalCode',
  'communeCode',
  'communeName',
  'department',
  'nursery',
  'elementary',
  'generalTrack',
  'technologicalTrack',
  'vocationalTrack',
  'siret',
  'position',
  'latitude',
  'longitude',
  'constituency',
  'openedOn',
  'closedOn',
  'state',
  'multi',
  'multiLines',
  'natureCode',
  'natureLabel',
  'mother',
  'updatedOn',
  'pupils',
] as const;

export type Field = (typeof FIELDS)[number];

/**
 * Names under which each column was seen: the official dataset over the years (`fr-en-annuaire-education`,
 * DEPP address and geolocation files) and what académies call them. Compared without case, accents or signs;
 * earlier names win over later ones.
 */
const NAMES: Record<Field, readonly string[]> = {
  uai: [
    'identifiant de l etablissement',
    'numero uai',
    'code uai',
    'uai',
    'uai etablissement',
    'identifiant etablissement',
    'numero d etablissement',
    'code etablissement',
    'code rne',
    'rne',
    'n uai',
  ],
  name: [
    'nom etablissement',
    'appellation officielle',
    'appellation officielle uai',
    'denomination principale',
    'denomination principale uai',
    'nom de l etablissement',
    'nom de l ecole',
    'denomination',
    'libelle etablissement',
    'etablissement',
    'nom',
  ],
  type: ['type etablissement', 'type d etablissement', 'type'],
  sector: [
    'statut public prive',
    'secteur public prive libe',
    'secteur public prive libelle',
    'secteur public prive',
    'public prive',
    'secteur',
    'statut',
  ],
  address: ['adresse 1', 'adresse uai', 'adresse'],
  addressMore: ['adresse 2', 'lieu dit uai'],
  postalCode: ['code postal', 'code postal uai', 'cp'],
  communeCode: [
    'code commune',
    'code commune insee',
    'code insee',
    'code insee commune',
    'insee',
    'commune insee',
  ],
  communeName: [
    'nom commune',
    'libelle commune',
    'commune',
    'localite acheminement uai',
    'ville',
    'localite',
  ],
  department: [
    'code departement',
    'code dept',
    'departement code',
    'numero departement',
    'dep',
    'dept',
    'departement',
  ],
  nursery: ['ecole maternelle'],
  elementary: ['ecole elementaire'],
  generalTrack: ['voie generale'],
  technologicalTrack: ['voie technologique'],
  vocationalTrack: ['voie professionnelle'],
  siret: ['siren siret', 'siret', 'numero siret', 'siret etablissement'],
  position: ['position', 'geo point 2d', 'coordonnees gps', 'coordonnees'],
  latitude: ['latitude', 'lat', 'coordonnee y wgs84'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'coordonnee x wgs84'],
  constituency: ['nom circonscription', 'circonscription', 'libelle circonscription'],
  openedOn: ['date ouverture', 'date d ouverture'],
  closedOn: ['date fermeture', 'date de fermeture'],
  state: ['etat', 'etat etablissement libe', 'etat etablissement libelle', 'etat etablissement', 'situation'],
  multi: ['multi uai'],
  multiLines: ['etablissement multi lignes', 'multi lignes'],
  natureCode: ['code nature', 'nature uai', 'code nature uai', 'nature'],
  natureLabel: ['libelle nature', 'nature uai libe', 'nature uai libelle', 'libelle nature uai'],
  mother: ['etablissement mere', 'uai mere'],
  updatedOn: ['date maj ligne', 'date mise a jour', 'date de mise a jour', 'date maj'],
  pupils: [
    'nombre d eleves',
    'nombre eleves',
    'nombre total d eleves',
    'nombre d eleves total',
    'nb eleves',
    'effectif',
    'effectifs',
    'effectif eleves',
  ],
};

/** Position of each recognised column in the file, and how many columns the header has. */
export type Columns = { at: Partial<Record<Field, number>>; width: number };

const frenchFields: Partial<Record<Field, string>> = { uai: 'l’UAI', name: 'le nom de l’établissement' };

/** Recognises the columns of a header, whatever their order, case, accents, and signs between words. */
export function recogniseColumns(header: readonly string[]): Columns {
  const names = header.map((cell) => searchable(cell));
  const at: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    for (const name of NAMES[field]) {
      const index = names.indexOf(name);
      if (index < 0) continue;
      at[field] = index;
      break;
    }
  }
  return { at, width: header.length };
}

/** Why this header cannot be a directory's, in French, or null when it can. */
export function missingColumns({ at }: Columns): string | null {
  const missing = (['uai', 'name'] as const).filter((field) => at[field] === undefined);
  if (missing.length === 0) return null;
  const what = missing.map((field) => frenchFields[field]).join(' et ');
  return `Aucune colonne ne donne ${what}\u00a0: la première ligne doit porter les noms des colonnes, par exemple «\u00a0Identifiant_de_l_etablissement\u00a0» et «\u00a0Nom_etablissement\u00a0».`;
}

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * The delimiter under which the header makes most sense.
 * @param split splits the header line by a delimiter
 */
export function chooseDelimiter(split: (delimiter: Delimiter) => string[]): {
  delimiter: Delimiter;
  columns: Columns;
} {
  let best: { delimiter: Delimiter; columns: Columns } | null = null;
  for (const delimiter of DELIMITERS) {
    const columns = recogniseColumns(split(delimiter));
    const score = Object.keys(columns.at).length;
    if (!best || score > Object.keys(best.columns.at).length) best = { delimiter, columns };
  }
  return best ?? { delimiter: ';', columns: { at: {}, width: 0 } };
}
