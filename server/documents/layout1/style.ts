import type { Weight } from './fonts';
import { wrapText } from './wrap';

/** Points. A4, margins that leave about ninety characters a line. */
export const PAPER = {
  portrait: { width: 595.28, height: 841.89 },
  landscape: { width: 841.89, height: 595.28 },
} as const;
export const MARGIN = { top: 62, bottom: 74, side: 70, narrow: 46 } as const;

/** Neutral inks and one accent, dark enough for print: contrast with white above 8:1. */
export const INK = {
  text: '#1c232b',
  soft: '#525c66',
  rule: '#b9c0c7',
  band: '#f1f3f4',
  tint: '#dde9ec',
  accent: '#1d4f5c',
  ghost: '#eceef0',
  code: '#000000',
};

export type Orientation = keyof typeof PAPER;

/** Text style: size and leading in points. */
export type TextStyle = {
  size: number;
  leading: number;
  weight?: Weight;
  color?: string;
  align?: 'left' | 'center' | 'right';
};

export const BODY: TextStyle = { size: 10.5, leading: 15 };
export const SMALL: TextStyle = { size: 8.5, leading: 12, color: INK.soft };

/** Width between the ordinary side margins of a portrait page, in points. */
export const TEXT_WIDTH = PAPER.portrait.width - 2 * MARGIN.side;

/** Height of the room for text between the margins, in points. */
export function textHeight(orientation: Orientation): number {
  return PAPER[orientation].height - MARGIN.top - MARGIN.bottom;
}

/** Breaks a text for a style and a width. Fonts must be loaded. */
export function broken(text: string, style: TextStyle, width: number): string[] {
  return wrapText(text, { size: style.size, weight: style.weight ?? 400, width });
}

/**
 * What is put on a page, in points from its top left corner. Texts are lines already broken: they are drawn
 * as given, never broken again, never shortened.
 */
export type Mark =
  | {
      type: 'lines';
      lines: string[];
      left: number;
      top: number;
      width: number;
      style: TextStyle;
      /** Title in the outline (bookmarks) of the PDF. */
      bookmark?: string;
    }
  | { type: 'box'; left: number; top: number; width: number; height: number; fill?: string; border?: string }
  /** An SVG path in its own units, scaled, then turned around its place. */
  | {
      type: 'path';
      path: string;
      left: number;
      top: number;
      scale: number;
      angle?: number;
      fill?: string;
      stroke?: { color: string; width: number };
    };

/** A page before it knows its number. */
export type Sheet = {
  orientation: Orientation;
  /** Left and right margin, which the foot of the page follows. */
  side: number;
  marks: Mark[];
};
