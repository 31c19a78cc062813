'use client';

import NextLink from 'next/link';
import { useId } from 'react';
import { barGeometry } from './bar-geometry';
import { type Level, LevelPatterns, levelFill } from './marks';
import { useWidth } from './use-width';
import { formatValue, type Unit } from './words';

export type Bar = {
  id: string;
  label: string;
  /** Null: not known, no bar. */
  value: number | null;
  /** What is written at its end; its value otherwise. */
  text?: string;
  /** Step of the scale that fills it; 3 by default. */
  level?: Level;
  /** A mark to reach, drawn across the bar; say it in `text` too. */
  target?: number | null;
  href?: string;
};

/** Horizontal bars, each with its word and its number; a bar may lead to what it counts. */
export function BarChart({
  label,
  bars,
  unit = 'number',
  max,
}: {
  label: string;
  bars: readonly Bar[];
  unit?: Unit;
  /** Value that fills the room; the highest one otherwise. */
  max?: number;
}) {
  const [box, width] = useWidth(640);
  const id = useId();
  const shown = bars.map((bar) => ({
    ...bar,
    text: bar.text ?? (bar.value === null ? '–' : formatValue(bar.value, unit)),
  }));
  const { height, rows } = barGeometry({ bars: shown, width, ...(max === undefined ? {} : { max }) });
  const narrow = width < 520;
  return (
    <div ref={box}>
      <svg
        data-chart=""
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className="block h-auto w-full text-sm"
      >
        <LevelPatterns prefix={id} />
        {shown.map((bar, index) => {
          const row = rows[index];
          if (!row) return null;
          const words = (
            <>
              <text
                x={row.labelX}
                y={row.labelY}
                textAnchor={narrow ? 'start' : 'end'}
                className={bar.href ? 'fill-accent underline' : 'fill-ink'}
              >
                {bar.label}
              </text>
              <rect
                {...row.bar}
                rx="2"
                fill={levelFill(id, bar.level ?? 3)}
                className="stroke-edge"
                strokeWidth="0.5"
              />
              {row.markX !== null && (
                <path
                  d={`M${row.markX},${row.bar.y - 4}v${row.bar.height + 8}`}
                  className="stroke-ink"
                  strokeWidth="2.5"
                  fill="none"
                />
              )}
              <text x={row.textX} y={row.textY} className="tabular fill-ink font-semibold">
                {bar.text}
              </text>
            </>
          );
          return bar.href ? (
            <NextLink key={bar.id} href={bar.href} aria-label={`${bar.label}\u00a0: ${bar.text}`}>
              {words}
            </NextLink>
          ) : (
            <g key={bar.id}>{words}</g>
          );
        })}
      </svg>
    </div>
  );
}
