import { describe, expect, it } from 'vitest';
import { moveInRows, range, withRange } from './row-keys';

describe('moveInRows', () => {
  it('moves and stops at both ends', () => {
    expect(moveInRows('ArrowDown', 0, 10, 4)).toBe(1);
    expect(moveInRows('ArrowDown', 9, 10, 4)).toBe(9);
    expect(moveInRows('ArrowUp', 0, 10, 4)).toBe(0);
    expect(moveInRows('PageDown', 7, 10, 4)).toBe(9);
    expect(moveInRows('PageUp', 5, 10, 4)).toBe(1);
    expect(moveInRows('Home', 5, 10, 4)).toBe(0);
    expect(moveInRows('End', 5, 10, 4)).toBe(9);
  });

  it('leaves other keys alone', () => {
    expect(moveInRows('a', 5, 10, 4)).toBeNull();
    expect(moveInRows('toString', 5, 10, 4)).toBeNull();
  });
});

describe('withRange', () => {
  it('adds a stretch in either direction, without what may not be selected', () => {
    const items = ['a', 'b', 'c', 'd'];
    const getId = (item: string) => item;
    const chosen = withRange(new Set(['a']), range(3, 1), items, getId, new Set(['c']));
    expect([...chosen].sort()).toEqual(['a', 'b', 'd']);
    expect([...withRange(new Set(), range(2, 9), items, getId, new Set())]).toEqual(['c', 'd']);
  });
});
