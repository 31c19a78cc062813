'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { Matrix } from './cell-rows';

/** Up to so many activities all lines are made: the browser finds any text, and nothing is gained by less. */
const ALL_MADE = 60;
/** Lines made beyond each edge of what is in sight. */
const AROUND = 10;
/** Heights in px where lines are not all made, each the same. */
export const LINE = 45;
export const BAND = 33;

export type Line =
  | { kind: 'band'; phase: string; label: string }
  | { kind: 'activity'; activity: Matrix['phases'][number]['activities'][number]; row: number };

/** All lines of the grid, bands included, in their order. */
export function linesOf(matrix: Matrix): Line[] {
  let row = -1;
  return matrix.phases.flatMap((band): Line[] => [
    { kind: 'band', phase: band.phase, label: band.label },
    ...band.activities.map((activity): Line => {
      row += 1;
      return { kind: 'activity', activity, row };
    }),
  ]);
}

const heightOf = (line: Line) => (line.kind === 'band' ? BAND : LINE);

/** What is drawn of the lines: those made, and the room of those that are not. */
export type Drawn = { kind: 'room'; height: number; at: number } | { kind: 'line'; line: Line; at: number };

/**
 * The lines to draw: the bands, the activities in sight and those where the focus stands; bare room for the others.
 * @param kept ranks of activities that stay made wherever they are.
 */
export function drawnLines(
  lines: readonly Line[],
  sight: { from: number; to: number },
  kept: readonly number[],
): Drawn[] {
  const drawn: Drawn[] = [];
  let top = 0;
  for (const [at, line] of lines.entries()) {
    const bottom = top + heightOf(line);
    const isKept = line.kind === 'band' || kept.includes(line.row);
    const last = drawn.at(-1);
    if (isKept || (bottom >= sight.from && top <= sight.to)) drawn.push({ kind: 'line', line, at });
    else if (last?.kind === 'room') last.height += heightOf(line);
    else drawn.push({ kind: 'room', height: heightOf(line), at });
    top = bottom;
  }
  return drawn;
}

/**
 * What is in sight of a scrolling grid, in px of its lines and in steps of several lines, so that little is drawn
 * again as it moves; null when all lines are made.
 */
export function useSight(scroller: RefObject<HTMLElement | null>, activities: number) {
  const isVirtual = activities > ALL_MADE;
  const [sight, setSight] = useState({ from: 0, to: 1_200 });
  useEffect(() => {
    const element = scroller.current;
    if (!isVirtual || !element) return;
    const step = 4 * LINE;
    const measure = () => {
      const from = Math.floor(element.scrollTop / step) * step - AROUND * LINE;
      const to = Math.ceil((element.scrollTop + element.clientHeight) / step) * step + AROUND * LINE;
      setSight((now) => (now.from === from && now.to === to ? now : { from, to }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, isVirtual]);
  return isVirtual ? sight : null;
}

/** Drawn lines under the band to which they belong. */
export function drawnBands(drawn: readonly Drawn[]): { phase: string; label: string; drawn: Drawn[] }[] {
  const bands: { phase: string; label: string; drawn: Drawn[] }[] = [];
  for (const one of drawn) {
    if (one.kind === 'line' && one.line.kind === 'band')
      bands.push({ phase: one.line.phase, label: one.line.label, drawn: [one] });
    else bands.at(-1)?.drawn.push(one);
  }
  return bands;
}
