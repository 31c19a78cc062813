import { type Marker, markerPath, markers } from './scale';

/**
 * Steps of the sequential scale: 0 says « no rate », 1 to 4 the bands from the lowest to the highest; 5, 6 and 7
 * stand after 1, 2 and 3 where there are more than four bands: the same colour under another pattern.
 */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const levels: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7];

const LEVEL_FILL = [
  'fill-data-0',
  'fill-data-1',
  'fill-data-2',
  'fill-data-3',
  'fill-data-4',
  'fill-data-1',
  'fill-data-2',
  'fill-data-3',
] as const;

/** Each step has its own pattern, so that it is told without its colour, in print and by any eye. */
const OVERLAYS = [
  <path key="0" d="M0,8L8,0" className="stroke-edge" strokeWidth="0.8" fill="none" />,
  null,
  <path
    key="2"
    d="M2,2h0.1M6,6h0.1"
    className="stroke-ink"
    strokeWidth="1.7"
    strokeLinecap="round"
    fill="none"
    opacity="0.6"
  />,
  <path
    key="3"
    d="M-1,1L1,-1M0,8L8,0M7,9L9,7"
    className="stroke-ground"
    strokeWidth="1.4"
    fill="none"
    opacity="0.8"
  />,
  <path key="4" d="M0,4H8M4,0V8" className="stroke-ground" strokeWidth="1" fill="none" opacity="0.75" />,
  <path key="5" d="M0,2H8M0,6H8" className="stroke-ink" strokeWidth="0.6" fill="none" opacity="0.6" />,
  <path key="6" d="M2,0V8M6,0V8" className="stroke-ink" strokeWidth="0.8" fill="none" opacity="0.6" />,
  <path
    key="7"
    d="M2,2h0.1M6,6h0.1"
    className="stroke-ground"
    strokeWidth="2.2"
    strokeLinecap="round"
    fill="none"
  />,
];

/** The patterns of the scale; `prefix` makes their names unique in the page. `scale` keeps their grain on a zoomed map. */
export function LevelPatterns({ prefix, scale = 1 }: { prefix: string; scale?: number }) {
  return (
    <defs>
      {levels.map((level) => (
        <pattern
          key={level}
          id={`${prefix}-${level}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform={`scale(${scale})`}
        >
          <rect width="8" height="8" className={LEVEL_FILL[level]} />
          {OVERLAYS[level]}
        </pattern>
      ))}
    </defs>
  );
}

/** What `fill` takes for a step of the scale. */
export const levelFill = (prefix: string, level: Level) => `url(#${prefix}-${level})`;

const SERIES_STROKE = [
  'stroke-series-1',
  'stroke-series-2',
  'stroke-series-3',
  'stroke-series-4',
  'stroke-series-5',
  'stroke-series-6',
] as const;
const SERIES_FILL = [
  'fill-series-1',
  'fill-series-2',
  'fill-series-3',
  'fill-series-4',
  'fill-series-5',
  'fill-series-6',
] as const;
const SERIES_DASH = ['none', '7 4', '2 3.5', '10 3 2 3', '14 5', '4 2'] as const;

/** Colour, dash and marker of the nth line of a chart. */
export function seriesStyle(index: number): { stroke: string; fill: string; dash: string; marker: Marker } {
  const at = index % SERIES_STROKE.length;
  return {
    stroke: SERIES_STROKE[at] ?? SERIES_STROKE[0],
    fill: SERIES_FILL[at] ?? SERIES_FILL[0],
    dash: SERIES_DASH[at] ?? 'none',
    marker: markers[at] ?? 'circle',
  };
}

/** What a legend shows of a thing on the chart. */
export type LegendMark =
  | { kind: 'level'; level: Level }
  | { kind: 'series'; index: number }
  /** A shape on a map, with the classes that colour it. */
  | { kind: 'shape'; path: string; className: string };
export type LegendItem = { label: string; mark: LegendMark };

/** The little picture beside a word of the legend: 20 × 16. */
export function LegendPicture({ mark, id }: { mark: LegendMark; id: string }) {
  return (
    <svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true" className="shrink-0">
      {mark.kind === 'level' && (
        <>
          <LevelPatterns prefix={id} />
          <rect
            x="0.5"
            y="0.5"
            width="19"
            height="15"
            fill={levelFill(id, mark.level)}
            className="stroke-edge"
            strokeWidth="1"
          />
        </>
      )}
      {mark.kind === 'series' && <SeriesSample index={mark.index} />}
      {mark.kind === 'shape' && (
        <path d={mark.path} transform="translate(10 8)" className={mark.className} strokeWidth="1.6" />
      )}
    </svg>
  );
}

function SeriesSample({ index }: { index: number }) {
  const style = seriesStyle(index);
  return (
    <>
      <path
        d="M0,8H20"
        className={style.stroke}
        strokeWidth="2.25"
        strokeDasharray={style.dash}
        fill="none"
      />
      <path d={markerPath(style.marker, 4)} transform="translate(10 8)" className={style.fill} />
    </>
  );
}
