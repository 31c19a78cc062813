/**
 * A territory, or what stands for one (a project, a product): what coverage is counted on. Pure; its SQL is in
 * territory-sql.ts, its name in territory-names.ts.
 */
export const territoryKinds = [
  'france',
  'academy',
  'department',
  'constituency',
  'epci',
  'commune',
  'authority',
  'project',
  'product',
] as const;
export type TerritoryKind = (typeof territoryKinds)[number];

/**
 * `code`: académie two digits; département; « 95:name » for a circonscription (its name is unique in a département
 * only); SIREN for an EPCI; INSEE code for a commune; identifier for the last three; empty for France.
 */
export type Territory = { kind: TerritoryKind; code: string };

export const france: Territory = { kind: 'france', code: '' };

export const territoryKindLabels: Record<TerritoryKind, string> = {
  france: 'France',
  academy: 'Académie',
  department: 'Département',
  constituency: 'Circonscription',
  epci: 'Intercommunalité',
  commune: 'Commune',
  authority: 'Collectivité',
  project: 'Projet',
  product: 'Solution',
};

/** The words of addresses and files. */
const words = {
  france: 'france',
  academy: 'academie',
  department: 'departement',
  constituency: 'circonscription',
  epci: 'epci',
  commune: 'commune',
  authority: 'collectivite',
  project: 'projet',
  product: 'solution',
} as const satisfies Record<TerritoryKind, string>;

/** The shape of a département's code; whether it exists is for the database to say. */
export const departmentShape = /^(\d{2,3}|2[AB])$/;

const codes: Record<TerritoryKind, RegExp> = {
  france: /^$/,
  academy: /^\d{2}$/,
  department: departmentShape,
  constituency: /^(\d{2,3}|2[AB]):.{1,200}$/,
  epci: /^\d{9}$/,
  commune: /^[0-9AB]{5}$/,
  authority: /^[\w-]{1,60}$/,
  project: /^[\w-]{1,60}$/,
  product: /^[\w-]{1,60}$/,
};

/** True when the code has the shape of its kind; whether it exists is for the database to say. */
export function isTerritory({ kind, code }: Territory): boolean {
  return codes[kind].test(code);
}

/** « departement:95 », « france »: the territory in an address. */
export function territoryWord({ kind, code }: Territory): string {
  return kind === 'france' ? words.france : `${words[kind]}:${code}`;
}

/** Reads back `territoryWord`; null for anything else. */
export function readTerritory(word: string): Territory | null {
  const at = word.indexOf(':');
  const [name, code] = at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
  const kind = territoryKinds.find((one) => words[one] === name);
  return kind && isTerritory({ kind, code }) ? { kind, code } : null;
}

/** The parts of a circonscription's code. */
export function constituencyParts(code: string): { departmentCode: string; name: string } {
  const at = code.indexOf(':');
  return { departmentCode: code.slice(0, at), name: code.slice(at + 1) };
}

/** Territories that are places: which schools stand in them is public and does not depend on the date. */
const placeKinds = [
  'france',
  'academy',
  'department',
  'constituency',
  'epci',
  'commune',
] as const satisfies TerritoryKind[];

/** False for what stands for its projects: which schools it holds is told by their links. */
export function isPlace(kind: TerritoryKind): boolean {
  return placeKinds.some((place) => place === kind);
}

/**
 * True where a count could tell where one school stands: counted within the perimeter of whoever asks, when France,
 * an académie or a département are counted for everyone who is signed in.
 */
export function isFine(kind: TerritoryKind): boolean {
  return kind !== 'france' && kind !== 'academy' && kind !== 'department';
}
