import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barGeometry } from './bar-geometry';
import { chartCsv } from './data-file';
import { lineGeometry } from './line-geometry';
import { pictureLayout, wrapped } from './picture-layout';
import {
  brokenLine,
  dayNumber,
  linear,
  markerPath,
  markers,
  niceTicks,
  schoolYearsBetween,
  spread,
} from './scale';
import { formatCell, sortRows } from './words';

describe('scales', () => {
  it('writes round ticks from 0 that reach the highest value, and only just', () => {
    expect(niceTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(niceTicks(772)).toEqual([0, 200, 400, 600, 800]);
    expect(niceTicks(11)).toEqual([0, 5, 10, 15]);
    expect(niceTicks(0)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (max) => {
        const ticks = niceTicks(max);
        const step = ticks[1] ?? 0;
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect((ticks.at(-1) ?? 0) - step).toBeLessThan(max);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('keeps a scale of one value where it begins', () => {
    expect(linear([3, 3], [10, 90])(3)).toBe(10);
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
  });

  it('marks the school years from 1 August, both ends included', () => {
    expect(schoolYearsBetween('2024-08-01', '2026-11-22').map(({ label }) => label)).toEqual([
      '2024-2025',
      '2025-2026',
      '2026-2027',
    ]);
    expect(schoolYearsBetween('2026-08-02', '2027-07-31')).toEqual([]);
    expect(dayNumber('1970-02-01')).toBe(31);
    // Across the change of hour a day is still one day.
    expect(dayNumber('2026-03-30') - dayNumber('2026-03-28')).toBe(2);
  });

  it('spreads names without crossing them, within their bounds', () => {
    expect(spread([50, 50, 50], 10, [0, 60])).toEqual([40, 50, 60]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 }), (wanted) => {
        const placed = spread(wanted, 17, [0, 300]);
        const sorted = [...placed].sort((a, b) => a - b);
        sorted.forEach((at, index) => {
          if (index > 0) expect(at - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-6);
          expect(at).toBeLessThanOrEqual(300);
        });
        wanted.forEach((a, i) => {
          wanted.forEach((b, j) => {
            if (a < b) expect(placed[i]).toBeLessThan(placed[j] ?? 0);
          });
        });
      }),
    );
  });

  it('leaves a gap where nothing is known, never a zero', () => {
    const at = (x: number, y: number | null) => ({ x, y });
    expect(brokenLine([at(0, 5), at(1, 6), at(2, null), at(3, 7), at(4, null)])).toBe('M0,5L1,6M3,7h0.1');
    expect(brokenLine([at(0, null)])).toBe('');
  });

  it('has a different outline for each marker', () => {
    expect(new Set(markers.map((marker) => markerPath(marker, 4))).size).toBe(markers.length);
  });
});

describe('lines', () => {
  const dates = ['2025-06-30', '2025-07-31', '2025-08-31', '2025-09-30'];
  const series = [
    { id: 'a', label: 'Val-d’Oise', values: [0.1, 0.2, null, 1.009] },
    { id: 'b', label: 'Yvelines', values: [null, null, null, null] },
  ];

  it('keeps every point inside its plot, values above the wanted top included', () => {
    const { plot, lines, ticks, years } = lineGeometry({
      dates,
      series,
      width: 700,
      height: 300,
      top: 1,
      named: true,
    });
    expect(ticks.at(-1)?.value).toBeGreaterThan(1);
    for (const { points } of lines)
      for (const { x, y } of points) {
        expect(x).toBeGreaterThanOrEqual(plot.left);
        expect(x).toBeLessThanOrEqual(plot.right);
        expect(y).toBeGreaterThanOrEqual(plot.top);
        expect(y).toBeLessThanOrEqual(plot.bottom);
      }
    expect(years.map(({ label }) => label)).toEqual(['2025-2026']);
    expect(lines[0]?.path.match(/M/g)).toHaveLength(2);
  });

  it('names no line that has no value, and gives the room of names back when they are elsewhere', () => {
    const wide = lineGeometry({ dates, series, width: 700, height: 300, named: true });
    expect(wide.lines.map(({ name }) => name === null)).toEqual([false, true]);
    const narrow = lineGeometry({ dates, series, width: 358, height: 300, named: false });
    expect(narrow.plot.right).toBe(344);
  });

  it('tells the months where no school year begins, as many as there is room for', () => {
    const weeks = ['2026-08-03', '2026-08-31', '2026-09-28', '2026-10-26', '2026-11-09'];
    const of = (width: number) =>
      lineGeometry({ dates: weeks, series: [], width, height: 300, named: false });
    expect(of(400).months.map(({ label }) => label)).toEqual(['sept.', 'oct.', 'nov.']);
    expect(of(400).years).toEqual([]);
    const few = { series: [], width: 400, height: 300, named: false };
    expect(lineGeometry({ ...few, dates: ['2026-11-02', '2026-11-09'] }).months).toMatchObject([
      { label: 'nov.' },
    ]);
    expect(lineGeometry({ ...few, dates: [] }).months).toEqual([]);
    expect(of(150).months.map(({ label }) => label)).toEqual(['sept.', 'nov.']);
    const over = lineGeometry({
      dates: ['2026-07-20', ...weeks],
      series: [],
      width: 400,
      height: 300,
      named: false,
    });
    expect(over).toMatchObject({ years: [{ label: '2026-2027' }], months: [] });
  });

  it('draws one date, or none, without failing', () => {
    expect(lineGeometry({ dates: [], series: [], width: 300, height: 200, named: true }).lines).toEqual([]);
    const one = lineGeometry({
      dates: ['2025-09-30'],
      series: [{ id: 'a', label: 'A', values: [2] }],
      width: 300,
      height: 200,
      named: false,
    });
    expect(one.lines[0]?.points).toHaveLength(1);
  });
});

describe('bars', () => {
  const bars = [
    { label: 'Existent', value: 772, text: '772' },
    { label: 'Dans un projet', value: 900, text: '900 · 116,6 %' },
    { label: 'Accrochées', value: null, text: '–', target: 600 },
  ];
  it('never runs over, and draws nothing for what is not known', () => {
    for (const width of [360, 900]) {
      const { rows, height } = barGeometry({ bars, max: 772, width });
      expect(rows[0]?.bar.width).toBe(rows[1]?.bar.width);
      expect(rows[2]?.bar.width).toBe(0);
      expect(rows[2]?.markX).toBeLessThan((rows[0]?.bar.x ?? 0) + (rows[0]?.bar.width ?? 0));
      for (const { bar, textX } of rows) {
        expect(textX).toBeLessThan(width);
        expect(bar.y + bar.height).toBeLessThanOrEqual(height);
      }
    }
  });
});

describe('pictures', () => {
  const measure = (text: string, size: number) => text.length * size * 0.5;
  it('wraps between words and keeps together what a non-breaking space holds', () => {
    expect(wrapped('un deux trois', 7, (text) => text.length)).toEqual(['un deux', 'trois']);
    expect(wrapped('le 22\u00a0novembre', 6, (text) => text.length)).toEqual(['le', '22\u00a0novembre']);
  });
  it('holds the title, the legend, the chart and the source, in that order and inside', () => {
    const layout = pictureLayout({
      title: 'Couverture par département',
      source: 'Calculé à partir des faits datés, au 22 novembre 2026.',
      legend: ['moins de 20 %', 'de 20 % à moins de 50 %', 'de 50 % à moins de 90 %', '90 % et plus'],
      chart: { width: 420, height: 300 },
      measure,
    });
    expect(layout.marks).toHaveLength(4);
    expect(layout.chart.y).toBeGreaterThan(Math.max(...layout.marks.map(({ y }) => y)));
    expect(layout.texts.at(-1)?.y).toBeGreaterThan(layout.chart.y + 300);
    for (const { x, y, text, size } of layout.texts) {
      expect(x + measure(text, size)).toBeLessThanOrEqual(layout.width);
      expect(y).toBeLessThan(layout.height);
    }
  });
});

describe('data of a chart', () => {
  const data = {
    columns: [
      { key: 'name', label: 'Département' },
      { key: 'rate', label: 'Accrochées', kind: 'percent' as const },
    ],
    rows: [
      { id: '78', cells: { name: 'Yvelines', rate: 0.1951 } },
      { id: '95', cells: { name: 'Val-d’Oise', rate: 1.009 } },
      { id: '2A', cells: { name: '=cmd', rate: null } },
    ],
  };
  it('sorts numbers as numbers, with what is not known last both ways', () => {
    const names = (direction: 'ascending' | 'descending') =>
      sortRows(data.rows, 'rate', direction).map(({ id }) => id);
    expect(names('ascending')).toEqual(['78', '95', '2A']);
    expect(names('descending')).toEqual(['95', '78', '2A']);
    expect(sortRows(data.rows, 'name', 'ascending').map(({ id }) => id)).toEqual(['2A', '95', '78']);
  });
  it('writes cells as they are read and files as they are computed with', () => {
    expect(formatCell(null, 'percent')).toBe('–');
    expect(formatCell(1.009, 'percent')).toBe('100,9\u202f%');
    expect(formatCell('2026-11-22', 'date')).toBe('22/11/2026');
    const csv = chartCsv(data, 'Calculé le 22/11/2026');
    expect(csv).toContain('Département;Accrochées (%);Source\r\nYvelines;19,5;Calculé le 22/11/2026\r\n');
    expect(csv).toContain("'=cmd;;");
  });
});
