import { describe, expect, it } from 'vitest';
import { chartCsv } from '@/components/charts/data-file';
import type { Side } from '@/server/coverage/comparison/queries';
import { type ChainCounts, noSchools, ratesOf } from '@/server/coverage/domain';
import { france } from '@/server/coverage/territory';
import { countWords, differenceData, differenceRows, isTold, unmeasuredWords } from './difference';

const side = (counts: Partial<ChainCounts>): Side => {
  const all = { ...noSchools, exists: 10, inProject: 4, ...counts };
  return {
    territory: france,
    name: 'France',
    asOf: '2026-11-22',
    counts: all,
    rates: ratesOf(all, 'établissements publics'),
    restricted: false,
    demonstration: false,
  };
};
const names: [string, string] = ['Avant', 'Après'];

describe('where the DNMA measured nothing', () => {
  const measured = side({ measured: 6, used: 3 });
  const without = side({ measured: 0, used: 0 });

  it('says « non mesuré » and no difference, on the screen and in the file', () => {
    const rows = differenceRows([without, measured]);
    expect(rows.at(-1)).toMatchObject({ stage: 'used', counts: [null, 3], by: null, points: null });
    expect(countWords(rows.at(-1)?.counts[0] ?? null, null)).toBe('non mesuré');
    const last = chartCsv(differenceData(rows, names), 'Source').trimEnd().split('\r\n').at(-1);
    expect(last).toBe('Utilisées;non mesuré;;3;30;;;Source');
    expect(unmeasuredWords([without, measured], names)).toContain('(Avant)');
    expect(unmeasuredWords([without, without], names)).toContain('(Avant, Après)');
    expect(unmeasuredWords([without, measured], ['Au 1er août 2026', 'Aujourd’hui'])).toContain('(au 1er');
    expect([isTold('used', [without, measured]), isTold('attached', [without, measured])]).toEqual([
      false,
      true,
    ]);
  });

  it('says zero where it was measured and nobody came', () => {
    const rows = differenceRows([side({ measured: 6 }), measured]);
    expect(rows.at(-1)).toMatchObject({ counts: [0, 3], by: 3, points: 30 });
    expect(unmeasuredWords([side({ measured: 6 }), measured], names)).toBeNull();
  });
});
