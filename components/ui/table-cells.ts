import type { ReactNode } from 'react';

/** A column of a table. */
export type Column = {
  key: string;
  label: string;
  /** Its head is a link that sorts (see address.ts). */
  sortable?: boolean;
  /** `end` for numbers. */
  align?: 'start' | 'end';
  /** Left out on narrow screens. */
  wideOnly?: boolean;
  /** Hidden until it is asked for in « Affichage ». */
  hiddenAtFirst?: boolean;
  /** A CSS width: `12rem`. */
  width?: string;
};

/** A row: its cells by column key. With `href`, it opens by click, and by Enter on its first cell. */
export type Row = {
  id: string;
  href?: string;
  /** What the row is called, for its checkbox: « École Jules-Ferry, Sèvres ». */
  name: string;
  cells: Record<string, ReactNode>;
  /** Not selectable when given: why. */
  unselectable?: string;
};

export type Density = 'normal' | 'dense';
export type TablePreferences = { density: Density; hidden: string[] | null };
export const FIRST_PREFERENCES: TablePreferences = { density: 'normal', hidden: null };
