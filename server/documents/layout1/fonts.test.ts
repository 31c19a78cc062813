import { expect, test } from 'vitest';
import { type Face, loadFonts, mainFace } from './fonts';

/** What is used of fontkit to embed a font. */
type Embedding = Omit<Face, 'layout'> & {
  createSubset(): { includeGlyph(glyph: object): number; encode(): Uint8Array };
  layout(text: string): { glyphs: { codePoints: number[] }[] };
};

test('a letter can still be read after an accented one that is made of it was embedded', async () => {
  await loadFonts('');
  const face = mainFace(600).face as unknown as Embedding;
  for (const [accented, letter] of ['ÉE', 'ÀA', 'ŴW', 'žz'].map(([a = '', b = '']) => [a, b] as const)) {
    const subset = face.createSubset();
    subset.includeGlyph(face.glyphForCodePoint(accented.codePointAt(0) ?? 0));
    subset.encode();
    expect(face.layout(letter).glyphs[0]?.codePoints, letter).toEqual([letter.codePointAt(0)]);
  }
});
