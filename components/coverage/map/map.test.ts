import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBands } from '@/server/coverage/domain';
import { levelOf, levelOfBand } from './band-level';
import { groundOf, landmarks, nearest, onCountry, stepFrom } from './ground';
import { boxOf, holds, neighbourOf, ringsOf } from './outline';
import { ENLARGED, frameOf, INSET, insetTransform, MAP_HEIGHT, MAP_WIDTH, SHAPES } from './places';
import { dotKinds, dotOf, marksPath } from './stage-marks';

describe('outlines', () => {
  it('reads moves, lines, levels and closings, absolute and relative', () => {
    expect(ringsOf('M1,2 L3,2 h2 v3 H1 z m10,0 2,0 0,2 z')).toEqual([
      [
        [1, 2],
        [3, 2],
        [5, 2],
        [5, 5],
        [1, 5],
      ],
      [
        [11, 2],
        [13, 2],
        [13, 4],
      ],
    ]);
    expect(() => ringsOf('M0,0 C1,1 2,2 3,3')).toThrow(/straight/);
  });

  it('tells what is inside, holes left out', () => {
    const rings = ringsOf('M0,0 10,0 10,10 0,10 z M4,4 6,4 6,6 4,6 z');
    expect(holds(rings, [2, 2])).toBe(true);
    expect(holds(rings, [5, 5])).toBe(false);
    expect(holds(rings, [11, 5])).toBe(false);
    expect(boxOf([])).toBeNull();
  });

  it('reaches every département of the map by arrows, and goes that way', () => {
    const places = [...SHAPES.values()];
    for (const from of places)
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const to = neighbourOf(from, direction, places);
        if (!to) continue;
        const ahead = { left: from.x - to.x, right: to.x - from.x, up: from.y - to.y, down: to.y - from.y };
        expect(ahead[direction]).toBeGreaterThan(0);
      }
    const reached = new Set([places[0]?.code]);
    for (const _ of places)
      for (const code of reached) {
        const from = SHAPES.get(code ?? '');
        if (from)
          for (const direction of ['left', 'right', 'up', 'down'] as const)
            reached.add(neighbourOf(from, direction, places)?.code ?? code);
      }
    expect(reached.size).toBe(96);
  });
});

