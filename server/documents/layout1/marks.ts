import { create } from 'qrcode';
import { broken, INK, type Mark, SMALL, type TextStyle } from './style';

/** SVG path of the dark modules of the QR code of a text (level M), in units of one module, and its side. */
export function qrPath(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let start = -1;
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark && start < 0) start = column;
      if (!dark && start >= 0) {
        runs.push(`M${start} ${row}h${column - start}v1h${start - column}z`);
        start = -1;
      }
    }
  }
  return { path: runs.join(''), side: modules.size };
}

/** The verification code with its label and address beside it. `size` is the side of the code in points. */
export function verificationMarks(
  verification: { label: string; url: string },
  place: { left: number; top: number; size: number; width: number },
): Mark[] {
  const { left, top, size } = place;
  const { path, side } = qrPath(verification.url);
  const beside = { left: left + size + 14, width: place.width - size - 14 };
  const label: TextStyle = { size: 10, leading: 14, weight: 600 };
  const url = broken(verification.url, SMALL, beside.width);
  return [
    { type: 'path', path, left, top, scale: size / side, fill: INK.code },
    { type: 'lines', ...beside, top, lines: [verification.label], style: label },
    { type: 'lines', ...beside, top: top + 16, lines: url, style: SMALL },
  ];
}

/** « PROJET » in single strokes, 40 wide and 60 high each letter. */
const DRAFT_LETTERS = [
  'M10 60V0h24a17 17 0 0 1 0 34H10',
  'M70 60V0h24a17 17 0 0 1 0 34H70M92 34l20 26',
  'M172 30a22 30 0 1 1 -44 0a22 30 0 1 1 44 0',
  'M222 0v44a16 16 0 0 1-32 0',
  'M286 0h-38v60h38M248 29h32',
  'M304 0h46M327 0v60',
].join('');

/** Drawn as a shape, not as text, so that it never mixes with the words that are copied or read aloud. */
export function draftWatermark(width: number, height: number): Mark {
  const scale = Math.min(width, height) / 420;
  // Turned around the middle of the page: the letters are 360 by 60 units.
  const angle = -40;
  const radians = (angle * Math.PI) / 180;
  const middle = { x: 180 * scale, y: 30 * scale };
  return {
    type: 'path',
    path: DRAFT_LETTERS,
    left: width / 2 - (middle.x * Math.cos(radians) - middle.y * Math.sin(radians)),
    top: height / 2 - (middle.x * Math.sin(radians) + middle.y * Math.cos(radians)),
    scale,
    angle,
    stroke: { color: INK.ghost, width: 11 },
  };
}
