import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandSettings, bandsOf, defaultBandSettings } from './bands';
import { bandOf, defaultBands } from './domain';

const said = (bands: unknown) => {
  const read = bandSettings.safeParse(bands);
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
};
const band = (low: number, high: number, label = `${low}-${high}`) => ({ low, high, label });

it('takes the bands of the application as they are', () => {
  expect(said(defaultBandSettings)).toEqual([]);
  expect(bandsOf(defaultBandSettings)).toEqual(defaultBands);
});

it('gives every rate exactly one band, whatever the bounds, and keeps what exceeds 100 % in the last', () => {
  const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(bounds, fc.integer({ min: 0, max: 1200 }), (inner, tenths) => {
      const edges = [0, ...inner.toSorted((a, b) => a - b).map((one) => one / 10), 100];
      const bands = edges.slice(1).map((high, index) => band(edges[index] ?? 0, high));
      expect(said(bands)).toEqual([]);
      const rate = tenths / 10;
      const expected = bands.findLast(({ low }) => rate >= low);
      expect(bandOf(tenths / 1000, bandsOf(bands))?.label).toBe(expected?.label);
    }),
  );
});

it('puts a rate that is exactly a bound in the band that begins there', () => {
  const bands = bandsOf([band(0, 0.9), band(0.9, 28.9), band(28.9, 100)]);
  expect(bandOf(9 / 1000, bands)?.low).toBe(0.009);
  expect(bandOf(289 / 1000, bands)?.low).toBe(0.289);
  expect(bandOf(8 / 1000, bands)?.low).toBe(0);
});

it.each([
  ['one band', [band(0, 100)], /Deux tranches au moins/],
  ['eight bands', Array.from({ length: 8 }, (_, i) => band(i * 12.5, (i + 1) * 12.5)), /Sept tranches/],
  ['a start above 0', [band(5, 50), band(50, 100)], /commence à 0/],
  ['an end below 100', [band(0, 50), band(50, 90)], /jusqu’à 100/],
  ['a hole', [band(0, 40), band(50, 100)], /Rien n’est dit de 40 à 50/],
  ['an overlap', [band(0, 60), band(50, 100)], /recouvre la précédente/],
  ['bounds that go down', [band(0, 60), band(60, 50), band(50, 100)], /doivent croître/],
  ['twice the same words', [band(0, 50, 'Moitié'), band(50, 100, ' moitié ')], /le même nom/],
  ['no words', [band(0, 50, ' '), band(50, 100)], /Nommez/],
  ['a bound beyond 100', [band(0, 50), band(50, 120)], /entre 0 et 100/],
  ['two decimals', [band(0, 33.33), band(33.33, 100)], /Une décimale/],
])('refuses %s', (_, bands, why) => {
  expect(said(bands).join('\n')).toMatch(why);
});
