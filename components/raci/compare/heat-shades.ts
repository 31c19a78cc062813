/** From nothing to all the projects, in the five shades of the theme; the figure says the same. */
export const SHADES = [
  'bg-surface text-soft',
  'bg-data-0 text-ink',
  'bg-data-1 text-ink',
  'bg-data-3 text-on-accent',
  'bg-data-4 text-on-accent',
] as const;

/** The shade of a count among the projects in which the activity stands. */
export const shadeOf = (count: number, projects: number): number =>
  count === 0 || projects === 0 ? 0 : Math.min(4, 1 + Math.floor((count / projects) * 3.999));
