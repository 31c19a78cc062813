import type { BodyBlock } from '../outline';
import { compose, type FlowPage, type LineBlock } from './flow';
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

/** Headings and running text, ready to be set on pages. */
export type ProseBlock = LineBlock & {
  style: TextStyle;
  /** Distance from the left margin, in points. */
  indent: number;
  marker: string | null;
  bookmark: string | null;
};

export const HEADINGS: Record<1 | 2, { style: TextStyle; before: number }> = {
  1: { style: { size: 17, leading: 22, weight: 600, color: INK.accent }, before: 26 },
  2: { style: { size: 12.5, leading: 17, weight: 600, color: INK.accent }, before: 19 },
};
const LIST_INDENT = 16;

export function headingBlock(text: string, level: 1 | 2): ProseBlock {
  const { style, before } = HEADINGS[level];
  const lines = broken(text, style, TEXT_WIDTH);
  return {
    lines,
    leading: style.leading,
    before,
    keepWithNext: true,
    style,
    indent: 0,
    marker: null,
    bookmark: text,
  };
}

/** Paragraphs and list items of a body; what announces a list stays with its first item. */
export function proseBlocks(blocks: BodyBlock[]): ProseBlock[] {
  const base = { leading: BODY.leading, style: BODY, bookmark: null };
  return blocks.flatMap((block, index): ProseBlock[] => {
    if (block.type === 'paragraph') {
      const keepWithNext = blocks[index + 1]?.type === 'list';
      const lines = broken(block.text, BODY, TEXT_WIDTH);
      return [{ ...base, lines, before: 7, keepWithNext, indent: 0, marker: null }];
    }
    return block.items.map((item) => ({
      ...base,
      lines: broken(item, BODY, TEXT_WIDTH - LIST_INDENT),
      before: 4,
      keepWithNext: false,
      indent: LIST_INDENT,
      marker: '–',
    }));
  });
}

/** Sets headings and running text on as many portrait pages as they need. */
export function proseSheets(blocks: ProseBlock[]): Sheet[] {
  return compose(blocks, textHeight('portrait')).map((page) => ({
    orientation: 'portrait',
    side: MARGIN.side,
    marks: page.placed.flatMap(placedMarks),
  }));
}

function placedMarks({ block, top, from, to }: FlowPage<ProseBlock>['placed'][number]): Mark[] {
  const place = { type: 'lines' as const, top: MARGIN.top + top, style: block.style };
  const marks: Mark[] = [
    {
      ...place,
      lines: block.lines.slice(from, to),
      left: MARGIN.side + block.indent,
      width: TEXT_WIDTH - block.indent,
      ...(block.bookmark && from === 0 ? { bookmark: block.bookmark } : {}),
    },
  ];
  if (block.marker && from === 0) {
    marks.unshift({ ...place, lines: [block.marker], left: MARGIN.side + 2, width: LIST_INDENT });
  }
  return marks;
}