describe('the map of the country', () => {
  it('holds the 96 départements of metropolitan France within its picture', () => {
    expect(SHAPES.size).toBe(96);
    for (const code of ['01', '2A', '2B', '75', '95']) expect(SHAPES.has(code)).toBe(true);
    for (const { x, y, box } of SHAPES.values()) {
      expect(x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(MAP_WIDTH);
      expect(y).toBeLessThan(MAP_HEIGHT);
    }
  });

  it('enlarges Paris and its neighbours inside their frame', () => {
    const { scale, dx, dy } = insetTransform();
    expect(scale).toBeGreaterThan(3);
    for (const code of ENLARGED) {
      const box = SHAPES.get(code)?.box;
      if (!box) throw new Error(code);
      expect(box.x * scale + dx).toBeGreaterThanOrEqual(INSET.x);
      expect((box.x + box.width) * scale + dx).toBeLessThanOrEqual(INSET.x + INSET.width);
      expect(box.y * scale + dy).toBeGreaterThanOrEqual(INSET.y);
      expect((box.y + box.height) * scale + dy).toBeLessThanOrEqual(INSET.y + INSET.height);
    }
  });

  it('frames an académie whole; one without any shape keeps the country', () => {
    const box = frameOf(['78', '91', '92', '95']);
    expect(box.width / box.height).toBeCloseTo(MAP_WIDTH / MAP_HEIGHT);
    expect(box.width).toBeLessThan(120);
    expect(frameOf(['974'])).toEqual({ x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT });
  });

  it('gives each band its step, the first the lightest and the last the darkest', () => {
    expect([null, 0, 0.2, 0.5, 0.9, 1.009].map((ratio) => levelOf(ratio, defaultBands))).toEqual([
      0, 1, 2, 3, 4, 4,
    ]);
    expect([0, 1, 2].map((index) => levelOfBand(index, 3))).toEqual([1, 3, 4]);
    for (const count of [2, 3, 4, 5, 6, 7]) {
      const steps = Array.from({ length: count }, (_, index) => levelOfBand(index, count));
      expect(new Set(steps).size).toBe(count);
      expect([steps[0], steps.at(-1)]).toEqual([1, 4]);
    }
  });
});

describe('the map of a département', () => {
  const cergy = { latitude: 49.0361, longitude: 2.0761 };
  const sarcelles = { latitude: 48.9956, longitude: 2.3808 };

  it('keeps north up and west left, at one scale both ways', () => {
    const { points, outline, width, height } = groundOf('95', [cergy, sarcelles]);
    const [[cx = 0, cy = 0] = [], [sx = 0, sy = 0] = []] = points;
    expect(cx).toBeLessThan(sx);
    expect(cy).toBeLessThan(sy);
    // 22.2 km across against 4.5 km down.
    expect((sx - cx) / (sy - cy)).toBeGreaterThan(4.4);
    expect((sx - cx) / (sy - cy)).toBeLessThan(5.4);
    expect(outline).not.toBeNull();
    for (const [x, y] of points) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
  });

  it('draws no outline that does not hold its schools, and none overseas', () => {
    expect(groundOf('78', [sarcelles, sarcelles]).outline).toBeNull();
    const reunion = groundOf('974', [{ latitude: -20.88, longitude: 55.45 }]);
    expect(reunion.outline).toBeNull();
    expect(reunion.points[0]?.every(Number.isFinite)).toBe(true);
    expect(groundOf('974', []).points).toEqual([]);
  });

  it('finds the nearest school within reach and no other', () => {
    const points = [
      [10, 10],
      [14, 10],
    ] as const;
    expect(nearest(points, [13, 10], 5)).toBe(1);
    expect(nearest(points, [40, 10], 5)).toBeNull();
  });

  it('goes through every school by one arrow, and by communes with the other', () => {
    const schools = ['A', 'A', 'B', 'C', 'C', 'C'].map((commune) => ({ commune }));
    const walk = (key: string, from: number | null = null) => {
      const seen: number[] = [];
      for (
        let at = stepFrom(from, key, schools);
        at !== null && seen.at(-1) !== at;
        at = stepFrom(at, key, schools)
      )
        seen.push(at);
      return seen;
    };
    expect(walk('ArrowRight')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(walk('ArrowDown')).toEqual([0, 2, 3, 5]);
    expect(walk('ArrowUp', 5)).toEqual([2, 0]);
    expect(stepFrom(3, 'Home', schools)).toBe(0);
    expect(stepFrom(3, 'End', schools)).toBe(5);
    expect(stepFrom(3, 'a', schools)).toBeNull();
  });

  it('names the communes with most schools, apart from one another', () => {
    const places = [
      ...Array.from({ length: 5 }, () => ({ commune: 'Cergy', x: 100, y: 100 })),
      ...Array.from({ length: 3 }, () => ({ commune: 'Éragny', x: 104, y: 102 })),
      { commune: 'Sarcelles', x: 500, y: 160 },
    ];
    expect(landmarks(places, { count: 5, apart: 80 }).map(({ name }) => name)).toEqual([
      'Cergy',
      'Sarcelles',
    ]);
    expect(landmarks(places, { count: 1, apart: 1 })).toHaveLength(1);
  });

  it('draws each mark where its school stands', () => {
    for (const kind of dotKinds)
      fc.assert(
        fc.property(fc.integer({ min: 20, max: 780 }), fc.integer({ min: 20, max: 600 }), (x, y) => {
          // Arcs are not lines: their two ends are enough to know where a circle stands.
          const path = marksPath(kind, 5, [[x, y]]).replace(/a[^aMz]*/g, '');
          const box = boxOf(ringsOf(path).flat());
          expect(Math.abs((box?.x ?? 0) - x)).toBeLessThan(9);
          expect(Math.abs((box?.y ?? 0) - y)).toBeLessThan(9);
        }),
        { numRuns: 20 },
      );
    expect(new Set(dotKinds.map((kind) => dotOf(kind).path(5))).size).toBe(dotKinds.length);
  });
});

const file = path.resolve(import.meta.dirname, '../../../../shared/data/annuaire-france.csv.gz');
const real = existsSync(file);
if (!real) console.warn(`skipped: ${file} is not there, the map is not held against the real schools`);

it.runIf(real)('puts the real schools of France inside the outline of their own département', () => {
  const [head = '', ...lines] = gunzipSync(readFileSync(file))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const heads = head.split(';');
  const at = (name: string) => heads.indexOf(name);
  const [department, latitude, longitude] = [at('Code_departement'), at('latitude'), at('longitude')];
  const rings = new Map([...SHAPES.values()].map(({ code, path: outline }) => [code, ringsOf(outline)]));
  const byCode = new Map<string, { all: number; inside: number }>();
  for (const line of lines) {
    const cells = line.split(';');
    const code = (cells[department] ?? '').replace(/^0(?=..)/, '');
    const own = rings.get(code);
    if (!own || !cells[latitude]) continue;
    const seen = byCode.get(code) ?? { all: 0, inside: 0 };
    seen.all += 1;
    if (holds(own, onCountry(Number(cells[latitude]), Number(cells[longitude])))) seen.inside += 1;
    byCode.set(code, seen);
  }
  const totals = [...byCode.values()];
  const share = (one: { all: number; inside: number }) => one.inside / one.all;
  const sum = totals.reduce((a, b) => ({ all: a.all + b.all, inside: a.inside + b.inside }), {
    all: 0,
    inside: 0,
  });
  expect(sum.all).toBeGreaterThan(50_000);
  expect(share(sum)).toBeGreaterThan(0.99);
  for (const one of totals) expect(share(one)).toBeGreaterThan(0.9);
});
