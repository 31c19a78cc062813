import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { type ChangeKind, changeKinds } from '@/server/territory/directory/change-kinds';
import { changeWords } from '@/server/territory/directory/change-words';

/** The kind of change that an address names, or null. */
export const changeOfSlug = (slug: string | null): ChangeKind | null =>
  changeKinds.find((kind) => changeWords[kind].slug === slug) ?? null;

export const stateSlugs = {
  open: 'a-traiter',
  treated: 'traitees',
  settled: 'reglees',
  all: 'toutes',
} as const;
export const aboutSlugs = { convention: 'convention', project: 'projet', attachment: 'accrochage' } as const;

const keyOf = <K extends string>(slugs: Record<K, string>, slug: string | null): K | undefined =>
  (Object.keys(slugs) as K[]).find((key) => slugs[key] === slug);

/** What the list of tasks is asked, from its address. */
export function taskFilters(search: PageParams) {
  return {
    state: keyOf(stateSlugs, paramChoice(search, 'etat', Object.values(stateSlugs))) ?? ('open' as const),
    about: keyOf(aboutSlugs, paramChoice(search, 'objet', Object.values(aboutSlugs))),
    importId: param(search, 'import').slice(0, 40) || undefined,
    q: param(search, 'q').slice(0, 200) || undefined,
  };
}
