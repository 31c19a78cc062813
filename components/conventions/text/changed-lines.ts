/** The lines of a text, and which of them the other text does not have. Each line of the other counts once. */
export function changedLines(text: string, other: string): { line: string; changed: boolean }[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').map((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return { line, changed: count <= 0 && line.trim() !== '' };
  });
}
