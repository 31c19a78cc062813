import { isIsoDate, longDate } from '../../calendar';
import type { ContentSection, ExperienceContent, StatementContent } from '../content';
import { bodyBlocks } from '../outline';
import { visibleLine } from '../visible';
import { compose, type LineBlock } from './flow';
import {
  BODY,
  broken,
  INK,
  MARGIN,
  type Mark,
  type Sheet,
  SMALL,
  TEXT_WIDTH,
  type TextStyle,
  textHeight,
} from './style';

const KICKER: TextStyle = { size: 10.5, leading: 15, weight: 600, color: INK.accent };
const TITLE: TextStyle = { size: 22, leading: 28, weight: 600 };
const BYLINE: TextStyle = { size: 10.5, leading: 15, color: INK.soft };
const HEADING: TextStyle = { size: 13.5, leading: 18, weight: 600, color: INK.accent };
const VALUE: TextStyle = { size: 9.5, leading: 13 };

const GUTTER = 26;
const HALF = (TEXT_WIDTH - GUTTER) / 2;
const LIST_INDENT = 14;
/** The two facing parts begin on a new page rather than squeeze at the foot of one. */
const LEAST_FACING = 150;

type Block = LineBlock & { style: TextStyle; indent: number; marker: string | null; bookmark: string | null };

const line = (text: string, style: TextStyle, width: number, before: number, keep = false): Block => ({
  lines: broken(visibleLine(text), style, width),
  leading: style.leading,
  before,
  keepWithNext: keep,
  style,
  indent: 0,
  marker: null,
  bookmark: null,
});

/** A part: its heading, then its paragraphs and lists. */
function sectionBlocks({ heading, body }: ContentSection, width: number): Block[] {
  const blocks: Block[] = [{ ...line(heading, HEADING, width, 20, true), bookmark: visibleLine(heading) }];
  for (const block of bodyBlocks(body)) {
    if (block.type === 'paragraph')
      blocks.push({ ...line('', BODY, width, 6), lines: broken(block.text, BODY, width) });
    else
      for (const item of block.items)
        blocks.push({
          ...line('', BODY, width, 4),
          lines: broken(item, BODY, width - LIST_INDENT),
          indent: LIST_INDENT,
          marker: '–',
        });
  }
  return blocks;
}

/** Pages filled from a place on: `used` points are taken on the last one. */
type Pen = { sheets: Sheet[]; used: number };

function newSheet(): Sheet {
  return { orientation: 'portrait', side: MARGIN.side, marks: [] };
}

/** Sets blocks from a place on, in a column; answers where it ended. Sheets are shared between columns. */
function write(pen: Pen, blocks: Block[], left: number, width: number): Pen {
  if (blocks.length === 0) return pen;
  // What is already used on the first page stands as one blank line of that height.
  const taken: Block = { ...line('', BODY, width, 0), lines: [''], leading: pen.used };
  const pages = compose(pen.used > 0 ? [taken, ...blocks] : blocks, textHeight('portrait'));
  const sheets = [...pen.sheets];
  const first = sheets.length - 1;
  pages.forEach((page, index) => {
    const at = first + index;
    const sheet = sheets[at] ?? newSheet();
    sheets[at] = sheet;
    for (const { block, top, from, to } of page.placed) {
      if (block === taken) continue;
      const place = { type: 'lines' as const, top: MARGIN.top + top, style: block.style };
      if (block.marker && from === 0)
        sheet.marks.push({ ...place, lines: [block.marker], left, width: LIST_INDENT });
      sheet.marks.push({
        ...place,
        lines: block.lines.slice(from, to),
        left: left + block.indent,
        width: width - block.indent,
        ...(block.bookmark && from === 0 ? { bookmark: block.bookmark } : {}),
      });
    }
  });
  return { sheets, used: pages.at(-1)?.used ?? pen.used };
}

/** The identity as a tinted box, two facts a line. */
function writeIdentity(pen: Pen, identity: ExperienceContent['identity']): Pen {
  if (identity.length === 0) return pen;
  const column = (TEXT_WIDTH - 3 * 12) / 2;
  const cells = identity.map(({ label, value }) => ({
    label: broken(visibleLine(label), SMALL, column),
    value: broken(visibleLine(value), VALUE, column),
  }));
  const marks: Mark[] = [];
  let y = pen.used + 16;
  const top = y;
  y += 9;
  for (let index = 0; index < cells.length; index += 2) {
    const row = cells.slice(index, index + 2);
    row.forEach((cell, rank) => {
      const left = MARGIN.side + 12 + rank * (column + 12);
      const labelTop = MARGIN.top + y;
      marks.push(
        { type: 'lines', lines: cell.label, left, top: labelTop, width: column, style: SMALL },
        {
          type: 'lines',
          lines: cell.value,
          left,
          top: labelTop + cell.label.length * SMALL.leading,
          width: column,
          style: VALUE,
        },
      );
    });
    y += Math.max(
      ...row.map((cell) => cell.label.length * SMALL.leading + cell.value.length * VALUE.leading),
    );
    y += 7;
  }
  const sheet = pen.sheets.at(-1);
  const box = { left: MARGIN.side, top: MARGIN.top + top, width: TEXT_WIDTH, height: y - top + 3 };
  sheet?.marks.push({ type: 'box', ...box, fill: INK.band }, ...marks);
  return { ...pen, used: y + 3 };
}

