'use client';

import { useSearchParams } from 'next/navigation';
import { withParams } from '@/components/ui/address';
import { Tabs } from '@/components/ui/tabs';

/** The pages of coverage, in their order; a room adds its line here. */
const pages = [
  { path: '/couverture', label: 'Départements' },
  { path: '/couverture/carte', label: 'Carte' },
  { path: '/couverture/detail', label: 'Détail' },
  { path: '/couverture/evolution', label: 'Évolution' },
  { path: '/couverture/comparaison', label: 'Comparaison' },
  { path: '/couverture/objectifs', label: 'Objectifs' },
  { path: '/couverture/existant', label: 'Ce qui existe' },
  { path: '/couverture/chiffres-publies', label: 'Chiffres publiés' },
  { path: '/couverture/audience', label: 'Audience' },
] as const;

/** What one page of coverage hands to the next: date, degree, scope. */
const shared = ['date', 'degre', 'perimetre'] as const;

/** The tabs of coverage, under the head of each of its pages. */
export function CoverageTabs() {
  const search = useSearchParams();
  const kept = Object.fromEntries(shared.map((name) => [name, search.get(name)]));
  return (
    <Tabs
      label="Pages de la couverture"
      tabs={pages.map(({ path, label }) => ({
        href: `${path}${withParams('', kept).replace(/^\?$/, '')}`,
        label,
      }))}
    />
  );
}
