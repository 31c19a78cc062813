import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Font } from '@react-pdf/renderer';
import { spelledOut } from '../visible';

/**
 * Main face: Source Sans 3, with every French glyph and all of Latin, Greek and Cyrillic. Then, character by
 * character and only for texts that need it: DejaVu Sans (Arabic, Hebrew, symbols) and UnifontEX, plain but
 * nearly complete (CJK, emoji…), so that a text is never lost for want of a glyph.
 */
const MAIN = 'Source Sans 3';
const FAMILIES = [MAIN, 'DejaVu Sans', 'UnifontEX'];

export type Weight = 400 | 600 | 700;
const WEIGHTS: Weight[] = [400, 600, 700];

const require = createRequire(join(process.cwd(), 'package.json'));
const MAIN_FILES: Record<Weight, string> = { 400: '400Regular', 600: '600SemiBold', 700: '700Bold' };

function source(family: string, weight: Weight): string {
  if (family === MAIN) {
    const file = MAIN_FILES[weight];
    return require.resolve(`@expo-google-fonts/source-sans-3/${file}/SourceSans3_${file}.ttf`);
  }
  if (family === 'DejaVu Sans') {
    return require.resolve(`dejavu-fonts-ttf/ttf/${weight === 400 ? 'DejaVuSans' : 'DejaVuSans-Bold'}.ttf`);
  }
  return require.resolve('@fontsource/unifontex/files/unifontex-latin-400-normal.woff');
}

let registered = false;

function register(): void {
  if (registered) return;
  registered = true;
  for (const family of FAMILIES) {
    Font.register({
      family,
      fonts: WEIGHTS.map((fontWeight) => ({ src: source(family, fontWeight), fontWeight })),
    });
  }
  // Lines are broken by wrap.ts; the library must neither hyphenate nor break again.
  Font.registerHyphenationCallback((word) => [word]);
}

type ShapedRun = { advanceWidth: number; positions: object[] };

/** The little of a fontkit font that is used here; `stream` is a reader with a position. */
export type Face = {
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): { advanceWidth: number };
  layout(text: string, ...more: unknown[]): ShapedRun;
  _getTableStream(tag: string): { pos: number } | null;
};

function isFace(value: unknown): value is Face {
  return typeof value === 'object' && value !== null && 'layout' in value && '_getTableStream' in value;
}

const faces = new Map<string, Face>();

async function loadFace(fontFamily: string, fontWeight: Weight): Promise<void> {
  const key = `${fontFamily} ${fontWeight}`;
  if (faces.has(key)) return;
  await Font.load({ fontFamily, fontWeight });
  const face: unknown = Font.getFont({ fontFamily, fontWeight })?.data;
  if (!isFace(face)) throw new Error(`font not loaded: ${key}`);
  // A line end is never drawn, but the renderer looks for its glyph, and would otherwise reach for a font
  // that is not embedded (Helvetica).
  const has = face.hasGlyphForCodePoint.bind(face);
  face.hasGlyphForCodePoint = (codePoint) => codePoint === 10 || has(codePoint);
  if (fontFamily === 'UnifontEX') keepTables(face);
  if (fontFamily === MAIN) {
    nameGlyphs(face);
    keepShapes(face);
  }
  faces.set(key, face);
}

/**
 * fontkit keeps the first glyph object made for a number. When « É » is embedded first, its part « E » is made
 * without a character, and every later « E » of the process would be drawn but neither read aloud, found nor
 * copied: each glyph is made for its character beforehand. Latin, Greek and Cyrillic only: beyond stand ligatures and
 * presentation forms, whose glyphs must keep the letters that they were shaped from.
 */
function nameGlyphs(face: Face): void {
  for (const codePoint of face.characterSet) if (codePoint < 0x0530) face.glyphForCodePoint(codePoint);
}

/** Words kept per face; beyond, the memory begins anew. About 10 MB when full. */
const MAX_SHAPES = 10_000;

/**
 * Shaping (ligatures, kerning) is half the time of a document, and conventions share their words: keep the
 * shape of each word. The caller scales the positions it gets in place, so it is given a copy of them.
 */
