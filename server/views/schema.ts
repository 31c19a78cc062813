import { z } from 'zod';
import { cleanLine } from '@/server/text';

/** Lists of which a view may be kept, and where each stands. */
export const viewLists = ['projects', 'conventions', 'aaf'] as const;
export type ViewList = (typeof viewLists)[number];
export const viewListPaths: Record<ViewList, string> = {
  projects: '/projets',
  conventions: '/conventions',
  aaf: '/accrochage',
};

/** Longest query of an address that a view keeps, in characters. */
export const MAX_QUERY = 2_000;

/**
 * The query of an address as a view keeps it: its parameters, without « ? » and without the page or what is
 * open beside the list, which say where one was and not what one looks at.
 */
export function viewQuery(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['page', 'ecole', 'demande']) params.delete(name);
  params.sort();
  return params.toString();
}

const label = cleanLine({ max: 60, required: 'Donnez un nom à la vue.' });
const query = z
  .string()
  .max(MAX_QUERY, { error: 'Ces filtres sont trop longs pour être gardés.' })
  .transform(viewQuery);

export const saveView = z.object({
  list: z.enum(viewLists, { error: 'Cette liste n’existe pas.' }),
  label,
  query,
  /** Offered to everybody of the académie: by its administrator alone. */
  shared: z.boolean().default(false),
  isDefault: z.boolean().default(false),
});
export type SaveView = z.output<typeof saveView>;

/** What changes; what is absent stays. */
export const changeView = z.object({
  version: z.int().min(1),
  label: label.optional(),
  query: query.optional(),
  isDefault: z.boolean().optional(),
});
export type ChangeView = z.output<typeof changeView>;

export const removeView = z.object({ version: z.int().min(1) });
export const listViews = z.object({ list: z.enum(viewLists) });

/** The view with which a list opens: one's own default, else that of the académie, else none. */
export const defaultView = <View extends { isDefault: boolean; shared: boolean }>(
  views: readonly View[],
): View | null =>
  views.find((view) => view.isDefault && !view.shared) ?? views.find((view) => view.isDefault) ?? null;
