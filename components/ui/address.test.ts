import { describe, expect, it } from 'vitest';
import { param, paramChoice, paramList, readTable, sortHref, withParams } from './address';

const options = { sortable: ['name', 'date'] as const, defaultSort: '-date' as const, pageSize: 50 };

describe('readTable', () => {
  it('reads sort and page', () => {
    expect(readTable({ tri: 'name', page: '3' }, options)).toEqual({
      sort: { key: 'name', direction: 'ascending' },
      page: 3,
      skip: 100,
      take: 50,
    });
    expect(readTable({ tri: '-name' }, options).sort.direction).toBe('descending');
  });

  it('falls back when the address is absurd', () => {
    const fallback = { sort: { key: 'date', direction: 'descending' }, page: 1, skip: 0, take: 50 };
    expect(readTable({}, options)).toEqual(fallback);
    for (const page of ['0', '-1', '1.5', 'x', '1e9', '']) {
      expect(readTable({ tri: 'password', page }, options)).toEqual(fallback);
    }
  });
});

describe('parameters', () => {
  it('takes one, many, or a known one', () => {
    expect(param({ q: [' a ', 'b'] }, 'q')).toBe('a');
    expect(param({}, 'q')).toBe('');
    expect(paramList({ d: ['78', '', '92'] }, 'd')).toEqual(['78', '92']);
    expect(paramList({ d: '78' }, 'd')).toEqual(['78']);
    expect(paramChoice({ etat: 'signed' }, 'etat', ['draft', 'signed'])).toBe('signed');
    expect(paramChoice({ etat: 'toString' }, 'etat', ['draft', 'signed'])).toBeNull();
  });
});

describe('withParams', () => {
  it('changes, adds and removes without touching the rest', () => {
    expect(withParams('q=s%C3%A8vres&page=2', { page: null, etat: ['a', 'b'] })).toBe(
      '?q=s%C3%A8vres&etat=a&etat=b',
    );
    expect(withParams('q=x', { q: '' })).toBe('?');
  });
});

describe('sortHref', () => {
  it('turns ascending, then descending, and goes back to the first page', () => {
    expect(sortHref('page=4', 'name', null)).toBe('?tri=name');
    expect(sortHref('', 'name', { key: 'name', direction: 'ascending' })).toBe('?tri=-name');
    expect(sortHref('', 'name', { key: 'name', direction: 'descending' })).toBe('?tri=name');
    expect(sortHref('', 'name', { key: 'date', direction: 'ascending' })).toBe('?tri=name');
  });
});
