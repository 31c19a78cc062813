import {
  brokenLine,
  type ChartPoint,
  dayNumber,
  linear,
  type Month,
  monthsBetween,
  niceTicks,
  type SchoolYear,
  schoolYearsBetween,
  spread,
} from './scale';

export type LineSeries = {
  id: string;
  label: string;
  /** One value for each date; null where nothing is known: a gap, never a zero. */
  values: readonly (number | null)[];
};

export type LineGeometry = {
  plot: { left: number; right: number; top: number; bottom: number };
  ticks: { value: number; y: number }[];
  years: (SchoolYear & { x: number })[];
  /** Where no school year begins, the months: a curve never stands without its dates. */
  months: (Month & { x: number })[];
  xs: number[];
  lines: {
    id: string;
    label: string;
    path: string;
    points: { x: number; y: number; index: number }[];
    /** Where its own name stands, at its last known point; null when it has no value at all. */
    name: { x: number; y: number; from: number } | null;
  }[];
};

const NAME_GAP = 17;
const MARKER_GAP = 26;
const MONTH_GAP = 36;

/**
 * Where everything of a line chart stands. Dates are ISO days in order; the width is what there is. Names stand at
 * the end of their line when there is room (`named`), otherwise the legend tells them.
 */
export function lineGeometry({
  dates,
  series,
  width,
  height,
  top,
  named,
  axisWidth = 48,
}: {
  dates: readonly string[];
  series: readonly LineSeries[];
  width: number;
  height: number;
  /** Least value that the axis reaches (1 for a rate); the data may go above. */
  top?: number;
  named: boolean;
  axisWidth?: number;
}): LineGeometry {
  const longest = Math.max(0, ...series.map(({ label }) => label.length));
  const nameRoom = named ? Math.min(longest * 7.6 + 22, width * 0.38) : 14;
  const plot = { left: axisWidth, right: width - nameRoom, top: 22, bottom: height - 30 };
  const highest = Math.max(top ?? 0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const ticks = niceTicks(highest);
  const y = linear([0, ticks.at(-1) ?? 1], [plot.bottom, plot.top]);
  const days = dates.map(dayNumber);
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? first;
  const x =
    first === last
      ? () => (plot.left + plot.right) / 2
      : linear([first, last], [plot.left + 4, plot.right - 4]);
  const xs = days.map(x);

  const drawn = series.map(({ id, label, values }) => {
    const points = xs.map((at, index): ChartPoint => {
      const value = values[index] ?? null;
      return { x: at, y: value === null ? null : y(value) };
    });
    const known = points.flatMap((point, index) =>
      point.y === null ? [] : [{ x: point.x, y: point.y, index }],
    );
    return { id, label, path: brokenLine(points), known };
  });
  const named_ = drawn.filter(({ known }) => known.length > 0);
  const places = spread(
    named_.map(({ known }) => known.at(-1)?.y ?? 0),
    NAME_GAP,
    [plot.top, plot.bottom],
  );
  const [start, end] = [dates[0] ?? '', dates.at(-1) ?? ''];
  const years = schoolYearsBetween(start, end);
  const months = years.length > 0 ? [] : monthsBetween(start, end);
  return {
    plot,
    ticks: ticks.map((value) => ({ value, y: y(value) })),
    years: years.map((year) => ({ ...year, x: x(dayNumber(year.start)) })),
    months: apart(months.map((month) => ({ ...month, x: x(dayNumber(month.start)) }))),
    xs,
    lines: drawn.map(({ id, label, path, known }) => {
      const end = known.at(-1);
      const place = places[named_.findIndex((one) => one.id === id)];
      return {
        id,
        label,
        path,
        points: thinned(known),
        name: end && place !== undefined ? { x: plot.right + 10, y: place, from: end.y } : null,
      };
    }),
  };
}

/** Months whose names have the room to be read, from the first one on. */
function apart<M extends { x: number }>(months: readonly M[]): M[] {
  const kept: M[] = [];
  for (const month of months)
    if (month.x - (kept.at(-1)?.x ?? Number.NEGATIVE_INFINITY) >= MONTH_GAP) kept.push(month);
  return kept;
}

/** Markers far enough apart to be told one from another; the last one always stands. */
function thinned<P extends { x: number }>(points: readonly P[]): P[] {
  const kept: P[] = [];
  for (const point of [...points].reverse())
    if (kept.length === 0 || (kept.at(-1)?.x ?? 0) - point.x >= MARKER_GAP) kept.push(point);
  return kept.reverse();
}
