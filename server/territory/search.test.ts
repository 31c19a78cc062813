import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityQuery, searchable } from './search';

describe('searchable', () => {
  it.each([
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ["L'Haÿ les Roses", 'l hay les roses'],
    ['St-Ouen-l’Aumône', 'saint ouen l aumone'],
    ['Ste Geneviève', 'sainte genevieve'],
    ['  Œuvre du Sacré-Cœur  ', 'oeuvre du sacre coeur'],
    ['ÉCOLE n° 3', 'ecole n 3'],
    ['Forest', 'forest'],
    ['', ''],
    ['—', ''],
  ])('reads %j as %j', (text, plain) => {
    expect(searchable(text)).toBe(plain);
  });

  it('is stable, and blind to case and to how accents are composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = searchable(text);
        expect(searchable(text.normalize('NFC'))).toBe(searchable(text.normalize('NFD')));
        expect(plain).toBe(plain.trim());
        expect(plain).not.toMatch(/ {2}/);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zéèêëàâîïôöûüçœæ' -]*$/), (text) => {
        expect(searchable(text.toUpperCase())).toBe(searchable(text));
        expect(searchable(searchable(text))).toBe(searchable(text));
      }),
    );
  });
});

it.each([
  ['commune d’Argenteuil', 'argenteuil'],
  ['Ville de Paris', 'paris'],
  ['Communauté d’agglomération Val Parisis', 'val parisis'],
  ['CA Val Parisis', 'val parisis'],
  ['Département du Val-d’Oise', 'val d oise'],
  ['Caen', 'caen'],
  ['Villejuif', 'villejuif'],
  ['Commune', 'commune'],
])('looks for a collectivité by its own name: %s', (typed, query) => {
  expect(authorityQuery(typed)).toBe(query);
});
