import { printable, textWidth, type Weight } from './fonts';

/** What decides where a line ends: font size in points, weight, and the room for a line in points. */
export type Measure = { size: number; weight: Weight; width: number };

/** Spaces at which French typography does not end a line: « mot », 12 %, n° 7, 2 septembre, 1er janvier. */
const MONTH = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const KEPT_TOGETHER = new RegExp(
  ` (?=[»;:?!%€])|(?<=«) |(?<=\\b[nN]°) |(?<=\\b(?:\\d{1,2}|1er)) (?=(?:${MONTH})\\b)`,
  'g',
);

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/**
 * Breaks a text into lines that fit, at ordinary spaces (never at a no-break space, nor where French typography
 * wants one), and inside a word only
 * when the word alone is wider than a line: after « - », « / », « @ », « _ », « . », « & » or « = » if it
 * has one, anywhere between two graphemes otherwise. No hyphen is added and no character is lost. A line end
 * of the text stays one. Fonts must be loaded (see fonts.ts).
 */
export function wrapText(text: string, measure: Measure): string[] {
  return printable(text)
    .replace(KEPT_TOGETHER, '\u00A0')
    .split('\n')
    .flatMap((line) => wrapLine(line.replace(/ +/g, ' ').trim(), measure));
}

function wrapLine(text: string, { size, weight, width }: Measure): string[] {
  const measured = (part: string) => textWidth(part, size, weight);
  if (measured(text) <= width) return [text];
  const space = measured(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    for (const [index, piece] of pieces(word, width, measured).entries()) {
      const pieceWidth = measured(piece);
      const gap = index === 0 && line !== '' ? space : 0;
      if (line !== '' && used + gap + pieceWidth > width) {
        lines.push(line);
        line = piece;
        used = pieceWidth;
      } else {
        line += gap > 0 ? ` ${piece}` : piece;
        used += gap + pieceWidth;
      }
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** A word that fits is one piece; a longer one is cut into pieces that each fit. */
function pieces(word: string, width: number, measured: (part: string) => number): string[] {
  if (measured(word) <= width) return [word];
  const result: string[] = [];
  for (const part of word.split(/(?<=[-/@_.&=])/)) {
    if (measured(part) <= width) {
      result.push(part);
      continue;
    }
    let piece = '';
    let used = 0;
    for (const { segment } of graphemes.segment(part)) {
      const segmentWidth = measured(segment);
      if (piece !== '' && used + segmentWidth > width) {
        result.push(piece);
        piece = '';
        used = 0;
      }
      piece += segment;
      used += segmentWidth;
    }
    if (piece !== '') result.push(piece);
  }
  return result;
}
