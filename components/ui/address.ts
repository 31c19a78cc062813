/**
 * The state of a list, kept in its address: `?q=sevres&tri=-date&page=3`.
 *
 * `tri` is the key of a column, with `-` before it when descending; `page` counts from 1. Both are
 * read here and nowhere else, so that tables, filters and server pages agree.
 */
export const SORT_PARAM = 'tri';
export const PAGE_PARAM = 'page';

/** Search parameters as Next.js gives them to a page. */
export type PageParams = Record<string, string | string[] | undefined>;

export type Sort<K extends string = string> = { key: K; direction: 'ascending' | 'descending' };

export type TableAddress<K extends string = string> = {
  sort: Sort<K>;
  /** From 1. */
  page: number;
  /** Rows to skip and to take, for the query. */
  skip: number;
  take: number;
};

/** The first value of a parameter, trimmed; `''` when absent. */
export function param(params: PageParams, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
}

/** All values of a parameter, empty ones left out. */
export function paramList(params: PageParams, name: string): string[] {
  const value = params[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => item !== '');
}

/** One value among known ones, or null: an address typed by hand never reaches a query unchecked. */
export function paramChoice<V extends string>(
  params: PageParams,
  name: string,
  known: readonly V[],
): V | null {
  const value = param(params, name);
  return known.find((candidate) => candidate === value) ?? null;
}

/** Sort and page of a list from its address; what is unknown or absurd falls back to the default. */
export function readTable<K extends string>(
  params: PageParams,
  options: { sortable: readonly K[]; defaultSort: K | `-${K}`; pageSize?: number },
): TableAddress<K> {
  const sort = parseSort(param(params, SORT_PARAM), options.sortable) ??
    parseSort(options.defaultSort, options.sortable) ?? {
      key: options.defaultSort.replace(/^-/, '') as K,
      direction: 'ascending' as const,
    };
  const asked = Number(param(params, PAGE_PARAM));
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
  const take = options.pageSize ?? 50;
  return { sort, page, skip: (page - 1) * take, take };
}

function parseSort<K extends string>(text: string, sortable: readonly K[]): Sort<K> | null {
  const key = sortable.find((candidate) => candidate === text.replace(/^-/, ''));
  if (key === undefined) return null;
  return { key, direction: text.startsWith('-') ? 'descending' : 'ascending' };
}

/** The address with some parameters changed (`null` or `''` removes one): `?a=1&b=2`, or `?` alone. */
export function withParams(
  search: URLSearchParams | string,
  changes: Record<string, string | readonly string[] | null>,
): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const item of typeof value === 'string' ? [value] : (value ?? [])) {
      if (item !== '') next.append(name, item);
    }
  }
  return `?${next.toString()}`;
}

/** Where a click on a column's head leads: ascending first, then the other way; back to page 1. */
export function sortHref(search: URLSearchParams | string, key: string, current: Sort | null): string {
  const descending = current?.key === key && current.direction === 'ascending';
  return withParams(search, { [SORT_PARAM]: descending ? `-${key}` : key, [PAGE_PARAM]: null });
}
