/** « primary : Premier degré ; secondary : Second degré », for the documentation of a code. */
export function wordsOf(labels: Record<string, string | { label: string }>): string {
  return Object.entries(labels)
    .map(([code, label]) => `${code}\u00a0: ${typeof label === 'string' ? label : label.label}`)
    .join('\u00a0; ');
}
