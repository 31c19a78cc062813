import { linear } from './scale';

export type BarGeometry = {
  height: number;
  rows: {
    y: number;
    bar: { x: number; y: number; width: number; height: number };
    labelX: number;
    labelY: number;
    textX: number;
    textY: number;
    markX: number | null;
  }[];
};

const BAR = 18;

/**
 * Where horizontal bars stand. On a narrow screen the label goes above its bar; otherwise beside it. A value above
 * `max` fills the room and no more: its text tells the number.
 */
export function barGeometry({
  bars,
  max,
  width,
}: {
  bars: readonly { label: string; value: number | null; text: string; target?: number | null }[];
  max?: number;
  width: number;
}): BarGeometry {
  const narrow = width < 520;
  const longest = Math.max(0, ...bars.map(({ label }) => label.length));
  const textRoom = Math.max(0, ...bars.map(({ text }) => text.length)) * 8 + 12;
  const left = narrow ? 0 : Math.min(longest * 7.8 + 14, width * 0.4);
  const right = Math.max(left + 40, width - textRoom);
  const highest = max ?? Math.max(0, ...bars.map(({ value, target }) => Math.max(value ?? 0, target ?? 0)));
  const x = linear([0, highest > 0 ? highest : 1], [left, right]);
  const step = narrow ? BAR + 26 : BAR + 10;
  return {
    height: bars.length * step + 2,
    rows: bars.map(({ value, target }, index) => {
      const y = index * step + (narrow ? 21 : 4);
      const end = Math.min(x(Math.max(value ?? 0, 0)), right);
      return {
        y: index * step,
        bar: { x: left, y, width: end - left, height: BAR },
        labelX: narrow ? 0 : left - 10,
        labelY: narrow ? index * step + 14 : y + BAR / 2 + 5,
        textX: right + 8,
        textY: y + BAR / 2 + 5,
        markX: target === null || target === undefined ? null : Math.min(x(target), right),
      };
    }),
  };
}
