import type { DocumentOutline } from '../outline';
import { verificationMarks } from './marks';
import { broken, INK, MARGIN, type Mark, PAPER, type Sheet, TEXT_WIDTH, type TextStyle } from './style';

const ACADEMY: TextStyle = { size: 12, leading: 16, weight: 600, color: INK.accent };
const MENTION: TextStyle = { size: 10.5, leading: 15, weight: 600 };
const KICKER: TextStyle = { size: 11, leading: 16, color: INK.soft };
const TITLES: [TextStyle, ...TextStyle[]] = [
  { size: 29, leading: 36, weight: 600 },
  { size: 21, leading: 27, weight: 600 },
  { size: 14, leading: 19, weight: 600 },
];
const BETWEEN: TextStyle = { size: 10.5, leading: 20, color: INK.soft };
const PARTY: TextStyle = { size: 13.5, leading: 18 };
const FACT_LABEL: TextStyle = { size: 9.5, leading: 17, color: INK.soft };
const FACT: TextStyle = { size: 10.5, leading: 17, weight: 600 };

const LEFT = MARGIN.side;
const LABEL_WIDTH = 120;
/** The title begins here; facts and code stand at the foot, from there. */
const TITLE_TOP = 215;
const FOOT_TOP = 610;

/** The largest title style in which a title is at most `height` points high, else the smallest. */
function fittingTitle(title: string, height: number): { style: TextStyle; lines: string[] } {
  const tries = TITLES.map((style) => ({ style, lines: broken(title, style, TEXT_WIDTH) }));
  const fitting = tries.find(({ style, lines }) => lines.length * style.leading <= height);
  return fitting ?? (tries.at(-1) as (typeof tries)[number]);
}

/**
 * Cover: authority, mentions, title, parties, facts, verification code. What does not fit (a title of
 * thousands of characters, dozens of parties) goes on to further pages: nothing is lost.
 */
export function coverSheets(outline: DocumentOutline): Sheet[] {
  const { cover, verification } = outline;
  const title = fittingTitle(outline.title, 220);
  const flow = [
    { lines: broken(cover.kicker, KICKER, TEXT_WIDTH), style: KICKER, before: 0 },
    { ...title, before: 8 },
    ...cover.between.flatMap((party, index) => [
      { lines: [index === 0 ? 'entre' : 'et'], style: BETWEEN, before: index === 0 ? 28 : 4 },
      { lines: broken(party, PARTY, TEXT_WIDTH), style: PARTY, before: 0 },
    ]),
  ];
  const pages: Mark[][] = [[...headMarks(cover), ...footMarks(cover.facts)]];
  if (verification) {
    const place = { left: LEFT, top: FOOT_TOP + 76, size: 72, width: TEXT_WIDTH };
    pages[0]?.push(...verificationMarks(verification, place));
  }

  let y = TITLE_TOP;
  for (const { lines, style, before } of flow) {
    y += before;
    let from = 0;
    while (from < lines.length) {
      const limit = pages.length === 1 ? FOOT_TOP - 30 : PAPER.portrait.height - MARGIN.bottom;
      const count = Math.min(lines.length - from, Math.floor((limit - y) / style.leading));
      if (count < 1) {
        pages.push([]);
        y = MARGIN.top;
        continue;
      }
      const part = lines.slice(from, from + count);
      pages.at(-1)?.push({ type: 'lines', lines: part, left: LEFT, top: y, width: TEXT_WIDTH, style });
      y += count * style.leading;
      from += count;
    }
  }
  return pages.map((marks) => ({ orientation: 'portrait', side: MARGIN.side, marks }));
}

function headMarks(cover: DocumentOutline['cover']): Mark[] {
  const academy = broken(cover.academy, ACADEMY, TEXT_WIDTH);
  const marks: Mark[] = [
    { type: 'lines', lines: academy, left: LEFT, top: 66, width: TEXT_WIDTH, style: ACADEMY },
    {
      type: 'box',
      left: LEFT,
      top: 74 + academy.length * ACADEMY.leading,
      width: 54,
      height: 3,
      fill: INK.accent,
    },
  ];
  cover.mentions.forEach((mention, index) => {
    const top = 116 + index * 36;
    const lines = broken(mention, MENTION, TEXT_WIDTH - 20);
    marks.push(
      { type: 'box', left: LEFT, top, width: TEXT_WIDTH, height: 28, fill: INK.band, border: INK.soft },
      { type: 'lines', lines, left: LEFT + 10, top: top + 6, width: TEXT_WIDTH - 20, style: MENTION },
    );
  });
  return marks;
}

function footMarks(facts: { label: string; value: string }[]): Mark[] {
  const marks: Mark[] = [
    { type: 'box', left: LEFT, top: FOOT_TOP - 9, width: TEXT_WIDTH, height: 0.75, fill: INK.rule },
  ];
  facts.forEach(({ label, value }, index) => {
    const top = FOOT_TOP + index * 18;
    const left = LEFT + LABEL_WIDTH;
    const width = TEXT_WIDTH - LABEL_WIDTH;
    marks.push(
      { type: 'lines', lines: [label], left: LEFT, top: top + 1, width: LABEL_WIDTH, style: FACT_LABEL },
      { type: 'lines', lines: broken(value, FACT, width), left, top, width, style: FACT },
    );
  });
  return marks;
}
