/** Text without case nor accents, for filtering what is already in the page. */
export function foldedText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}
