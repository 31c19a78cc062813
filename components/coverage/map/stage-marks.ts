import { markerPath } from '@/components/charts/scale';
import { type ChainStage, chainStages } from '@/server/coverage/domain';

/** How a school is drawn by the furthest link it has: shape and size first, colour besides. */
export type DotKind = ChainStage | 'unknown';

export const dotKinds: readonly DotKind[] = ['unknown', ...chainStages];

type Dot = { label: string; className: string; path: (r: number) => string };

const DOTS: Record<string, Dot> = {
  unknown: {
    label: 'Existe (hors de votre périmètre)',
    className: 'fill-edge',
    path: (r) => markerPath('circle', r * 0.55),
  },
  // Hollow: its line is drawn, not its inside.
  exists: {
    label: 'Existe, hors projet',
    className: 'fill-ground stroke-soft',
    path: (r) => markerPath('circle', r * 0.72),
  },
  in_project: {
    label: 'Dans un projet',
    className: 'fill-series-5 stroke-ground',
    path: (r) => markerPath('triangle', r),
  },
  signed: {
    label: 'Signée, pas encore en vigueur',
    className: 'fill-series-4 stroke-ground',
    path: (r) => markerPath('cross', r * 1.1),
  },
  conventioned: {
    label: 'Conventionnée',
    className: 'fill-series-2 stroke-ground',
    path: (r) => markerPath('square', r),
  },
  attached: {
    label: 'Accrochée',
    className: 'fill-series-1 stroke-ground',
    path: (r) => markerPath('diamond', r * 1.1),
  },
  used: {
    label: 'Utilisée',
    className: 'fill-series-3 stroke-ground',
    path: (r) => markerPath('circle', r * 1.1),
  },
};

/** Word, shape and colour of a kind of school. */
export function dotOf(kind: DotKind): Dot {
  const dot = DOTS[kind];
  if (!dot) throw new Error(`no mark for ${kind}`);
  return dot;
}

/** Many marks of one shape as one path: a département of two thousand schools stays a handful of elements. */
export function marksPath(kind: DotKind, r: number, points: readonly (readonly [number, number])[]): string {
  const mark = dotOf(kind).path(r);
  const round = (value: number) => Math.round(value * 10) / 10;
  return points.map(([x, y]) => moved(mark, round(x), round(y))).join('');
}

/** A mark drawn around 0,0 set elsewhere: its moves and absolute lines take the place along. */
function moved(path: string, x: number, y: number): string {
  return path.replace(/([MLH])(-?[\d.]+)(?:,(-?[\d.]+))?/g, (_, command: string, px: string, py?: string) => {
    const at = Math.round((Number(px) + x) * 100) / 100;
    return py === undefined
      ? `${command}${at}`
      : `${command}${at},${Math.round((Number(py) + y) * 100) / 100}`;
  });
}
