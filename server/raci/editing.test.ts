import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals } from './arrivals';
import { type Meaning, meanings, normaliseMeanings } from './domain';
import { emptyHistory, redo, remember, undo } from './history';
import { formatLetters } from './letters';
import { readBlock, tile, writeBlock } from './range';

const cell = fc.subarray([...meanings]).map((given) => normaliseMeanings(given));
const block = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('a range', () => {
  it('goes to a spreadsheet and comes back the same', () => {
    fc.assert(
      fc.property(block, (given) => {
        expect(readBlock(writeBlock(given))).toEqual({ ok: true, block: given });
      }),
    );
  });

  it('is read as people write it, short lines completed', () => {
    expect(readBlock('a/r\t–\nI')).toEqual({
      ok: true,
      block: [
        [['accountable', 'doer'], []],
        [['informed'], []],
      ],
    });
  });

  it('is refused whole, with the line and the column', () => {
    const refused = readBlock('R\tA\nC\tX');
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('ligne 2, colonne 2') });
    expect(readBlock('')).toMatchObject({ ok: false });
  });

  it('is repeated where it fits whole, else keeps its size', () => {
    const one: Meaning[][][] = [[['doer']]];
    expect(tile(one, { rows: 2, columns: 3 }).map((line) => line.map((c) => formatLetters(c)))).toEqual([
      ['R', 'R', 'R'],
      ['R', 'R', 'R'],
    ]);
    const two: Meaning[][][] = [[['doer']], [['informed']]];
    expect(tile(two, { rows: 3, columns: 1 })).toBe(two);
    expect(tile(two, { rows: 4, columns: 1 })).toHaveLength(4);
  });
});

describe('what others wrote', () => {
  const cell = (activityId: string, version: number) => ({ activityId, actorKey: 'AC', version });
  const here = new Map([
    ['mine', 5],
    ['old', 2],
  ]);
  const seen = (cells: ReturnType<typeof cell>[], onItsWay: readonly string[] = []) =>
    arrivals(
      cells,
      ({ activityId }) => onItsWay.includes(activityId),
      ({ activityId }) => here.get(activityId) ?? 0,
    );

  it('is shown when it is newer than what is known here', () => {
    expect(seen([cell('mine', 4), cell('old', 3), cell('new', 1)])).toEqual({
      fresh: [cell('old', 3), cell('new', 1)],
      later: [],
    });
  });

  it('waits while one’s own value of the cell is on its way, and is looked at again then', () => {
    // Written by the other after one’s own saving, heard of before the answer to it: shown in the end.
    const later = cell('mine', 6);
    expect(seen([later], ['mine'])).toEqual({ fresh: [], later: [later] });
    expect(seen([later])).toEqual({ fresh: [later], later: [] });
  });
});

describe('history', () => {
  const place = fc.record({
    activityId: fc.constantFrom('1', '2', '3'),
    actorKey: fc.constantFrom('AC', 'CO'),
  });
  const write = fc.record({
    kind: fc.constant('write' as const),
    cells: fc.uniqueArray(fc.record({ place, meanings: cell }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ place: { activityId, actorKey } }) => `${activityId} ${actorKey}`,
    }),
  });
  const act = fc.oneof(write, fc.constant({ kind: 'undo' as const }), fc.constant({ kind: 'redo' as const }));

  it('of any sequence of edits, undo and redo equals the model that keeps every state', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        type State = Record<string, readonly Meaning[]>;
        const states: State[] = [{}];
        let here = 0;
        let state: State = {};
        let history = emptyHistory;
        const apply = (
          cells: readonly { activityId: string; actorKey: string; meanings: readonly Meaning[] }[],
        ) => {
          state = { ...state };
          for (const { activityId, actorKey, meanings: given } of cells)
            state[`${activityId} ${actorKey}`] = given;
        };
        for (const one of acts) {
          if (one.kind === 'write') {
            const step = one.cells.map(({ place: at, meanings: after }) => ({
              ...at,
              before: state[`${at.activityId} ${at.actorKey}`] ?? [],
              after,
            }));
            history = remember(history, step);
            apply(step.map(({ after, ...at }) => ({ ...at, meanings: after })));
            states.splice(here + 1, states.length, state);
            here += 1;
          } else {
            const move = one.kind === 'undo' ? undo(history) : redo(history);
            const next = here + (one.kind === 'undo' ? -1 : 1);
            expect(move === null).toBe(next < 0 || next >= states.length);
            if (!move) continue;
            history = move.history;
            apply(move.cells);
            here = next;
          }
          const filled = (given: State) =>
            Object.entries(given)
              .filter(([, value]) => value.length > 0)
              .sort();
          expect(filled(state)).toEqual(filled(states[here] ?? {}));
        }
      }),
      { numRuns: 500 },
    );
  });
});
