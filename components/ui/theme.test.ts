import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Reads the tokens `light-dark(oklch(…), oklch(…))` of the theme, as the browser would for one accent. */
function readTheme(hue: number, chroma: number): Record<'light' | 'dark', Map<string, number>> {
  const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
  const light = new Map<string, number>();
  const dark = new Map<string, number>();
  const number = (text: string) => {
    const plain = text
      .replaceAll('var(--accent-hue)', String(hue))
      .replaceAll('var(--accent-chroma)', String(chroma));
    const sum = /^calc\((.+) ([*+]) (.+)\)$/.exec(plain);
    if (!sum) return Number(plain);
    const [a, b] = [Number(sum[1]), Number(sum[3])];
    return sum[2] === '*' ? a * b : a + b;
  };
  const part = String.raw`((?:calc\((?:[^()]|\([^()]*\))*\))|(?:var\([^)]*\))|[\d.]+)`;
  const color = String.raw`oklch\(${part} ${part} ${part}\)`;
  const token = new RegExp(String.raw`--([\w-]+): light-dark\(\s*${color},\s*${color}\s*\);`, 'g');
  for (const [, name = '', ...parts] of css.matchAll(token)) {
    const [l1, c1, h1, l2, c2, h2] = parts.map((text) => number(text ?? '')) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    light.set(name, luminance(l1, c1, h1));
    dark.set(name, luminance(l2, c2, h2));
  }
  return { light, dark };
}

/** Relative luminance (WCAG) of an OKLCH colour, clipped into sRGB. Matrices: Ottosson, « Oklab ». */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.max(0, Math.min(1, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Map<string, number>, a: string, b: string): number {
  const first = theme.get(a);
  const second = theme.get(b);
  if (first === undefined || second === undefined) throw new Error(`no such token: ${a} or ${b}`);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const grounds = ['ground', 'surface', 'sunken'];
const tones = ['info', 'success', 'warning', 'danger'];

/** Pairs that carry text (4.5) and pairs that draw controls and marks (3). */
const text: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['soft', ground],
    ['accent', ground],
    ['accent-strong', ground],
    ...tones.map((tone): [string, string] => [tone, ground]),
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['soft', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-accent', 'danger'],
];
const marks: [string, string][] = grounds.flatMap((ground): [string, string][] => [
  ['edge', ground],
  ['focus', ground],
  ...[1, 2, 3, 4, 5, 6].map((line): [string, string] => [`series-${line}`, ground]),
]);

describe('contrast of the theme', () => {
  const accents = [0, 0.075, 0.13].flatMap((chroma) =>
    Array.from({ length: 36 }, (_, step) => ({ hue: step * 10, chroma })),
  );

  it.each(['light', 'dark'] as const)('holds for every accent an operator may choose (%s)', (scheme) => {
    for (const { hue, chroma } of accents) {
      const theme = readTheme(hue, chroma)[scheme];
      for (const [a, b] of text) {
        expect(contrast(theme, a, b), `${a} on ${b}, hue ${hue}, chroma ${chroma}`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
      for (const [a, b] of marks) {
        expect(contrast(theme, a, b), `${a} on ${b}, hue ${hue}, chroma ${chroma}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('orders the data colours by lightness, one way', () => {
    for (const scheme of ['light', 'dark'] as const) {
      const theme = readTheme(190, 0.075)[scheme];
      const scale = [0, 1, 2, 3, 4].map((step) => theme.get(`data-${step}`) ?? Number.NaN);
      const sorted = [...scale].sort((a, b) => (scheme === 'light' ? b - a : a - b));
      expect(scale).toEqual(sorted);
    }
  });
});
