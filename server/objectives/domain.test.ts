import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '@/server/calendar';
import { type Course, curveDays, expectedOn, projected, trendOn, wayDone } from './domain';

const course: Course = { startOn: '2026-01-01', start: 0.2, targetOn: '2026-12-31', target: 0.9 };
const half = '2026-07-02';

describe('the straight line towards a target', () => {
  it('goes from the start to the target and stays there', () => {
    expect(expectedOn(course, '2025-12-01')).toBe(0.2);
    expect(expectedOn(course, '2026-01-01')).toBe(0.2);
    expect(expectedOn(course, half)).toBeCloseTo(0.55, 3);
    expect(expectedOn(course, '2026-12-31')).toBeCloseTo(0.9);
    expect(expectedOn(course, '2027-06-01')).toBeCloseTo(0.9);
  });

  it.each([
    [half, 0.95, 'reached'],
    ['2027-02-01', 0.9, 'reached'],
    [half, 0.6, 'ahead'],
    [half, 0.56, 'on_pace'],
    [half, 0.54, 'on_pace'],
    [half, 0.4, 'late'],
    ['2027-01-01', 0.89, 'overdue'],
    ['2026-12-31', 0.89, 'on_pace'],
    [half, null, 'unknown'],
  ] as const)('on %s at %s it is %s', (day, actual, trend) => {
    expect(trendOn(course, day, actual)).toBe(trend);
  });

  it('tells where the pace leads, and how much of the way is done', () => {
    expect(projected(course, half, 0.35)).toBeCloseTo(0.5, 3);
    expect(projected(course, course.startOn, 0.2)).toBeNull();
    expect(projected(course, half, null)).toBeNull();
    expect(projected(course, half, 0.05)).toBe(0);
    expect(wayDone(course, 0.55)).toBeCloseTo(0.5);
    expect([wayDone(course, 0.1), wayDone(course, 1), wayDone(course, null)]).toEqual([0, 1, null]);
    expect(wayDone({ ...course, target: 0.2 }, 0.2)).toBe(1);
  });

  it('has a curve in order, from its start to the day, never longer than asked', () => {
    expect(curveDays('2026-01-01', '2026-01-01')).toEqual(['2026-01-01']);
    expect(curveDays('2026-01-01', '2025-01-01')).toEqual(['2026-01-01']);
    fc.assert(
      fc.property(fc.nat({ max: 4_000 }), fc.integer({ min: 2, max: 30 }), (span, most) => {
        const days = curveDays('2020-01-01', addDays('2020-01-01', span), most);
        expect(days.length).toBeLessThanOrEqual(most);
        expect(days).toEqual([...new Set(days)].sort());
        expect([days[0], days.at(-1)]).toEqual(['2020-01-01', addDays('2020-01-01', span)]);
      }),
    );
  });
});
