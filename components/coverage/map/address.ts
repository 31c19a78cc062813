import { type PageParams, paramChoice, withParams } from '@/components/ui/address';
import { type RatedStage, ratedStages } from '@/server/coverage/domain';
import { type CoverageAddress, carried, readCoverage, stageWordList, stageWords, wordOf } from '../address';

/** The state of the maps and curves: that of coverage, and the link of the chain that is looked at. */
export type MapAddress = CoverageAddress & { stage: RatedStage };

/** Reads the address; the country stands for those who asked for no académie. */
export function readMap(params: PageParams): MapAddress {
  const word = paramChoice(params, 'etape', stageWordList);
  const stage = ratedStages.find((one) => word !== null && stageWords[word] === one);
  return { ...readCoverage(params), stage: stage ?? 'in_project' };
}

/** What the links of these pages carry on: date, degree, scope and link of the chain. */
export function carriedMap(address: MapAddress): Record<string, string> {
  return {
    ...carried(address),
    ...(address.stage === 'in_project' ? {} : { etape: wordOf(address.stage) }),
  };
}

/** The map of the country, or of an académie. */
export function mapHref(address: MapAddress, academyCode: string | null): string {
  const query = withParams('', { ...carriedMap(address), academie: academyCode });
  return `/couverture/carte${query === '?' ? '' : query}`;
}

/** The map of a département, school by school. */
export function departmentMapHref(address: MapAddress, code: string): string {
  const query = withParams('', carriedMap(address));
  return `/couverture/carte/${code}${query === '?' ? '' : query}`;
}
