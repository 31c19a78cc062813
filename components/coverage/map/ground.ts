import { type Box, boxOf, holds, type Point, ringsOf } from './outline';
import { SHAPES } from './places';

/** From coordinates on the earth to the drawing of a département. Pure. */

/**
 * The shapes of the package are a Mercator map: these four numbers, fitted on the 59,591 schools of the
 * national directory, put 99.3 % of them inside the shape of their own département (ground.test.ts).
 */
const FIT = { x: 215.3035, perDegree: 41.4902, y: 2467.7746, perMercatorDegree: 41.3842 };

const mercatorDegrees = (latitude: number) =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;

/** Where coordinates stand on the map of metropolitan France. */
export function onCountry(latitude: number, longitude: number): Point {
  return [FIT.x + longitude * FIT.perDegree, FIT.y - mercatorDegrees(latitude) * FIT.perMercatorDegree];
}

/** Below this share of schools inside, the outline would mislead: it is left out. */
const TRUSTED = 0.9;

export const GROUND_WIDTH = 800;
const MARGIN = 26;

export type Ground = {
  width: number;
  height: number;
  /** Same order as the places received. */
  points: Point[];
  /** The outline of the département, and what moves it onto the drawing; null when it does not hold its schools. */
  outline: { path: string; transform: string } | null;
};

/**
 * The drawing of one département: its schools by their coordinates and, when the simplified outline agrees with
 * them, that outline behind. Overseas there is no outline; the schools then fill the drawing by themselves.
 */
export function groundOf(code: string, places: readonly { latitude: number; longitude: number }[]): Ground {
  const shape = SHAPES.get(code);
  const raw = places.map(({ latitude, longitude }) => onCountry(latitude, longitude));
  const rings = shape ? ringsOf(shape.path) : [];
  const inside = raw.filter((point) => holds(rings, point)).length;
  const trusted = shape !== undefined && (raw.length === 0 || inside >= raw.length * TRUSTED);
  const corners: Point[] = [...raw];
  if (trusted && shape) {
    const { x, y, width, height } = shape.box;
    corners.push([x, y], [x + width, y + height]);
  }
  const box: Box = boxOf(corners) ?? { x: 0, y: 0, width: 1, height: 1 };
  // One school alone, or several at one address, still need a drawing of some size.
  const room = Math.max(box.width, box.height * 0.8, 0.05);
  const scale = (GROUND_WIDTH - 2 * MARGIN) / room;
  const dx = (GROUND_WIDTH - box.width * scale) / 2 - box.x * scale;
  const dy = MARGIN - box.y * scale;
  return {
    width: GROUND_WIDTH,
    height: Math.max(Math.ceil(box.height * scale) + 2 * MARGIN, 120),
    points: raw.map(([x, y]) => [x * scale + dx, y * scale + dy]),
    outline:
      trusted && shape ? { path: shape.path, transform: `translate(${dx} ${dy}) scale(${scale})` } : null,
  };
}

/** Communes whose name helps to find one's way: those with most schools, far enough from one another. */
export function landmarks(
  places: readonly { commune: string; x: number; y: number }[],
  { count, apart }: { count: number; apart: number },
): { name: string; x: number; y: number }[] {
  const communes = new Map<string, { x: number; y: number; schools: number }>();
  for (const { commune, x, y } of places) {
    const known = communes.get(commune) ?? { x: 0, y: 0, schools: 0 };
    communes.set(commune, { x: known.x + x, y: known.y + y, schools: known.schools + 1 });
  }
  const kept: { name: string; x: number; y: number }[] = [];
  const bySize = [...communes].sort(
    ([a, one], [b, other]) => other.schools - one.schools || a.localeCompare(b),
  );
  for (const [name, { x, y, schools }] of bySize) {
    if (kept.length === count) break;
    const place = { name, x: x / schools, y: y / schools };
    // A name is wide and low: more room is needed across than down.
    if (kept.every((one) => Math.abs(one.x - place.x) > apart || Math.abs(one.y - place.y) > apart / 4))
      kept.push(place);
  }
  return kept;
}

/** The nearest point within reach; null when there is none. */
export function nearest(points: readonly Point[], [x, y]: Point, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  points.forEach(([px, py], index) => {
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance <= least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

/**
 * Where a key leads among schools in order of commune and name: left and right to the neighbour, up and down to the
 * first school of the commune before or after. Null for any other key.
 */
export function stepFrom(
  chosen: number | null,
  key: string,
  schools: readonly { commune: string }[],
): number | null {
  const here = chosen ?? -1;
  const last = schools.length - 1;
  const commune = schools[here]?.commune;
  switch (key) {
    case 'ArrowRight':
      return Math.min(here + 1, last);
    case 'ArrowLeft':
      return Math.max(here - 1, 0);
    case 'ArrowDown': {
      const next = schools.findIndex((one, index) => index > here && one.commune !== commune);
      return next < 0 ? last : next;
    }
    case 'ArrowUp': {
      const before = schools.findLast((one, index) => index < here && one.commune !== commune);
      return before ? schools.findIndex((one) => one.commune === before.commune) : 0;
    }
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
