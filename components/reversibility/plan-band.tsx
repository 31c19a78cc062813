import { formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { OpenPlan } from '@/server/reversibility/queries';

/** How far leaving a solution is, with the way to its checklist. */
export function PlanBand({ plan }: { plan: OpenPlan }) {
  return (
    <div className="flex max-w-text flex-col gap-2 border-line border-t pt-3">
      <ProgressBar
        label={`Réversibilité : ${plan.oldProduct}${plan.newProduct ? ` → ${plan.newProduct}` : ''}`}
        value={plan.done}
        total={plan.total}
        detail={
          plan.late > 0
            ? `${plan.late} en retard`
            : plan.nextDueOn
              ? `prochaine échéance le ${formatLongDate(plan.nextDueOn)}`
              : undefined
        }
      />
      <Link href={`/conventions/${plan.convention.id}/reversibilite`}>Ouvrir le plan de réversibilité</Link>
    </div>
  );
}
