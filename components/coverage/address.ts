import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import { isIsoDate } from '@/server/calendar';
import type { ChainStage, CoverageSector, Degree, RatedStage } from '@/server/coverage/domain';

/** The state of the coverage pages, kept in their address: date, degree, scope, académie. */
export type CoverageAddress = {
  degree: Degree;
  sector: CoverageSector;
  /** Absent: today. */
  asOf?: string;
  /** Absent: the whole country. */
  academyCode?: string;
};

/** Words of the address for the links of the chain. */
export const stageWords = {
  existent: 'exists',
  projet: 'in_project',
  signees: 'signed',
  conventionnees: 'conventioned',
  accrochees: 'attached',
  utilisees: 'used',
} as const satisfies Record<string, ChainStage>;

export type StageWord = keyof typeof stageWords;
export const stageWordList = Object.keys(stageWords) as StageWord[];

/** The word of a link of the chain. */
export function wordOf(stage: ChainStage): StageWord {
  return stageWordList.find((word) => stageWords[word] === stage) ?? 'existent';
}

/** Choice of the whole country, for those who have an académie of their own. */
export const FRANCE = 'france';

/** Reads the address; what is unknown falls back to the default. */
export function readCoverage(params: PageParams, ownAcademy: string | null = null): CoverageAddress {
  const asOf = param(params, 'date');
  const academy = param(params, 'academie');
  const academyCode = /^\d{2}$/.test(academy) ? academy : academy === FRANCE ? null : ownAcademy;
  return {
    degree: paramChoice(params, 'degre', ['second'] as const) ? 'secondary' : 'primary',
    sector: paramChoice(params, 'perimetre', ['tous'] as const) ? 'all' : 'public',
    ...(isIsoDate(asOf) ? { asOf } : {}),
    ...(academyCode ? { academyCode } : {}),
  };
}

/** What the links of a page carry on: date, degree and scope, without the territory. */
export function carried({ degree, sector, asOf }: CoverageAddress): Record<string, string> {
  return {
    ...(asOf ? { date: asOf } : {}),
    ...(degree === 'secondary' ? { degre: 'second' } : {}),
    ...(sector === 'all' ? { perimetre: 'tous' } : {}),
  };
}

/** The schools behind a number of a département. */
export function schoolsHref(address: CoverageAddress, department: string, stage: ChainStage): string {
  return `/couverture/departements/${department}${withParams('', { ...carried(address), etape: wordOf(stage) })}`;
}

/** What the table of départements can be sorted by, in words of the address. */
export const coverageSorts = [
  'departement',
  'existent',
  'projet',
  'conventionnees',
  'accrochees',
  'utilisees',
] as const;
export type CoverageSort = (typeof coverageSorts)[number];

/** The public page: a degree, a link of the chain on its map, all the académies that publish or one. */
export function publicHref({
  degree,
  stage,
  academyCode,
}: {
  degree: Degree;
  stage: RatedStage;
  academyCode?: string | undefined;
}): string {
  const query = withParams('', {
    degre: degree === 'secondary' ? 'second' : null,
    etape: stage === 'in_project' ? null : wordOf(stage),
    academie: academyCode ?? null,
  });
  return `/couverture-publique${query === '?' ? '' : query}`;
}
