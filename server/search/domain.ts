/** One line of the search everywhere: where it leads, what it is, a word beside. */
export type SearchItem = { label: string; detail: string; href: string };
export type SearchGroup = { label: string; items: SearchItem[] };
export type SearchAnswer = { groups: SearchGroup[] };
