import { FilterBar } from '@/components/ui/filter-bar';
import { ratedStages, stageLabels } from '@/server/coverage/domain';
import { wordOf } from '../address';
import { degreeFilter, sectorFilter } from '../scope-filters';

/** Link of the chain, territory, degree and sector: what all the maps and curves are chosen by. */
export function MapFilters({
  academies,
  steps = true,
}: {
  academies?: { code: string; name: string }[];
  /** False where all the links show at once. */
  steps?: boolean;
}) {
  const [first, ...others] = ratedStages;
  return (
    <FilterBar
      filters={[
        ...(steps
          ? [
              {
                kind: 'one' as const,
                name: 'etape',
                label: 'Maillon de la chaîne',
                allLabel: first ? stageLabels[first].label : '',
                choices: others.map((stage) => ({ id: wordOf(stage), label: stageLabels[stage].label })),
              },
            ]
          : []),
        ...(academies
          ? [
              {
                kind: 'one' as const,
                name: 'academie',
                label: 'Territoire',
                allLabel: 'Toute la France',
                choices: academies.map(({ code, name }) => ({ id: code, label: `Académie de ${name}` })),
              },
            ]
          : []),
        degreeFilter,
        sectorFilter,
      ]}
    />
  );
}
