import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isIsoDate, longDate, shortDate } from './calendar';

describe('calendar', () => {
  it('knows which days exist', () => {
    expect(isIsoDate('2028-02-29')).toBe(true);
    for (const wrong of [
      '2027-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '22/11/2026',
      '0001-01-01',
      '',
    ]) {
      expect(isIsoDate(wrong)).toBe(false);
    }
  });

  it('stays in the month when the day does not exist', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-09-01', 36)).toBe('2029-09-01');
    expect(addMonths('2026-01-15', -2)).toBe('2025-11-15');
  });

  it('counts days both ways', () => {
    const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1960-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
  });

  it('writes dates in French', () => {
    expect(longDate('2026-11-22')).toBe('22 novembre 2026');
    expect(longDate('2026-09-01')).toBe('1er septembre 2026');
    expect(shortDate('2026-11-02')).toBe('02/11/2026');
  });

  it('refuses to compute with what is not a date', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});
