import { expect, it } from 'vitest';
import { noPoint, seriesDates, shareOf, sumPoints } from './domain';

it('marks the last day of each month from the first of five school years, then the day itself', () => {
  const dates = seriesDates('2026-11-22', 'month');
  expect(dates.slice(0, 3)).toEqual(['2022-08-01', '2022-08-31', '2022-09-30']);
  expect(dates.slice(-3)).toEqual(['2026-09-30', '2026-10-31', '2026-11-22']);
  expect(dates).toContain('2024-02-29');
  expect(new Set(dates).size).toBe(dates.length);
  expect([...dates].sort()).toEqual(dates);
});

it('marks each Sunday of two school years by week', () => {
  const dates = seriesDates('2026-11-22', 'week');
  expect(dates[0]).toBe('2025-08-01');
  expect(dates[1]).toBe('2025-08-03');
  expect(dates.at(-1)).toBe('2026-11-22');
  expect(dates.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() !== 0)).toEqual(['2025-08-01']);
});

it('begins on the day itself when that is the first of a school year', () => {
  expect(seriesDates('2026-08-01', 'week').at(-1)).toBe('2026-08-01');
  expect(seriesDates('2026-08-31', 'month').slice(-2)).toEqual(['2026-07-31', '2026-08-31']);
});

it('adds territories date by date, and gives no share of nothing', () => {
  const point = (exists: number, attached: number) => ({ ...noPoint, exists, attached });
  const total = sumPoints([
    [point(4, 1), point(4, 2)],
    [point(6, 0), point(6, 6)],
  ]);
  expect(total.map((one) => shareOf(one, 'attached'))).toEqual([0.1, 0.8]);
  expect(shareOf(noPoint, 'attached')).toBeNull();
  // No visit says nothing where nothing was measured.
  expect(shareOf(point(4, 1), 'used')).toBeNull();
  expect(shareOf({ ...point(4, 1), measured: 2 }, 'used')).toBe(0);
  expect(sumPoints([])).toEqual([]);
});