/** Points d’appui and difficultés side by side; each column runs over as many pages as it needs. */
function writeFacing(pen: Pen, facing: NonNullable<ExperienceContent['facing']>): Pen {
  const start: Pen =
    textHeight('portrait') - pen.used < LEAST_FACING
      ? { sheets: [...pen.sheets, newSheet()], used: 0 }
      : { ...pen, used: pen.used + 16 };
  const begun = start.sheets.length;
  const rule = {
    type: 'box' as const,
    top: MARGIN.top + start.used,
    width: HALF,
    height: 2,
    fill: INK.accent,
  };
  start.sheets
    .at(-1)
    ?.marks.push({ ...rule, left: MARGIN.side }, { ...rule, left: MARGIN.side + HALF + GUTTER });
  const below = { ...start, used: start.used + 4 };
  const [left, right] = facing.map((section) => sectionBlocks(section, HALF));
  const one = write(below, left ?? [], MARGIN.side, HALF);
  // The other column begins beside, on the pages that the first has just filled.
  const shared = { sheets: one.sheets.slice(0, begun), used: below.used };
  const other = write(shared, right ?? [], MARGIN.side + HALF + GUTTER, HALF);
  const longer = Math.max(one.sheets.length, other.sheets.length);
  const sheets = Array.from({ length: longer }, (_, index) => {
    const [a, b] = [one.sheets[index], other.sheets[index]];
    if (!a || !b || a === b) return a ?? b ?? newSheet();
    return { ...a, marks: [...a.marks, ...b.marks] };
  });
  const used = Math.max(
    one.sheets.length === longer ? one.used : 0,
    other.sheets.length === longer ? other.used : 0,
  );
  return { sheets, used };
}

/** The sheets of an experience sheet. Fonts must be loaded (loadFonts). */
export function experienceSheets(content: ExperienceContent): Sheet[] {
  const date = isIsoDate(content.composedOn) ? longDate(content.composedOn) : content.composedOn;
  let pen: Pen = { sheets: [newSheet()], used: 0 };
  const text = (blocks: Block[]) => {
    pen = write(pen, blocks, MARGIN.side, TEXT_WIDTH);
  };
  text([
    ...(content.demonstration
      ? [line('Démonstration\u00a0: les données de cette fiche sont fictives.', SMALL, TEXT_WIDTH, 0)]
      : []),
    line(content.kicker, KICKER, TEXT_WIDTH, 0, true),
    line(content.title, TITLE, TEXT_WIDTH, 6, true),
    line(`${content.author}, ${date}`, BYLINE, TEXT_WIDTH, 6),
  ]);
  pen = writeIdentity(pen, content.identity);
  text(content.before.flatMap((section) => sectionBlocks(section, TEXT_WIDTH)));
  if (content.facing) pen = writeFacing(pen, content.facing);
  text(content.after.flatMap((section) => sectionBlocks(section, TEXT_WIDTH)));
  text(content.mentions.map((mention, index) => line(mention, SMALL, TEXT_WIDTH, index === 0 ? 26 : 2)));
  return pen.sheets;
}

/** The sheets of a statement: the same design, without facing parts. Fonts must be loaded (loadFonts). */
export function statementSheets(content: StatementContent): Sheet[] {
  const date = isIsoDate(content.composedOn) ? longDate(content.composedOn) : content.composedOn;
  let pen: Pen = { sheets: [newSheet()], used: 0 };
  const text = (blocks: Block[]) => {
    pen = write(pen, blocks, MARGIN.side, TEXT_WIDTH);
  };
  text([
    ...(content.notice ? [line(content.notice, SMALL, TEXT_WIDTH, 0)] : []),
    line(content.kicker, KICKER, TEXT_WIDTH, 0, true),
    line(content.title, TITLE, TEXT_WIDTH, 6, true),
    line(`${content.author}, ${date}`, BYLINE, TEXT_WIDTH, 6),
  ]);
  pen = writeIdentity(pen, content.identity);
  text(content.sections.flatMap((section) => sectionBlocks(section, TEXT_WIDTH)));
  text(content.mentions.map((mention, index) => line(mention, SMALL, TEXT_WIDTH, index === 0 ? 26 : 2)));
  return pen.sheets;
}
