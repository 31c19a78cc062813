import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitOf } from './domain';
import { MASKED, maskCells, maskTogether } from './mask';

describe('small cells', () => {
  it('are masked, with another so that the total does not tell them', () => {
    expect(maskCells([100, 3, 40, 200], 343, 10)).toEqual({ parts: [100, MASKED, MASKED, 200], total: 343 });
    expect(maskCells([100, 3, 4, 200], 307, 10)).toEqual({
      parts: [MASKED, MASKED, MASKED, 200],
      total: 307,
    });
    expect(maskCells([100, 0, null, 200], 300, 10)).toEqual({ parts: [100, 0, null, 200], total: 300 });
    expect(maskCells([3, 0], 3, 10)).toEqual({ parts: [MASKED, 0], total: MASKED });
    expect(maskCells([3, 8], 11, 10)).toEqual({ parts: [MASKED, MASKED], total: 11 });
  });

  it('can never be deduced from what is shown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        (parts, threshold) => {
          const sum = parts.reduce((all, one) => all + one, 0);
          const shown = maskCells(parts, sum, threshold);
          for (const cell of [...shown.parts, shown.total])
            if (typeof cell === 'number') expect(cell === 0 || cell >= threshold).toBe(true);
          const hidden = parts.filter((_, index) => shown.parts[index] === MASKED);
          // The total less what is shown gives the sum of what is masked: never one cell, never a small sum.
          if (hidden.length > 0 && shown.total !== MASKED) {
            expect(hidden.length).toBeGreaterThan(1);
            expect(hidden.reduce((all, one) => all + one, 0)).toBeGreaterThanOrEqual(threshold);
          }
          shown.parts.forEach((cell, index) => {
            if (cell !== MASKED) expect(cell).toBe(parts[index]);
          });
        },
      ),
    );
  });
});

describe('a table whose rows and columns both add up', () => {
  const hide = (table: number[][], threshold: number) => {
    const width = table[0]?.length ?? 0;
    const at = (row: number, column: number) => row * (width + 1) + column;
    const rows = [
      ...table,
      Array.from({ length: width }, (_, column) => sumOf(table.map((row) => row[column] ?? 0))),
    ];
    const values = rows.flatMap((row) => [...row, sumOf(row)]);
    const sums = [
      ...rows.map((row, rank) => ({
        total: at(rank, width),
        parts: row.map((_, column) => at(rank, column)),
      })),
      ...Array.from({ length: width + 1 }, (_, column) => ({
        total: at(table.length, column),
        parts: table.map((_, rank) => at(rank, column)),
      })),
    ];
    return { values, sums, cells: maskTogether(values, sums, threshold) };
  };
  const sumOf = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

  it('masks in the other direction too', () => {
    // 4 is masked with its neighbour 30; the columns would tell both, were 20 and 60 not masked with them.
    const { cells } = hide(
      [
        [4, 30],
        [20, 60],
      ],
      10,
    );
    expect(cells).toEqual([MASKED, MASKED, 34, MASKED, MASKED, 80, 24, 90, 114]);
  });

  it('tells no small cell by any of its sums', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
          fc.array(fc.array(fc.nat(40), { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
        ),
        fc.integer({ min: 1, max: 20 }),
        (table, threshold) => {
          const { values, sums, cells } = hide(table, threshold);
          cells.forEach((cell, index) => {
            if (cell !== MASKED) expect(cell === 0 || Number(cell) >= threshold).toBe(true);
            if (cell !== MASKED) expect(cell).toBe(values[index]);
          });
          for (const { total, parts } of sums) {
            const masked = parts.filter((index) => cells[index] === MASKED);
            if (cells[total] === MASKED) expect(masked.length).toBeGreaterThan(0);
            else if (masked.length > 0) {
              expect(masked.length).toBeGreaterThan(1);
              expect(sumOf(masked.map((index) => values[index] ?? 0))).toBeGreaterThanOrEqual(threshold);
            }
          }
        },
      ),
    );
  });
});

describe('profiles', () => {
  it('are told beside the total, with what they leave; they never make it', () => {
    const split = splitOf({ total: 500, pupil: 200, parent: 100, teacher: 50, staff: 20 }, 10);
    expect(split).toMatchObject({ total: 500, other: 130, exceeds: false });
    const more = splitOf({ total: 100, pupil: 90, parent: 50, teacher: null, staff: 20 }, 10);
    expect(more).toMatchObject({ total: 100, other: null, exceeds: true, profiles: { teacher: null } });
    // The rest would tell the one that is masked: it goes with it.
    expect(splitOf({ total: 500, pupil: 300, parent: 100, teacher: 80, staff: 5 }, 10)).toMatchObject({
      profiles: { staff: MASKED, teacher: 80 },
      other: MASKED,
    });
  });
});
