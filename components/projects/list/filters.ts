import {
  type PageParams,
  param,
  paramChoice,
  readTable,
  SORT_PARAM,
  type Sort,
} from '@/components/ui/address';
import { projectPhases } from '@/server/projects/domain';
import { priorities } from '@/server/projects/table/columns';
import { followUpFilters } from '@/server/projects/table/schema';

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

/** Filters and sort of the table of projects, from its address; any column sorts. */
export function readTableFilters(params: PageParams) {
  const { q, degree, phase, state } = readProjectFilters(params).filters as {
    q?: string;
    degree?: 'primary' | 'secondary';
    phase?: (typeof projectPhases)[number];
    state?: 'closed' | 'all';
  };
  const priority = paramChoice(params, 'priorite', priorities);
  const followUp = paramChoice(params, 'suivi', followUpFilters);
  const asked = param(params, SORT_PARAM);
  const key = asked.replace(/^-/, '') || 'name';
  const sort: Sort = { key, direction: asked.startsWith('-') ? 'descending' : 'ascending' };
  return {
    sort,
    filters: {
      ...(q ? { q } : {}),
      ...(degree ? { degree } : {}),
      ...(phase ? { phase } : {}),
      ...(state ? { state } : {}),
      ...(priority ? { priority } : {}),
      ...(followUp ? { followUp } : {}),
      sort: key,
      descending: sort.direction === 'descending',
    },
  };
}
