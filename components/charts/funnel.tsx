import { formatNumber, formatPercent } from '@/components/ui/format';
import { BarChart } from './bar-chart';
import type { Level } from './marks';

export type FunnelStep = {
  id: string;
  label: string /** Null: not known, which is not none. */;
  value: number | null;
  href?: string;
};

/**
 * A funnel: each step as a share of the first one. Steps are not forced to shrink: a school may be attached
 * without a convention, and that is seen.
 */
export function Funnel({ label, steps }: { label: string; steps: readonly FunnelStep[] }) {
  const whole = steps[0]?.value ?? 0;
  return (
    <BarChart
      label={label}
      max={whole}
      bars={steps.map(({ value, ...step }, index) => ({
        ...step,
        value,
        level: Math.min(index + 1, 4) as Level,
        text:
          value === null
            ? 'inconnu'
            : index === 0 || whole === 0
              ? formatNumber(value)
              : `${formatNumber(value)} · ${formatPercent(value / whole)}`,
      }))}
    />
  );
}