function keepShapes(face: Face): void {
  const shape = face.layout.bind(face);
  const kept = new Map<string, ShapedRun>();
  face.layout = (text, ...more) => {
    if (text.length > 40 || more.some((argument) => argument !== undefined)) return shape(text, ...more);
    let run = kept.get(text);
    if (!run) {
      run = shape(text);
      if (kept.size >= MAX_SHAPES) kept.clear();
      kept.set(text, run);
    }
    const positions = run.positions.map((position) => ({ ...position }));
    return Object.assign(Object.create(Object.getPrototypeOf(run)), run, { positions });
  };
}

/** fontkit inflates a table of a WOFF file again for every glyph; keep each one instead. */
function keepTables(face: Face): void {
  const read = face._getTableStream.bind(face);
  const kept = new Map<string, { stream: { pos: number } | null; start: number }>();
  face._getTableStream = (tag) => {
    let table = kept.get(tag);
    if (!table) {
      const stream = read(tag);
      table = { stream, start: stream?.pos ?? 0 };
      kept.set(tag, table);
    }
    if (table.stream) table.stream.pos = table.start;
    return table.stream;
  };
}

/**
 * Registers the fonts (once per process) and loads those that this text needs: the main face always, the
 * wide fallbacks only when it has a character outside it. Must be awaited before anything is measured.
 */
export async function loadFonts(text: string): Promise<void> {
  register();
  const load = (families: string[]) =>
    Promise.all(families.flatMap((family) => WEIGHTS.map((weight) => loadFace(family, weight))));
  await load([MAIN]);
  if (!isPlain(text)) await load(FAMILIES);
}

/** The loaded face and the name it goes by in a document. */
export function mainFace(weight: Weight): { face: Face; name: string } {
  return { face: faceOf(MAIN, weight), name: `${MAIN} ${weight}` };
}

function faceOf(family: string, weight: Weight): Face {
  const face = faces.get(`${family} ${weight}`);
  if (!face) throw new Error(`font used before it was loaded: ${family} ${weight}`);
  return face;
}

/** Latin-1, French ligatures and usual punctuation, all in the main face: what almost every text is made of. */
const COMMON = /^[\n\u0020-\u007E\u00A0-\u00FFŒœŸ–—‘’“”„•…€]*$/;
/** Left to right, one glyph a character. */
const SIMPLE_SCRIPT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u;

/** Whether the main face alone can set a text, left to right, without shaping. */
export function isPlain(text: string): boolean {
  if (COMMON.test(text)) return true;
  const face = faceOf(MAIN, 400);
  for (const character of text) {
    if (COMMON.test(character)) continue;
    if (!SIMPLE_SCRIPT.test(character) || !face.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
      return false;
  }
  return true;
}

/** Font families, in order of preference, for a text that is not plain. */
export const WIDE_FAMILIES = FAMILIES;

/** Meant to be invisible: joiners, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The text in characters that the fonts have: spaces that only differ by width become plain no-break spaces,
 * the no-break hyphen a hyphen; what no font can draw is spelled out (« [U+E000] »), never dropped.
 */
export function printable(text: string): string {
  const plain = text.replace(/[\u202F\u2007]/g, '\u00A0').replace(/\u2011/g, '-');
  if (isPlain(plain)) return plain;
  let result = '';
  for (const character of plain) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (FAMILIES.some((family) => faceOf(family, 400).hasGlyphForCodePoint(codePoint))) result += character;
    else if (!INVISIBLE.test(character)) result += spelledOut(codePoint);
  }
  return result;
}

const advances: Record<Weight, Map<string, number>> = { 400: new Map(), 600: new Map(), 700: new Map() };

/** Width of a printable text without line ends, in points; kerning, which mostly narrows, is left out. */
export function textWidth(text: string, size: number, weight: Weight): number {
  if (!isPlain(text)) {
    return runsByFace(text, weight).reduce(
      (sum, run) => sum + (run.face.layout(run.text).advanceWidth / run.face.unitsPerEm) * size,
      0,
    );
  }
  const known = advances[weight];
  let width = 0;
  for (const character of text) {
    let advance = known.get(character);
    if (advance === undefined) {
      const face = faceOf(MAIN, weight);
      advance = face.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / face.unitsPerEm;
      known.set(character, advance);
    }
    width += advance;
  }
  return width * size;
}

function runsByFace(text: string, weight: Weight): { face: Face; text: string }[] {
  const candidates = FAMILIES.map((family) => faceOf(family, weight));
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const face = candidates.find((candidate) => candidate.hasGlyphForCodePoint(codePoint)) ?? candidates[0];
    if (!face) continue;
    const last = runs.at(-1);
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}
