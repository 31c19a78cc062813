import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { projectPhases } from '@/server/projects/domain';

const sortable = ['name', 'carrier', 'phase', 'updated'] as const;
export type SortKey = (typeof sortable)[number];

/** Filters, sort and page of the list of projects, from its address. */
export function readProjectFilters(params: PageParams) {
  const table = readTable(params, { sortable, defaultSort: '-updated', pageSize: 50 });
  const q = param(params, 'q');
  const degree = paramChoice(params, 'degre', ['primary', 'secondary']);
  const phase = paramChoice(params, 'phase', projectPhases);
  const state = paramChoice(params, 'etat', ['closed', 'all']);
  return {
    table,
    isFiltered: Boolean(q || degree || phase || state),
    filters: {
      sort: table.sort.key,
      direction: table.sort.direction === 'descending' ? ('desc' as const) : ('asc' as const),
      page: table.page,
      size: table.take,
      ...(q ? { q } : {}),
      ...(degree ? { degree } : {}),
      ...(phase ? { phase } : {}),
      ...(state ? { state } : {}),
    },
  };
}
