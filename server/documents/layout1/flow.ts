/**
 * Page composition by arithmetic: every line is already broken and every leading is fixed, so heights are
 * known before anything is drawn. That makes the number of pages known, keeps headings with what follows,
 * and costs time in proportion to the text.
 */

/** Lines of one style that may be parted between pages. Distances in points. */
export type LineBlock = {
  lines: string[];
  leading: number;
  before: number;
  /** Never the last thing on a page: goes along with the next block. */
  keepWithNext: boolean;
};

/** Part of a block on a page: its lines from `from` (included) to `to` (excluded), `top` points from the top. */
export type Placed<B extends LineBlock> = { block: B; top: number; from: number; to: number };
export type FlowPage<B extends LineBlock> = { placed: Placed<B>[]; used: number };

/** No single line of a longer block is left alone at the foot or head of a page. */
const MIN_LINES = 2;

/** Height that must be free for a block to begin here, with what it must be kept with. */
function neededFrom<B extends LineBlock>(blocks: B[], index: number, first: boolean): number {
  const block = blocks[index];
  if (!block) return 0;
  const before = first ? 0 : block.before;
  if (block.keepWithNext)
    return before + block.lines.length * block.leading + neededFrom(blocks, index + 1, false);
  const least = block.lines.length <= MIN_LINES + 1 ? block.lines.length : MIN_LINES;
  return before + least * block.leading;
}

/**
 * Sets blocks on as many pages of the given height as they need (at least one). A block taller than a page
 * is parted; one that cannot keep its promises on an empty page is placed all the same, never dropped.
 */
export function compose<B extends LineBlock>(blocks: B[], height: number): FlowPage<B>[] {
  const pages: FlowPage<B>[] = [{ placed: [], used: 0 }];
  let page = pages[0] as FlowPage<B>;
  const turn = () => {
    page = { placed: [], used: 0 };
    pages.push(page);
  };
  blocks.forEach((block, index) => {
    const starts = () => page.placed.length === 0;
    // A run of kept blocks is weighed once, at its first: within it, each follows the one before.
    const follows = index > 0 && blocks[index - 1]?.keepWithNext === true;
    if (!starts() && !follows && page.used + neededFrom(blocks, index, false) > height) turn();
    let from = 0;
    while (from < block.lines.length) {
      const before = from === 0 && !starts() ? block.before : 0;
      const left = block.lines.length - from;
      const room = Math.floor((height - page.used - before + 0.01) / block.leading);
      let count = Math.min(left, room);
      if (count < left && left - count < MIN_LINES) count = left - MIN_LINES;
      if (count < left && count < MIN_LINES && !starts()) {
        turn();
        continue;
      }
      count = Math.max(1, count);
      const top = page.used + before;
      page.placed.push({ block, top, from, to: from + count });
      page.used = top + count * block.leading;
      from += count;
      if (from < block.lines.length) turn();
    }
  });
  return pages;
}
