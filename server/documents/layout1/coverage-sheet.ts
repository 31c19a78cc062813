import { type CoverageSheetContent, SHEET_ROWS } from '../content';
import { visibleLine } from '../visible';
import { textWidth } from './fonts';
import { broken, INK, MARGIN, type Mark, PAPER, type Sheet, SMALL, type TextStyle } from './style';

/**
 * One upright page, whatever the names: every part has a height that does not depend on what it says, a text
 * that has no room ends with « … », and what is left out is counted. Points throughout.
 */
const SIDE: number = MARGIN.narrow;
const WIDTH = PAPER.portrait.width - 2 * SIDE;
const TOP = 46;

const KICKER: TextStyle = { size: 10, leading: 14, weight: 600, color: INK.accent };
const TITLE: TextStyle = { size: 22, leading: 28, weight: 600 };
const BYLINE: TextStyle = { size: 10, leading: 14, color: INK.soft };
const HEADING: TextStyle = { size: 12, leading: 16, weight: 600, color: INK.accent };
const CELL: TextStyle = { size: 9, leading: 11.5 };
const STRONG: TextStyle = { ...CELL, weight: 600 };
const HEAD: TextStyle = { size: 8, leading: 10, weight: 600, color: INK.soft };
const NOTE: TextStyle = { ...SMALL, size: 8, leading: 10.5 };

/** A text in at most `most` lines; one that is longer ends with « … ». */
export function clipped(text: string, style: TextStyle, width: number, most: number): string[] {
  const lines = broken(visibleLine(text), style, width);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const weight = style.weight ?? 400;
  let last = kept[most - 1] ?? '';
  while (last !== '' && textWidth(`${last}…`, style.size, weight) > width)
    last = [...last].slice(0, -1).join('');
  kept[most - 1] = `${last.trimEnd()}…`;
  return kept;
}

type Pen = { marks: Mark[]; top: number };

function write(pen: Pen, text: string, style: TextStyle, most: number, left = SIDE, width = WIDTH): number {
  const lines = clipped(text, style, width, most);
  pen.marks.push({ type: 'lines', lines, left, top: pen.top, width, style });
  return lines.length * style.leading;
}

function heading(pen: Pen, text: string): void {
  pen.top += 15;
  pen.marks.push({
    type: 'lines',
    lines: [text],
    left: SIDE,
    top: pen.top,
    width: WIDTH,
    style: HEADING,
    bookmark: text,
  });
  pen.top += HEADING.leading + 3;
}

/** Lines of cells in columns of given widths; each row is as high as its longest cell, at most `most` lines. */
function table(
  pen: Pen,
  columns: { label: string; width: number; style?: TextStyle; align?: 'right' }[],
  rows: readonly (readonly string[])[],
  most: number,
): void {
  const row = (cells: readonly string[], style: TextStyle | null, limit: number) => {
    let left = SIDE;
    let height = 0;
    columns.forEach(({ width, style: own, align }, index) => {
      const used = { ...(style ?? own ?? CELL), ...(align ? { align } : {}) };
      const taken = write(pen, cells[index] ?? '', used, limit, left, width - 8);
      height = Math.max(height, taken);
      left += width;
    });
    pen.top += height + 3;
    pen.marks.push({ type: 'box', left: SIDE, top: pen.top, width: WIDTH, height: 0.4, fill: INK.rule });
    pen.top += 3;
  };
  row(
    columns.map(({ label }) => label),
    HEAD,
    2,
  );
  for (const cells of rows) row(cells, null, most);
}

