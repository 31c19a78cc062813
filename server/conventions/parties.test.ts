import { expect, it } from 'vitest';
import { inSentence } from './parties';

it('puts an authority’s name into a sentence, and leaves alone what it cannot decline', () => {
  expect(inSentence('Commune d’Argenteuil')).toBe('la commune d’Argenteuil');
  expect(inSentence('Département du Val-d’Oise')).toBe('le département du Val-d’Oise');
  expect(inSentence('CC Faucigny - Glières')).toBe('CC Faucigny - Glières');
});
