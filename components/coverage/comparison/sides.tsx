'use client';

import { useId } from 'react';
import { LevelPatterns, levelFill } from '@/components/charts/marks';
import { useWidth } from '@/components/charts/use-width';
import { countWords, type DifferenceRow, signed } from './difference';

const ROW = 74;
const BAR = 18;

/** Two bars for each link of the chain, one above the other, with their numbers and what parts them. */
export function Sides({ label, rows }: { label: string; rows: readonly DifferenceRow[] }) {
  const [box, width] = useWidth(760);
  const id = useId();
  const narrow = width < 560;
  const left = narrow ? 0 : 190;
  const room = Math.max(80, width - left - 150);
  // Links are shares of what exists on their own side; what exists is compared by number.
  const most = Math.max(
    1,
    ...rows
      .filter(({ stage }) => stage === 'exists')
      .flatMap(({ counts }) => counts.map((count) => count ?? 0)),
  );
  const part = (row: DifferenceRow, side: 0 | 1) =>
    Math.min(1, row.stage === 'exists' ? (row.counts[side] ?? 0) / most : (row.ratios[side] ?? 0));
  const step = narrow ? ROW + 22 : ROW;
  return (
    <div ref={box}>
      <svg
        data-chart=""
        aria-label={label}
        viewBox={`0 0 ${width} ${rows.length * step}`}
        width={width}
        height={rows.length * step}
        className="block h-auto w-full text-sm"
      >
        <LevelPatterns prefix={id} />
        {rows.map((row, index) => {
          const y = index * step + (narrow ? 30 : 12);
          return (
            <g key={row.stage}>
              <text x="0" y={narrow ? y - 10 : y + 18} className="fill-ink font-semibold">
                {row.label}
              </text>
              <text
                x={narrow ? width : 0}
                y={narrow ? y - 10 : y + 38}
                textAnchor={narrow ? 'end' : 'start'}
                className="fill-soft"
              >
                {row.by === null
                  ? '–'
                  : row.points === null
                    ? signed(row.by)
                    : `${signed(row.by)} · ${signed(row.points, 1)} pt`}
              </text>
              {([0, 1] as const).map((side) => (
                <g key={side}>
                  <rect
                    x={left}
                    y={y + side * (BAR + 6)}
                    width={room * part(row, side)}
                    height={BAR}
                    rx="2"
                    fill={levelFill(id, side === 0 ? 2 : 4)}
                    className="stroke-edge"
                    strokeWidth="0.5"
                  />
                  <text
                    x={left + room * part(row, side) + 8}
                    y={y + side * (BAR + 6) + 14}
                    className="tabular fill-ink"
                  >
                    {countWords(row.counts[side], row.ratios[side])}
                  </text>
                </g>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
