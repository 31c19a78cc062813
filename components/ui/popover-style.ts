/** Looks shared by what opens over the page: lists, menus, calendars. */
export const POPOVER =
  'rounded-md border border-line bg-surface text-ink shadow-overlay outline-none overflow-auto min-w-(--trigger-width)';

export const OPTION =
  'flex cursor-pointer items-start gap-2 rounded-sm px-2.5 py-1.5 text-base outline-none pointer-coarse:py-2.5 ' +
  'data-focused:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 ' +
  'data-selected:font-semibold data-disabled:cursor-not-allowed data-disabled:text-soft';
