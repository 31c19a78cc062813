/** C0 controls other than tab and line feed, DEL and C1 controls: they have no shape of their own. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;
/**
 * Direction overrides, embeddings and isolates. Left in a contract they could make it read otherwise than
 * it is stored (the « Trojan source » trick), so they are spelled out. Plain right-to-left text needs none.
 */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;
/** Half a surrogate pair: not a character. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** « [U+202E] » : how a character that cannot be drawn is written. */
export function spelledOut(codePoint: number): string {
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * The text as any reader must see it: nothing is interpreted, nothing is hidden. Line ends become « \n »,
 * tabs a space, soft hyphens and byte-order marks vanish, control and direction characters are spelled out,
 * so that a page and a PDF made from the same stored text always show the same characters. Never throws.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u00AD\uFEFF]/g, '')
    .replace(CONTROL, (character) => spelledOut(character.charCodeAt(0)))
    .replace(DIRECTION, (character) => spelledOut(character.charCodeAt(0)))
    .replace(LONE_SURROGATE, '\uFFFD');
}

/** One line: as `visibleText`, line ends included in the white space that is folded to one space. */
export function visibleLine(text: string): string {
  return visibleText(text)
    .replace(/[ \n]+/g, ' ')
    .trim();
}
