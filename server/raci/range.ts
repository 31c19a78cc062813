import { readTsv, writeTsv } from '../documents/tsv';
import type { Meaning } from './domain';
import { formatLetters, type LetterSet, parseLetters, usualLetters } from './letters';

/** A rectangle of cells, line by line. */
export type Block = readonly (readonly (readonly Meaning[])[])[];

export type ReadBlock =
  | { ok: true; block: Meaning[][][] }
  /** Line and column are counted from 1 in what was pasted. */
  | { ok: false; message: string };

/**
 * Reads letters copied from a spreadsheet. All or nothing: the first cell that is no letter of the matrix is
 * named with its line and column. Short lines are completed with empty cells.
 */
export function readBlock(text: string, set: LetterSet = usualLetters): ReadBlock {
  // One empty cell is a bare line end.
  const lines = /^\r?\n$/.test(text) ? [['']] : readTsv(text);
  const width = Math.max(0, ...lines.map((line) => line.length));
  if (width === 0) return { ok: false, message: 'Il n’y a rien à coller.' };
  const block: Meaning[][][] = [];
  for (const [row, line] of lines.entries()) {
    const cells: Meaning[][] = [];
    for (let column = 0; column < width; column += 1) {
      const parsed = parseLetters(line[column] ?? '', set);
      if (!parsed.ok)
        return {
          ok: false,
          message: `Rien n’est collé\u00a0: ligne ${row + 1}, colonne ${column + 1}, ${parsed.message}`,
        };
      cells.push(parsed.meanings);
    }
    block.push(cells);
  }
  return { ok: true, block };
}

/** The letters of a rectangle as a spreadsheet pastes them: its last line is ended too. */
export const writeBlock = (block: Block, set: LetterSet = usualLetters): string =>
  `${writeTsv(block.map((line) => line.map((cell) => formatLetters(cell, set))))}\n`;

/**
 * A block made to fill a rectangle: repeated as often as it fits whole, as spreadsheets do; otherwise it keeps
 * its own size and starts at the corner.
 */
export function tile(block: Block, size: { rows: number; columns: number }): Block {
  const rows = block.length;
  const columns = block[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return [];
  if (size.rows % rows !== 0 || size.columns % columns !== 0) return block;
  return Array.from({ length: size.rows }, (_, row) =>
    Array.from({ length: size.columns }, (_, column) => block[row % rows]?.[column % columns] ?? []),
  );
}
