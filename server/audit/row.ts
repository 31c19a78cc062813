/** What a journal row tells: the facts before and after, as `change` received them. */
export type JournalRow = { action: string; objectType: string; before: unknown; after: unknown };

/** What a side of a row holds, by key. */
export type Facts = Record<string, unknown>;

/** The facts of one side; none when it holds no object. */
export const factsIn = (value: unknown): Facts =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Facts) : {};
