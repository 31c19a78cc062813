import { describe, expect, it } from 'vitest';
import {
  bandOf,
  dateLine,
  movedSince,
  noSchools,
  rateOf,
  schoolYearStart,
  shareOf,
  sumCounts,
} from './domain';

describe('rates', () => {
  it('shows a rate over 100 % as such and says why', () => {
    const rate = rateOf(772, 765, 'écoles publiques');
    expect(rate.ratio).toBeCloseTo(1.0092, 4);
    expect(rate.over).toBe(true);
    expect(rate.explanation).toMatch(/^100,9\u00a0%/);
    expect(rate.explanation).toContain('écoles publiques');
  });

  it('is a share of what exists, and none where nothing exists or use was not measured', () => {
    const counts = { ...noSchools, exists: 8, attached: 2, pupilsExists: 400, pupilsAttached: 300 };
    expect(shareOf(counts, 'attached')).toBe(0.25);
    expect(shareOf(counts, 'attached', 'pupils')).toBe(0.75);
    expect(shareOf(counts, 'used')).toBeNull();
    expect(shareOf({ ...counts, measured: 3, used: 2 }, 'used')).toBe(0.25);
    expect(shareOf(noSchools, 'attached')).toBeNull();
  });

  it('has nothing to explain at 100 % and below', () => {
    expect(rateOf(10, 10, 'x')).toMatchObject({ ratio: 1, over: false, explanation: null });
    expect(rateOf(0, 10, 'x')).toMatchObject({ ratio: 0, explanation: null });
  });

  it('calculates nothing without denominator, or on an empty territory', () => {
    expect(rateOf(177, null, 'x')).toMatchObject({ ratio: null, over: false });
    expect(rateOf(177, null, 'x').explanation).toContain('Dénominateur non publié');
    expect(rateOf(0, 0, 'x')).toMatchObject({ ratio: null, over: false });
  });

  it.each([
    [0, 0],
    [0.1999, 0],
    [0.2, 0.2],
    [0.4999, 0.2],
    [0.5, 0.5],
    [0.9, 0.9],
    [1.009, 0.9],
  ])('puts %f in the band that begins at %f', (ratio, low) => {
    expect(bandOf(ratio)?.low).toBe(low);
  });

  it('has no band without rate', () => expect(bandOf(null)).toBeNull());
});

describe('dates', () => {
  it('starts the school year on 1 August', () => {
    expect(schoolYearStart('2026-07-31')).toBe('2025-08-01');
    expect(schoolYearStart('2026-08-01')).toBe('2026-08-01');
  });

  it('gives the last day of past school years, and today for the one under way', () => {
    expect(dateLine('2026-11-22', 3)).toEqual([
      { label: '2024-2025', asOf: '2025-07-31', current: false },
      { label: '2025-2026', asOf: '2026-07-31', current: false },
      { label: '2026-2027', asOf: '2026-11-22', current: true },
    ]);
  });
});

it('adds territories up and tells what moved between two dates', () => {
  const one = { ...noSchools, exists: 10, attached: 3 };
  const two = { ...noSchools, exists: 5, attached: 4, signed: 1 };
  expect(sumCounts([one, two])).toEqual({ ...noSchools, exists: 15, attached: 7, signed: 1 });
  expect(movedSince(one, two)).toEqual({ ...noSchools, exists: -5, attached: 1, signed: 1 });
});
