/** Outlines of territories as lists of points; pure, so that the map can be reckoned with and tested. */

export type Point = readonly [x: number, y: number];
export type Box = { x: number; y: number; width: number; height: number };

/** The rings of an SVG path made of straight lines (M, L, H, V and Z, absolute or relative). */
export function ringsOf(path: string): Point[][] {
  const parts = path.match(/[a-zA-Z]|-?\d*\.?\d+(?:e-?\d+)?/g) ?? [];
  const rings: Point[][] = [];
  let ring: Point[] = [];
  let x = 0;
  let y = 0;
  let command = '';
  let at = 0;
  const close = () => {
    if (ring.length > 0) rings.push(ring);
    [x, y] = ring[0] ?? [x, y];
    ring = [];
  };
  while (at < parts.length) {
    const part = parts[at] ?? '';
    if (/[a-zA-Z]/.test(part)) {
      command = part;
      at += 1;
      if (command.toLowerCase() === 'z') close();
      continue;
    }
    const relative = command === command.toLowerCase();
    const next = () => Number(parts[at++]);
    switch (command.toLowerCase()) {
      case 'h':
        x = next() + (relative ? x : 0);
        break;
      case 'v':
        y = next() + (relative ? y : 0);
        break;
      case 'm':
      case 'l': {
        const [dx, dy] = [next(), next()];
        if (command.toLowerCase() === 'm' && ring.length > 0) {
          rings.push(ring);
          ring = [];
        }
        x = dx + (relative ? x : 0);
        y = dy + (relative ? y : 0);
        // What follows a move without a word of its own are lines.
        if (command.toLowerCase() === 'm') command = relative ? 'l' : 'L';
        break;
      }
      default:
        throw new Error(`a map of straight lines has no ${command}`);
    }
    ring.push([x, y]);
  }
  if (ring.length > 0) rings.push(ring);
  return rings;
}

/** The box that holds these points; null without any. */
export function boxOf(points: Iterable<Point>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** True when a point is within the rings (even-odd rule). */
export function holds(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i] ?? [0, 0];
      const [xj, yj] = ring[j] ?? [0, 0];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  return inside;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The place one reaches from another by an arrow: the nearest one that way, a side step counting double. */
export function neighbourOf<P extends { x: number; y: number }>(
  from: P,
  direction: Direction,
  places: readonly P[],
): P | null {
  let best: P | null = null;
  let least = Infinity;
  for (const place of places) {
    if (place === from) continue;
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const along = { left: -dx, right: dx, up: -dy, down: dy }[direction];
    const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
    if (along <= 0 || aside > along * 2) continue;
    const cost = along + 2 * aside;
    if (cost < least) {
      least = cost;
      best = place;
    }
  }
  return best;
}
