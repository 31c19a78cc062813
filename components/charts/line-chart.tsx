'use client';

import { type PointerEvent, useId, useState } from 'react';
import { formatDate } from '@/components/ui/format';
import { type LineSeries, lineGeometry } from './line-geometry';
import { seriesStyle } from './marks';
import { markerPath } from './scale';
import { useWidth } from './use-width';
import { formatValue, type Unit } from './words';

/**
 * Curves over time: dates across, school years marked from 1 August, a dash, a marker and a name for each line
 * besides its colour. A null is a gap. Inside a ChartFrame, which gives its table and its files.
 */
export function LineChart({
  label,
  dates,
  series,
  unit = 'number',
  top,
  height = 320,
}: {
  /** What a screen reader hears; the table says the rest. */
  label: string;
  /** ISO days, in order. */
  dates: readonly string[];
  series: readonly LineSeries[];
  unit?: Unit;
  /** Least value the axis reaches: 1 for rates that are read as shares of a whole. */
  top?: number;
  height?: number;
}) {
  const [box, width] = useWidth(760);
  const [at, setAt] = useState<number | null>(null);
  const labelId = useId();
  const named = width >= 560;
  const chart = lineGeometry({ dates, series, width, height, named, ...(top === undefined ? {} : { top }) });
  const { plot } = chart;

  function follow(event: PointerEvent<SVGSVGElement>) {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    let nearest = 0;
    chart.xs.forEach((x, index) => {
      if (Math.abs(x - left) < Math.abs((chart.xs[nearest] ?? 0) - left)) nearest = index;
    });
    setAt(nearest);
  }

  return (
    <div ref={box}>
      <svg
        data-chart=""
        role="img"
        aria-labelledby={labelId}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className="block h-auto w-full text-sm"
        onPointerMove={follow}
        onPointerLeave={() => setAt(null)}
      >
        <title id={labelId}>{label}</title>
        {chart.ticks.map(({ value, y }) => (
          <g key={value}>
            <path
              d={`M${plot.left},${y}H${plot.right}`}
              className="stroke-line"
              strokeWidth="1"
              fill="none"
            />
            <text x={plot.left - 8} y={y + 5} textAnchor="end" className="fill-soft text-xs">
              {formatValue(value, unit)}
            </text>
          </g>
        ))}
        {chart.years.map(({ start, label: year, x }, index) => (
          <g key={start}>
            <path
              d={`M${x},${plot.top - 6}V${plot.bottom + 6}`}
              className="stroke-edge"
              strokeWidth="1"
              strokeDasharray="1 3"
              fill="none"
            />
            <YearName
              year={year}
              x={x + 4}
              y={plot.bottom + 21}
              room={(chart.years[index + 1]?.x ?? plot.right) - x}
            />
          </g>
        ))}
        {chart.months.map(({ start, label: month, x }) => (
          <g key={start}>
            <path
              d={`M${x},${plot.bottom}V${plot.bottom + 6}`}
              className="stroke-edge"
              strokeWidth="1"
              fill="none"
            />
            <text x={x} y={plot.bottom + 21} textAnchor="middle" className="fill-soft text-xs">
              {month}
            </text>
          </g>
        ))}
        {chart.lines.map((line, index) => {
          const style = seriesStyle(index);
          return (
            <g key={line.id}>
              <path
                d={line.path}
                className={style.stroke}
                strokeWidth="2.25"
                strokeLinecap={style.dash === 'none' ? 'round' : 'butt'}
                strokeLinejoin="round"
                strokeDasharray={style.dash}
                fill="none"
              />
              {line.points.map((point) => (
                <path
                  key={point.index}
                  d={markerPath(style.marker, 3.6)}
                  transform={`translate(${point.x} ${point.y})`}
                  className={style.fill}
                />
              ))}
              {named && line.name && (
                <>
                  <path
                    d={`M${plot.right},${line.name.from}L${line.name.x - 2},${line.name.y}`}
                    className={style.stroke}
                    strokeWidth="1"
                    opacity="0.6"
                    fill="none"
                  />
                  <text x={line.name.x + 2} y={line.name.y + 5} className={`${style.fill} font-semibold`}>
                    {line.label}
                  </text>
                </>
              )}
            </g>
          );
        })}
        {at !== null && chart.xs[at] !== undefined && (
          <path
            data-transient=""
            d={`M${chart.xs[at]},${plot.top}V${plot.bottom}`}
            className="stroke-ink"
            strokeWidth="1"
            fill="none"
          />
        )}
      </svg>
      {/* The line keeps its place, so that nothing jumps under the pointer. */}
      <p aria-hidden="true" className="tabular min-h-5 text-soft text-xs print:hidden">
        {at !== null && dates[at] !== undefined && (
          <>
            {formatDate(dates[at])}
            {series.map(({ label: name, values }) => {
              const value = values[at] ?? null;
              return ` · ${name}\u00a0: ${value === null ? 'inconnu' : formatValue(value, unit)}`;
            })}
          </>
        )}
      </p>
    </div>
  );
}

/** « 2026-2027 » where there is room before the next one, « 26-27 » where there is less. */
function YearName({ year, x, y, room }: { year: string; x: number; y: number; room: number }) {
  if (room < 42) return null;
  return (
    <text x={x} y={y} className="fill-soft text-xs">
      {room >= 68 ? year : year.replaceAll(/\b20/g, '')}
    </text>
  );
}
