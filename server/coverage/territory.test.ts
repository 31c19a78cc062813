import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTerritory, readTerritory, type Territory, territoryKinds, territoryWord } from './territory';

const codes: Record<Territory['kind'], fc.Arbitrary<string>> = {
  france: fc.constant(''),
  academy: fc.constantFrom('01', '25', '70'),
  department: fc.constantFrom('07', '2A', '95', '974'),
  constituency: fc
    .tuple(fc.constantFrom('95', '2B'), fc.constantFrom('Cergy', 'L’Isle : Adam', 'Saint-Ouen'))
    .map(([code, name]) => `${code}:${name}`),
  epci: fc.constant('200054781'),
  commune: fc.constantFrom('95018', '2A004', '97411'),
  authority: fc.constant('cmf0abcdefgh'),
  project: fc.constant('cmf0abcdefgh'),
  product: fc.constant('cmf0abcdefgh'),
};
const territory = fc
  .constantFrom(...territoryKinds)
  .chain((kind) => codes[kind].map((code): Territory => ({ kind, code })));

describe('a territory in an address', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(territory, (one) => {
        expect(isTerritory(one)).toBe(true);
        expect(readTerritory(territoryWord(one))).toEqual(one);
      }),
    );
  });

  it.each([
    '',
    'departement',
    'departement:7',
    'departement:2C',
    'commune:9501',
    'ville:95018',
    'france:1',
    'epci:12',
  ])('is nothing when it is « %s »', (word) => expect(readTerritory(word)).toBeNull());
});
