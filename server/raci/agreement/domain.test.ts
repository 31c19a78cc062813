import { describe, expect, it } from 'vitest';
import { type Meaning, meanings } from '../domain';
import { type Answer, agreementOf, cellState, matrixAgreement } from './domain';
import { countsInWords, whoSpeaks } from './words';

describe('the state of a cell', () => {
  const accepted: Answer = { stance: 'accepted', meanings: ['accountable', 'doer'] };
  it('is what was answered, as long as the cell says the same, in whatever order', () => {
    expect(cellState(['doer', 'accountable'], accepted)).toBe('accepted');
    expect(cellState(['doer', 'accountable'], { ...accepted, stance: 'objected' })).toBe('objected');
    expect(cellState(['doer'], accepted)).toBe('to_review');
    expect(cellState([], accepted)).toBe('to_review');
  });
  it('waits where there is a part, and asks nothing where there is none', () => {
    expect(cellState(['informed'], null)).toBe('waiting');
    expect(cellState([], undefined)).toBe('none');
    // « We should be consulted. »
    expect(cellState([], { stance: 'objected', meanings: [] })).toBe('objected');
  });
});

describe('the state of several cells', () => {
  it('is that of what weighs most', () => {
    expect(agreementOf(['accepted', 'waiting', 'to_review', 'objected']).state).toBe('objected');
    expect(agreementOf(['accepted', 'waiting', 'to_review']).state).toBe('to_review');
    expect(agreementOf(['accepted', 'waiting', 'none']).state).toBe('waiting');
    expect(agreementOf(['accepted', 'none']).state).toBe('agreed');
    expect(agreementOf(['none']).state).toBe('nothing');
    expect(countsInWords(agreementOf(['accepted', 'objected', 'objected']))).toBe(
      '1\u00a0case acceptée, 2\u00a0objections',
    );
    expect(countsInWords(agreementOf([]))).toBe('aucune case à accepter');
  });

  it('names who answers', () => {
    const column = { label: 'Zoé Martin', party: 'authority', kind: 'person', membershipId: 'm' } as const;
    expect(whoSpeaks(column)).toBe('Zoé Martin');
    expect(whoSpeaks({ ...column, membershipId: null })).toContain('la collectivité');
  });

  it('equals a naive reading of any matrix with any answers', () => {
    // A generator of its own, so that a failure can be run again.
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const some = (): Meaning[] => meanings.filter(() => random(3) === 0);
    const shuffled = (given: readonly Meaning[]) => [...given].sort(() => random(3) - 1);
    for (let round = 0; round < 500; round += 1) {
      const actors = Array.from({ length: random(5) }, (_, i) => ({ key: `c${i}` }));
      const activities = Array.from({ length: random(6) }, (_, i) => ({
        key: `r${i}`,
        cells: Object.fromEntries(actors.filter(() => random(4) > 0).map(({ key }) => [key, some()])),
      }));
      const answers = new Map<string, Answer>();
      for (const activity of activities)
        for (const { key } of actors) {
          if (random(2) === 0) continue;
          const held = (activity.cells[key] ?? []) as Meaning[];
          answers.set(`${activity.key} ${key}`, {
            stance: random(2) === 0 ? 'accepted' : 'objected',
            meanings: random(2) === 0 ? shuffled(held) : some(),
          });
        }
      const found = matrixAgreement({ actors, activities }, (row, column) => answers.get(`${row} ${column}`));

      const naive = { accepted: 0, objected: 0, to_review: 0, waiting: 0 };
      for (const { key: column } of actors) {
        const own = { accepted: 0, objected: 0, to_review: 0, waiting: 0 };
        for (const activity of activities) {
          const held = new Set((activity.cells[column] ?? []) as Meaning[]);
          const answer = answers.get(`${activity.key} ${column}`);
          if (!answer) {
            if (held.size > 0) own.waiting += 1;
            continue;
          }
          const then = new Set(answer.meanings);
          const same = then.size === held.size && [...held].every((meaning) => then.has(meaning));
          if (!same) own.to_review += 1;
          else own[answer.stance] += 1;
        }
        for (const state of ['accepted', 'objected', 'to_review', 'waiting'] as const)
          naive[state] += own[state];
        expect(found.columns[column]).toMatchObject(own);
      }
      expect(found.whole).toMatchObject(naive);
      const { state } = found.whole;
      expect(state === 'agreed').toBe(
        naive.accepted > 0 && naive.objected + naive.to_review + naive.waiting === 0,
      );
      expect(state === 'objected').toBe(naive.objected > 0);
    }
  });
});
