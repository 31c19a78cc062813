import type { Filter } from '@/components/ui/filter-bar';
import { degreeLabels } from '@/server/coverage/domain';

/** The degree, as every page of coverage offers it; absent from the address: the first one. */
export const degreeFilter: Filter = {
  kind: 'one',
  name: 'degre',
  label: 'Degré',
  allLabel: degreeLabels.primary,
  choices: [{ id: 'second', label: degreeLabels.secondary }],
};

/** Public schools, or private ones too. */
export const sectorFilter: Filter = {
  kind: 'one',
  name: 'perimetre',
  label: 'Établissements comptés',
  allLabel: 'Publics',
  choices: [{ id: 'tous', label: 'Publics et privés' }],
};
