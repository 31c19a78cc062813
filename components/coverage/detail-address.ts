import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import type { ChainStage, CoverageBasis } from '@/server/coverage/domain';
import { type Dimension, dimensions } from '@/server/coverage/schema';
import {
  france,
  readTerritory,
  type Territory,
  type TerritoryKind,
  territoryWord,
} from '@/server/coverage/territory';
import { natureLabels } from '@/server/territory/natures';
import { type CoverageAddress, carried, readCoverage, wordOf } from './address';

/** Words of the address for the dimensions of the detail. */
export const dimensionWords = {
  academie: 'academy',
  departement: 'department',
  epci: 'epci',
  commune: 'commune',
  circonscription: 'constituency',
  collectivite: 'authority',
  solution: 'product',
  nature: 'nature',
  secteur: 'sector',
} as const satisfies Record<string, Dimension>;

/** What a territory can be told apart by: what is finer than it, or cuts across. The first one is the default. */
export const dimensionsOf: Record<TerritoryKind, readonly Dimension[]> = {
  france: dimensions,
  academy: ['department', 'epci', 'commune', 'constituency', 'authority', 'product', 'nature', 'sector'],
  department: ['commune', 'epci', 'constituency', 'authority', 'product', 'nature', 'sector'],
  constituency: ['commune', 'authority', 'product', 'nature', 'sector'],
  epci: ['commune', 'constituency', 'authority', 'product', 'nature', 'sector'],
  commune: ['nature', 'sector', 'constituency', 'authority', 'product'],
  authority: ['commune', 'constituency', 'product', 'nature', 'sector', 'department'],
  project: ['commune', 'constituency', 'nature', 'sector', 'department'],
  product: ['authority', 'department', 'commune', 'nature', 'sector'],
};

/** The address of the detail: a territory, what it is told apart by, what is counted. */
export type DetailAddress = Omit<CoverageAddress, 'academyCode'> & {
  territory: Territory;
  by: Dimension;
  basis: CoverageBasis;
  nature?: string;
};

/** Reads the address of the detail; `home` is the territory of whoever asks. */
export function readDetail(params: PageParams, home: Territory): DetailAddress {
  const { degree, sector, asOf } = readCoverage(params);
  const territory = readTerritory(param(params, 'territoire')) ?? home;
  const word = paramChoice(params, 'par', Object.keys(dimensionWords) as (keyof typeof dimensionWords)[]);
  const offered = dimensionsOf[territory.kind];
  const asked = word ? dimensionWords[word] : undefined;
  const nature = param(params, 'nature');
  return {
    degree,
    sector,
    ...(asOf ? { asOf } : {}),
    territory,
    by: asked && offered.includes(asked) ? asked : (offered[0] ?? 'nature'),
    basis: paramChoice(params, 'compter', ['eleves'] as const) ? 'pupils' : 'schools',
    ...(nature in natureLabels ? { nature } : {}),
  };
}

/** What the links of the detail carry on: date, degree, scope, nature, what is counted. */
export function carriedDetail(address: DetailAddress): Record<string, string> {
  return {
    ...carried(address),
    ...(address.basis === 'pupils' ? { compter: 'eleves' } : {}),
    ...(address.nature ? { nature: address.nature } : {}),
  };
}

/** The detail of a territory, or of the whole country. */
export function detailHref(address: DetailAddress, territory: Territory = france): string {
  return `/couverture/detail${withParams('', { ...carriedDetail(address), territoire: territoryWord(territory) })}`;
}

/** The schools behind a number of a territory. */
export function territorySchoolsHref(
  address: Omit<CoverageAddress, 'academyCode'> & { nature?: string },
  territory: Territory,
  stage: ChainStage,
): string {
  return `/couverture/ecoles${withParams('', {
    ...carried(address),
    ...(address.nature ? { nature: address.nature } : {}),
    territoire: territoryWord(territory),
    etape: wordOf(stage),
  })}`;
}
