import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { searchable } from '@/server/territory/search';
import { communeOf, departmentName, frenchName, groupName } from './french-names';

type RawCommune = {
  code: string;
  nom: string;
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  zone: Zone;
  typeLiaison?: number;
  departement: string;
  siren?: string;
  codesPostaux?: string[];
  anciensCodes?: string[];
  /** Of a delegated or associated commune: today's commune. */
  chefLieu?: string;
  /** Of an arrondissement: its commune. */
  commune?: string;
  population?: number;
};
type Zone = 'metro' | 'drom' | 'com';
type RawGroup = { code: string; nom: string; type: string; membres: { code: string }[] };
type RawDepartment = { code: string; region: string; nom: string; typeLiaison: number; zone: Zone };
type RawRegion = { code: string; nom: string; typeLiaison: number; zone: Zone };

export type CommuneRow = {
  code: string;
  name: string;
  departmentCode: string;
  epciSiren: string | null;
  siren: string | null;
  population: number | null;
  postalCodes: string[];
  searchName: string;
};

export type FormerCommuneRow = { code: string; name: string; communeCode: string; searchName: string };

export type AuthorityRow = {
  id: string;
  kind: 'commune' | 'epci' | 'ept' | 'department' | 'region';
  name: string;
  siren: string | null;
  code: string | null;
  departmentCode: string | null;
  searchName: string;
};

export type Territory = {
  regions: { code: string; name: string }[];
  departments: { code: string; name: string; regionCode: string }[];
  communes: CommuneRow[];
  formerCommunes: FormerCommuneRow[];
  authorities: AuthorityRow[];
};

const require = createRequire(import.meta.url);
const read = <T>(name: string): T =>
  JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')) as T;

/**
 * Collectivités that stand in the place of a département or of a région: the Ville de Paris is one
 * collectivité, kept as a commune; Corsica, Martinique and Guyane have one assembly; Alsace joined its two
 * départements; Mayotte is one département-région.
 */
const replacedDepartments = new Set(['75', '2A', '2B', '67', '68', '972', '973']);
const replacedRegions = new Set(['06']);
const singleAssemblies: Readonly<Record<string, string>> = {
  '94': 'Collectivité de Corse',
  '02': 'Collectivité territoriale de Martinique',
  '03': 'Collectivité territoriale de Guyane',
};
const alsace: AuthorityRow = {
  id: 'department-6AE',
  kind: 'department',
  name: 'Collectivité européenne d’Alsace',
  siren: null,
  code: '6AE',
  departmentCode: null,
  searchName: 'alsace collectivite europeenne',
};

/**
 * Régions, départements, communes and collectivités of the 101 départements, from the official geographic
 * code (npm package @etalab/decoupage-administratif). Overseas collectivités without an académie of their own
 * are left out. In the Métropole du Grand Paris a commune belongs to its EPT (DOMAIN §6).
 */
export function readTerritory(): Territory {
  const regions = read<RawRegion[]>('regions').filter((r) => r.zone !== 'com');
  const departments = read<RawDepartment[]>('departements').filter((d) => d.zone !== 'com');
  const known = new Set(departments.map((d) => d.code));
  const ever = read<RawCommune[]>('communes');
  const current = ever.filter((c) => c.type === 'commune-actuelle' && known.has(c.departement));
  const byCode = new Map(current.map((c) => [c.code, c]));
  const epci = read<RawGroup[]>('epci');
  const ept = read<RawGroup[]>('ept');

  const groupOf = new Map<string, string>();
  for (const group of [...epci, ...ept])
    for (const member of group.membres) groupOf.set(member.code, group.code);

  const communes = current.map(
    (c): CommuneRow => ({
      code: c.code,
      name: frenchName(c.nom),
      departmentCode: c.departement,
      epciSiren: groupOf.get(c.code) ?? null,
      siren: c.siren ?? null,
      population: c.population ?? null,
      postalCodes: c.codesPostaux ?? [],
      searchName: searchable(c.nom),
    }),
  );

  const group =
    (kind: 'epci' | 'ept') =>
    (g: RawGroup): AuthorityRow => ({
      id: `${kind}-${g.code}`,
      kind,
      name: groupName(g.nom, kind),
      siren: g.code,
      code: null,
      departmentCode: mainDepartment(g, byCode),
      searchName: searchable(g.nom.replace(/^(?:CC|CA|CU)(?: (?:du|de la|de l'|des|de|d'))? ?/, '')),
    });

  return {
    regions: regions.map((r) => ({ code: r.code, name: frenchName(r.nom) })),
    departments: departments.map((d) => ({ code: d.code, name: frenchName(d.nom), regionCode: d.region })),
    communes,
    formerCommunes: formerCommunes(ever, byCode),
    authorities: [
      ...current.map(
        (c): AuthorityRow => ({
          id: `commune-${c.code}`,
          kind: 'commune',
          name: c.code === '75056' ? 'Ville de Paris' : `Commune ${communeOf(c.nom, c.typeLiaison ?? 0)}`,
          siren: c.siren ?? null,
          code: c.code,
          departmentCode: c.departement,
          searchName: searchable(c.nom),
        }),
      ),
      ...epci.filter((g) => mainDepartment(g, byCode)).map(group('epci')),
      ...ept.map(group('ept')),
      ...departments
        .filter((d) => !replacedDepartments.has(d.code))
        .map(
          (d): AuthorityRow => ({
            id: `department-${d.code}`,
            kind: 'department',
            name: departmentName(d.code, d.nom, d.typeLiaison),
            siren: null,
            code: d.code,
            departmentCode: d.code,
            searchName: searchable(d.nom),
          }),
        ),
      alsace,
      ...regions
        .filter((r) => !replacedRegions.has(r.code))
        .map(
          (r): AuthorityRow => ({
            id: `region-${r.code}`,
            kind: 'region',
            name: singleAssemblies[r.code] ?? `Région ${frenchName(r.nom)}`,
            siren: null,
            code: r.code,
            departmentCode: null,
            searchName: searchable(r.nom),
          }),
        ),
    ],
  };
}

/** Département of most of a group's inhabitants; null when none of its communes is known here. */
function mainDepartment(group: RawGroup, communes: Map<string, RawCommune>): string | null {
  const weights = new Map<string, number>();
  for (const { code } of group.membres) {
    const commune = communes.get(code);
    if (commune)
      weights.set(commune.departement, (weights.get(commune.departement) ?? 0) + (commune.population ?? 1));
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Codes of merged communes and of the arrondissements of Paris, Lyon and Marseille. */
function formerCommunes(ever: RawCommune[], current: Map<string, RawCommune>): FormerCommuneRow[] {
  const rows = new Map<string, FormerCommuneRow>();
  const add = (code: string, rawName: string, communeCode: string) => {
    if (current.has(code) || !current.has(communeCode)) return;
    rows.set(code, { code, name: frenchName(rawName), communeCode, searchName: searchable(rawName) });
  };
  for (const c of ever) for (const code of c.anciensCodes ?? []) add(code, c.nom, c.code);
  for (const c of ever) if (c.type !== 'commune-actuelle') add(c.code, c.nom, c.commune ?? c.chefLieu ?? '');
  return [...rows.values()];
}
