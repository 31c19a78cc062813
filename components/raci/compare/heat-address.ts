import { type PageParams, param, withParams } from '@/components/ui/address';
import { type HeatFilters, type HeatMeasure, heatFilters } from '@/server/raci/compare/schema';
import { parties, type RaciParty } from '@/server/raci/domain';

/** The measures as the address and the screen name them. */
export const measureWords: Record<HeatMeasure, { inAddress: string; label: string; sentence: string }> = {
  accountable: {
    inAddress: 'repond',
    label: 'Répond du résultat',
    sentence: 'la partie répond du résultat',
  },
  doer: { inAddress: 'realise', label: 'Réalise', sentence: 'la partie réalise' },
  any: {
    inAddress: 'prend-part',
    label: 'Prend part, à quelque titre que ce soit',
    sentence: 'la partie prend part à l’activité',
  },
};

/** Degrees as the address names them. */
export const degreeInAddress = { primary: 'premier', secondary: 'second' } as const;

export type HeatAddress = { filters: HeatFilters; figure: { activity: string; party: RaciParty } | null };

/** Reads the filters and the figure that is opened; what is unknown falls back to everything. */
export function readHeat(params: PageParams): HeatAddress {
  const measure = (Object.keys(measureWords) as HeatMeasure[]).find(
    (one) => measureWords[one].inAddress === param(params, 'compte'),
  );
  const degree = (['primary', 'secondary'] as const).find(
    (one) => degreeInAddress[one] === param(params, 'degre'),
  );
  const one = <K extends 'department' | 'phase'>(key: K, name: string) => {
    const read = heatFilters.shape[key].safeParse(param(params, name) || undefined);
    return read.success ? read.data : undefined;
  };
  const filters = heatFilters.parse({
    measure,
    degree,
    department: one('department', 'departement'),
    phase: one('phase', 'phase'),
  });
  const party = parties.find((each) => each === param(params, 'partie'));
  const activity = param(params, 'activite').slice(0, 400);
  return { filters, figure: party && activity ? { activity, party } : null };
}

/** The address of the same map with one figure opened; null closes it. */
export const figureHref = (search: URLSearchParams | string, figure: HeatAddress['figure']): string =>
  withParams(search, { activite: figure?.activity ?? null, partie: figure?.party ?? null });
