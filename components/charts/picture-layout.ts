/** Lays out a picture that leaves the page: title, legend, the chart, then its source and date. Pure. */

export type Measure = (text: string, size: number, bold?: boolean) => number;

/** Words on lines no wider than `width`; a word longer than a line stands alone on its own. */
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  // Non-breaking spaces keep together what they hold.
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export type PictureText = { x: number; y: number; size: number; bold: boolean; text: string };
export type PictureLayout = {
  width: number;
  height: number;
  texts: PictureText[];
  /** Top left of each mark of the legend, in the order received. */
  marks: { x: number; y: number }[];
  chart: { x: number; y: number };
};

const PAD = 20;
const TITLE = 19;
const TEXT = 14;
const MARK = 26;

export function pictureLayout({
  title,
  source,
  legend,
  chart,
  measure,
}: {
  title: string;
  source: string;
  legend: readonly string[];
  chart: { width: number; height: number };
  measure: Measure;
}): PictureLayout {
  const width = Math.max(chart.width, 420) + 2 * PAD;
  const room = width - 2 * PAD;
  const texts: PictureText[] = [];
  let y = PAD;
  const write = (text: string, size: number, bold: boolean) => {
    for (const line of wrapped(text, room, (part) => measure(part, size, bold))) {
      y += size * 1.3;
      texts.push({ x: PAD, y: y - size * 0.25, size, bold, text: line });
    }
  };
  write(title, TITLE, true);
  y += 10;
  const marks: { x: number; y: number }[] = [];
  let x = PAD;
  for (const label of legend) {
    const need = MARK + measure(label, TEXT) + 18;
    if (x > PAD && x + need > PAD + room) {
      x = PAD;
      y += 22;
    }
    marks.push({ x, y });
    texts.push({ x: x + MARK, y: y + 13, size: TEXT, bold: false, text: label });
    x += need;
  }
  if (legend.length > 0) y += 32;
  const place = { x: PAD, y };
  y += chart.height + 8;
  write(source, TEXT - 1, false);
  return { width: Math.ceil(width), height: Math.ceil(y + PAD), texts, marks, chart: place };
}
