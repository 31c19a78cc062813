import { expect, it } from 'vitest';
import { moveInCells, nextCell, rangeOf } from './cell-range';

const size = { rows: 10, columns: 4 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });

it('moves by arrows, pages and ends, and stays in the grid', () => {
  const from = { row: 5, column: 1 };
  expect(moveInCells(key('ArrowDown'), from, size, 3)).toEqual({ row: 6, column: 1 });
  expect(moveInCells(key('ArrowRight', true), from, size, 3)).toEqual({ row: 5, column: 3 });
  expect(moveInCells(key('PageDown'), from, size, 30)).toEqual({ row: 9, column: 1 });
  expect(moveInCells(key('Home', true), from, size, 3)).toEqual({ row: 0, column: 0 });
  expect(moveInCells(key('ArrowUp'), { row: 0, column: 0 }, size, 3)).toEqual({ row: 0, column: 0 });
  expect(moveInCells(key('x'), from, size, 3)).toBeNull();
});

it('goes from cell to cell, on to the next row, and stops at the ends', () => {
  expect(nextCell({ row: 0, column: 3 }, size, 1)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 9, column: 3 }, size, 1)).toBeNull();
  expect(nextCell({ row: 0, column: 0 }, size, -1)).toBeNull();
});

it('makes a range of two corners, whichever comes first', () => {
  expect(rangeOf({ row: 3, column: 2 }, { row: 1, column: 3 })).toEqual({
    top: 1,
    bottom: 3,
    left: 2,
    right: 3,
  });
});
