import { describe, expect, it } from 'vitest';
import {
  counted,
  daysBetween,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDays,
  formatDeadline,
  formatEuros,
  formatList,
  formatLongDate,
  formatMonth,
  formatNumber,
  formatPercent,
  formatRelative,
  formatSince,
  formatTime,
  isoDay,
  plural,
} from './format';

/** No-break spaces are part of the contract, but are unreadable in a test: show them as `_` and `-`. */
const visible = (text: string) => text.replace(/\u00a0/g, '_').replace(/\u202f/g, '-');
const now = '2026-11-22T13:32:00Z';

describe('dates', () => {
  it('shows instants on the Paris clock, in winter and in summer', () => {
    expect(visible(formatTime('2026-11-22T13:32:00Z'))).toBe('14_h_32');
    expect(visible(formatTime('2026-07-01T06:05:00Z'))).toBe('8_h_05');
    expect(visible(formatTime('2026-11-22T23:10:00Z'))).toBe('0_h_10');
    expect(visible(formatDateTime('2026-12-31T23:30:00Z'))).toBe('01/01/2027 à 0_h_30');
  });

  it('keeps a day without time the day it names', () => {
    expect(formatDate('2026-11-22')).toBe('22/11/2026');
    expect(formatDate(new Date('2026-11-22T00:00:00Z'))).toBe('22/11/2026');
    expect(isoDay('2026-11-22')).toBe('2026-11-22');
    expect(isoDay('2026-11-22T23:30:00Z')).toBe('2026-11-23');
  });

  it('writes long dates as French does', () => {
    expect(visible(formatLongDate('2026-11-22'))).toBe('22_novembre_2026');
    expect(visible(formatLongDate('2026-01-01'))).toBe('1er_janvier_2026');
    expect(visible(formatLongDate('2026-01-11'))).toBe('11_janvier_2026');
    expect(formatMonth('2026-08-15')).toBe('août 2026');
  });

  it('refuses what is not a date', () => {
    expect(() => formatDate('demain')).toThrow(RangeError);
    expect(() => isoDay('')).toThrow(RangeError);
  });
});

describe('distances', () => {
  it('counts calendar days, not spans of 24 hours', () => {
    expect(daysBetween('2026-11-21T22:59:00Z', '2026-11-21T23:01:00Z')).toBe(1);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });

  it('says how long something has waited', () => {
    expect(formatSince('2026-11-22', now)).toBe('depuis aujourd’hui');
    expect(formatSince('2026-11-21', now)).toBe('depuis hier');
    expect(visible(formatSince('2026-11-19', now))).toBe('depuis 3_jours');
    expect(visible(formatSince('2026-05-19', now))).toBe('depuis 6_mois');
    expect(visible(formatDays(800))).toBe('2_ans');
  });

  it('says where a day or a deadline lies', () => {
    expect(formatRelative('2026-11-23', now)).toBe('demain');
    expect(formatRelative('2026-11-21', now)).toBe('hier');
    expect(visible(formatRelative('2026-11-27', now))).toBe('dans 5_jours');
    expect(visible(formatRelative('2026-11-19', now))).toBe('il y a 3_jours');
    expect(formatDeadline('2026-11-22', now)).toBe('aujourd’hui');
    expect(visible(formatDeadline('2026-11-19', now))).toBe('en retard de 3_jours');
  });
});

describe('numbers', () => {
  it('groups thousands and keeps the unit on the line', () => {
    expect(visible(formatNumber(69000))).toBe('69-000');
    expect(visible(formatNumber(12.345, 1))).toBe('12,3');
    expect(visible(formatPercent(0.195))).toBe('19,5-%');
    expect(visible(formatPercent(1.009))).toBe('100,9-%');
    expect(visible(formatPercent(0.9, 0))).toBe('90-%');
    expect(visible(formatEuros(12500))).toBe('12-500,00_€');
  });

  it('gives sizes in French units', () => {
    expect(visible(formatBytes(1))).toBe('1_octet');
    expect(visible(formatBytes(320))).toBe('320_octets');
    expect(visible(formatBytes(1240))).toBe('1,2_Ko');
    expect(visible(formatBytes(999_900))).toBe('1_Mo');
    expect(visible(formatBytes(14_200_000))).toBe('14_Mo');
  });
});

describe('words', () => {
  it('is plural from two on', () => {
    expect(plural(0, 'école')).toBe('école');
    expect(plural(1.9, 'école')).toBe('école');
    expect(plural(2, 'école')).toBe('écoles');
    expect(plural(3, 'journal', 'journaux')).toBe('journaux');
    expect(visible(counted(2300, 'école'))).toBe('2-300_écoles');
  });

  it('joins a list', () => {
    expect(formatList(['Sèvres', 'Meudon', 'Chaville'])).toBe('Sèvres, Meudon et Chaville');
    expect(formatList([])).toBe('');
  });
});