function funnel(pen: Pen, { chain, chainNotes }: CoverageSheetContent): void {
  const [label, bar] = [132, 190];
  const beside = { left: SIDE + label + bar + 12, width: WIDTH - label - bar - 12 };
  for (const { label: name, figure, share } of chain) {
    write(pen, name, STRONG, 1, SIDE, label - 6);
    const full = { type: 'box', left: SIDE + label, top: pen.top + 1, height: 9 } as const;
    pen.marks.push({ ...full, width: bar, fill: INK.band });
    const width = Math.min(1, Math.max(0, share)) * bar;
    if (width > 0) pen.marks.push({ ...full, width, fill: INK.accent });
    write(pen, figure, CELL, 1, beside.left, beside.width);
    pen.top += 17;
  }
  for (const note of chainNotes.slice(0, SHEET_ROWS.chainNotes)) pen.top += write(pen, note, NOTE, 1);
}

/** The one page of a département. */
export function coverageSheet(content: CoverageSheetContent): Sheet {
  const pen: Pen = { marks: [], top: TOP };
  pen.top += write(pen, `Couverture numérique – ${content.academyName}`, KICKER, 1);
  pen.marks.push({
    type: 'lines',
    lines: clipped(content.title, TITLE, WIDTH, 1),
    left: SIDE,
    top: pen.top,
    width: WIDTH,
    style: TITLE,
    bookmark: visibleLine(content.title),
  });
  pen.top += TITLE.leading;
  pen.top += write(pen, `${content.scope}, ${content.asOf}.`, BYLINE, 1);
  if (content.demonstration) {
    pen.top += 6;
    pen.marks.push({ type: 'box', left: SIDE, top: pen.top - 3, width: WIDTH, height: 18, fill: INK.tint });
    write(
      pen,
      'Démonstration, données fictives\u00a0: ces établissements n’existent pas.',
      STRONG,
      1,
      SIDE + 6,
      WIDTH - 12,
    );
    pen.top += 16;
  }

  heading(pen, 'Où en sont les établissements');
  funnel(pen, content);

  heading(pen, 'Chiffres publiés, à côté du calcul');
  if (content.published.length === 0)
    pen.top += write(pen, 'Aucun chiffre publié n’est enregistré pour ce département et ce degré.', CELL, 1);
  else {
    table(
      pen,
      [
        { label: 'Source', width: 150 },
        { label: 'Publié', width: 160, style: STRONG },
        { label: 'Calculé à la même date', width: 110 },
        { label: 'Écart', width: WIDTH - 420, style: STRONG },
      ],
      content.published
        .slice(0, SHEET_ROWS.published)
        .map(({ source, said, computed, gap }) => [source, said, computed, gap]),
      3,
    );
    for (const reason of content.reasons.slice(0, SHEET_ROWS.reasons)) pen.top += write(pen, reason, NOTE, 2);
    if (content.publishedMore > 0)
      pen.top += write(
        pen,
        content.publishedMore > 1
          ? `${content.publishedMore} autres chiffres publiés se lisent dans l’application.`
          : 'Un autre chiffre publié se lit dans l’application.',
        NOTE,
        1,
      );
  }

  heading(pen, 'Évolution depuis les dernières années scolaires');
  const dates = content.evolution.heads;
  const first = 112;
  table(
    pen,
    [
      { label: '', width: first, style: STRONG },
      ...dates.map((label) => ({
        label,
        width: (WIDTH - first) / Math.max(1, dates.length),
        align: 'right' as const,
      })),
    ],
    content.evolution.rows.slice(0, SHEET_ROWS.evolution).map(({ label, cells }) => [label, ...cells]),
    1,
  );
  if (content.evolution.note) pen.top += write(pen, content.evolution.note, NOTE, 2);

  heading(pen, 'Derniers mouvements');
  if (content.movements.length === 0)
    pen.top += write(pen, 'Aucun mouvement n’est enregistré pour ce département.', CELL, 1);
  for (const { day, said } of content.movements.slice(0, SHEET_ROWS.movements)) {
    write(pen, day, CELL, 1, SIDE, 110);
    write(pen, said, STRONG, 1, SIDE + 116, WIDTH - 116);
    pen.top += 13;
  }

  pen.top += 10;
  pen.top += write(pen, content.source, NOTE, 2);
  return { orientation: 'portrait', side: SIDE, marks: pen.marks };
}
