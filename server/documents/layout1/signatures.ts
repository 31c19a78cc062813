import type { DocumentOutline, DocumentPart, SignatureBlock } from '../outline';
import { verificationMarks } from './marks';
import { HEADINGS } from './prose';
import {
  BODY,
  broken,
  INK,
  MARGIN,
  type Mark,
  type Sheet,
  TEXT_WIDTH,
  type TextStyle,
  textHeight,
} from './style';

const GAP = 20;
const COLUMN = (TEXT_WIDTH - GAP) / 2;
const PADDING = 12;
const INNER = COLUMN - 2 * PADDING;
/** Room for a signature, in points (about 4 cm). */
const SPACE = 112;
const CODE = 78;
const NAME: TextStyle = { size: 11.5, leading: 15, weight: 600 };
const NOTE: TextStyle = { size: 9, leading: 13, color: INK.soft };

type Line = { lines: string[]; style: TextStyle; before: number };

function blockLines(block: SignatureBlock): Line[] {
  const line = (text: string, style: TextStyle, before: number): Line => ({
    lines: broken(text, style, INNER),
    style,
    before,
  });
  return [
    line(block.heading, NAME, 0),
    line(block.quality, BODY, 4),
    line(block.name, { ...BODY, weight: 600 }, 2),
    ...(block.delegation ? [line(block.delegation, NOTE, 3)] : []),
    line(block.space, NOTE, 10),
  ];
}

const heightOf = (lines: Line[]) =>
  lines.reduce((sum, line) => sum + line.before + line.lines.length * line.style.leading, 0);

/** Page(s) of signatures: two blocks a row, one per party, then the verification code at the foot of the last. */
export function signatureSheets(
  part: Extract<DocumentPart, { type: 'signatures' }>,
  verification: DocumentOutline['verification'],
): Sheet[] {
  const heading = HEADINGS[1].style;
  const headingLines = broken(part.heading, heading, TEXT_WIDTH);
  const intro = broken(part.intro, BODY, TEXT_WIDTH);
  const place = { type: 'lines' as const, left: MARGIN.side, width: TEXT_WIDTH };
  const introTop = MARGIN.top + headingLines.length * heading.leading + 8;
  const pages: Mark[][] = [
    [
      { ...place, lines: headingLines, top: MARGIN.top, style: heading, bookmark: part.heading },
      { ...place, lines: intro, top: introTop, style: BODY },
    ],
  ];
  const bottom = MARGIN.top + textHeight('portrait');
  let y = introTop + intro.length * BODY.leading + 20;
  const ensure = (height: number) => {
    if (y + height <= bottom) return;
    pages.push([]);
    y = MARGIN.top;
  };
  for (let index = 0; index < part.blocks.length; index += 2) {
    const texts = part.blocks.slice(index, index + 2).map(blockLines);
    const height = Math.max(...texts.map(heightOf)) + 2 * PADDING + SPACE;
    ensure(height);
    texts.forEach((lines, column) => {
      const left = MARGIN.side + column * (COLUMN + GAP);
      pages.at(-1)?.push({ type: 'box', left, top: y, width: COLUMN, height, border: INK.rule });
      let top = y + PADDING;
      for (const line of lines) {
        top += line.before;
        const at = { left: left + PADDING, top, width: INNER };
        pages.at(-1)?.push({ type: 'lines', lines: line.lines, ...at, style: line.style });
        top += line.lines.length * line.style.leading;
      }
    });
    y += height + GAP;
  }
  if (verification) {
    ensure(CODE);
    const at = { left: MARGIN.side, top: bottom - CODE - 4, size: CODE, width: TEXT_WIDTH };
    pages.at(-1)?.push(...verificationMarks(verification, at));
  }
  return pages.map((marks) => ({ orientation: 'portrait', side: MARGIN.side, marks }));
}
